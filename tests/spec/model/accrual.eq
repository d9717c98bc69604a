# What an equation multiplies by a length of time comes in over that time.
programme "Check" {
  currency     GBP
  starts       2023-08-01
  horizon      2029-03-31
  period       week ending sunday
  fiscal year  from april
  annualise    52 weeks
}

unit person plural people
unit placement
unit hour

data weekly from "data/weekly.csv" {
  period  week_ending
  by      locality
  value   finishers : person
  value   hours_less "Hours less" : hour/week
}

data placements from "data/placements.csv" {
  row     placement
  date    start_date as dd/mm/yyyy
  by      setting
  value   weekly_cost : GBP/week
}

data delays from "data/delays.csv" {
  date    day
  by      trust
  level   waiting : person
}

kpi done {
  tracked   sum(finishers of weekly) per week
  baseline  35.3 people/week
  target    60 people/week
  live      over 6 weeks
}

kpi starts {
  tracked   count(placements where setting = "residential") per week
  baseline  tracked over 2022-08-01 to 2023-07-30
  target    11 placements/week
  better    lower
  live      over 6 weeks
}

fixed hourly = £22.40 per hour
fixed placement_cost = £1,050 per week per placement
fixed length = 104 weeks

fixed dated = 35 weeks from 2023-04-01, 40 weeks from 2024-04-01

benefit right {
  equation  (baseline(starts) - tracked(starts)) * placement_cost * length
  accrues   over length
}
benefit same_days {
  equation  (baseline(starts) - tracked(starts)) * placement_cost * 2 * 52 weeks
  accrues   over 364 days
}
benefit none {
  equation  (baseline(starts) - tracked(starts)) * placement_cost * length   #! write `accrues over length`
}
benefit other {
  equation  (baseline(starts) - tracked(starts)) * placement_cost * length
  accrues   over 52 weeks                    #! multiplies by another length of time
}
benefit reverse {
  equation  (baseline(starts) - tracked(starts)) * £1,050 per placement
  accrues   over 52 weeks                    #! a length of time that the equation does not multiply by
}
benefit explained {
  equation  (baseline(starts) - tracked(starts)) * £1,050 per placement
  accrues   over 52 weeks because "placements last a year on average"
}
benefit changing {
  equation  (baseline(starts) - tracked(starts)) * placement_cost * dated
  accrues   over dated                       #! `dated` is not one fixed length of time
}
benefit short {
  equation  (baseline(starts) - tracked(starts)) * placement_cost * length
  accrues   over 3 people                    #! a length of time is expected here
}
benefit late {
  equation  (baseline(starts) - tracked(starts)) * placement_cost * length
  accrues   over length after 4 weeks
  starts    2024-04-01
  ends      2024-03-31                       #! the benefit ends before it starts
}
benefit nothing {                            #! `nothing` has no equation
  kind      cashable
}
benefit both {
  equation  £3 per week
  not tracked because "no"                   #! a benefit that is not tracked has no equation
}
benefit kinds {
  equation  £3 per week
  kind      cash                             #! is not a kind of benefit
}
benefit untracked {
  not tracked because "data model not yet in place"
  kind      non-cashable
}
fixed other_length = 104 weeks
benefit two_names {
  equation  (baseline(starts) - tracked(starts)) * placement_cost * length
  accrues   over other_length
}
scenario longer {                            #! in `longer` the equation of `two_names` multiplies by another length of time than it accrues over
  length = 52 weeks
}
scenario dated_length {
  other_length = 104 weeks from 2023-04-01   #! it needs one value without dates
  length       = 104 weeks
}
# A window is the same in every scenario, whether its length is given or what it is made of.
fixed half   = 3 weeks
fixed window = half * 2
kpi averaged {
  tracked  moving_average(starts, window)
}
scenario wider {
  window = 8 weeks                           #! `window` is the length of a window, which is the same in every scenario
}
scenario half_as_wide {                      #! this scenario changes `window`, the length of a window
  half = 1 week
}
scenario as_wide {
  half = 21 days
}
