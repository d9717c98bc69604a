programme "Slips" {
  currency     pounds                        #! `pounds` is not a currency
  starts       2023-08-01
  horizon      2023-07-31                    #! the horizon is before the day the programme starts
  period       week ending sunda             #! `sunda` is not a day of the week
  fiscal year  from aprl                     #! `aprl` is not a month
  annualise    52 days                       #! how long a year is in run-rates
  owner        council
}
benefit a { equation £3 per week }
