# How amounts come in: delayed, spread, cut by a benefit's own first and last day and by days taken out.
# At £10 a person the weeks are worth 140, 210, 0 and 70, which is 20, 30, 0 and 10 a day; the programme
# starts on a Wednesday, so that five days of the first week count: 100. The fiscal year ends within
# that week's days of accrual. As at 2024-04-21; the forecast is one more week of 70, to the horizon.
programme "Accrual" {
  currency     GBP
  starts       2024-03-27
  horizon      2024-04-28
  period       week ending sunday
  fiscal year  from april
  annualise    52 weeks
}

unit person plural people

data weekly from "data/leavers.csv" {
  period  week_ending
  value   n : person
}

kpi left {
  tracked   sum(n of weekly) per week
  baseline  0 people/week
  live      over 1 week
}

fixed price = £10 per person

benefit plain {
  equation  tracked(left) * price
}

kpi left_monthly {
  tracked   sum(n of weekly) per month
  baseline  0 people/month
  live      over 1 week
}

benefit monthly {
  equation  tracked(left_monthly) * price
}

benefit delayed {
  equation  tracked(left) * price
  after     1 week
}

benefit spread {
  equation  tracked(left) * price
  accrues   over 10 days because "paid over ten days"
}

benefit late_and_spread {
  equation  tracked(left) * price
  accrues   over 10 days after 1 week because "paid over ten days"
}

benefit within {
  equation  tracked(left) * price
  starts    2024-04-03
  ends      2024-04-17
}

benefit early {
  equation  tracked(left) * price
  starts    2024-03-01
  ends      2024-12-31
}

benefit with_gap {
  equation  tracked(left) * price
  except    2024-04-02 to 2024-04-03 because "closed"
}

benefit gap_first {
  equation  tracked(left) * price
  accrues   over 10 days because "paid over ten days"
  except    2024-04-01 to 2024-04-02 because "closed"
}

benefit no_week {
  equation  tracked(left) * price
  except    2024-04-01 to 2024-04-07 because "closed"
}

benefit one_off {
  equation  tracked(left) * price
  once
}

# 100 + 210 + 0 + 70
figure plain_added     = value_add(plain)                                       #= 380
figure plain_23        = cash(plain) over FY23/24                               #= 100
figure plain_24        = cash(plain) over FY24/25                               #= 350
figure plain_days      = cash(plain) over 2024-04-01 to 2024-04-03              #= 90
figure plain_before    = cash(plain) over 2024-01-01 to 2024-03-26              #= 0
figure plain_after     = cash(plain) over 2024-04-29 to 2024-12-31              #= 0
figure plain_to        = value_add(plain, to 2024-04-05)                        #= 250
# a month is a twelfth of 52 weeks here, and the days of a monthly rate are days of that
figure monthly_added   = value_add(monthly)                                     #= 380
figure monthly_days    = cash(monthly) over 2024-04-01 to 2024-04-03            #= 90

# 20 a day from 04-03, 30 a day from 04-08, 10 a day from 04-22
figure delayed_added   = value_add(delayed)                                     #= 310
figure delayed_23      = cash(delayed) over FY23/24                             #= 0
figure delayed_days    = cash(delayed) over 2024-04-01 to 2024-04-05            #= 60
figure delayed_later   = cash(delayed) over 2024-04-29 to 2024-12-31            #= 70

# 10 a day 03-27 to 04-05, 21 a day 04-01 to 04-10, 7 a day 04-15 to 04-24, and 04-22 to 05-01
figure spread_added    = value_add(spread)                                      #= 359
figure spread_23       = cash(spread) over FY23/24                              #= 50
figure spread_days     = cash(spread) over 2024-04-01 to 2024-04-05             #= 155
figure spread_next     = value_add(spread, to 2024-04-28)                       #= 429
figure spread_later    = cash(spread) over 2024-04-29 to 2024-05-31             #= 21
figure spread_all      = cash(spread) over 2024-01-01 to 2024-12-31             #= 450

# the same, seven days later
figure both_added      = value_add(late_and_spread)                             #= 310
figure both_23         = cash(late_and_spread) over FY23/24                     #= 0
figure both_days       = cash(late_and_spread) over 2024-04-08 to 2024-04-12    #= 155

# five days at 30, none, three days at 10
figure within_added    = value_add(within)                                      #= 180
figure within_first    = cash(within) over 2024-04-01 to 2024-04-03             #= 30
figure within_all      = cash(within) over 2024-01-01 to 2024-12-31             #= 180
# days before the programme starts and after its horizon do not count
figure early_all       = cash(early) over 2024-01-01 to 2024-12-31              #= 450

figure gap_added       = value_add(with_gap)                                    #= 320
figure gap_days        = cash(with_gap) over 2024-04-01 to 2024-04-04           #= 60
# the second week's 150 are spread from its first day that counts, 15 a day from 04-03
figure gap_first_added = value_add(gap_first)                                   #= 299
figure gap_first_days  = cash(gap_first) over 2024-04-03 to 2024-04-05          #= 75
figure no_week_added   = value_add(no_week)                                     #= 170

figure once_added      = value_add(one_off)                                     #= 380
figure rate_now        = run_rate(plain)                                        #= 3640
figure rate_spread     = run_rate(spread)                                       #= 3640
# ten benefits of 3,640; the eleventh is a one-off
figure rate_all        = run_rate(programme)                                    #= 36400
