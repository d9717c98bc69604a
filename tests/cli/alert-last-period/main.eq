# Two weeks: of A 2 starts and then 1, at £10 each; of B 1 and 3, at £20; of C none and 2, at £40; and one a week of
# nobody, at £30. Together 4 and 7 starts, for £70 and £180: £17.50 and £25.71 each, a mean of £21.61.
# From mix: A (1/7 - 1/2) * (10 - 21.61) = 4.15, B (3/7 - 1/4) * (20 - 21.61) = -0.29, C, which is new,
# 2/7 * (40 - 21.61) = 5.26, and of nobody (1/7 - 1/4) * (30 - 21.61) = -0.90: in all 8.21, the change.
programme "Starts" {
  currency     GBP
  starts       2024-01-01
  horizon      2024-12-29
  period       week ending sunday
  fiscal year  from april
  annualise    52 weeks
}

unit placement

data placements from "placements.csv" {
  row      placement
  private  case_id
  key      case_id
  date     started
  covers   2024-01-01 to 2024-01-14
  by       area, case_id
  value    cost : GBP
}

kpi starts "Starts" {
  tracked  count(placements)
}

kpi cost "Cost" {
  tracked  sum(cost of placements)
}

kpi each "Cost of one" {
  tracked  cost / starts
  better   lower
}

figure dear = £20 per placement

alert "Dear" when each > dear
alert "Three weeks" when starts > 1 placement for 3 weeks
alert "Few" when run_rate(programme) > £1 per year
alert "Worth" when each > dear and starts < 7 placements
