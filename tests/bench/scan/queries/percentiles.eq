# The middle and the upper end of a distribution.

import "programme.eq"

data placements from "placements.csv" {
  row     placement
  date    start_date
  covers  2022-03-28 to 2025-04-06
  value   weekly_cost : GBP
}

kpi median_cost {
  tracked   median(weekly_cost of placements)
}

kpi high_cost {
  tracked   percentile(weekly_cost of placements, 90%)
}
