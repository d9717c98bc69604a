programme "Residential placements" {
  currency     GBP
  starts       2024-02-07
  horizon      2024-06-30
  period       week ending sunday
  fiscal year  from april
  annualise    52 weeks
}

unit placement
unit person plural people               # allow A0201 because "next month's KPI is of people"

data weekly from "starts.csv" {
  period  week_ending
  value   started : placement
}

kpi starts "New residential placements" {
  tracked   sum(started of weekly) per week
  baseline  14.2 placements/week
  target    11 placements/week
  better    lower
}

fixed placement_cost   = £1,050 per week per placement source "Framework 2023" review by 2025-03-31
fixed placement_length = 104 weeks source "Cases closed in 2022/23"

benefit avoidance "Avoided residential placements" {
  equation  (baseline(starts) - tracked(starts)) * placement_cost * placement_length
  accrues   over placement_length
}
