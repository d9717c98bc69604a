programme "Test" {
  currency     GBP
  starts       2024-02-05
  horizon      2024-06-30
  period       week ending sunday
  fiscal year  from april
  annualise    52 weeks
}

unit placement
unit person plural people
unit hour

data weekly from "starts.csv" {
  period  week_ending
  value   started : placement
}

kpi starts "New placements" {
  tracked   sum(started of weekly) per week
  baseline  14.2 placements/week
  better    lower
  live      over 6 weeks
}

fixed cost   = £1,050 per week per placement
fixed length = 104 weeks

kpi k0 "K0" {
  tracked  median(started of weekly)
}

kpi k1 "K1" {
  tracked  percentile(started of weekly, 90%)
}

kpi k2 "K2" {
  tracked  distinct(started of weekly)
}

kpi k3 "K3" {
  tracked  open(weekly)
}

kpi k4 "K4" {
  tracked  opened(weekly)
}

kpi k5 "K5" {
  tracked  closed(weekly)
}

kpi k6 "K6" {
  tracked  grow(starts, 2% per year, 2024-04-01)
}

kpi k7 "K7" {
  tracked  upper_limit(starts)
}

kpi k8 "K8" {
  tracked  lower_limit(starts)
}

kpi k9 "K9" {
  tracked  annualised(starts over 2024-02-05 to 2024-03-03)
}
