# Limits of a KPI's own values, and alerts on them.

programme "P" {
  currency     GBP
  starts       2023-08-01
  horizon      2025-03-31
  period       week ending sunday
  fiscal year  from april
  annualise    52 weeks
}

unit placement

data placements from "data/placements.csv" {
  row     placement
  date    start_date
}

kpi starts {
  tracked   count(placements) per week
  better    lower
}

kpi unsaid  { tracked  starts * 2 }
kpi running { tracked  cumulative(starts) }
kpi inside  { tracked  centre(starts) }                             #! only an `alert`, a `figure` and a test may use `centre`

figure a = upper_limit(starts)
figure b = lower_limit(starts from 2024-04-01) - centre(starts from 2024-04-01, FY25/26, 2026-04)
figure c = centre(starts from 2023-08-01 to 2024-03-31)
figure d = centre(starts from FY23/24 to 2024-03)
figure e = if signal(starts) and not signal(unsaid, 6) then upper_limit(unsaid) else £1  #! here are `placements per week` and `£`
figure f = centre(running)                                          #! each value of `running` is made of several weeks
figure g = centre(starts from 2024-04-01, 2024-04-01)               #! limits begin anew on days in order
figure h = centre(starts from 2024-04-01 to 2024-03-31)             #! this range ends before it begins
figure i = centre(starts, 2024-04-01)                               #! `centre` is written `centre(x from 2024-04-01)`
figure j = centre(starts, worse)                                    #! `centre` is written `centre(x from 2024-04-01)`
figure k = centre(starts * 2)                                       #! `centre` takes the name of a KPI: `centre(x)`
figure l = centre()                                                 #! `centre` takes the name of a KPI: `centre(x)`
figure m = centre(placements from 2024-04-01)                       #! `centre` takes the name of a KPI: `centre(x)`
figure n = abs(starts from 2024-04-01)                              #! `from` can stand in `centre`, `upper_limit`, `lower_limit` and `signal` only
figure o = centre(starts) + £1                                      #! here are `placements per week` and `£`

alert "worse" when signal(starts, worse)
alert "better, of six, since April" when signal(starts from 2024-04-01, better, 6) for 3 weeks
alert "of both" when signal(starts, worse, better)                  #! `signal` is written `signal(x, worse)`
alert "bad" when signal(starts, bad)                                #! is not which signals are meant
alert "unsaid" when signal(unsaid, worse)                           #! `unsaid` does not say which way is worse
alert "five" when signal(starts, 5)                                 #! how many points in a row are a signal is 6, 7 or 8
alert "weeks" when signal(starts, 6 weeks)                          #! how many points in a row are a signal is 6, 7 or 8
alert "twice" when signal(starts, 6, 7)                             #! `signal` is written `signal(x, worse)`
alert "beyond" when starts > upper_limit(starts from 2023-08-01 to 2024-03-31) for 2 weeks
alert "money" when starts > £2                                      #! here are `placements per week` and `£`
alert "no truth" when upper_limit(starts)                           #! a yes or no is expected here, and this is a number
