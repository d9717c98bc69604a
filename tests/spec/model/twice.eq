# The same thing twice, dates out of order.
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

scenario high {
  done = 3 people/week
  starts = 11 placements/week
  done = 4 people/week                       #! `done` has a value in this scenario already
}
kpi a {
  tracked   done
  tracked   starts                           #! `tracked` stands twice in this block
}
fixed b = £3 per hour from 2024-04-01,
          £4 per hour from 2023-04-01        #! this date is not after the one before
fixed c = £3 per hour from 2024-04-01,
          £4 per hour                        #! does not say from when it holds
fixed d = £3 per hour, £4 per hour from 2024-04-01
fixed e = £3 per hour, £4 per week from 2024-04-01  #! this value is in `£ per week`, but `e` is in `£ per hour`
fixed f = done                               #! a fixed value does not follow performance
fixed g = sum(finishers of weekly)           #! does not follow the data period by period
fixed h = (sum(hours_less of weekly) / sum(finishers of weekly)) over 2022-08-01 to 2023-07-30
fixed i = baseline(done) * 2
kpi j { tracked  run_rate(programme) }       #! only a `figure` may use it
kpi k { tracked  late }                      #! only other figures may use it
figure late = run_rate(programme) / £3m per year
