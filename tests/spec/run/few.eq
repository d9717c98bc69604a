# Counts from 1 to 4 are not shown, and one more with them: alone it could be worked out. In the last
# week West has 1; South, of 6, is the next that is not nothing.
#
#? by place
#? suppress 5
programme "Few people" {
  currency     GBP
  starts       2024-01-01
  horizon      2024-02-25
  period       week ending sunday
  fiscal year  from april
  annualise    52 weeks
}

unit person plural people

data weekly from "data/few.csv" {
  period  week_ending
  by      place
  value   n : person
}

kpi starts {  #: live 37; East 20; North 10; South hidden; West hidden; East share 20/37; North running 30/37
              #: West share hidden; rest missing
  tracked  sum(n of weekly) per week
  live     over 1 week
}

# Over both weeks West has 4, which is still few.
kpi both {  #: East 20; West hidden; South hidden
  tracked  sum(n of weekly) per week
  live     over 2 weeks
}

figure west_is_in_the_whole = starts at 2024-01-14  #= 37
