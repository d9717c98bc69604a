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

fixed rate = £5 per placement source "Framework" review by 2025-03-31

benefit avoidance "Fewer placements" agreed "Board" on 2024-03-01 review by 2025-04-01 {
  equation  (baseline(starts) - tracked(starts)) * rate
  kind      cost avoidance
}

kpi agreed_one "With a target to be reviewed" {
  tracked   sum(avoided of weekly) per week
  baseline  5 placements/week
  target    6 placements/week agreed "Board" on 2024-03-01
            review by 2025-03-01
}

figure used = stay / (1 week) * cost / cost
