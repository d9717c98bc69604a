programme "Test" {
  currency     GBP
  starts       2024-02-05
  horizon      2024-06-30
  period       week ending sunday
  fiscal year  from april
  annualise    52 weeks
}

unit placement
unit person plural people
unit hour

fixed a = 1234567890123456789012345678901234
fixed b = 12345678901234567890123456789012345
fixed c = £0.12345678901234567890123456789012345
