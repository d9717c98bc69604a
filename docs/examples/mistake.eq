programme "Reablement" {
  currency     GBP
  starts       2023-08-01
  horizon      2025-03-31
  period       week ending sunday
  fiscal year  from april
  annualise    52 weeks
}

unit person plural people
unit hour

data weekly from "reablement.csv" {
  period  week_ending
  value   people_finished : person
}

kpi finishers "People who finished reablement" {
  tracked   sum(people_finished of weekly) per week
  baseline  35.3 people/week
  live      over 6 weeks
}

fixed homecare = £22.40 per hour

benefit reablement "Less homecare after reablement" {
  equation  (tracked(finishers) - baseline(finishers)) * homecare
}
