# Fewer people start in residential care than before. What FY23/24 came to was reported, and stands in
# equate.lock.

programme "Residential placements" {
  currency     GBP
  starts       2024-02-07
  horizon      2024-06-30
  period       week ending sunday
  fiscal year  from april
  annualise    52 weeks
}

unit placement

data weekly from "data/starts.csv" {
  period  week_ending
  value   started : placement
}

kpi starts "New residential placements" {
  tracked   sum(started of weekly) per week
  baseline  14.2 placements/week
  target    11 placements/week
  better    lower
  live      over 6 weeks
}

fixed placement_cost   = £1,050 per week per placement source "made up"
fixed placement_length = 104 weeks source "made up"

benefit avoidance "Avoided residential placements" {
  equation  (baseline(starts) - tracked(starts)) * placement_cost * placement_length
  accrues   over placement_length
  kind      cost avoidance
}

scenario high "High" {
  starts = ramp(baseline(starts), 10.2 placements/week, 2024-02-04 to 2024-03-31)
}

scenario low "Low" {
  starts = ramp(baseline(starts), 12.2 placements/week, 2024-02-04 to 2024-03-31)
}
