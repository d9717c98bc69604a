programme "Lines" {
  currency     GBP
  starts       2024-01-01
  horizon      2024-12-31
  period       month
  fiscal year  from april
  annualise    12 months
}

unit visit

data visits from "visits.csv" {
  row   visit
  date  day
  by    area
}

kpi whole { tracked sum(rate_1000 of visits) }
kpi large { tracked sum(rate_1001 of visits) }

