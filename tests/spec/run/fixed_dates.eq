# Dated fixed values: taken on a period's last day, by their own days over a range, missing before the
# first. The second price begins on a Wednesday, 2024-01-10.
programme "Prices" {
  currency     GBP
  starts       2024-01-01
  horizon      2024-01-21
  period       week ending sunday
  fiscal year  from april
  annualise    52 weeks
}

unit person plural people

data weekly from "data/prices_weekly.csv" {
  period  week_ending
  value   n : person
}

kpi joined {
  tracked   sum(n of weekly) per week
  baseline  7 people/week from 2024-01-01, 0 people/week from 2024-01-15
  live      over 1 week
}

fixed price  = £700 per person from 2024-01-01, £770 per person from 2024-01-10
fixed double = 2 * price
fixed late   = £10 per person from 2024-01-17
fixed factor = 1 from 2024-01-01, 2 from 2024-01-12
fixed cost   = price * factor

benefit more {
  equation  (tracked(joined) - baseline(joined)) * price
}

figure before     = price at 2023-12-31                              #= missing
figure week_1     = price at 2024-01-01                              #= 700
figure week_2     = price at 2024-01-09                              #= 770
figure week_3     = price                                            #= 770
figure over_week  = price over 2024-01-08 to 2024-01-14              #= 750
figure day_before = price over 2024-01-09 to 2024-01-09              #= 700
figure day_of     = price over 2024-01-10 to 2024-01-10              #= 770
figure over_start = price over 2023-12-25 to 2024-01-03              #= 700
figure no_days    = price over 2023-12-25 to 2023-12-31              #= missing
figure two_weeks  = price over 2 weeks                               #= 760
figure doubled    = double over 2024-01-08 to 2024-01-14             #= 1500
figure late_week  = late at 2024-01-15                               #= 10
figure late_over  = late over 2024-01-15 to 2024-01-21               #= 10
# a range is one period: the mean of the one times the mean of the other, 750 x (4 x 1 + 3 x 2) / 7
figure cost_over  = cost over 2024-01-08 to 2024-01-14               #= 7500/7
figure base_1     = baseline(joined) at 2024-01-14                   #= 7
figure base_2     = baseline(joined)                                 #= 0
# a baseline has one value a period: nine days of 7, five of 0
figure base_over  = baseline(joined) over 2024-01-06 to 2024-01-19   #= 4.5
# (7 - 7) x 700, (14 - 7) x 770, (21 - 0) x 770; nothing is repriced
figure worth_1    = worth(more) at 2024-01-07                        #= 0
figure worth_2    = worth(more) at 2024-01-14                        #= 5390
figure worth_3    = worth(more)                                      #= 16170
figure added      = value_add(more)                                  #= 21560

# a shape takes a period's last day; over a range it is the mean of the periods by days
fixed rising = ramp(£1 per person, £8 per person, 2024-01-07 to 2024-01-21)
figure rising_2    = rising at 2024-01-10                            #= 4.5
figure rising_over = rising over 2024-01-01 to 2024-01-14            #= 2.75
figure rising_cut  = rising over 2024-01-06 to 2024-01-10            #= 3.1

fixed stepped = 2 * step(£1 per person, £3 per person, 2024-01-10)
figure stepped_2    = stepped at 2024-01-08                          #= 6
figure stepped_over = stepped over 2024-01-01 to 2024-01-14          #= 4
