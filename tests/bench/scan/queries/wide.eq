# Three columns of sixty.

import "programme.eq"

data placements from "placements.csv" {
  row     placement
  date    start_date
  covers  2022-03-28 to 2025-04-06
  by      setting
  value   weekly_cost : GBP
}

kpi nursing {
  tracked   count(placements where setting = "nursing")
}

kpi nursing_cost {
  tracked   sum(weekly_cost of placements where setting = "nursing")
}

kpi mean_cost {
  tracked   mean(weekly_cost of placements)
}
