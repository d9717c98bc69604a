programme "Check" {
  currency     GBP
  starts       2023-08-01
  horizon      2029-03-31
  period       week ending sunday
  fiscal year  from april
  annualise    52 weeks
  owner        counsil                       #! no benefit has a share for `counsil`, the owner #! did you mean `council`?
}

unit person plural people
unit placement

data weekly from "data/weekly.csv" {
  period  week_ending
  by      locality
  value   finishers : person
}

data placements from "data/placements.csv" {
  row     placement
  date    start_date as dd/mm/yyyy
  by      setting, area
  value   weekly_cost : GBP/week
}

kpi done {
  tracked   sum(finishers of weekly) per week
  baseline  35.3 people/week
  target    60 people/week
  live      over 6 weeks
}

fixed fee = £3 per person

benefit small {
  equation  (tracked(done) - baseline(done)) * fee
}

benefit b {
  equation   £3 per week
  share      council 85%, icb 15%
}
