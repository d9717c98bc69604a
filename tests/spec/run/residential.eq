# One benefit that accrues over two years, from a start in mid-week. Worked by hand with exact
# fractions: week ending 2024-02-11 counts 5 of its 7 days.
programme "Residential" {
  currency     GBP
  starts       2024-02-07
  horizon      2024-06-30
  period       week ending sunday
  fiscal year  from april
  annualise    52 weeks
}

unit placement

data weekly from "data/starts.csv" {
  period  week_ending
  value   starts_count "starts" : placement
}

kpi starts "New residential placements" {
  tracked   sum(starts_count of weekly) per week
  baseline  14.2 placements/week
  live      over 6 weeks
  better    lower
}

fixed placement_cost   = £1,050 per week per placement
fixed placement_length = 104 weeks

benefit avoidance "Avoided placements" {
  equation  (baseline(starts) - tracked(starts)) * placement_cost * placement_length
  accrues   over placement_length
}

scenario high {
  starts = ramp(baseline(starts), 10.2 placements/week, 2024-02-04 to 2024-03-31)
}

# live: (14 + 12 + 11 + 12 + 10 + 9) / 6
figure live_starts  = live(starts)                                   #= 68/6
figure worth_feb    = worth(avoidance) at 2024-02-18                 #= 21840
figure worth_march  = worth(avoidance) at 2024-03-24                 #= 567840
figure rate_now     = run_rate(avoidance)                            #= 16278080
figure rate_all     = run_rate(programme)                            #= 16278080
figure added        = value_add(avoidance)                           #= 374520/7
figure cash_23      = cash(avoidance) over FY23/24                   #= 528310/7
figure added_to_jun = value_add(avoidance, to 2024-06-30)            #= 4444950/7
figure cash_quarter = cash(avoidance) over 2024-04-01 to 2024-06-30  #= 559520
figure cash_24      = cash(avoidance) over FY24/25                   #= 20658040/7

# a ramp takes a period's last day: 14.2 less 4 x days since 2024-02-04 / 56
figure ramp_start   = high(starts) at 2024-02-04                     #= 14.2
figure ramp_1       = high(starts) at 2024-02-11                     #= 13.7
figure ramp_inside  = high(starts) at 2024-03-20                     #= 10.7
figure ramp_end     = high(starts) at 2024-03-31                     #= 10.2
figure ramp_after   = high(starts) at 2024-06-30                     #= 10.2
