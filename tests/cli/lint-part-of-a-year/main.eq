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

figure half = annualised(avoidance over 2024-02-05 to 2024-08-04)
figure whole = annualised(avoidance over 2024-02-05 to 2025-02-02)
figure begun = annualised(avoidance over FY23/24)
figure fiscal = annualised(avoidance over FY24/25)
figure early = annualised(avoidance over 2022-04-01 to 2024-03-31)
