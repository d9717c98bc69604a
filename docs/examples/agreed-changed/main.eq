# A baseline from rows and a benefit that rests on a cost of another file, both agreed.

programme "Residential placements" {
  currency     GBP
  starts       2024-02-26
  horizon      2024-06-30
  period       week ending sunday
  fiscal year  from april
  annualise    52 weeks
}

import "costs.eq"

unit placement

data weekly from "data/starts.csv" {
  period  week_ending
  value   started : placement
}

kpi starts "New residential placements" {
  tracked   sum(started of weekly) per week
  baseline  tracked over 2024-01-29 to 2024-02-25
            agreed "Finance Board" on 2024-03-01 minute "item 4"
  target    11 placements/week
  better    lower
  live      over 4 weeks
}

benefit avoidance "Avoided residential placements" agreed "Finance Board" on 2024-03-01 minute "item 5" {
  equation  (baseline(starts) - tracked(starts)) * placement_cost * placement_length
  accrues   over placement_length
  kind      cost avoidance
}
