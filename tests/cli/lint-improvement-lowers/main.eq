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

benefit turned "Sides exchanged" {
  equation  (tracked(starts) - baseline(starts)) * cost * stay
  accrues   over stay
}

kpi returns "Placements that are avoided later" {
  tracked   sum(avoided of weekly) per week
  baseline  5 placements/week
  live      over 6 weeks
}

benefit unsaid "The KPI does not say that lower is better" {
  equation  max(£0 per week, -2 * (live(returns) - baseline(returns)) * cost * stay)
  accrues   over stay
}

kpi both "All placements" {
  tracked   starts + closed
  baseline  16 placements/week
}

kpi closed "Placements that end" {
  tracked   count(stays) per week
  baseline  2 placements/week
  better    higher
}

data stays from "stays.csv" {
  row   placement
  date  ended
  by    setting
}

benefit part "A part of a KPI that is right itself" {
  equation  (tracked(both) - baseline(both)) * cost * stay
  accrues   over stay
}

kpi swing "Either way" {
  tracked   count(stays where setting = "home") per week
  baseline  2 placements/week
}

benefit away "From the baseline, either way" {
  equation  abs(tracked(swing) - baseline(swing)) * cost * stay
  accrues   over stay
}

kpi moves "Moves home" {
  tracked   count(stays where setting = "own home") per week
  baseline  2 placements/week
}

benefit if_many "Only while there are many" {
  equation  if tracked(moves) > 3 placements/week then £0 per week else tracked(moves) * cost * stay
  accrues   over stay
}
