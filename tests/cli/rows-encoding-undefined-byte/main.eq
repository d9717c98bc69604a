programme "Placements" {
  currency     GBP
  starts       2024-01-01
  horizon      2024-03-31
  period       week ending sunday
  fiscal year  from april
  annualise    52 weeks
}

unit placement

data cases from "cases.csv" {
  row      placement
  date     start
  encoding "windows-1252"
}

kpi begun {
  tracked  count(cases) per week
}
