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

unit hour
unit person plural people

fixed visits   = 3 people/week source "made up"
fixed inflated = cost * 1.03
fixed twice    = inflated * 2
fixed uplift   = 4% source "made up"
fixed tried    = 5 source "made up"

data nobody from "nobody.csv" {
  period  week_ending
  value   hours : hour
}

workstream empty "With nothing in it" {
  target   £1m per year
}

workstream one "With a KPI" {
  target   £1m per year
}

kpi in_one in one {
  tracked  sum(avoided of weekly) per week
}

scenario high "High" {
  starts = baseline(starts) * (1 - uplift)
  cost   = £1,000 per week per placement
}

test "tests do not count" {
  given   tried = 6
  expect  tried = 6
}
