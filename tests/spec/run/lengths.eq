# A length of accrual that a scenario changes: each scenario accrues over its own. At £100 a person above 8
# for two weeks the weeks earn 400, 800, 1,200 and 1,600. tests/unit/test_totals.c looks at the scenario.
programme "Lengths" {
  currency     GBP
  starts       2024-01-01
  horizon      2024-01-28
  period       week ending sunday
  fiscal year  from april
  annualise    52 weeks
}

unit person plural people

data weekly from "data/partners.csv" {
  period  week_ending
  value   a : person
}

kpi people_a {
  tracked   sum(a of weekly) per week
  baseline  8 people/week
  live      over 2 weeks
}

fixed length = 2 weeks

benefit spread {
  equation  (tracked(people_a) - baseline(people_a)) * £100 per person per week * length
  accrues   over length
}

benefit late {
  equation  (tracked(people_a) - baseline(people_a)) * £100 per person per week * length
  accrues   over length after length
}

scenario longer extends forecast {
  length = 4 weeks
}

# all of the first three, and 7 of 14 days of the last
figure spread_added = value_add(spread)         #= 3200
# all of the first, from 01-15, and 7 of 14 days of the second, from 01-22
figure late_added   = value_add(late)           #= 800
# (15 - 8) * 100 * 2, 52 times
figure rate         = run_rate(spread)          #= 72800
