# The figures of these cases, by hand. Two residential starts in the first week and one in the second: 3 in 14 days
# are 1.5 a week. Live, (3 - 1.5) x £1,000 x 4 weeks = £6,000 a week; x 52 x 80% = £249,600. Of the first week
# (3 - 2) x £4,000 = £4,000, of which 14/28 has come in, £2,000; of the second (3 - 1) x £4,000 = £8,000, of which
# 7/28, £2,000; 80% of both are £3,200. Moves earn (3 - 2) x £100 and (3 - 1) x £100, £300; live (3 - 1.5) x £100 =
# £150 a week, x 52 = £7,800, so that both come to £257,400 a year. The KPI has come (1.5 - 3) / (1 - 3) = 75% of the
# way. Both weeks over 14 days, annualised over 364: £300 / 14 x 364 = £7,800.
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
  live     over 2 weeks
}

fixed cost  = £1,000 per week per placement source "Fair cost of care"
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
