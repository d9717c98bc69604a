programme "Test" {
  currency     GBP
  starts       2024-02-05
  horizon      2025-06-30
  period       week ending sunday
  fiscal year  from april
  annualise    52 weeks
}

unit placement

data weekly from "starts.csv" {
  period  week_ending
  value   started : placement
  value   avoided : placement
}

kpi starts "New placements" {
  tracked   sum(started of weekly) per week
  baseline  14.2 placements/week
  target    11 placements/week
  better    lower
  live      over 6 weeks
}

fixed cost = £1,050 per week per placement source "made up"
fixed stay = 104 weeks source "made up"

benefit avoidance "Fewer placements" {
  equation  (baseline(starts) - tracked(starts)) * cost * stay
  accrues   over stay
}

# Kept for the next framework.
# allow A0201, A0403 because "the next framework needs it"
fixed visit_cost = £30 per placement

fixed stay_cost = £40 per placement     # allow A0201 because "kept for next year"

# allow A0402 because "the health service's own saving on the same placements"
# Another comment may stand in between.
benefit health "What health saves" {
  equation  (baseline(starts) - tracked(starts)) * £200 per placement  # allow for nothing else
}

# allow for a week of bank holidays in the spring
figure half = annualised(avoidance over 2024-02-05 to 2024-08-04)
