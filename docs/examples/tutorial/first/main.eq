programme "Adult social care" {
  currency     GBP
  starts       2024-02-12
  horizon      2025-03-31
  period       week ending sunday
  fiscal year  from april
  annualise    52 weeks
}

unit person plural people

data reablement from "reablement.csv" {
  column  "Week ending" as week_ending
  column  "People finished" as people_finished
  column  "Care ended" as care_ended
  skip    1 row
  until   "Total"
  period  week_ending as dd/mm/yyyy
  value   people_finished : person
  value   care_ended      : GBP/week
}

kpi care_ended_weekly "Care no longer needed" {
  tracked   sum(care_ended of reablement) per week
  baseline  tracked over 2024-01-01 to 2024-02-11
  target    £1,500 per week per week
  live      over 6 weeks
}
