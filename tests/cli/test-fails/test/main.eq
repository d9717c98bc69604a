# Worked out by hand: (12 - 10) people * £5 are £10 a week, £520 a year, and half of that is £260.
programme "Failing" {
  currency     GBP
  starts       2023-07-31
  horizon      2025-03-30
  period       week ending sunday
  fiscal year  from april
  annualise    52 weeks
}

unit person plural people

data weekly from "nowhere.csv" {
  period  week_ending
  value   finishers : person
}

kpi done "Done" {
  tracked   sum(finishers of weekly) per week
  baseline  10 people/week
  target    20 people/week
  live      over 2 weeks
}

fixed fee = £3 per person

benefit small "Small" {
  equation  (tracked(done) - baseline(done)) * fee
}

benefit tiered "Tiered" {
  equation  if done > 15 people/week then £100 per week else £10 per week
}

scenario high { done = 30 people/week }

figure half = run_rate(small) / 2

test "passes" {
  given   done = baseline(done)
  expect  worth(small) = £0 per week
}

test "fails # in & every <way>" {
  given   done = 12 people/week
  given   fee = £5 per person
  expect  worth(small) = £11 per week
  expect  worth(small) + £1 per week > £20 per week
          and done = 12 people/week
  expect  done is green
  expect  done is missing
  expect  done is not missing and live(done) is missing
  expect  half = £3 per year within £1 per year
  expect  done / 7 = 1.714286 people/week
  expect  done / 3 < done
  expect  run_rate(small) is rated
  expect  done < 12 people/week
  expect  done != 12 people/week
}

test "no such error" {
  given   fee = £5 per person
  expect  error "circle"
}

test "another error" {
  given   fee = £5
  expect  error "circle"
}

test "needs data that are not there" {
  expect  done = 3 people/week
}
