# One mistake of each kind in what is made of rows.
programme "Stays" {
  currency     GBP
  starts       2024-01-01
  horizon      2024-12-31
  period       month
  fiscal year  from april
  annualise    12 months
}

unit person plural people
unit visit

data visits from "data/visits.csv" {
  row     visit
  date    day
  by      setting
  value   cost : GBP
  covers  2022-04-01 to 2024-03-31
}

fixed fee  = £3 per visit
fixed rate by ward {
  "A"  = £5
  else = £6
}

data stays from "data/stays.csv" {
  row    person
  spell  admitted to left_on
  by     ward
}

kpi open_visits { tracked open(visits) }
kpi slowest     { tracked percentile(cost of visits, 90) }
kpi mean_cost   { tracked mean(cost of visits) per month }
kpi rates       { tracked sum(rate of visits) per month }
kpi grown       { tracked grow(count(visits) per month, 2%, 2023-04-01) }
kpi fees        { tracked sum(fee of visits where setting = "home") per month }

kpi seen {
  tracked   count(visits) per month
  baseline  tracked over FY19/20
}

scenario dearer {
  fee = £4 per visit
}
