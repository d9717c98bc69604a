kpi a {
  baseline 1,25                         #! the comma in this number is not between thousands
  baseline 1250,000                     #! the comma in this number is not between thousands
  baseline 6weeks                       #! a number and the word after it need a space between them
  baseline £ 30                         #! a `£` stands right in front of a number
  baseline 30 %                         #! a `%` stands right behind a number
  baseline £2.5M                        #! only money is written in thousands, millions and billions, as k, m and bn
  baseline 316k                         #! only money is written in thousands, millions and billions, as k, m and bn
  baseline $30                          #! only pounds
  baseline .5                           #! a number begins with a digit
  baseline 5.                           #! a number does not end with a point
  baseline tracked over 01/08/2022 to 30/07/2023  #! this date can be read in two ways
  baseline tracked over 2022-8-1 to 2023-07-30  #! this is not how a date is written
  baseline tracked over 1 August 2022 to 30 July 2023  #! this is not how a date is written
  baseline tracked over FY24            #! this is not how a fiscal year is written
  baseline tracked over 2024/25         #! a fiscal year is written with FY
  baseline tracked over 2024-25         #! there is no such month
  baseline tracked over 2022–08–01 to 2023-07-30  #! this date has a long dash in it
  baseline 2022-08-01 2023-07-30        #! expected an operator, a comma or the end of the line, found `2023-07-30`
  live over 6 weeks to                  #! a line cannot end with this word: more must follow
  target 5 people / week agreed "Board" on 1/4/2024  #! this date can be read in two ways
  except 2022-06-31 to because "x"      #! expected `because`, found `"x"`
}
fixed b = 5 %                           #! a `%` stands right behind a number
fixed c = £5 million pounds             #! expected an operator, a comma or the end of the line, found `pounds`
share council 85%                       #! expected a declaration, found `share`
