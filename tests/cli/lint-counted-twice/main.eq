programme "Test" {
  currency     GBP
  starts       2024-02-05
  horizon      2025-06-30
  period       week ending sunday
  fiscal year  from april
  annualise    52 weeks
}

unit placement

data weekly from "starts.csv" {
  period  week_ending
  value   started : placement
  value   avoided : placement
}

kpi starts "New placements" {
  tracked   sum(started of weekly) per week
  baseline  14.2 placements/week
  target    11 placements/week
  better    lower
  live      over 6 weeks
}

fixed cost = £1,050 per week per placement source "made up"
fixed stay = 104 weeks source "made up"

benefit avoidance "Fewer placements" {
  equation  (baseline(starts) - tracked(starts)) * cost * stay
  accrues   over stay
}

benefit again "The same once more" {
  equation  (baseline(starts) - tracked(starts)) * £200 per placement
}

kpi new_stays "New placements, by another name" {
  tracked   sum(started of weekly) per week
  baseline  14.2 placements/week
  better    lower
}

benefit renamed "The same rows" {
  equation  (baseline(new_stays) - tracked(new_stays)) * £300 per placement
}

kpi avoided_stays "Avoided placements" {
  tracked   sum(avoided of weekly) per week
  baseline  5 placements/week
}

benefit first_year "In the first year" {
  equation  (tracked(avoided_stays) - baseline(avoided_stays)) * £300 per placement
  ends      2025-02-04
}

benefit second_year "In the second" {
  equation  (tracked(avoided_stays) - baseline(avoided_stays)) * £310 per placement
  starts    2025-02-05
}

# Half of the effect each: of one more placement in either KPI, the other at its baseline.
kpi share "Share of them" {
  tracked   sum(avoided of weekly) / sum(started of weekly)
  baseline  20%
}

benefit by_share "At the number of before" {
  equation  (tracked(share) - baseline(share)) * baseline(starts) * cost * stay
  accrues   over stay
}
