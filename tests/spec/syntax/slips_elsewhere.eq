scenario s {
  finishers 5                           #! expected `=`, found `5`
  finishers =                           #! expected a value, found the end of the line
}
profile p { FY23/24 £0.5m FY24/25 £3m }  #! expected an operator, a comma or the end of the line, found `FY24/25`
profile q { 2023 £3m }                  #! expected a date, month or fiscal year such as FY24/25 or `}`, found `2023`
figure f                                #! expected a text in quotes or `=`, found the end of the line
figure f 5                              #! expected a text in quotes or `=`, found `5`
figure f = 5 6                          #! expected an operator or the end of the line, found `6`
alert when x > 5                        #! expected a text in quotes, found `when`
alert "A" x > 5                         #! expected `when`, found `x`
test "t" {
  given x 5                             #! expected `=` or `{`, found `5`
  expect                                #! expected a value, found the end of the line
  on 2024-01-01                         #! a test has no property `on`
  in high
}
kpl x { tracked 5 }                     #! expected a declaration, found `kpl`
}                                       #! this `}` closes nothing
hello                                   #! expected a declaration, found `hello`
5                                       #! expected a declaration, found `5`
workstream w { targt £1m }              #! a workstream has no property `targt`
workstream w "W" "x"                    #! expected `{` or the end of the line, found `"x"`
test "rows" {
  given weekly {
    week_ending, finishers
    2023-08-06 12                       #! expected a comma or the end of the line, found `12`
    2023-08-13, 13
  }
  given done = 12, 13 x four            #! found `four`
}
