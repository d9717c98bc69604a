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
unit person plural people

data placements from "data/placements.csv" {
  row     placement
  date    start_date as dd/mm/yyyy
  by      setting
  value   weekly_cost : GBP/week
  covers  2023-08-01 to 2024-06-30
}

kpi starts {
  tracked   count(placements) per week
  baseline  2 placements/week
  live      moving_average(starts, 6 weeks)
}

kpi smooth { tracked moving_average(starts, 6 weeks) }
kpi half_smooth { tracked smooth / 2 }
kpi window { tracked starts over 6 weeks }

data others from "data/placements.csv" {
  row     placement
  date    start_date as dd/mm/yyyy
  value   weekly_cost : GBP/week
  only    weekly_cost > plain                                       #! said by their columns alone, and `plain` is a fixed value
}

# Fixed values in rows come first, wherever they stand; a column goes before a fixed value of its name.
kpi first_of_all { tracked sum(at_last of placements where weekly_cost > at_last * 1 person / 1 person) per week }
kpi to_itself    { tracked sum(round_a of placements) per week }    #! this goes round in a circle: to_itself -> round_a -> to_itself
fixed round_a = to_itself over 2023-09-01 to 2023-09-30
fixed setting by setting {
  "a" = £1 per week
  else = £2 per week
}
fixed weekly_cost = £1
fixed at_last = £7 per week

fixed plain  = £3
fixed grown  = £3 growing 2% per year since 2023-04-01
fixed counted = (count(placements) per week) over 2023-09-01 to 2023-09-30

kpi a { tracked  median(weekly_cost of placements) }
kpi b { tracked  percentile(weekly_cost of placements, 90%) }
kpi c { tracked  percentile(weekly_cost of placements, 90) }        #! a percentile is a share from 0% to 100%
kpi d { tracked  percentile(weekly_cost of placements) }            #! `percentile(column of data, 90%)`
kpi e { tracked  distinct(setting of placements) }
kpi f { tracked  distinct(setting = "x" of placements) }            #! counts different texts, numbers or dates
kpi f1 { tracked  min(setting of placements) }                       #! a number is expected here, and this is a text
kpi f2 { tracked  max(setting of placements) }                      #! a number is expected here, and this is a text
kpi g { tracked  open(placements) }                                 #! are not spells: they are not open for a time
kpi h { tracked  sum(weekly_cost of placements while open) }        #! are not spells
kpi i { tracked  mean(weekly_cost of placements) per week }         #! `mean(weekly_cost of placements)` is no total over the period, so it has no rate per week
kpi i1 { tracked  (median(weekly_cost of placements) over 6 weeks) per month }  #! is no total over the period
kpi i2 { tracked  distinct(setting of placements) per 2 weeks }     #! is no total over the period
kpi j { tracked  sum(weekly_cost / 1 week * 2 of placements where setting = "a") }
kpi k { tracked  sum(plain * 2 of placements) per week }
kpi l { tracked  sum(grown of placements) per week }
kpi m { tracked  sum(counted of placements) }                       #! is worked out from data or from scenarios
kpi n { tracked  grow(starts, 2% per year, 2024-01-01) }
kpi o { tracked  grow(starts, 2%, 2024-01-01) }                     #! growth is a share for each unit of time, and this is a plain number
kpi o1 { tracked grow(starts, starts * 1 person / 1 placement / 1 person, 2024-01-01) }  #! is a number or a fixed value, and this follows performance
kpi p { tracked  starts over 6 weeks except 2023-12-25 because "x" }
kpi q { tracked  upper_limit(starts) }                              #! only an `alert`, a `figure` and a test may use `upper_limit`

fixed s = £3 growing 5% since 2023-04                               #! growth is a share for each unit of time
fixed t2 = plain * 2 except 2023-12-25 because "x"                  #! days can be taken out of what is measured only
fixed t3 = count(placements) over 2023-09-01 to 2023-12-31 except 2023-12-25 because "x"
fixed t = plain except 2023-12-25 because "x"                       #! days can be taken out of what is measured only

alert "rising" when starts > upper_limit(starts) for 2 weeks
alert "smoothed" when smooth > upper_limit(smooth)                  #! each value of `smooth` is made of several weeks, so it has no limits
alert "half" when half_smooth > upper_limit(half_smooth)            #! each value of `half_smooth` is made of several weeks
alert "window" when window > upper_limit(window)                    #! each value of `window` is made of several weeks
alert "of nothing" when starts > lower_limit(5)                     #! `lower_limit` takes the name of a KPI

# What the data say that they cover.
kpi u {
  tracked   starts * 2
  baseline  tracked over FY19/20                                    #! `placements` covers 2023-08-01 to 2024-06-30, and this range lies wholly outside of it
  target    tracked over 2024-05-01 to 2024-09-30                   # a part of it is covered
}
figure early    = u over 2022-04-01 to 2023-07-31                   #! `placements` covers 2023-08-01 to 2024-06-30
figure late     = 2 * (count(placements) over FY25/26)              #! `placements` covers
figure planned  = forecast(u) over FY25/26
figure stated   = baseline(starts) over FY19/20
figure just     = count(placements) over 2023-07-01 to 2023-08-01
figure or_none  = (if starts is missing then 0 placements/week else starts) over FY19/20

scenario high {
  plain = £4                                                        #! stands in the expression of a row
}
