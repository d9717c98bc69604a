# Outcomes from decision making: fewer people start in residential care.

data placements from "../data/placements.csv" {
  row     placement                     # what one row is: the unit of count()
  key     case_id                       # a repeat is an error
  private case_id
  date    start_date as dd/mm/yyyy
  spell   start_date to end_date        # an empty end is still open
  covers  2022-04-01 to 2024-03-05      # inside: no row means none. outside: missing
  settles after 2 weeks                 # later weeks may still grow
  by      locality, setting
  value   weekly_cost : GBP/week
}

workstream decision_making "Outcomes from decision making" {
  target   £2.3m per year
  stretch  £2.74m per year
}

kpi residential_starts "New residential placements" in decision_making {
  tracked   count(placements where setting = "residential") per week
  baseline  tracked over 2022-08-01 to 2023-07-30
  target    13.7 placements/week
  better    lower
  live      over 6 weeks
}

benefit residential_avoidance "Avoided residential placements" in decision_making {
  equation  (baseline(residential_starts) - tracked(residential_starts)) * placement_cost * placement_length
  accrues   over placement_length
  kind      cost avoidance
  share     council 85%, icb 15%
  confidence high
}

benefit community_support "Community-based support" in decision_making {
  not tracked because "data model not yet in place"
}

alert "Residential starts rising" when residential_starts > upper_limit(residential_starts) for 2 weeks
