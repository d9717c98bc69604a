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
  baseline  2 placements/day
  better    lower
  live      over 6 weeks
}
