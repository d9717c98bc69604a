programme "By ward" {
  currency     GBP
  starts       2024-01-01
  horizon      2024-12-31
  period       week ending sunday
  fiscal year  from april
  annualise    52 weeks
}

unit case

data cases from "cases.csv" {
  row     case
  date    start_date
  covers  2024-01-01 to 2024-02-25
  by      ward
  value   cost : GBP
  except  2024-01-17 to 2024-01-18 because "the ward clerk was away"
}

kpi mean_cost {
  tracked   mean(cost of cases)
  baseline  tracked over 2024-01-03 to 2024-01-16
  live      over 3 weeks
}
