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

fixed a = 5 people/week
fixed b = 1 week + 1 day

kpi busy {
  tracked  if a > 1 person/day and b < 3 weeks then 1 else 0
}
