# Weeks end on Sundays: the first is 2023-07-31 to 2023-08-06. The data file is not there, so that a
# test passes only where nothing that it expects needs it.
programme "Tested" {
  currency     GBP
  starts       2023-07-31
  horizon      2025-03-30
  period       week ending sunday
  fiscal year  from april
  annualise    52 weeks
}

unit person plural people
unit visit

data weekly from "nowhere.csv" {
  period  week_ending
  value   finishers : person
}

data visits from "nowhere-too.csv" {
  row     visit
  date    visited_on as dd/mm/yyyy
  covers  2023-07-31 to 2024-03-31
  by      place
}

workstream care "Care" {
  target   £1000 per year
}

kpi done "Done" {
  tracked   sum(finishers of weekly) per week
  baseline  10 people/week
  target    20 people/week
  live      over 2 weeks
}

kpi double {
  tracked   done * 2
  baseline  tracked over 2023-07-31 to 2023-08-13
}

kpi seen {
  tracked   count(visits where place = "Home, or near") per week
}

fixed fee    = £3 per person
fixed spread = 4 weeks

benefit small "Small" in care {
  equation  (tracked(done) - baseline(done)) * fee
}

benefit tiered "Tiered" {
  equation  if done > 15 people/week then £100 per week else £10 per week
}

benefit later "Later" {
  equation  (tracked(done) - baseline(done)) * £1 per person per week * spread
  accrues   over spread
}

scenario high { done = 30 people/week }

figure half = run_rate(small) / 2

# ---- what passes ----

test "performance at baseline is worth nothing" {
  given   done = baseline(done)
  expect  worth(small) = £0 per week
  expect  run_rate(small) = £0 per year
  expect  done is red                   # none of the way from 10 to 20
  expect  done is not green
  expect  care is red
  expect  run_rate(small) is not rated  # there are no scenarios low and high
}

# Weeks 1 to 5: 12, 13, 13, none, 15. The as-at date is the end of the fifth.
test "a series" {
  given   done = 12, 13 x 2, missing, 15
  expect  done = 15 people/week
  expect  done is not missing
  expect  previous(done, 1 week) is missing
  expect  live(done) = 15 people/week         # the two last weeks, of which one has a value
  expect  done over 3 weeks = 14 people/week  # (13 + 15) / 2
  expect  value_add(small) = £39              # (2 + 3 + 3 + 5) * £3
  expect  run_rate(small) = £780 per year     # (15 - 10) * £3 * 52
  expect  run_rate(small) = £785 per year within 1%
  expect  run_rate(small) = £785 per year within £5 per year
  expect  worth(tiered) = £10 per week        # 15 is not more than 15
}

test "a series from another day" {
  given   done = 7 from 2023-05-03, 8
  as at   2023-05-14                    # a week after the one of 3 May, which ends on the 7th
  expect  done = 8 people/week
  expect  previous(done, 1 week) = 7 people/week
}

# 11 in the first week and 14 in the second; of them twice is 22 and 28, 25 on average.
test "rows" {
  given   weekly {
    week_ending, finishers
    2023-08-06, 11
    2023-08-13, 14
  }
  expect  done = 14 people/week
  expect  live(done) = 12.5 people/week
  expect  baseline(double) = 25 people/week
  expect  previous(done, 1 week) = 11 people/week
}

# What is given to a KPI does not reach baselines, which are of what the data say.
test "rows and a series" {
  given   weekly {
    week_ending, finishers
    2023-08-06, 11
    2023-08-13, 14
  }
  given   done = tracked(done) * 2
  expect  done = 28 people/week
  expect  double = 56 people/week
  expect  baseline(double) = 25 people/week
}

test "events, of which a week may have none" {
  given   visits {
    visited_on, place
    2023-08-01, "Home, or near"
    2023-08-02, Elsewhere
    2023-08-15, "Home, or near"
    2023-08-16, "Home, or near"
  }
  as at   2023-08-20
  expect  seen = 2 visits/week
  expect  previous(seen, 1 week) = 0 visits/week
}

test "no rows" {
  given   visits {}
  as at   2023-08-20
  expect  seen = 0 visits/week
}

# £20 a week over 4 weeks is worth £80 a week; the first week's comes in over weeks 1 to 4, so that half
# of it is there after two, and a quarter of the second's.
test "a length of time" {
  given   done = 30 x 2
  given   spread = 4 weeks
  expect  worth(later) = £80 per week
  expect  value_add(later) = £60
}
test "another length of time" {
  given   done = 30 x 2
  given   spread = 2 weeks              # £40 a week; all of the first, half of the second
  expect  worth(later) = £40 per week
  expect  value_add(later) = £60
}

test "high" {
  in scenario high
  expect  worth(small) = £60 per week   # (30 - 10) * £3
  expect  half = £1,560 per year        # 60 * 52 / 2
  expect  worth(tiered) = £100 per week
  expect  value_add(small, to 2023-08-13) = £120
}

test "a unit that does not fit" {
  given   fee = £5
  expect  error "this value is in `£`"
}
test "a mistake by its code" {
  given   fee = £5
  expect  error "E0302"
}
