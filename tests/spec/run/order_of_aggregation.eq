# The order of aggregation is the author's choice: a ratio over a range is pooled, a moving
# average is the mean of the periods' ratios, and the mean of products is not the product of means.
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

data weekly from "data/reablement.csv" {
  period  week_ending
  value   finishers_count "finishers" : person
  value   hours : hour/week
}

kpi finishers {
  tracked   sum(finishers_count of weekly) per week
  baseline  8 people/week
  target    12 people/week
  live      over 4 weeks
}

kpi effectiveness {
  tracked   sum(hours of weekly) / sum(finishers_count of weekly)
  baseline  5 hours/week/person
  live      moving_average(effectiveness, 4 weeks)
}

kpi net_impact {
  tracked   finishers * effectiveness
  baseline  42 hours/week per week
}

figure pooled       = effectiveness over 2024-02-26 to 2024-03-24          #= 213/40
figure pooled_tail  = effectiveness over 2 weeks                           #= 107/19
figure mean_of_4    = live(effectiveness)                                  #= 5.375
figure moving_2     = moving_average(effectiveness, 2 weeks)               #= 5.75
figure live_rate    = live(finishers)                                      #= 10
figure product_now  = net_impact                                           #= 77
# net impact has no live of its own: it is made of its parts' live values, 10 x 5.375
figure product_live = live(net_impact)                                     #= 53.75
figure mean_product = moving_average(net_impact, 4 weeks)                  #= 53.25
figure declared     = baseline(net_impact)                                 #= 42
# no target for effectiveness or net impact, so neither is asked for here
figure target_rate  = target(finishers)                                    #= 12
figure two_weeks    = finishers over 2024-03-04 to 2024-03-17              #= 8
# a range that cuts weeks: 4 of 7 days of the week of 10, 3 of 7 of the week of 11, over 7 days
figure cut_weeks    = finishers over 2024-02-29 to 2024-03-06              #= 73/7
figure before       = previous(finishers, 1 week)                          #= 5
figure step         = change(finishers)                                    #= 9
figure so_far       = cumulative(sum(finishers_count of weekly))            #= 40
figure at_a_day     = finishers at 2024-03-07                              #= 11
figure forecast_jun = forecast_finishers                                   #= 10
figure forecast_finishers = forecast(finishers) at 2024-06-05              #= 10
figure forecast_mar = forecast(finishers) at 2024-03-05                    #= 11
figure smaller      = min(finishers, 3 people/week)                        #= 3
figure chosen       = if finishers > 13 people/week then 1 else 0          #= 1
figure a_day        = finishers / (1 person/day)                           #= 2
figure power        = (finishers / (2 people/week)) ^ 3                    #= 343
figure inverse      = (finishers / (2 people/week)) ^ -2                   #= 1/49

# what is earlier is a whole period, in a figure as in a KPI's own run of values: ten days before
# 2024-03-24 is in the week to 03-17. Under a window, the same window so much earlier.
kpi earlier {
  tracked  previous(finishers, 10 days)
}

figure as_kpi       = earlier                                              #= 5
figure as_figure    = previous(finishers, 10 days)                         #= 5
figure as_at_day    = earlier at 2024-03-24                                #= 5
figure months_ago   = previous(finishers, 1 month)                         #= missing
figure window_ago   = previous(finishers, 1 week) over 2 weeks             #= 8

# the weeks that end in the ten days to 2024-03-24
figure moving_days  = moving_average(finishers, 10 days)                   #= 9.5
figure first_step   = change(finishers) at 2024-03-03                      #= missing
