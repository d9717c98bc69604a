# Definitions that are made of one another.
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

kpi a { tracked  b + 1 }                     #! a -> b -> c -> a
kpi b { tracked  c * 2 }
kpi c { tracked  a }
kpi d { tracked  d }                         #! d -> d
fixed e = f                                  #! e -> f -> e
fixed f = 2 * e
kpi g { tracked  a + d }
figure h = 2 * i                             #! h -> i -> h
figure i = h

kpi j {
  tracked   sum(finishers of weekly) per week
  baseline  0.9 * target(j)
  target    1.1 * baseline(j)                #! target(j) -> baseline(j) -> target(j)
}
scenario s {
  done = done * 1.1                          #! such as `baseline(done)`
}
scenario t {
  done = 2 * k                               #! t(done) -> t(k) -> t(done)
}
kpi k { tracked  done / 2 }
scenario u extends u { done = 3 people/week }   #! u -> u
scenario v extends w { done = 3 people/week }   #! v -> w -> v
scenario w extends v { done = 3 people/week }
