kpi finishers "Finishers" for reablement {  #! expected `in` or `{`, found `for`
  tracked sum(finishers of weekly per week  #! expected `where`, a comma or `)`, found `per`
  baseline 35.3 people per              #! a line cannot end with this word: more must follow
  targit 60
  live over                             #! a line cannot end with this word: more must follow
  better                                #! expected a name, found the end of the line
  equation 5                            #! a kpi has no property `equation`
  baseline = 4                          #! expected a value or `by`, found `=`
  target 60 people/week 70              #! expected an operator, a comma or the end of the line, found `70`
  rag green 100 amber 90                #! expected a comma or the end of the line, found `90`
  live last 6 weeks                     #! expected an operator or the end of the line, found `6`
  tracked a b                           #! expected an operator or the end of the line, found `b`
  tracked (a + )                        #! expected a value, found `)`
  tracked a)                            #! expected an operator or the end of the line, found `)`
  tracked sum(a of)                     #! expected a name, found `)`
  tracked sum(a of b where)             #! expected a value, found `)`
  tracked if a then b                   #! expected an operator or `else`, found the end of the line
  tracked if a b                        #! expected an operator or `then`, found `b`
  baseline by locality { "n" 5          #! expected a comma or `=`, found `5`
    north = 4                           #! expected a text in quotes, `else` or `}`, found `north`
    "s" =                               #! expected a value, found the end of the line
  }
}
kpi "Starts" { tracked 5 }              #! expected a name, found `"Starts"`
fixed rate £22.40                       #! expected a text in quotes, `by` or `=`, found `£22.40`
fixed target 5                          #! expected a text in quotes, `by` or `=`, found `5`
benefit b {
  equation                              #! expected a value, found the end of the line
  accrues 4 weeks                       #! expected `over`, found `4`
  accrues over                          #! a line cannot end with this word: more must follow
  kind                                  #! expected a name, found the end of the line
  share council 85% icb 15%             #! expected a comma or the end of the line, found `15%`
  not tracked                           #! expected `because`, found the end of the line
  not tracked "x"                       #! expected `because`, found `"x"`
  confidence                            #! expected a name, found the end of the line
  except 2024-01-01 "holiday"           #! expected `because` or `to`, found `"holiday"`
  tracked 4                             #! a benefit has no property `tracked`
  starts 1 April 2024                   #! this is not how a date is written
}
