programme "Adult social care" {
  currency     GBP
  starts       2024-02-12
  horizon      2025-03-31
  period       week ending sunday
  fiscal year  from april
  annualise    52 weeks
  owner        council
}

unit person plural people
unit placement

data reablement from "reablement.csv" {
  column  "Week ending" as week_ending
  column  "People finished" as people_finished
  column  "Care ended" as care_ended
  skip    1 row
  until   "Total"
  period  week_ending as dd/mm/yyyy
  value   people_finished : person
  value   care_ended      : GBP/week
}

workstream back_home "Reablement" {
  target   £0.8m per year
  stretch  £1.0m per year
}

kpi care_ended_weekly "Care no longer needed" in back_home {
  tracked   sum(care_ended of reablement) per week
  baseline  tracked over 2024-01-01 to 2024-02-11
  target    £1,500 per week per week
  live      over 6 weeks
}

fixed package_length = 40 weeks source "Made up for this page"

benefit smaller_packages "Smaller packages of care" in back_home {
  equation  (tracked(care_ended_weekly) - baseline(care_ended_weekly)) * package_length
  accrues   over package_length
  kind      cost avoidance
}

data placements from "placements.csv" {
  column  "Placement" as placement_number
  column  "Area" as area
  column  "Setting" as setting
  column  "Start date" as start_date
  column  "End date" as end_date
  row     placement
  key     placement_number
  spell   start_date to end_date as dd/mm/yyyy
  covers  2024-01-01 to 2024-04-07
  by      area, setting
}

workstream decisions "Better decisions" {
  target   £2.3m per year
  stretch  £2.7m per year
}

kpi residential_starts "New residential placements" in decisions {
  tracked   opened(placements where setting = "residential") per week
  baseline  tracked over 2024-01-01 to 2024-02-11
  target    0.5 placements/week
  better    lower
  live      over 6 weeks
}

kpi residential_open "People in a residential placement" in decisions {
  tracked   open(placements where setting = "residential")
  better    lower
  live      over 6 weeks
}

fixed placement_cost   = £1,050 per week per placement source "Made up for this page"
fixed placement_length = 52 weeks source "Made up for this page"

benefit avoided_placements "Avoided residential placements" in decisions {
  equation  (baseline(residential_starts) - tracked(residential_starts)) * placement_cost * placement_length
  accrues   over placement_length
  kind      cost avoidance
  share     council 85%, icb 15%
}

scenario high "High" {
  care_ended_weekly  = ramp(baseline(care_ended_weekly), £1,500 per week per week, 2024-02-12 to 2024-04-07)
  residential_starts = ramp(baseline(residential_starts), 0.5 placements/week, 2024-02-12 to 2024-04-07)
}

scenario low "Low" {
  care_ended_weekly  = ramp(baseline(care_ended_weekly), £1,300 per week per week, 2024-02-12 to 2024-06-30)
  residential_starts = ramp(baseline(residential_starts), 1 placement/week, 2024-02-12 to 2024-06-30)
}

profile high { FY23/24 £0.05m, FY24/25 £1.7m }
