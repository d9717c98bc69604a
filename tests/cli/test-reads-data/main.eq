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

data others from "nowhere.csv" {
  period  week_ending
  value   finishers : person
}

kpi other {
  tracked  sum(finishers of others) per week
}

# What is not given is read, and only that: there is no file of the others.
test "the first week" {
  as at   2023-08-06
  expect  done = 12 people/week
  expect  done over 2023-07-31 to 2023-08-13 = 12 people/week
}

# Without an as-at date of its own a test has that of a run, which all the data decide.
test "the last week" {
  given   others {
    week_ending, finishers
    2023-08-06, 1
    2023-08-13, 2
  }
  expect  done = 15 people/week
  expect  other = 2 people/week
}
