# Values that a scenario lacks.
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

kpi bare { tracked  sum(finishers of weekly) per week }
kpi made { tracked  bare * 2 }
kpi mixed { tracked  made + done }
kpi own {
  tracked   bare * 2
  baseline  3 people/week
}
kpi a { tracked  baseline(bare) * 2 }        #! `bare` has no baseline: write one in its block
kpi b { tracked  target(made) * 2 }          #! `made` has no value in `target`: it is made of `bare`, which has no target
kpi c { tracked  live(mixed) * 2 }           #! it is made of `bare`, which has no live
kpi d { tracked  baseline(own) * 2 }
kpi e { tracked  baseline(done) * target(starts) / live(starts) }
kpi f { tracked  actual(bare) + tracked(bare) + bare }
kpi g { tracked  forecast(bare) }            #! `bare` has no value in `forecast`, nor a live
kpi h { tracked  low(bare) }                 #! `bare` has no value in `low`, nor a baseline
kpi i { tracked  high(bare) + high(made) + low(own) }
kpi j { tracked  baseline(placement_cost) }

scenario high {
  bare = ramp(actual(bare), 12 people/week, 2023-10-01 to 2024-03-31)
  placement_cost = £1,100 per week per placement from 2024-04-01
}
scenario low { own = 5 people/week }
