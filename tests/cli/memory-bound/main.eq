programme "Cases" {
  currency     GBP
  starts       2024-01-01
  horizon      2024-03-31
  period       week ending sunday
  fiscal year  from april
  annualise    52 weeks
}

unit person plural people

data records from "cases.csv" {
  row   case
  date  opened
  by    person_id
}

unit case plural cases

kpi opened_cases {
  tracked  count(records)
  better   lower
}

kpi people_seen {
  tracked  distinct(person_id of records)
  better   higher
}
