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

fixed a = £30 per placement source "made up"  # allow A0201
fixed b = £30 per placement source "made up"  # allow A0201 because ""
fixed c = £30 per placement source "made up"  # allow A2001 because "a slip of the pen"
fixed d = £30 per placement source "made up"  # allow E0201 because "an error is no advice"
fixed e = £30 per placement source "made up"  # allow A0403, A0201 because "it has a source, and nothing uses it"

# allow A0201 because "an empty line stands between"

fixed f = £30 per placement source "made up"
# allow A0201 because "nothing stands below"
