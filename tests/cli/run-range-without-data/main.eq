programme "A year too early" {
  currency     GBP
  starts       2024-01-01
  horizon      2024-01-28
  period       week ending sunday
  fiscal year  from april
  annualise    52 weeks
}

unit person plural people

data weekly from "weekly.csv" {
  period  week_ending
  value   n : person
}

kpi finishers "Finishers" {
  tracked   sum(n of weekly) per week
  baseline  tracked over FY21/22
}
