programme "Check" {
  currency     GBP
  starts       2023-08-01
  horizon      2029-03-31
  period       week ending sunday
  fiscal year  from april
  annualise    52 weeks
}

# A reported year may be restated more than once, each time for a reason of its own. The kind may be left out.
restate FY23/24 because "a unit cost was wrong"
restate FY23/24 because "two weeks came in late" kind late data
restate FY23/24 because "two more" kind late-data
restate FY24/25 because "a unit cost was wrong" kind error
restate FY24/25 because "another method" kind policy
restate FY24/25 because "a better estimate" kind estimate

restate FY23/24 because "two more"                       #! this year is restated for the same reason already
restate 2024-03 because "not a year"                     #! what is reported, and restated, is a fiscal year
restate 2024-03-31 because "not a year"                  #! what is reported, and restated, is a fiscal year
restate FY23/25 because "not a year"                     #! `FY23/25` is not a fiscal year #! write `FY23/24`
restate FY25/26 because "  "                             #! this says nothing
restate FY25/26 because "it was so" kind mistake         #! `mistake` is not a kind of restatement; write `error`, `policy`, `estimate` or `late data`
restate FY25/26 because "it was so" kind very late data  #! `very late data` is not a kind of restatement
