programme "Reablement" {
  currency     GBP
  starts       2024-02-26
  horizon      2024-12-29
  period       week ending sunday
  fiscal year  from april
  annualise    52 weeks
}

unit person plural people
unit hour

data weekly from "data/weekly.csv" {
  period  week_ending
  value   people_finished "finishers" : person
  value   hours                       : hour/week
}

kpi finishers "People who finished" {
  tracked   sum(people_finished of weekly) per week
  baseline  8 people/week
  live      over 4 weeks
}

kpi effectiveness "Hours less, per person" {
  tracked   sum(hours of weekly) / sum(people_finished of weekly)
  baseline  5 hours/week/person
  live      moving_average(effectiveness, 4 weeks)
}

kpi net_impact "Net impact" {
  tracked   finishers * effectiveness
  baseline  40 hours/week per week
}

figure pooled "Hours a person, the four weeks as one"  = effectiveness over 2024-02-26 to 2024-03-24
figure mean_ratio "Hours a person, mean of four weeks" = moving_average(effectiveness, 4 weeks)
figure product "Net impact of the live values"         = live(net_impact)
figure mean "Net impact, mean of four weeks"           = moving_average(net_impact, 4 weeks)
figure change "Finishers, from the week before"        = change(finishers)
figure early "Finishers at the beginning of March"     = finishers at 2024-03-01
