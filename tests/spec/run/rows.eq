# What is made of each row, and what grows. Weeks to 7, 14 and 21 January; hours of each row:
#
#   home         2, 3      1       5
#   residential  10        6
#   nursing                4       7
#   all          15        11      12
programme "Rows" {
  currency     GBP
  starts       2024-01-01
  horizon      2024-02-25
  period       week ending sunday
  fiscal year  from april
  annualise    52 weeks
}

unit person plural people
unit hour

data visits from "data/hours.csv" {
  row    person
  date   day
  by     setting
  value  hours : hour
  covers 2024-01-01 to 2024-01-21
}

kpi seen {
  tracked   sum(hours of visits) per week
  baseline  10 hours/week
  target    20 hours/week
  live      over 2 weeks
}

# Of the last day of the row's week: the residential row of the 6th costs £10 an hour, that of the 13th £20.
fixed fee by setting {
  "residential" = £10 per hour from 2023-01-01, £20 per hour from 2024-01-10
  "home"        = £3 per hour
  else          = £5 per hour
}
# The 7th is less than a week after the 1st, the 14th one week and the 21st two: 4, 6, 9.
fixed weekly = £4 per hour growing 50% per week since 2024-01-01
fixed yearly = £100 growing 2% per year since 2020-04-01
fixed dated  = yearly from 2020-04-01, £200 from 2024-01-10
fixed rate   = 10% per week

kpi fees   { tracked sum(hours * fee of visits) }
kpi grown  { tracked sum(hours * weekly of visits) }
kpi fixed_fee { tracked sum(hours / 1 hour * dated of visits) }

figure fees_1    = fees at 2024-01-07                                   #= 115
figure fees_2    = fees at 2024-01-14                                   #= 143
figure fees_3    = fees at 2024-01-21                                   #= 50
figure grown_1   = grown at 2024-01-07                                  #= 60
figure grown_2   = grown at 2024-01-14                                  #= 66
figure grown_3   = grown at 2024-01-21                                  #= 108
figure grown_all = grown over 2024-01-01 to 2024-01-21                  #= 234
# 15 times 100 × 1.02³, as three years had passed on 2023-04-01; then 23 times 200
figure dated_all = fixed_fee over 2024-01-01 to 2024-01-21              #= 6191.812

# Rows told apart by texts, dates and conditions.
figure weighed_1 = sum((if setting = "home" then hours else hours * 2) of visits) at 2024-01-07                           #= 25
figure weighed_2 = sum((if setting != "home" then hours * 2 else hours) of visits) at 2024-01-14                          #= 21
figure chosen    = count(visits where setting in ("home", "nursing") and day < 2024-01-10) over 2024-01-01 to 2024-01-21  #= 3
figure others    = count(visits where setting not in ("home", "care")) over 2024-01-01 to 2024-01-21                      #= 4
figure early     = sum(hours of visits where day in (2024-01-01, 2024-01-20)) over 2024-01-01 to 2024-01-21               #= 9
# days since the first: 0, 2, 5, 8, 9, 12, 15, 19
figure age       = mean(day - 2024-01-01 of visits) over 2024-01-01 to 2024-01-21                                         #= 35/4
figure oldest    = max(min(day - 2024-01-01, 14 days) of visits) over 2024-01-01 to 2024-01-21                            #= 14

# In order: 1, 2, 3, 4, 5, 6, 7, 10. At 90% of the way from the first to the last stands 6.3: 7 + 0.3 × 3.
figure middle    = median(hours of visits) over 2024-01-01 to 2024-01-21                   #= 9/2
figure middle_2  = median(hours of visits) at 2024-01-14                                   #= 4
figure at_90     = percentile(hours of visits, 90%) over 2024-01-01 to 2024-01-21          #= 7.9
figure at_0      = percentile(hours of visits, 0%) over 2024-01-01 to 2024-01-21           #= 1
figure at_100    = percentile(hours of visits, 1) over 2024-01-01 to 2024-01-21            #= 10
figure at_half   = percentile(hours of visits, 50%) at 2024-01-21                          #= 6
figure settings  = distinct(setting of visits) over 2024-01-01 to 2024-01-21               #= 3
figure settings3 = distinct(setting of visits) at 2024-01-21                               #= 2
figure long_ones = distinct(setting of visits where hours > 9 hours) over 2024-01-01 to 2024-01-21    #= 1
figure days_used = distinct(day of visits) over 2024-01-01 to 2024-01-21                   #= 8

# Growth of what is measured: at the last day of the window.
figure grow_1    = grow(seen, 10% per week, 2024-01-01) at 2024-01-07                      #= 15
figure grow_3    = grow(seen, rate, 2024-01-01) at 2024-01-21                              #= 14.52
figure grow_all  = grow(seen, 10% per week, 2024-01-01) over 2024-01-01 to 2024-01-21      #= 1149.5/75
figure shrinking = grow(seen, -50% per month, 2023-12-21) at 2024-01-21                    #= 6
figure not_yet   = grow(seen, 10% per day, 2024-02-01) at 2024-01-21                       #= 12
figure by_day    = grow(£1, 100% per day, 2024-01-11) at 2024-01-21                        #= 1024
figure by_year   = yearly at 2024-01-21                                                    #= 106.1208

# £1 for each hour above 10: 5, 1 and 2; £2 with a week taken out, and of the rest 14 days are counted.
benefit one {
  equation  (tracked(seen) - baseline(seen)) * £1 per hour
}
benefit two {
  equation  (tracked(seen) - baseline(seen)) * £2 per hour
  except    2024-01-15 to 2024-01-21 because "a strike"
}
figure a_year    = annualised(one over 2024-01-01 to 2024-01-21)         #= 416/3
figure a_week    = annualised(one over 2024-01-08 to 2024-01-14)         #= 52
figure without   = annualised(two over 2024-01-01 to 2024-01-21)         #= 312
figure both      = annualised(programme over 2024-01-08 to 2024-01-14)   #= 156
figure nothing   = annualised(two over 2024-01-15 to 2024-01-21)         #= missing
# Of 38 hours in three weeks, 12 in the third: 26 in two.
fixed two_weeks  = sum(hours of visits) per week except 2024-01-15 to 2024-01-21 because "a strike" over 2024-01-01 to 2024-01-21
figure fixed_13  = two_weeks                                             #= 13
figure share     = annualised(one over 2024-01-08 to 2024-01-14) / (annualised(programme over 2024-01-08 to 2024-01-14))  #= 1/3
