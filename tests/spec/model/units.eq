# Units that do not fit together.
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

kpi a { tracked  done + starts }             #! `+` needs one unit on both sides; here are `people per week` and `placements per week`
kpi b { tracked  sum(hours_less of weekly) + sum(hours_less of weekly) per week }  #! `hours per week` and `hours per week per week` differ by `per week`
kpi c { tracked  done - 3 }                  #! `12 people per week`
kpi d {
  tracked   done * 2
  baseline  35.3                             #! this baseline is a plain number, but `d` is in `people per week`
  target    60 people                        #! differ by `per week`
  live      moving_average(starts, 6 weeks)  #! this live is in `placements per week`
}
kpi e { tracked  if done > 3 people/week then 1 else done }     #! `if` needs one unit in all its values
kpi f { tracked  max(done, starts, 3 people/week) }             #! `max` needs one unit
kpi g { tracked  count(placements where weekly_cost > £500) }   #! differ by `per week`
kpi h { tracked  count(placements where setting > "a") }        #! compares numbers or dates
kpi i { tracked  count(placements where setting = 3) }          #! here are a text and a number
kpi j { tracked  count(placements where setting) }              #! a yes or no is expected here, and this is a text
kpi k { tracked  count(placements where start_date >= 2023-04-01 and start_date - 2023-04-01 > 3 weeks) per week }
kpi l { tracked  done and starts }           #! a yes or no is expected #! a yes or no is expected
kpi m { tracked  done = starts }             #! `=` needs one unit
kpi n { tracked  "text" }                    #! a number is expected here, and this is a text
kpi o { tracked  2024-01-01 - 2023-01-01 }   #! for a range write `to`
kpi p { tracked  done ^ 0.5 }                #! `^` takes a whole number
kpi q { tracked  (done ^ 20) * (done ^ 90) } #! too many factors
kpi r { tracked  sum(waiting of delays) }    #! `waiting` is a level
kpi s { tracked  level(finishers of weekly) }  #! takes a column that is declared with `level`
kpi t { tracked  level(waiting of delays) + closing(waiting of delays) }
kpi u { tracked  sum(done over 3 weeks of weekly) }     #! a row of data has no window
kpi v { tracked  sum(previous(finishers, 1 week) of weekly) }   #! cannot stand in the expression of a row
kpi w { tracked  count(placements where sum(weekly_cost of placements) > £3 per week) }  #! cannot stand in
kpi total { tracked  sum(finishers of weekly) }
kpi x { tracked  total per week }            #! `total` is a total over the period
fixed y = 12345678901234567890123456789012345            #! has more than the 34 digits
fixed z = 1234567890123456789012345678901234
fixed zz = XYZ 30                            #! does not begin with a currency
kpi two_a { tracked  sum(hours_less of weekly) / sum(finishers of weekly) per week }  #! this can be read in two ways
kpi two_b { tracked  done * (1/2 week) }     #! write a part as a decimal
kpi two_c { tracked  done - done over 3 weeks }  #! the window at the end belongs to the last part only
kpi two_d { tracked  done over 2 weeks - done over 3 weeks }
kpi two_e { tracked  (done - done) over 3 weeks }
kpi two_f { tracked  done / (3 people) per week }
kpi two_g { tracked  starts / 35 people per week }
kpi once { tracked  ramp(done, starts, 2023-10-01 to 2024-03-31) }  #! `ramp` needs one unit
kpi path_a { tracked  path(2023-10-01: 3 people, 2024-10-01: 3 hours) }  #! `path` needs one unit
kpi path_b { tracked  path(2024-10-01: 3 people, 2023-10-01: 3 people) }  #! go forward in time
kpi wrong { tracked  ramp(done, done) }      #! `ramp` is written `ramp(from, to
