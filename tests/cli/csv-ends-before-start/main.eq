programme "Beds" {
  currency     GBP
  starts       2024-01-01
  horizon      2024-03-31
  period       week ending sunday
  fiscal year  from april
  annualise    52 weeks
}

unit person plural people

data stays from "data/stays.csv" {
  row    person
  spell  admitted to discharged
}

kpi in_a_bed {
  tracked  open(stays)
  better   lower
}
