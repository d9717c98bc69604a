# A table by two dimensions, with lines that change on a day and one for all the rest. Hours:
#
#                week to 7 January     week to 14 January
#   home         East 2, West 3
#   residential  East 10               East 6, West 1
#   nursing                            East 4
programme "Looked up" {
  currency     GBP
  starts       2024-01-01
  horizon      2024-02-25
  period       week ending sunday
  fiscal year  from april
  annualise    52 weeks
}

unit person plural people
unit hour

data visits from "data/lookups.csv" {
  row     person
  date    day
  by      setting, area
  value   hours : hour
  covers  2024-01-01 to 2024-01-14
}

# The columns stand the other way round than in the data: they go by name.
fixed fee by area, setting {
  "East", "home"        = £3 per hour
  "East", "residential" = £10 per hour from 2023-01-01, £20 per hour from 2024-01-10
  "West", "home"        = £7 per hour
  else                  = £5 per hour
}

kpi fees { tracked  sum(hours * fee of visits) }

# 2 × 3 + 3 × 7 + 10 × 10
figure fees_1 = fees at 2024-01-07                                                            #= 127
# The 9th is before the 10th, but its week ends after: 6 × 20; and 1 × 5 + 4 × 5 by `else`.
figure fees_2 = fees at 2024-01-14                                                            #= 145
figure west   = sum(hours * fee of visits where area = "West") over 2024-01-01 to 2024-01-14  #= 26
