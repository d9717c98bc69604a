programme "Limits" {
  currency     GBP
  starts       2024-01-01
  horizon      2024-12-29
  period       week ending sunday
  fiscal year  from april
  annualise    52 weeks
}

unit patient

data counts from "counts.csv" {
  period  week_ending
  value   n : patient
}

kpi waiting {
  tracked  sum(n of counts)
  better   lower
}

# NHS England, Making Data Count: checks for XmR charts, "Process limits".
test "limits as they are published" {
  given   waiting = 20, 24, 20, 26, 22, 16, 18, 16, 31, 28, 34, 26, 30, 19, 18
  expect  centre(waiting) = 23.2 patients
  expect  upper_limit(waiting) = 37.64 patients within 0.001 patients
  expect  lower_limit(waiting) = 8.76 patients within 0.001 patients
  expect  not signal(waiting)
}

# The same, "Special cause - single point": the last is below the lower limit, 8.05.
test "a point outside" {
  given   waiting = 45, 29, 20, 22, 25, 20, 27, 24, 22, 23, 20, 26, 20, 15, 5
  expect  signal(waiting)
  expect  signal(waiting, better)
  expect  not signal(waiting, worse)
}

test "a week that has no value says nothing" {
  given   waiting = 45, 29, 20, 22, 25, 20, 27, 24, 22, 23, 20, 26, 20, 15, missing
  as at   2024-04-14
  expect  signal(waiting) is missing
  expect  lower_limit(waiting) is not missing
}

test "twelve are too few" {
  given   waiting = 30, 31, 25, 35, 34, 15, 21, 23, 30, 26, 26, 22
  expect  centre(waiting) is missing
  expect  signal(waiting) is missing
}

test "what a failure shows" {
  given   waiting = 20, 24, 20, 26, 22, 16, 18, 16, 31, 28, 34, 26, 30, 19, 18
  expect  waiting > upper_limit(waiting) and signal(waiting)
}
