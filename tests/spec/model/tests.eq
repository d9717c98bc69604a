programme "Check" {
  currency     GBP
  starts       2023-08-01
  horizon      2029-03-31
  period       week ending sunday
  fiscal year  from april
  annualise    52 weeks
}

unit person plural people
unit placement

data weekly from "data/weekly.csv" {
  period  week_ending
  by      locality
  value   finishers : person
}

data placements from "data/placements.csv" {
  row     placement
  date    start_date as dd/mm/yyyy
  by      setting, area
  value   weekly_cost : GBP/week
}

kpi done {
  tracked   sum(finishers of weekly) per week
  baseline  35.3 people/week
  target    60 people/week
  live      over 6 weeks
}

fixed fee = £3 per person

benefit small {
  equation  (tracked(done) - baseline(done)) * fee
}

# Alerts and tests: read and checked, not acted on.
scenario high { done = 60 people/week }
alert "x" when done > 3 people/week for 2 weeks
test "y" {
  as at 2024-03-24
  in scenario high
  given   done = baseline(done)
  given   fee = £5 per person
  expect  done = 3 people/week
  expect  worth(small) = £0 per week within £0.01 per week
  expect  run_rate(small) > £0 per year
}
test "z" { in scenario forecast
  expect done = high(done) }

alert "a" when done                          #! a yes or no is expected here, and this is a number
alert "b" when dun > 3 people/week           #! there is no KPI, fixed value or unit called `dun`
alert "c" when done > £3 for 2 people        #! needs one unit on both sides #! a length of time is expected here
test "d" {
  in scenario hgh                            #! there is no scenario called `hgh` #! did you mean `high`?
  given   doe = 3 people/week                #! there is no KPI or fixed value called `doe`
  given   small = 3 people/week              #! a test gives values to KPIs and fixed values, and `small` is a benefit
  given   done = £3                          #! this value is in `£`
  expect  done                               #! a yes or no is expected here
}
test "e" { as at 2024-02-30                  #! there is no such day
  as at 2024-02-29                           #! `as at` stands twice in this block
  in scenario done                           #! `done` is a KPI, not a scenario
  expect  done = 3 people/week within £5     #! and what they may differ by is £
  expect  done > 3 people/week within 1 person/week   #! `within` belongs to two numbers that are to be equal
  expect  small = £5                         #! `small` is a benefit; say which of its amounts is meant
}
test "f" { given done = 3 people/week }      #! this test expects nothing
