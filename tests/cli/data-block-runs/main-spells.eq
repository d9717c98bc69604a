programme "Check" {
  currency     GBP
  starts       2023-01-01
  horizon      2025-03-31
  period       week ending sunday
  fiscal year  from april
  annualise    52 weeks
}

