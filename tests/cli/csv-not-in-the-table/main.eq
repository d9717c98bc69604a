programme "Placements" {
  currency     GBP
  starts       2024-01-01
  horizon      2024-03-31
  period       week ending sunday
  fiscal year  from april
  annualise    52 weeks
}

unit placement

data placements from "data/placements.csv" {
  row   placement
  date  start
  by    setting
}

fixed price by setting {
  "residential" = £1,050
  "nursing"     = £1,210
}

kpi spent {
  tracked  sum(price of placements)
  better   lower
}
