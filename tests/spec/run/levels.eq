# Which days count. Snapshots with a member that lacks a row (2 January), a day taken out (the 10th), a
# row without a value (B on the 12th), a member that has left (B after the 18th) and a row of none (C).
#
#   day    1 2 3 |  8  10  12  14 | 16  19  20  21
#   A+B   15 - 21 | 10   -   -  14 | 10   6   4   8
programme "Levels" {
  currency     GBP
  starts       2024-01-01
  horizon      2024-02-25
  period       week ending sunday
  fiscal year  from april
  annualise    52 weeks
}

unit person plural people
unit call
unit letter

data beds from "data/beds.csv" {
  date     day
  by       trust
  members  "A", "B" until 2024-01-18
  level    waiting : person
  except   2024-01-10 because "counted twice"
}

data calls from "data/calls.csv" {
  row     call
  date    day
  covers  2024-01-01 to 2024-01-21
  except  2024-01-10 because "lines down"
}

data letters from "data/letters.csv" {
  row   letter
  date  day
}

kpi waiting {
  tracked   level(waiting of beds)
  baseline  tracked over 2024-01-01 to 2024-01-14
  live      over 2 weeks
  better    lower
}

kpi last_count {
  tracked  closing(waiting of beds)
}

kpi at_a {
  tracked  level(waiting of beds where trust = "A")
}

kpi called {
  tracked   count(calls) per week
  baseline  tracked over 2024-01-01 to 2024-01-21
}

kpi written {
  tracked  count(letters) per week
}

figure week_1       = waiting at 2024-01-04                            #= 18
figure week_2       = waiting at 2024-01-08                            #= 12
figure week_3       = waiting                                          #= 7
figure week_4       = waiting at 2024-01-25                            #= missing
figure base         = baseline(waiting)                                #= 15
figure live_now     = live(waiting)                                    #= 52/6
figure some_days    = waiting over 2024-01-03 to 2024-01-08            #= 15.5
figure no_days      = waiting over 2024-01-04 to 2024-01-07            #= missing
figure lacking_day  = waiting over 2024-01-02 to 2024-01-02            #= missing
figure taken_out    = waiting over 2024-01-09 to 2024-01-11            #= missing
figure gap          = waiting over 2024-01-11 to 2024-01-13            #= missing
figure mean_weeks   = moving_average(waiting, 3 weeks)                 #= 37/3
figure fewer        = change(waiting)                                  #= -5
figure closing_1    = last_count at 2024-01-01                         #= 21
figure closing_2    = last_count at 2024-01-14                         #= 14
figure closing_3    = last_count                                       #= 8
figure closing_cut  = last_count over 2024-01-01 to 2024-01-13         #= 10
figure a_week_1     = at_a at 2024-01-01                               #= 12
figure a_week_3     = at_a                                             #= 27/4
figure calls_1      = called at 2024-01-01                             #= 3
# three calls on the six days that count
figure calls_2      = called at 2024-01-14                             #= 3.5
figure calls_3      = called                                           #= 0
figure calls_4      = called at 2024-01-22                             #= missing
figure calls_all    = baseline(called)                                 #= 2.1
figure calls_edge   = called over 2024-01-15 to 2024-01-25             #= 0
figure calls_total  = count(calls) over 2024-01-08 to 2024-01-14       #= 3
# without `covers` a week without any row has no value, and its days are not counted
figure letters_1    = written at 2024-01-07                            #= 1
figure letters_2    = written at 2024-01-08                            #= missing
figure letters_3    = written                                          #= 3
figure letters_all  = written over 2024-01-01 to 2024-01-21            #= 2
figure letters_none = count(letters) over 2024-01-08 to 2024-01-14     #= missing
