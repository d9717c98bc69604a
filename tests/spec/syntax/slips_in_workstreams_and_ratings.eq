workstream reablement "Reablement" in x {  #! expected `{` or the end of the line, found `in`
  target                                #! expected a value or `by`, found the end of the line
  stretch = £9m                         #! expected a value, found `=`
  rag green                             #! expected a number, found the end of the line
  baseline £9m                          #! a workstream has no property `baseline`
}
rating steps "Sustainability" {
  scale                                 #! expected a text in quotes, found the end of the line
  scale Red, Gold                       #! expected a text in quotes, found `Red`
  target 80%                            #! expected `at`, found the end of the line
  target "Silver"                       #! expected a number, found `"Silver"`
  target 80% at Silver                  #! expected a text in quotes, found `Silver`
  change hub "Silver" on 2024-02-01     #! expected a text in quotes, found `hub`
  change "Hub" "Silver"                 #! expected `on`, found the end of the line
  change "Hub" "Silver" 2024-02-01      #! expected `on`, found `2024-02-01`
  change "Hub" "Silver" on FY23/24      #! expected a date such as 2024-03-24, found `FY23/24`
  tracked last(level of judgements)     #! expected an operator or `by`, found the end of the line
  tracked last(level of judgements) by  #! expected a name, found the end of the line
  better higher                         #! a rating has no property `better`
}
profile low FY23/24 £1m                 #! expected `for` or `{`, found `FY23/24`
profile low { FY23/24 = £1m }           #! expected a value, found `=`
alert "Rising" x > 1                    #! expected `when`, found `x`
test "one" {
  in high                               #! expected `scenario`, found `high`
  as 2024-03-24                         #! expected `at`, found `2024-03-24`
  given x                               #! expected `=` or `{`, found the end of the line
}
