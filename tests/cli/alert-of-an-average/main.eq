programme "Reablement" {
  currency     GBP
  starts       2024-01-01
  horizon      2025-03-31
  period       week ending sunday
  fiscal year  from april
  annualise    52 weeks
}

unit person plural people

data weekly from "weekly.csv" {
  period  week_ending
  value   finished : person
}

kpi finishers {
  tracked  sum(finished of weekly) per week
}

kpi smoothed {
  tracked  moving_average(finishers, 6 weeks)
}

alert "Finishers falling" when smoothed < lower_limit(smoothed)
