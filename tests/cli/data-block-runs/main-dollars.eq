programme "Check" {
  currency     USD
  starts       2023-01-01
  horizon      2025-03-31
  period       day
  fiscal year  from april
  annualise    52 weeks
}

