programme "Test" {
  currency     GBP
  starts       2024-02-05
  horizon      2024-06-30
  period       week ending sunday
  fiscal year  from april
  annualise    52 weeks
}

unit placement
unit person plural people
unit hour

data weekly from "starts.csv" {
  period  week_ending
  value   started : placement
}

kpi starts "New placements" {
  tracked   sum(started of weekly) per week
  baseline  14.2 placements/week
  better    lower
  live      over 6 weeks
}

fixed cost   = £1,050 per week per placement
fixed length = 104 weeks

data cases from "cases.csv" {
  row   placement
  date  start_date
  by    setting
}

fixed cost_of by setting {
  "residential" = £1,050 per week
  else          = £500 per week
  "nursing"     = £1,200 per week
}
