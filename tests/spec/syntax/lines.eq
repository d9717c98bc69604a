kpi a {
  tracked b *                           #! a line cannot end with an operator
    c
  live over                             #! a line cannot end with this word: more must follow
  baseline 5 and                        #! expected an operator, a comma or the end of the line, found `and`
  target x per                          #! a line cannot end with this word: more must follow
    week
  except 2024-01-01                     #! expected `because` or `to`, found the end of the line
  tracked a
    b                                   #! a kpi has no property `b`
  better higher lower                   #! expected the end of the line, found `lower`
  tracked = sum(a of b)                 #! expected a value, found `=`
  baseline: 5                           #! expected a value or `by`, found `:`
  live over 6 weeks
}
scenario s {
  a =                                   #! expected a value, found the end of the line
  b = 5,                                #! expected a value, found the end of the line
  c = 6
  d                                     #! expected `=`, found the end of the line
  e : 5                                 #! expected `=`, found `:`
}
fixed f =                               #! expected a value, found the end of the line
fixed g = 1,                            #! expected a value, found the end of the line
kpi b { tracked 1 tracked 2 }           #! expected an operator or the end of the line, found `2`
fixed h = 1 source Homecare             #! expected a text in quotes, found `Homecare`
fixed i = 1 agreed "Board"              #! expected `on`, found the end of the line
fixed j = 1 agreed "Board" 2024-01-01   #! expected `on`, found `2024-01-01`
fixed k = 1 from                        #! a line cannot end with this word: more must follow
fixed l = 1 from 2023-04-01 2 from 2024-04-01  #! expected a comma or the end of the line, found `2`
fixed m = 1 growing 2%                  #! expected an operator or `since`, found the end of the line
