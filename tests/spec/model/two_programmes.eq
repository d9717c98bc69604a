programme "Check" {
  currency     GBP
  starts       2023-08-01
  horizon      2029-03-31
  period       week ending sunday
  fiscal year  from april
  annualise    52 weeks
}

programme "Another" { currency EUR }         #! a second programme
kpi a { tracked  3 }
