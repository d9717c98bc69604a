# Everything that this version computes, once, without a mistake.
programme "Check" {
  currency     GBP
  starts       2023-08-01
  horizon      2029-03-31
  period       week ending sunday
  fiscal year  from april
  annualise    52 weeks
}

unit person plural people
unit placement
unit hour

data weekly from "data/weekly.csv" {
  period  week_ending
  by      locality
  value   finishers : person
  value   hours_less "Hours less" : hour/week
}

data placements from "data/placements.csv" {
  row     placement
  date    start_date as dd/mm/yyyy
  by      setting
  value   weekly_cost : GBP/week
}

data delays from "data/delays.csv" {
  date    day
  by      trust
  level   waiting : person
}

kpi done {
  tracked   sum(finishers of weekly) per week
  baseline  35.3 people/week
  target    60 people/week
  live      over 6 weeks
}

kpi starts {
  tracked   count(placements where setting = "residential") per week
  baseline  tracked over 2022-08-01 to 2023-07-30
  target    11 placements/week
  better    lower
  live      over 6 weeks
}

fixed hourly = £22.40 per hour
fixed placement_cost = £1,050 per week per placement
fixed length = 104 weeks

unit bed_night = 1 placement * day
unit fte plural fte = 37 hour

kpi net {
  tracked   done * (sum(hours_less of weekly) / sum(finishers of weekly))
  baseline  188 hours/week per week
  target    (419 hours/week) per week
  live      moving_average(net, 6 weeks)
}
kpi share_in_time {
  tracked   count(placements where setting in ("home", "residential") and not (weekly_cost is missing))
            / count(placements where start_date >= 2022-01-01 or weekly_cost > £3 per day)
  baseline  12.5%
  better    higher
}
kpi two { tracked  (sum(finishers of weekly) + 2 * sum(finishers of weekly where locality != "East")) per week }
kpi monthly { tracked  sum(finishers of weekly) per month }
kpi shapes {
  tracked  min(max(done, 3 people/week), abs(-done), previous(done, 1 week), moving_average(done, 6 weeks))
           + change(done) + step(done, 3 people/day, 2024-01-01) - ramp(done, done, FY23/24)
           + path(2023-10-01: 3 people/week, 2024-10: 5 people/week)
}
kpi other {
  tracked  mean(weekly_cost of placements) + max(weekly_cost of placements) - min(weekly_cost of placements)
           + first(weekly_cost of placements) - last(weekly_cost of placements)
}
kpi running { tracked  cumulative(done) + cumulative(sum(finishers of weekly)) }
kpi waiting_now { tracked  if closing(waiting of delays) > 300 people then level(waiting of delays) else 0 people }
fixed squared = (3 ^ 2) * (2 ^ -1)
fixed price "Price" = £316k per year from 2023-04-01 source "a",
                      £2.5m per year from 2024-04-01 source "b" agreed "Board" on 2024-03-01 minute "4"
fixed full_time = 2 fte

benefit hours_saved "Hours" agreed "Board" on 2024-03-01 {
  equation  (tracked(net) - baseline(net)) * hourly * 35 weeks
  accrues   over 35 weeks after 2 weeks
  kind      cost avoidance
  except    2023-12-25 to 2024-01-01 because "Christmas"
  starts    2023-09-01
  ends      2025-03-31
}
benefit one_off {
  equation  price * 2
  once
  kind      cashable
}
scenario high "High" {
  done = ramp(baseline(done), target(done), 2023-10-01 to 2024-06-30)
  net  = 5 hours/week per day from 2023-08-01, 6 hours/week per day from 2024-08-01
}
scenario higher extends high { starts = high(starts) * 90% }
scenario outlook extends forecast { done = actual(done) }
figure guaranteed "Guaranteed" = 1.3 * £7.7m per year
figure fee_share = min(100%, run_rate(programme) / guaranteed)
figure so_far = value_add(hours_saved) + value_add(programme, to 2024-03-31) + cash(programme) over FY24/25
figure now = worth(hours_saved) * 1 week
