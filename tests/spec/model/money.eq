# Equations that are not money per time, and what lacks.
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

benefit a { equation  (baseline(starts) - tracked(starts)) * placement_cost }  #! this equation comes out as `£ per week per week` #! multiply by a length of time, such as `* 104 weeks`
benefit b { equation  (tracked(done) - baseline(done)) * hourly }   #! it lacks a factor of `hours per person`
benefit c { equation  tracked(done) - baseline(done) }              #! it lacks a price: multiply by £ per person
benefit d { equation  (tracked(done) - baseline(done)) * 3 weeks }  #! it lacks a price per time: multiply by £ per week per person
benefit e { equation  sum(weekly_cost of placements) * 2 weeks }    #! it lacks `per week`: a total of rows
benefit f { equation  £3m }                                         #! it lacks `per week`
benefit g { equation  (tracked(done) - baseline(done)) per week }   #! it lacks a price and a length of time
benefit h { equation  EUR 30 per week }                             #! the programme's money is `£`
benefit i { equation  3 }                                           #! comes out as `a plain number` #! it lacks a factor of `£ per week`
benefit j { equation  done > 3 people/week }                        #! a number is expected here
