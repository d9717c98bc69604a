# Ten measures at once, each of other rows.

import "programme.eq"

unit hour

data placements from "placements.csv" {
  row     placement
  date    start_date
  covers  2022-03-28 to 2025-04-06
  by      locality, setting
  value   weekly_cost : GBP
  value   hours       : hour
  value   age         : 1
}

kpi residential {
  tracked   count(placements where setting = "residential")
}

kpi nursing_cost {
  tracked   sum(weekly_cost of placements where setting = "nursing")
}

kpi homes_mean {
  tracked   mean(weekly_cost of placements where setting in ("residential", "nursing"))
}

kpi older_hours {
  tracked   sum(hours of placements where setting = "homecare" and age >= 65)
}

kpi oldest_old {
  tracked   count(placements where age >= 85)
}

kpi dearest {
  tracked   max(weekly_cost of placements where locality = "Taunton")
}

kpi intensive_cost {
  tracked   sum(weekly_cost of placements where hours > 40 hours)
}

kpi cheapest {
  tracked   min(weekly_cost of placements where setting = "supported_living")
}

kpi younger {
  tracked   count(placements where locality in ("Yeovil", "Chard") and age < 65)
}

kpi beyond_hours {
  tracked   sum(weekly_cost - hours * £12.50 / hour of placements where setting = "homecare")
}
