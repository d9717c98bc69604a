programme "Repeats" {
  currency     GBP
  starts       2024-01-01
  horizon      2024-12-31
  period       month
  fiscal year  from april
  annualise    12 months
}

unit placement

data cases from "cases.csv" {
  row    placement
  date   day
  key    case
  by     ward
  value  cost : GBP
}

kpi cost {
  tracked   sum(cost of cases)
  baseline  £100
  live      over 1 months
}
