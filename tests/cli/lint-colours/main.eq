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

data stays from "stays.csv" {
  date  ended
  row   placement
  by    setting
}

kpi same "The target is the baseline" {
  tracked   sum(avoided of weekly) per week
  baseline  5 placements/week
  target    5 placements/week
}

kpi worse "The target is below the baseline" {
  tracked   sum(avoided of weekly) per week
  baseline  5 placements/week
  target    4 placements/week
}

kpi worse_lower "The target is above the baseline" {
  tracked   sum(avoided of weekly) per week
  baseline  5 placements/week
  target    6 placements/week
  better    lower
}

# Green would be at 10 + 2.5 * (6 - 10), which is 0: just in reach. Then at 10 + 3 * (6 - 10), -2.
kpi none_left "To none at all" {
  tracked   count(stays) per week
  baseline  10 placements/week
  target    6 placements/week
  better    lower
  rag       green 250%, amber 90%
}

kpi below_none "To fewer than none" {
  tracked   count(stays) per week
  baseline  10 placements/week
  target    6 placements/week
  better    lower
  rag       green 300%, amber 90%
}

# 80% + 1.5 * (95% - 80%) is 102.5%; amber, at 1.2 times the way, is at 98%.
kpi share_home "Share that goes home" {
  tracked   count(stays where setting = "home") / count(stays)
  baseline  80%
  target    95%
  rag       green 150%, amber 120%
}

rating worst "Any level will do" {
  scale   "Red", "Silver", "Gold"
  target  80% at "Red"
  change  "Hub" "Silver" on 2024-03-01
}

rating beyond "More than all changes" {
  scale   "Red", "Silver", "Gold"
  target  80% at "Silver"
  rag     green 130%, amber 90%
  change  "Hub" "Silver" on 2024-03-01
}

workstream lower "Stretch below target" {
  target   £2m per year
  stretch  £1.5m per year
}

workstream nothing "Target of nothing" {
  target   £0 per year
}

kpi in_lower in lower {
  tracked  count(stays) per week
}

kpi in_nothing in nothing {
  tracked  count(stays) per week
}
