programme "Repeats" {
  currency     GBP
  starts       2001-01-01
  horizon      2024-12-31
  period       month
  fiscal year  from april
  annualise    12 months
}

unit placement

data wards from "wards.csv" {
  period month
  by     ward
  value  people : placement
}

kpi people {
  tracked   sum(people of wards)
  baseline  100 placements
  live      over 1 months
}
