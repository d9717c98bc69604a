programme "Check" {
  currency     GBP
  starts       2023-07-31
  horizon      2025-03-30
  period       week ending sunday
  fiscal year  from april
  annualise    52 weeks
}

unit person plural people

data weekly from "weekly.csv" {
  period  week_ending
  value   finishers : person
}

kpi done {
  tracked  sum(finishers of weekly) per week
}

test "a name that is not there" {
  given   dun = 12
  expect  done = 12 people/week
}
