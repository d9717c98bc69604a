# What was placed, by week and, with --by locality, for each locality.

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
  baseline  tracked over 2022-04-04 to 2023-04-02
  live      over 158 weeks
}

kpi residential_cost {
  tracked   sum(weekly_cost of placements where setting = "residential")
  baseline  tracked over 2022-04-04 to 2023-04-02
  live      over 158 weeks
}

kpi homecare_hours {
  tracked   sum(hours of placements where setting = "homecare")
  baseline  tracked over 2022-04-04 to 2023-04-02
  live      over 158 weeks
}

kpi mean_cost {
  tracked   mean(weekly_cost of placements)
  baseline  tracked over 2022-04-04 to 2023-04-02
  live      over 158 weeks
}

kpi placed {
  tracked   count(placements)
  baseline  tracked over 2022-04-04 to 2023-04-02
  live      over 158 weeks
}

kpi oldest {
  tracked   max(age of placements)
  baseline  tracked over 2022-04-04 to 2023-04-02
  live      over 158 weeks
}
