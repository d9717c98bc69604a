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

fixed package_length = 40 weeks source "Made up for this page"

benefit smaller_packages "Smaller packages of care" {
  equation  (tracked(care_ended_weekly) - baseline(care_ended_weekly)) * package_length
  accrues   over package_length
}

test "performance at baseline is worth nothing" {
  given   care_ended_weekly = baseline(care_ended_weekly)
  as at   2024-04-07
  expect  worth(smaller_packages) = £0 per week within £0.01 per week
}

test "£100 a week more" {
  given   reablement {
    week_ending, care_ended
    2024-02-11, 1,000
    2024-02-18, 1,100
  }
  expect  baseline(care_ended_weekly) = £1,000 per week per week
  expect  worth(smaller_packages) = £4,000 per week  # £100 for 40 weeks
  expect  run_rate(smaller_packages) = £4,000 per year
}
