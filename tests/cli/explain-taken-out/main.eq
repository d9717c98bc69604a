# The first of two weeks is taken out, so that one start in seven days is left. The price has grown twice by a tenth.
programme "P" {
  currency    GBP
  starts      2024-01-01
  horizon     2024-12-29
  period      week ending sunday
  fiscal year from april
  annualise   52 weeks
  owner       council
}

unit placement

data placements from "placements.csv" {
  row     placement
  key     case_id
  private case_id
  date    started
  covers  2024-01-01 to 2024-01-14
  by      locality, setting
}

kpi starts "New placements" {
  tracked  count(placements where setting = "residential") per week
  baseline 3 placements/week agreed "The board" on 2023-12-01
  better   lower
  target   1 placement/week
  except   2024-01-01 to 2024-01-07 because "moved office"
  live     over 2 weeks
}

fixed cost  = £1,000 per week per placement growing 10% per year since 2022-01-01 source "Fair cost of care"
fixed stays = 4 weeks

workstream homes "Homes"
workstream talk "Talk"

benefit avoided "Avoided placements" in homes {
  equation (baseline(starts) - tracked(starts)) * cost * stays
  accrues  over stays
  kind     cost avoidance
  share    council 80%, icb 20%
}

benefit moved "Moves" in homes {
  equation (baseline(starts) - tracked(starts)) * £100 per placement
  kind     cost avoidance
}

benefit later "Later" in talk {
  not tracked because "it begins next year"
}

scenario plan "Plan" {
  starts = ramp(baseline(starts), 1 placement/week, 2024-01-07 to 2024-01-21)
}
