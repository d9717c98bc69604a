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

data weekly from "data/weekly.csv" {
  period  week_ending
  by      locality
  value   finishers : person
}

data placements from "data/placements.csv" {
  row     placement
  date    start_date as dd/mm/yyyy
  by      setting, area
  value   weekly_cost : GBP/week
}

kpi done {
  tracked   sum(finishers of weekly) per week
  baseline  35.3 people/week
  target    60 people/week
  live      over 6 weeks
}

fixed fee = £3 per person

benefit small {
  equation  (tracked(done) - baseline(done)) * fee
}

# Cash profiles: for the programme, a workstream or a benefit; one of each name.
workstream reablement "Reablement"
scenario high { done = 60 people/week }
fixed agreed_amount = £1.5m
profile low                { FY23/24 £0.5m, FY24/25 £7.3m, FY25/26 -£13.3m }
profile high               { FY23/24 £0.8m, FY24/25 £1m + £2m }
profile high for reablement {
  FY23/24 £0.8m
  FY24/25 agreed_amount
}
profile high for small     { FY23/24 £0.8m }
profile target             { FY23/24 £0 }

profile low                { FY23/24 £0.5m }                    #! there is a profile `low` for this already
profile high for reablement { FY23/24 £0.5m }                   #! there is a profile `high` for this already
profile a for reablment    { FY23/24 £0.5m }                    #! there is no workstream or benefit called `reablment` #! did you mean `reablement`?
profile b for done         { FY23/24 £0.5m }                    #! a profile is for a workstream or a benefit, and `done` is a KPI
profile c                  { FY23/24 £0.5m, FY25/26 £1m }       #! the profile lacks a year: FY24/25
profile d                  { FY23/24 £0.5m, FY23/24 £1m }       #! this year stands twice in the profile
profile e                  { FY24/25 £0.5m, FY23/24 £1m }       #! a profile's years stand in order
profile f                  { FY23/24 5, FY24/25 £1m per year }  #! and this is a plain number #! and this is £ per year
profile g                  { 2023-08 £0.5m }                    #! a profile is by fiscal year
profile h                  { FY23/25 £0.5m }                    #! `FY23/25` is not a fiscal year
profile i                  { FY23/24 done * fee * 1 week }      #! a fixed value does not follow performance
profile j                  { }                                  #! this profile has no years
