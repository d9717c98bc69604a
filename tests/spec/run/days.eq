# A timeline of days, over a leap day. The source covers 2024-02-26 to 2024-03-04: a day without a row
# inside has none, a day outside has no value.
#
#   day      26-02  27  28  29  01-03  02  03  04
#   visits       2   0   1   2      2   0   0   1
#   minutes     75   -  20  60     80   -   -  15
programme "Days" {
  currency     GBP
  starts       2024-02-28
  horizon      2024-03-10
  period       day
  fiscal year  from april
  annualise    366 days
}

unit visit
unit minute

data visits from "data/visits.csv" {
  row     visit
  date    day
  covers  2024-02-26 to 2024-03-04
  value   minutes : minute
}

kpi pace {
  tracked   count(visits) per day
  baseline  0.5 visits/day
  live      over 4 days
}

kpi length {
  tracked   sum(minutes of visits) / count(visits)
  baseline  30 minutes/visit
  live      moving_average(length, 4 days)
}

fixed price = £12 per visit

benefit more {
  equation  (tracked(pace) - baseline(pace)) * price
}

figure today       = pace                                               #= 1
figure a_week      = count(visits) per week                             #= 7
figure leap_day    = pace at 2024-02-29                                 #= 2
figure none        = pace at 2024-02-27                                 #= 0
figure not_covered = pace at 2024-02-25                                 #= missing
figure tomorrow    = pace at 2024-03-05                                 #= missing
figure four_days   = pace over 2024-02-28 to 2024-03-02                 #= 5/4
figure trailing    = pace over 1 week                                   #= 6/7
figure half_known  = pace over 2024-02-20 to 2024-02-26                 #= 2
figure live_pace   = live(pace)                                         #= 3/4
# the mean of the days that have a value, 40 and 15; all visits as one are 95 minutes of 3
figure live_length = live(length)                                       #= 27.5
figure pooled      = length over 4 days                                 #= 95/3
figure no_visit    = length at 2024-03-02                               #= missing
figure last_week   = previous(pace, 1 week)                             #= 2
figure last_month  = previous(pace, 1 month)                            #= missing
figure one_more    = change(pace)                                       #= 1
# from the day on which the programme starts
figure so_far      = cumulative(count(visits))                          #= 6
# worth a day: 6, 18, 18, -6, -6, 6; then live, (0.75 - 0.5) x 12, for six days to the horizon
figure worth_leap  = worth(more) at 2024-02-29                          #= 18
figure worth_none  = worth(more) at 2024-03-02                          #= -6
figure added       = value_add(more)                                    #= 36
figure rate_now    = run_rate(more)                                     #= 1098
figure two_days    = cash(more) over 2024-02-27 to 2024-02-29           #= 24
figure year_23     = cash(more) over FY23/24                            #= 54
