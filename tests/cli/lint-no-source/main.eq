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

fixed one      = £5 per placement
fixed dated    = £5 per placement from 2024-01-01, £6 per placement from 2025-01-01
fixed some     = £5 per placement from 2024-01-01 source "Framework", £6 per placement from 2025-01-01
fixed agreed_1 = £5 per placement agreed "Board" on 2024-01-01
fixed derived  = one * 1.03
fixed rates by setting {
  "home" = £5 per placement
  else   = £6 per placement
}
fixed rates_2 by setting {
  "home" = £5 per placement source "Framework"
  else   = £6 per placement
}

data stays from "stays.csv" {
  date   ended
  by     setting
  row    placement
}

kpi priced "Uses the tables" {
  tracked  sum(rates + rates_2 of stays) per week
}

figure used "Uses the others" = one + dated + some + agreed_1 + derived
