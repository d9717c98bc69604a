# Fourteen weeks of people finished: 10, 12, 10, … and then 25. Their mean is 167 / 14 = 11.93, the mean moving range
# 39 / 13 = 3, so that the limits are 11.93 ± 7.98.
programme "Reablement" {
  currency     GBP
  starts       2024-01-01
  horizon      2024-12-29
  period       week ending sunday
  fiscal year  from april
  annualise    52 weeks
}

unit person plural people
unit hour

data weekly from "weekly.csv" {
  period  week_ending
  by      locality
  value   finished : person
  value   hours    : hour
}

kpi finishers "People finished" {
  tracked  sum(finished of weekly) per week
  better   higher
  live     over 2 weeks
}

# Over the last two weeks 135 / 35 = 3.86, before 108 / 22 = 4.91. North: 75 / 25 = 3 of 48 / 12 = 4, for 25 / 35 of
# the people in place of 12 / 22; South stays at 6. Rate, North: (12/22 + 25/35) / 2 * (3 - 4) = -0.63. Mix, North:
# (25/35 - 12/22) * (3.5 - (4.91 + 3.86) / 2) = -0.15; South: -0.27.
kpi effort "Hours a person" {
  tracked  sum(hours of weekly) / sum(finished of weekly)
  better   lower
  live     over 2 weeks
}

alert "More finish than usual" when signal(finishers)
alert "Fewer finish than usual" when signal(finishers, worse) for 2 weeks
alert "Two weeks above" when finishers > upper_limit(finishers) for 2 weeks
alert "Effort has changed" when effort < 4 hours/person for 1 week
alert "Since March" when signal(finishers from 2024-03-03)
