# What is open at the end of each week, what it costs, and how long it lasted.

import "programme.eq"

data placements from "placements.csv" {
  row     placement
  spell   start_date to end_date
  covers  2022-03-28 to 2025-04-06
  value   weekly_cost : GBP
}

kpi stays {
  tracked   open(placements)
}

kpi stays_cost {
  tracked   sum(weekly_cost of placements while open)
}

kpi stay {
  tracked   mean(end_date - start_date of placements while closed)
}
