# Days that a KPI excepts are out of it, of what is made of it and of the benefits on it; beside
# each stands the figure with them. n by week from 01-01: 15, 20, 24, 22.
programme "Without a week" {
  currency     GBP
  starts       2024-01-08
  horizon      2024-01-28
  period       week ending sunday
  fiscal year  from april
  annualise    52 weeks
}

unit person plural people

data weekly from "data/by_place.csv" {
  period  week_ending
  by      place
  value   n : person
}

kpi starts {  #: live 22; live_with 23; baseline 35/2; baseline_with 59/3; latest 22
  tracked   sum(n of weekly) per week
  baseline  tracked over 2024-01-01 to 2024-01-21
  live      over 2 weeks
  except    2024-01-15 to 2024-01-21 because "a strike"
}

kpi twice {  #: live 44; live_with 46; baseline 35; baseline_with 118/3
  tracked  starts * 2
}

kpi all {  #: live 23; baseline 59/3; latest 22
  tracked   sum(n of weekly) per week
  baseline  tracked over 2024-01-01 to 2024-01-21
  live      over 2 weeks
}

# £7 a person. Without the week: (20 - 17.5) + (22 - 17.5) = 7 people; with it (20 + 24 + 22) - 59 = 7.
# By its days in 52 weeks: 4.5 a week now, and 23 - 59/3 = 10/3 with the week.
benefit more {  #: run_rate 1638; run_rate_with 3640/3; value_add 49; value_add_with 49
  equation  (tracked(starts) - baseline(starts)) * £7 per person
}

# 49 in two weeks that count, of 52.
figure by_year    = annualised(more over 2024-01-08 to 2024-01-28)   #= 1274
figure one_week   = annualised(more over 2024-01-08 to 2024-01-14)   #= 910
figure the_strike = annualised(more over 2024-01-15 to 2024-01-21)   #= missing
