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
  by      place
  value   finishers : person
}

kpi done {
  tracked  sum(finishers of weekly) per week
}

kpi tens {
  tracked  sum(if finishers > 10 people then 10 people else finishers of weekly where place != "South") per week
}

# Only the rows of the North count: of those one is above 10, none is at most 10.
test "above ten" {
  given   weekly {
    week_ending, place, finishers
    2023-08-06, North, 12
    2023-08-06, South, 9
  }
  expect  tens = 10 people/week
}

test "both" {
  given   weekly {
    week_ending, place, finishers
    2023-08-06, North, 12
    2023-08-06, West, 9
  }
  expect  tens = 19 people/week
}
