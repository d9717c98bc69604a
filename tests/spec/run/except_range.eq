# Days taken out of one expression; what stands beside it keeps them. n by week: 15, 20, 24, 22.
programme "Without a week" {
  currency     GBP
  starts       2024-01-01
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

kpi starts {
  tracked   sum(n of weekly) per week
  baseline  10 people/week
  live      over 2 weeks
}

kpi quiet {  #: latest 22; live 22; baseline 35/2; live_with 23; baseline_with 59/3
  tracked   starts except 2024-01-15 to 2024-01-21 because "a strike"
  baseline  tracked over 2024-01-01 to 2024-01-21
  live      over 2 weeks
}

figure that_week    = quiet at 2024-01-21                                                               #= missing
figure the_next     = quiet at 2024-01-28                                                               #= 22
figure all_weeks    = quiet over 2024-01-01 to 2024-01-28                                               #= 19
figure with_it      = starts over 2024-01-01 to 2024-01-28                                              #= 81/4
figure total        = sum(n of weekly) over 2024-01-01 to 2024-01-28                                    #= 81
figure some_days    = starts except 2024-01-18 to 2024-01-21 because "a strike" at 2024-01-21           #= 24
figure beside       = (starts except 2024-01-15 to 2024-01-28 because "a strike") over 2024-01-01 to 2024-01-28 + (starts over 2024-01-22 to 2024-01-28)   #= 79/2
