programme "P" {
  currency GBP
  start 2023-08-01                      #! a programme has no property `start`
  horizon 31/03/2029                    #! this date can be read in two ways
  period week ending                    #! expected a name, found the end of the line
  fiscal from april                     #! expected `year`, found `from`
  annualise 52 weeks 3                  #! expected the end of the line, found `3`
  tracked 5                             #! a programme has no property `tracked`
}
unit person plural                      #! expected a name, found the end of the line
unit                                    #! expected a name, found the end of the line
data weekly from weekly.csv {           #! expected a text in quotes, found `weekly`
  period week as                        #! expected a text in quotes, a form of date such as dd/mm/yyyy or `excel`, found the end of the line
  by locality setting                   #! expected a comma or the end of the line, found `setting`
  value n person                        #! expected a text in quotes or `:`, found `person`
  value : person                        #! expected a name, found `:`
  covers 2022-04-01 - 2024-03-05        #! expected `to`, found `-`
  settles 2 weeks                       #! expected `after`, found `2`
  settles after                         #! expected a value, found the end of the line
  row                                   #! expected a name, found the end of the line
  spell a b                             #! expected `to`, found `b`
  members RH5                           #! expected a text in quotes, found `RH5`
  except 2022-06-19                     #! expected `because` or `to`, found the end of the line
  date = d                              #! expected a name, found `=`
}
data letters from "letters.csv" {
  column "Week ending"                  #! expected `as`, found the end of the line
  column week_ending                    #! expected a text in quotes, found `week_ending`
  skip four rows                        #! expected a number, found `four`
  until Total                           #! expected a text in quotes, found `Total`
  encoding utf8                         #! expected a text in quotes, found `utf8`
  private                               #! expected a name, found the end of the line
  skipped 4                             #! a data block has no property `skipped`
}
