# Names that do not exist, are taken, or are of another sort.
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

unit person                                  #! there is a unit called `person` already
unit week                                    #! there is a unit called `week` already
unit crate = 12 crates_of                    #! no unit called `crates_of`
unit team = 3 * done                         #! no unit called `done`
fixed GBP = 3                                #! `GBP` is the name of a unit
fixed done = 3                               #! `done` is declared twice
fixed tracked = 3                            #! `tracked` is a word of the language

kpi a { tracked  finishers }                 #! no KPI, fixed value or unit called `finishers`
kpi b { tracked  dome * 2 }                  #! did you mean `done`?
kpi c { tracked  sum(finisher of weekly) }   #! did you mean `finishers`?
kpi d { tracked  sum(finishers of weakly) }  #! did you mean `weekly`?
kpi e { tracked  sum(finishers of done) }    #! `done` is a KPI, not data
kpi f { tracked  count(placements where cost > £3 per week) }  #! declare it in `placements`: with `by cost`
kpi g { tracked  averge(done) }              #! no function or scenario called `averge`
kpi h { tracked  moving_avrage(done, 6 weeks) } #! did you mean `moving_average`?
kpi i { tracked  baseline(don) }             #! did you mean `done`?
kpi j { tracked  baseline(placements) }      #! `placements` is data
kpi k { tracked  done(starts) }              #! `done` is a KPI, not a function
kpi l { tracked  worth_it }                  #! `worth_it` is a benefit #! write `run_rate(worth_it)`
kpi m { tracked  placements }                #! `placements` is data, not a value
kpi n { tracked  high }                      #! `high` is a scenario, not a value
kpi o { tracked  tracked }                   #! `tracked` of what?
kpi p { tracked  count(placements where done > 3 people/week) }  #! `done` is not a column of `placements`
kpi q { tracked  sum(finishers) }            #! `sum` needs to know of which data
kpi r { tracked  count(weekly where locality = "East") * 3 people/placement }
kpi s { tracked  12 peeple }                 #! did you mean `people`?
kpi t { tracked  sum(finishers of weekly) per wek }  #! did you mean `week`?
kpi u { tracked  baseline(done + 1) }        #! takes the name of one KPI or fixed value
kpi v {                                      #! `v` does not say how it is tracked
  baseline 3
}
# what uses a broken definition says nothing more
kpi w { tracked  a + b + v }
kpi hour { tracked done }                    #! `hour` is the name of a unit
# the regular plural of `unit hour` gives way; nobody wrote it
kpi hours { tracked  hours_less_a_week * 2 }
fixed hours_less_a_week = 3 hour/week

benefit worth_it {
  equation  done * 3 per_person            #! no unit called `per_person`
}

scenario baseline { done = 3 people/week }   #! `baseline` is a word of the language
scenario sum { done = 3 people/week }        #! `sum` is a function
scenario high {
  dome = 3 people/week                       #! did you mean `done`?
  worth_it = 3                               #! a scenario gives values to KPIs and fixed values
}
scenario x extends hihg { done = 3 people/week }  #! did you mean `high`?
scenario y extends done { done = 3 people/week }  #! `done` is a KPI, not a scenario
figure z = run_rate(worth_its)               #! did you mean `worth_it`?
figure zz = run_rate(done)                   #! `run_rate` takes a benefit
