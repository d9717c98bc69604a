# What is made of rows: when they count, shares of them, fixed values in their expressions, growth.

programme "P" {
  currency     GBP
  starts       2023-08-01
  horizon      2025-03-31
  period       week ending sunday
  fiscal year  from april
  annualise    52 weeks
}

unit placement

data placements from "data/placements.csv" {
  row     placement
  date    start_date as dd/mm/yyyy
  by      setting
  value   weekly_cost : GBP/week
}

kpi starts {
  tracked  count(placements) per week
  live     moving_average(starts, 6 weeks)
}

kpi smooth { tracked moving_average(starts, 6 weeks) }

fixed plain  = £3
fixed grown  = £3 growing 2% per year since 2023-04-01
fixed counted = (count(placements) per week) over 2023-09-01 to 2023-09-30

kpi a { tracked  median(weekly_cost of placements) }
kpi b { tracked  percentile(weekly_cost of placements, 90%) }
kpi c { tracked  percentile(weekly_cost of placements, 90) }        #! a percentile is a share from 0% to 100%
kpi d { tracked  percentile(weekly_cost of placements) }            #! `percentile(column of data, 90%)`
kpi e { tracked  distinct(setting of placements) }
kpi f { tracked  distinct(setting = "x" of placements) }            #! counts different texts, numbers or dates
kpi g { tracked  open(placements) }                                 #! are not spells: they are not open for a time
kpi h { tracked  sum(weekly_cost of placements while open) }        #! are not spells
kpi i { tracked  mean(weekly_cost of placements) per week }
kpi j { tracked  sum(weekly_cost / 1 week * 2 of placements where setting = "a") }
kpi k { tracked  sum(plain * 2 of placements) per week }
kpi l { tracked  sum(grown of placements) per week }
kpi m { tracked  sum(counted of placements) }                       #! is worked out from data or from scenarios
kpi n { tracked  grow(starts, 2% per year, 2024-01-01) }
kpi o { tracked  grow(starts, 2%, 2024-01-01) }                     #! growth is a share for each unit of time, and this is a plain number
kpi p { tracked  starts over 6 weeks except 2023-12-25 because "x" }
kpi q { tracked  upper_limit(starts) }                              #! only an `alert` may use `upper_limit`

fixed s = £3 growing 5% since 2023-04                               #! growth is a share for each unit of time
fixed t = plain except 2023-12-25 because "x"                       #! days can be taken out of what is measured only

alert "rising" when starts > upper_limit(starts) for 2 weeks
alert "smoothed" when smooth > upper_limit(smooth)                  #! limits are of a KPI's own values, and `smooth` is an average
alert "of nothing" when starts > lower_limit(5)                     #! `lower_limit` takes the name of a KPI

scenario high {
  plain = £4                                                        #! stands in the expression of a row
}
