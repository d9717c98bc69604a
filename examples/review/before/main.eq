# Two changes in home care, small enough to work out by hand.

programme "Home first" {
  currency     GBP
  starts       2024-01-01
  horizon      2025-03-31
  period       week ending sunday
  fiscal year  from april
  annualise    52 weeks
}

import "tests.eq"

unit person plural people
unit hour
unit day_delayed plural days_delayed

data weekly from "data/weekly.csv" {
  period  week_ending
  value   finishers : person
  value   delayed   : day_delayed
}

# What things cost.

fixed homecare_rate = £22.40 per hour source "Homecare framework 2023" agreed "Finance Board" on 2023-11-14
fixed hours_less    = 6 hours/week per person source "Reablement evaluation 2023"
fixed package       = 35 weeks source "Reablement evaluation 2023"
fixed bed_day       = £395 per day_delayed source "National cost collection 2022"

# What is measured.

kpi finishers "People who finish reablement" {
  tracked   sum(finishers of weekly) per week
  baseline  35.3 people/week agreed "Finance Board" on 2023-11-14 minute "item 6"
  target    60 people/week
  live      over 4 weeks
}

kpi delays "Days of delayed discharge" {
  tracked   sum(delayed of weekly) per week
  baseline  210 days_delayed/week agreed "Finance Board" on 2023-11-14 minute "item 7"
  target    150 days_delayed/week
  better    lower
  live      over 4 weeks
}

# What it is worth.

benefit smaller_packages "Smaller home care packages" {
  equation  (tracked(finishers) - baseline(finishers)) * hours_less * homecare_rate * package
  accrues   over package
  kind      cost avoidance
}

benefit fewer_delays "Fewer days of delay" {
  equation  (baseline(delays) - tracked(delays)) * bed_day
  kind      non-cashable
}

scenario high "High" {
  finishers = target(finishers)
  delays    = target(delays)
}

scenario low "Low" {
  finishers = 45 people/week
  delays    = 190 days_delayed/week
}
