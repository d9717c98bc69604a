# Days, ranges and lengths of time.
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

kpi a { tracked  done over 2023-02-01 to 2023-02-30 }    #! there is no such day as `2023-02-30`
kpi b { tracked  done over 2023-03-01 to 2023-02-01 }    #! this range ends before it begins
kpi c { tracked  done over 6 people }                    #! a length of time is expected here
kpi d { tracked  done over done }                        #! `done` is not one fixed length of time
kpi e { tracked  done over length }
kpi f { tracked  done over 52 weeks to 2024-03-31 }
kpi g { tracked  done over FY23/25 }                     #! is not a fiscal year
kpi h { tracked  done over 2023-08 to 2024-07 }
kpi i { tracked  done over FY23/24 }
kpi j { tracked  done at 2024-02-29 }
kpi k { tracked  done at 2023-02-29 }                    #! there is no such day
kpi l { tracked  done over 0 weeks }                     #! a length of time is expected here
kpi m { tracked  done over 100,000 weeks }               #! more than a thousand years
kpi n { tracked  done over 1.5 days }                    #! not a whole number of days
kpi o { tracked  done over 0.5 weeks }                   #! not a whole number of days
kpi p { tracked  FY23/24 }                               #! a month or year is not a value
kpi q { tracked  ramp(done, done, 2024-01-01) }          #! a range is expected here
kpi r { tracked  step(done, 3 people/week, 2024-01-01) }
kpi s { tracked  cash(t) }                               #! `cash` needs a range
benefit t {
  equation  £3 per week
  except    2024-01-01 to 2023-12-01 because "x"         #! this range ends before it begins
}
figure u = cash(t) over 6 weeks                          #! `cash` needs a range of dates
figure v = cash(t) over FY24/25
figure w = value_add(t, to 2024-03-31) + value_add(t, 3 weeks)  #! `value_add` is written
data x from "x.csv" {
  date  day as "dd/qq/yyyy"                              #! is not a way to write dates
}
data y from "y.csv" {                                    #! does not say which column holds its dates
  value z : person
}
data yy from "y.csv" {
  period  week_ending
  date    day                                            #! has a `period` or a `date`, not both
  by      week_ending                                    #! the column `week_ending` is declared twice
  value   n : persn                                      #! did you mean `person`?
  row     plcement                                       #! did you mean `placement`?
  members "a"
  covers  2024-01-01 to 2023-01-01                       #! this range ends before it begins
  separator "ab"                                         #! a separator is one character
}
