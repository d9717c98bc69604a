# With --by postcode: a hundred thousand parts.

import "programme.eq"

data placements from "placements.csv" {
  row     placement
  date    start_date
  covers  2022-03-28 to 2025-04-06
  by      postcode
  value   weekly_cost : GBP
}

kpi placed {
  tracked   count(placements)
  baseline  tracked over 2022-04-04 to 2023-04-02
  live      over 158 weeks
}

kpi cost {
  tracked   sum(weekly_cost of placements)
  baseline  tracked over 2022-04-04 to 2023-04-02
  live      over 158 weeks
}
