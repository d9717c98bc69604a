# Break-downs by place, and two ranges side by side.
#
#   week to   01-07  01-14  01-21  01-28   the last two
#   North n      10     12     14     16             30
#   South n       4      6      8      6             14
#   West n        1      2      2      0              2
#   all          15     20     24     22             46
#   North h      20     30     28     48             76
#   South h       4     12      8     18             26
#   West h        3      8      2      0              2
#   all          27     50     38     66            104
#
#? by place
#? compare 2024-01-01 to 2024-01-14, 2024-01-15 to 2024-01-28
programme "Places" {
  currency     GBP
  starts       2024-01-15
  horizon      2024-02-25
  period       week ending sunday
  fiscal year  from april
  annualise    52 weeks
}

unit person plural people
unit hour

data weekly from "data/by_place.csv" {
  period  week_ending
  by      place
  value   n : person
  value   hours : hour
}

# A rate over two weeks is half their total: 46 / 2, of which 30 / 2, 14 / 2 and 2 / 2.
kpi starts {  #: live 23; North 15; South 7; West 1; rest missing; North share 15/23; South running 22/23
              #: North baseline 11; South baseline 5; West baseline 3/2; baseline 35/2; before 35/2; after 23
              #: change 11/2; ratio 11/35; North target missing; target 30; West running 1
  tracked   sum(n of weekly) per week
  baseline  tracked over 2024-01-01 to 2024-01-14
  target    30 people/week
  live      over 2 weeks
}

# A quotient is not shared out: 104/46 is not 76/30 + 26/14 + 2/2.
kpi each {  #: live 104/46; North 76/30; South 26/14; West 1; North share missing; rest missing
  tracked  sum(hours of weekly) / sum(n of weekly)
  live     over 2 weeks
}

# What is agreed of the whole is not so of a part; a table says what is.
kpi agreed {  #: North baseline 9; South baseline missing; West baseline missing; baseline 18; rest baseline missing
  tracked   sum(n of weekly) per week
  baseline  18 people/week
  baseline  by place { "North" = 9 people/week }
  live      over 2 weeks
}

# North is 15 - 11 = 4 people a week better, South 2, West 1/2 worse: at £10 a person and 52 weeks.
# A gain beside a loss has no share of the two together.
# Since 01-15: (14 - 11) + (16 - 11) = 8 for North, (8 - 5) + (6 - 5) = 4 for South, 1/2 - 3/2 = -1.
benefit more {  #: run_rate 2860; North 2080; South 1040; West -260; rest missing; North share missing
                #: value_add 110; North value_add 80; South value_add 40; West value_add -10
  equation  (tracked(starts) - baseline(starts)) * £10 per person
}

# Its baseline is said of the whole, so that no part has one.
benefit against_agreed {  #: run_rate 2600; North 3120; South missing; rest -520; North share 1
  equation  (tracked(agreed) - baseline(agreed)) * £10 per person
}

figure whole = starts at 2024-01-28  #= 22
