programme "Test" {
  currency     GBP
  starts       2024-02-05
  horizon      2024-06-30
  period       week ending sunday
  fiscal year  from april
  annualise    52 weeks
}

unit person plural people

data delays from "data/delays.csv" {
  date     day
  by       trust
  members  "RH5", "RA4"
  level    waiting : person
}

kpi waiting "Waiting" {
  tracked  level(waiting of delays)
  better   lower
  live     over 1 week
}
