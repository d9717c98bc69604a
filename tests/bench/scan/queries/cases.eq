# How many different people: some six million among ten million rows.

import "programme.eq"

data placements from "placements.csv" {
  row     placement
  date    start_date
  covers  2022-03-28 to 2025-04-06
  value   case_id : 1
}

kpi cases {
  tracked   distinct(case_id of placements)
  live      over 158 weeks
}
