# Where a value comes from: the nearest scenario, along `extends`, that gives a KPI or any of its parts
# a value decides, and within one scenario the KPI's own value wins over its parts'.
#
#   week to        03-03  03-10  03-17  03-24
#   finishers         10     11      5     14
#   hours each         4      6      6    5.5
programme "Scenarios" {
  currency     GBP
  starts       2024-02-26
  horizon      2024-06-30
  period       week ending sunday
  fiscal year  from april
  annualise    52 weeks
}

unit person plural people
unit hour

data weekly from "data/reablement.csv" {
  period  week_ending
  value   n "finishers" : person
  value   hours : hour
}

kpi finishers {
  tracked   sum(n of weekly) per week
  baseline  8 people/week
  target    12 people/week
  live      over 2 weeks
}

kpi hours_each {
  tracked   sum(hours of weekly) / sum(n of weekly)
  baseline  5 hours/person
  target    6 hours/person
  live      over 2 weeks
}

kpi hours_all {
  tracked   finishers * hours_each
  baseline  42 hours/week
}

fixed price = £5 per hour from 2024-01-01, £6 per hour from 2024-03-13

benefit more {
  equation  (tracked(hours_all) - baseline(hours_all)) * price
}

scenario mid           { finishers = 12 people/week }
scenario better        extends mid { hours_each = 3 hours/person }
scenario dearer        extends better { price = £10 per hour }
scenario only_price    { price = £10 per hour }
scenario whole         { hours_all = 100 hours/week }
scenario part_of_whole extends whole { finishers = 30 people/week }
scenario again         extends part_of_whole { hours_all = 1 hour/week }
scenario both {
  hours_all = 7 hours/week
  finishers = 9 people/week
}
scenario today         extends forecast { hours_each = 2 hours/person }
scenario aim           extends target { hours_each = 7 hours/person }
scenario twice         { finishers = 2 * baseline(finishers) }
scenario shape {
  finishers  = path(2024-03-03: 8 people/week, 2024-03-17: 12 people/week, 2024-03-31: 10 people/week)
  hours_each = step(5 hours/person, 6 hours/person, 2024-03-13)
}
scenario rising        { price = £7 per hour from 2024-03-01, £8 per hour from 2024-03-20 }

# built in
figure actual_now      = hours_all                                      #= 77
figure declared        = baseline(hours_all)                            #= 42
figure target_of_parts = target(hours_all)                              #= 72
# (5 + 14) / 2 people and (30 + 77) / 19 hours each
figure live_of_parts   = live(hours_all)                                #= 53.5
figure forecast_past   = forecast(hours_all) at 2024-03-10              #= 66
figure forecast_next   = forecast(hours_all) at 2024-06-05              #= 53.5
# over whole weeks that have ended it is what the data say, 107 hours of 19 people; else the mean by days
figure forecast_ended  = forecast(hours_each) over 2024-03-11 to 2024-03-24 #= 107/19
figure forecast_over   = forecast(hours_each) over 2024-03-18 to 2024-03-31 #= 423/76

# chains
figure mid_own         = mid(finishers)                                 #= 12
figure mid_part        = mid(hours_all)                                 #= 60
figure mid_other       = mid(hours_each)                                #= 5
figure better_own      = better(hours_each)                             #= 3
figure better_from_mid = better(finishers)                              #= 12
figure better_parts    = better(hours_all)                              #= 36
figure dearer_parts    = dearer(hours_all)                              #= 36
figure dearer_price    = dearer(price)                                  #= 10
figure price_alone     = only_price(hours_all)                          #= 42

# the whole, and a part of it
figure whole_own       = whole(hours_all)                               #= 100
figure whole_part      = whole(finishers)                               #= 8
figure part_nearer     = part_of_whole(hours_all)                       #= 150
figure whole_nearest   = again(hours_all)                               #= 1
figure whole_and_part  = both(hours_all)                                #= 7
figure part_beside     = both(finishers)                                #= 9

# what-ifs on today's performance, and on the target
figure today_past      = today(hours_all) at 2024-03-10                 #= 22
figure today_next      = today(hours_all) at 2024-06-05                 #= 19
figure today_other     = today(finishers) at 2024-03-17                 #= 5
figure aim_parts       = aim(hours_all)                                 #= 84
figure twice_base      = twice(hours_all)                               #= 80

# shapes: a value on each period's last day; over a range the mean by days
figure path_first      = shape(finishers) at 2024-03-01                 #= 8
figure path_way        = shape(finishers) at 2024-03-10                 #= 10
figure path_corner     = shape(finishers) at 2024-03-17                 #= 12
figure path_down       = shape(finishers) at 2024-03-24                 #= 11
figure path_after      = shape(finishers) at 2024-04-20                 #= 10
figure step_before     = shape(hours_each) at 2024-03-10                #= 5
figure step_after      = shape(hours_each) at 2024-03-17                #= 6
figure shape_parts     = shape(hours_all) at 2024-03-17                 #= 72
figure path_over       = shape(finishers) over 2024-03-04 to 2024-03-17 #= 11
figure path_cut        = shape(finishers) over 2024-03-08 to 2024-03-12 #= 10.8

# prices on the period's last day, over a range by their own days, in any scenario
figure price_before    = price at 2024-03-10                            #= 5
figure price_in_week   = price at 2024-03-11                            #= 6
figure price_over      = price over 2024-03-11 to 2024-03-17            #= 40/7
figure rising_week    = rising(price) at 2024-03-18                   #= 8
figure rising_over    = rising(price) over 2024-03-18 to 2024-03-24   #= 54/7
figure rising_none    = rising(price) at 2024-02-25                   #= missing
# (14 x 5.5 - 42) x 6
figure worth_now       = worth(more)                                    #= 210
