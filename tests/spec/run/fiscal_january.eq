# Weeks that end on a Wednesday, and fiscal years that are calendar years: the week to 2024-01-03 has
# four days in the one and three in the other.
programme "Wednesdays" {
  currency     GBP
  starts       2023-12-28
  horizon      2024-02-28
  period       week ending wednesday
  fiscal year  from january
  annualise    52 weeks
}

unit person plural people

data weekly from "data/wednesdays.csv" {
  period  week_ending
  value   n : person
}

kpi joined {
  tracked   sum(n of weekly) per week
  baseline  7 people/week
  live      over 2 weeks
}

benefit more {
  equation  (tracked(joined) - baseline(joined)) * £10 per person
}

figure tuesday    = joined at 2024-01-02                       #= 14
figure wednesday  = joined at 2024-01-03                       #= 14
figure thursday   = joined at 2024-01-04                       #= 21
# three of seven days of 14, three of seven of 21: 15 people in six days
figure cut_weeks  = joined over 2024-01-01 to 2024-01-06       #= 17.5
# the week to 12-27, and four of seven days of 14: 15 people in eleven days
figure year_23    = joined over FY2023                         #= 105/11
figure added      = value_add(more)                            #= 420
# 70 a week is 10 a day
figure last_year  = cash(more) over FY2023                     #= 40
figure three_days = cash(more) over 2024-01-01 to 2024-01-03   #= 30
# 30 + 140 + 210, then six weeks at (24.5 - 7) x 10
figure this_year  = cash(more) over FY2024                     #= 1430
figure rate_now   = run_rate(more)                             #= 9100
