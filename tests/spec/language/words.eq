# The words of the language name things too, wherever the word itself cannot stand.
programme "Words" {
  currency currency
  period period ending ending
  fiscal year from year
  owner owner
}
unit unit plural plural
unit fixed = 3 unit
data data from "d.csv" {
  period period as dd/mm/yyyy
  date date
  spell starts to ends
  row row
  key key, source, agreed
  by by, on, is, within, value, level
  value value "Value" : unit
  level level : unit/year
  value source : date
  only source = "a" and agreed != "b" and within is not missing and is is missing
  covers covers to members
  settles after after
  missing "-"
  except except because "because"
}
workstream workstream "Workstream" { target target
  stretch stretch }
kpi kpi "KPI" in programme { tracked tracked
  live live
  target target + 1 }
kpi source "Source" in workstream agreed "Board" on 2024-01-01 source "x" {
  tracked sum(source of data where agreed = "a" while spell) per period
  baseline baseline from FY23/24
  better better
}
fixed agreed "Agreed" = 5 agreed "Board" on 2024-01-01 minute "minute", 6 source "s"
fixed because = after + except + on + minute + until + then + date + missing
fixed value = value(value, date) / period + 5 period/row
benefit benefit "Benefit" in workstream {
  equation equation * share
  accrues over accrues after after because "because"
  kind kind
  share share 50%, owner 50%
  confidence confidence
  rag rag 100%, target 90%
}
scenario scenario "Scenario" extends extends {
  kpi = 1
  source = 2
  agreed = 3
  target = 4
  because = 5
  until = 6
  import = 7
}
profile profile for benefit { FY23/24 £1m }
figure figure = profile + alert
test "test" {
  given given = given
  expect expect = 5 within within
  in scenario scenario
  as at 2024-03-24
}
