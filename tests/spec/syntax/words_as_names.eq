# Hard words are never names; the others are, wherever the word itself cannot stand.
kpi per { tracked 1 }                   #! expected a name, found `per`
kpi in "In" { tracked 1 }               #! expected a name, found `in`
fixed to = 5                            #! expected a name, found `to`
unit where                              #! expected a name, found `where`
figure x = over + 1                     #! expected a value, found `over`
figure y = max(of, 1)                   #! expected a value or `)`, found `of`
data from from "f.csv" { row while }    #! expected a name, found `from` #! expected a name, found `while`
scenario not { a = 1 }                  #! expected a name, found `not`
scenario s { per = 1 }                  #! expected a name or `}`, found `per`
