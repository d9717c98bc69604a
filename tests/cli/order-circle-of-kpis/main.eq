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

kpi a "A" {
  tracked  b + 1
}

kpi b "B" {
  tracked  c * 2
}

kpi c "C" {
  tracked  a - 1
}

kpi d "D" {
  tracked  d
}
