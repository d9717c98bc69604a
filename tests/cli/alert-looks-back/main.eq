programme "Starts" {
  currency     GBP
  starts       2024-01-01
  horizon      2025-03-31
  period       week ending sunday
  fiscal year  from april
  annualise    52 weeks
}

unit placement

data weekly from "weekly.csv" {
  period  week_ending
  value   started : placement
}

kpi starts {
  tracked   sum(started of weekly) per week
  baseline  14 placements/week
  live      over 6 weeks
}

benefit avoidance {
  equation  (baseline(starts) - tracked(starts)) * £120 per placement
  kind      cashable
}

alert "Two days" when starts > 14 placements/week for 2 days
alert "Little is saved" when run_rate(avoidance) < £1,000 per year for 6 weeks
alert "Little is earned" when worth(avoidance) < £20 per week for 6 weeks
