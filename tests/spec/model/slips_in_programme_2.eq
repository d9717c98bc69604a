programme "More slips" {
  currency     EUR
  starts       2023-02-30                    #! there is no such day as `2023-02-30`
  horizon      2029-03-31
  horizon      2030-03-31                    #! `horizon` stands twice in this block
  period       fortnight                     #! write `day`, `week` or `month`
  fiscal year  from january
  annualise    1 year                        #! how long a year is in run-rates
}
kpi a {
  tracked  3
  better   greater                           #! `greater` is not a direction; write `higher` or `lower`
}
