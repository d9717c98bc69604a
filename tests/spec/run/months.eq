# A monthly timeline over one row per event: months of 28 to 31 days compare fairly, and `per month`
# is the month's own total. As at 2024-04-30, the end of what the source covers.
programme "Months" {
  currency     GBP
  starts       2024-02-01
  horizon      2025-03-31
  period       month
  fiscal year  from april
  annualise    365 days
}

unit placement

data cases from "data/cases.csv" {
  row     placement
  date    start_date
  covers  2023-12-01 to 2024-04-30
  by      setting
  value   weekly_cost : GBP/week
}

kpi starts {
  tracked   count(cases where setting = "residential") per month
  baseline  3 placements/month
  live      over 3 months
}

kpi pace {
  tracked   count(cases) per week
  baseline  tracked over 2023-12-01 to 2024-01-31
  live      over 3 months
}

kpi cost {
  tracked   mean(weekly_cost of cases where setting = "residential")
  baseline  £1,000 per week
  live      over 3 months
}

fixed price = £600 per placement from 2024-02-01, £700 per placement from 2024-04-01

benefit fewer {
  equation  (baseline(starts) - tracked(starts)) * price
}

figure january    = starts at 2024-01-20                          #= 2
figure february   = starts at 2024-02-10                          #= 1
figure december   = starts at 2023-12-10                          #= 0
figure november   = starts at 2023-11-10                          #= missing
figure per_week_2 = pace at 2024-02-10                            #= 14/29
figure per_week_4 = pace at 2024-04-10                            #= 14/30
figure base_pace  = baseline(pace)                                #= 14/62
figure mean_jan   = cost at 2024-01-31                            #= 1100.25
figure mean_q     = cost over 2024-01-01 to 2024-03-31            #= 6201/6
figure mean_mar   = cost at 2024-03-31                            #= missing
# (3 - 1) x 600 in February and in March, (3 - 2) x 700 in April
figure worth_feb  = worth(fewer) at 2024-02-15                    #= 1200
figure worth_apr  = worth(fewer) at 2024-04-15                    #= 700
figure added      = value_add(fewer)                              #= 3100
figure cash_23    = cash(fewer) over FY23/24                      #= 2400
figure half_feb   = cash(fewer) over 2024-02-01 to 2024-02-10     #= 12000/29
figure price_mean = price over 2024-03-30 to 2024-04-02           #= 650
figure price_mar  = price at 2024-03-31                           #= 600
figure price_jan  = price at 2024-01-15                           #= missing
