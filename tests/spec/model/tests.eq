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

data waits from "data/waits.csv" {
  date    day
  level   waiting : person
  until   "Total"
}

workstream care "Care"
rating readiness { scale "Low", "High"
  target 80% at "High"
  change "Hub" "High" on 2024-01-01 }

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

# What a test gives: a series, rows; what it expects: a judgement, an error.
test "all is well" {
  given   done = 12 from 2023-08-06, 13 people/week x 4, missing x 2, -9
  given   weekly {
    week_ending, locality, finishers
    2023-08-06,  "North",  1,250
    2023-08-13,  South,    missing
    2023-08-20,  12,       -3.5
  }
  given   placements {
    start_date
    2023-08
  }
  given   waits { }
  expect  done = 12 people/week within 2%
  expect  done is green
  expect  care is not rated
  expect  readiness is not amber
  expect  run_rate(programme) is rated
  expect  value_add(small) is red
  expect  done is missing
}
test "what it expects is checked when it runs" {
  given   dun = £3
  expect  error "there is no KPI"
}
test "g" {
  given   done = 12, 13 x 0                  #! a value stands in a series a whole number of times, up to 200000
  given   done = 12, 13                      #! this test gives `done` already
  given   fee = 12, 13                       #! only a KPI is given a series, and `fee` is a fixed value
  expect  done = 3 people/week
}
test "h" {
  given   done = 12, 13 from 2023-08-06      # dated values: that is no series  #! this value is a plain number
  expect  done = 3 people/week
}
test "i" {
  given   done = 12, 13 growing 2% since FY23/24   #! this cannot stand in a series, which has a value a week
  expect  done = 3 people/week
}
test "j" {
  given   done = 12, 13 x 200,000, 1 x 1     #! this series is too long
  expect  done = 3 people/week
}
test "k" {
  given   done = 12, £13                     #! this value is in `£`
  expect  done = 3 people/week
}
test "l" {
  given   small { }                          #! a test gives rows to data, and `small` is a benefit
  given   smal { }                           #! there is no data called `smal`
  given   weekly {
    2023-08-06, 12                           #! the first line of rows names their columns  #! the first line of rows names their columns
  }
  expect  done = 3 people/week
}
test "m" {
  given   weekly {
    locality, locality                       #! the column `locality` stands here twice
  }
  given   placements {
    weekly_cost, colour                      #! `colour` is not a column of `placements`
  }
  given   waits {
    waiting                                  #! each row has a date: name the column `day` too
    3
  }
  expect  done = 3 people/week
}
test "n" {
  given   weekly {
    week_ending, locality, finishers
    2023-08-06, "North"                      #! this row has 2 cells, and there are 3 columns
    2023-08-07, "North", 3                   #! this is not the last day of a week
    missing, "North", 3                      #! the column `week_ending` holds the date of each row
    2023-08-06, 2024-01-01, 3                #! the column `locality` holds texts
    2023-08-06, "North", £3                  #! the column `finishers` holds numbers
    "x", "North", 3                          #! the column `week_ending` holds dates
  }
  expect  done = 3 people/week
}
test "o" {
  expect  error "x"
  expect  done = 3 people/week               #! where there is an error there is no figure to expect
}
test "p" {
  expect  small is green                     #! this has no red, amber or green
  expect  dune is green                      #! there is no KPI, rating or workstream called `dune`
  expect  done is blue                       #! `blue` is not a judgement; write `rated`, `red`, `amber` or `green`
}
test "q" {
  expect  fault "x"                          #! `fault` is not something to expect before a text
}
test "r" {
  expect  "x" = done                         #! compares
  expect  "x" = "y"                          #! only rows have texts  #! only rows have texts
}
