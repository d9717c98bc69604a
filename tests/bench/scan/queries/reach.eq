# How many of a hundred thousand postcodes each week has.

import "programme.eq"

data placements from "placements.csv" {
  row     placement
  date    start_date
  covers  2022-03-28 to 2025-04-06
  by      postcode, setting
}

kpi postcodes {
  tracked   distinct(postcode of placements)
}

kpi nursing_postcodes {
  tracked   distinct(postcode of placements where setting = "nursing")
}
