# Spells. Weeks to 7, 14 and 21 January; days of January, with the cost of each:
#
#   A   1 to 4 (£100), 3 to 12 (£300), 10 to 20 (not known)
#   B   2 and still open (£200), 9 to 9 (£50), 16 to 21 (£400)
#
# On the day of its end a spell is over: the one of the 9th is never open, and on the 21st one is left.
programme "Stays" {
  currency     GBP
  starts       2024-01-01
  horizon      2024-02-25
  period       week ending sunday
  fiscal year  from april
  annualise    52 weeks
}

unit person plural people

data stays from "data/stays.csv" {
  row    person
  spell  admitted to discharged
  by     ward
  value  cost : GBP
}

kpi in_a_bed {
  tracked  open(stays)
  better   lower
}

kpi admitted {
  tracked  opened(stays) per week
}

kpi left {
  tracked  closed(stays) per week
}

kpi cost_of_open {
  tracked  sum(cost of stays while open)
}

kpi length {
  tracked  mean(discharged - admitted of stays while closed)
}

figure open_1    = in_a_bed at 2024-01-07                                        #= 2
figure open_2    = in_a_bed at 2024-01-14                                        #= 2
figure open_3    = in_a_bed                                                      #= 1
figure open_4th  = in_a_bed over 2024-01-01 to 2024-01-03                        #= 3
figure open_none = in_a_bed over 2023-12-25 to 2023-12-31                        #= missing
figure open_a    = open(stays where ward = "A") over 2024-01-01 to 2024-01-11    #= 2
figure opened_1  = admitted at 2024-01-07                                        #= 3
figure opened_2  = admitted at 2024-01-14                                        #= 2
figure opened_3  = admitted                                                      #= 1
figure left_1    = left at 2024-01-07                                            #= 1
figure left_2    = left at 2024-01-14                                            #= 2
figure left_3    = left                                                          #= 2
# what is open and costs nobody knows how much is left out
figure cost_1    = cost_of_open at 2024-01-07                                    #= 500
figure cost_2    = cost_of_open at 2024-01-14                                    #= 200
figure cost_3    = cost_of_open                                                  #= 200
# stays of those who left: 3; 0 and 9; 10 and 5 days
figure length_1  = length at 2024-01-07                                          #= 3
figure length_2  = length at 2024-01-14                                          #= 4.5
figure length_3  = length                                                        #= 7.5
figure half      = median(discharged - admitted of stays while closed) over 2024-01-01 to 2024-01-21           #= 5
figure most      = percentile(discharged - admitted of stays while closed, 90%) over 2024-01-01 to 2024-01-21  #= 9.6
# £50, £100, £200, £300 and £400; without the 2nd the quarter lies at 50 + 3/4 × 50
figure quarter   = percentile(cost of stays, 25%) over 2024-01-01 to 2024-01-21  #= 100
figure without   = (percentile(cost of stays, 25%) over 2024-01-01 to 2024-01-21) except 2024-01-02 because "a feast"  #= 87.5
figure wards_1   = distinct(ward of stays) over 2024-01-01 to 2024-01-07         #= 2
figure wards_3   = distinct(ward of stays) over 2024-01-15 to 2024-01-21         #= 1
