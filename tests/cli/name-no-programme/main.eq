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
