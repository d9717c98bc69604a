# Months, and fiscal years that begin in October. A monthly rate on a monthly timeline counts by each
# month's own days: August has 17 of its 31 from the 15th.
programme "Autumn" {
  currency     GBP
  starts       2024-08-15
  horizon      2024-11-10
  period       month
  fiscal year  from october
  annualise    12 months
}

unit person plural people

data monthly from "data/autumn.csv" {
  period  month_end
  value   n : person
}

kpi joined {
  tracked   sum(n of monthly) per month
  baseline  tracked over 2024-07-01 to 2024-07-31
  live      over 2 months
}

benefit more {
  equation  tracked(joined) * £31 per person
}

kpi joined_weekly {
  tracked  sum(n of monthly) per week
  live     over 2 months
}

benefit by_weeks {
  equation  tracked(joined_weekly) * £10 per person
}

benefit later_on {
  equation  tracked(joined) * £31 per person
  accrues   over 40 days because "paid in parts"
}

figure base       = baseline(joined)                           #= 40
figure live_now   = live(joined)                               #= 61
figure worth_aug  = worth(more) at 2024-08-20                  #= 961
# 961 x 17/31, 1860, 1922
figure added      = value_add(more)                            #= 4309
figure year_23    = cash(more) over FY23/24                    #= 2387
# October, and ten days of November's 30 at live, 61 x 31
figure year_24    = cash(more) over FY24/25                    #= 7657/3
figure ten_days   = cash(more) over 2024-09-01 to 2024-09-10   #= 620
figure rate_now   = run_rate(more)                             #= 22692
# August's 527 over the 40 days from the 15th: all by 2024-09-23. September's 1860 from the 1st: 30 of
# its 40 days by the 30th, the rest in October, where October's 1922 has come in for 31 of 40
figure accrued_23 = cash(later_on) over FY23/24                #= 1922
figure accrued    = value_add(later_on)                        #= 3876.55
# a weekly rate counts by days: 10 a day for August's 17, then 20 for 61
figure by_days    = value_add(by_weeks)                        #= 1390
figure nine_days  = cash(later_on) over 2024-09-15 to 2024-09-23 #= 537.075
