# Rows that last: what can be asked of them while they are open, and when they open and close.

programme "Stays" {
  currency     GBP
  starts       2024-01-01
  horizon      2024-12-31
  period       month
  fiscal year  from april
  annualise    12 months
}

unit person plural people
unit hour

data stays from "data/stays.csv" {
  row     person
  spell   start_date to end_date
  by      ward
  value   nightly : GBP/day
}

data visits from "data/visits.csv" {
  row     person
  date    visit_date
  value   hours : hour
}

kpi beds       { tracked  open(stays where ward = "A") }
kpi beds_again { tracked  count(stays where ward = "A" while open) }
kpi arrivals   { tracked  opened(stays) per day }
kpi leavers    { tracked  closed(stays) per day }
kpi length     { tracked  mean(end_date - start_date of stays while closed) }
kpi longest    { tracked  max(end_date - start_date of stays where start_date >= 2024-01-01 while closed) }
kpi nightly    { tracked  sum(nightly of stays while open) }
kpi all_costs  { tracked  sum(nightly * (end_date - start_date) of stays while closed) per month }
kpi typical    { tracked  median(end_date - start_date of stays while closed) }
kpi mean_open  { tracked  sum(nightly of stays while open) / open(stays) }

kpi a { tracked  open(stays) per week }                             #! `open(stays)` is no total over the period
kpi b { tracked  sum(nightly of stays while open) per 2 weeks }     #! is no total over the period
kpi c { tracked  mean(nightly of stays while open) }                #! goes with `sum` only
kpi d { tracked  distinct(ward of stays while open) }               #! goes with `sum` only
kpi e { tracked  open(stays while closed) }                         #! `open` says already when a row counts
kpi f { tracked  closed(visits) }                                   #! the rows of `visits` are not spells
kpi g { tracked  sum(hours of visits while closed) }                #! the rows of `visits` are not spells
kpi h { tracked  count(stays while shut) }                          #! is not a state of a spell
kpi i { tracked  sum(end_date of stays) }                           #! a number is expected here, and this is a date
kpi j { tracked  count(stays where end_date = "2024-01-01") }       #! compares things of one sort
kpi k { tracked  count(stays where start_date < end_date and ward in ("A", "B")) }
kpi l { tracked  sum((if ward = "A" then nightly else nightly * 2) of stays while closed) per day }
kpi m { tracked  sum((if ward = "A" then nightly else 3) of stays) }  #! needs one unit in all its values
kpi n { tracked  count(stays where ward in ("A", 2)) }              #! `in` compares things of one sort
