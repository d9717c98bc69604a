# Two changes in home care, small enough to work out by hand.

programme "Home first" {
  currency     GBP
  starts       2024-01-01
  horizon      2025-03-31
  period       week ending sunday
  fiscal year  from april
  annualise    52 weeks
}

import "costs.eq"
import "tests.eq"

unit person plural people
unit hour
unit day_delayed plural days_delayed

data weekly from "data/weekly.csv" {
  period  week_ending
  value   finishers : person
  value   delayed   : day_delayed
}

# What is measured.

kpi finishers "People who finish reablement" {
  tracked   sum(finishers of weekly) per week
  baseline  36.0 people/week agreed "Finance Board" on 2023-11-14 minute "item 6"
  target    60 people/week
  live      over 4 weeks
}

kpi discharge_delays "Days of delayed discharge" {
  tracked   sum(delayed of weekly) per week
  baseline  210 days_delayed/week agreed "Finance Board" on 2023-11-14 minute "item 7"
  target    150 days_delayed/week
  better    lower
  live      over 4 weeks
}

# What it is worth.

benefit smaller_packages "Smaller home care packages" {
  kind      cost avoidance
  equation  (tracked(finishers) - baseline(finishers))  # more people than before
            * (hours_less * homecare_rate)              # an hour less is an hour not paid
            * package
  accrues   over package
}

benefit fewer_delays "Fewer days of delay" {
  equation  (baseline(discharge_delays) - tracked(discharge_delays)) * bed_day
  kind      non-cashable
}

scenario high "High" {
  finishers        = target(finishers)
  discharge_delays = target(discharge_delays)
}

scenario low "Low" {
  finishers        = 45 people/week
  discharge_delays = 190 days_delayed/week
}
