# Every declaration that puts others in their place: what the checks make of it.
programme "Test" {
  currency     GBP
  starts       2023-08-01
  horizon      2025-06-30
  period       week ending sunday
  fiscal year  from april
  annualise    52 weeks
  owner        council
}

unit placement
unit person plural people

data weekly from "starts.csv" {
  period  week_ending
  by      locality
  value   started : placement
}

data judgements from "judgements.csv" {
  date  judged
  by    step, level, area
}

workstream decisions "Decision making" agreed "Programme Board" on 2023-07-20 minute "4" {
  target   £2.3m per year, £200k per month from FY24/25
  stretch  £2.7m per year
  rag      green 95%, amber 0.8
}

kpi starts "New placements" in decisions source "Placement list" {
  tracked   sum(started of weekly) per week
  baseline  14.2 placements/week
  baseline  by locality { "East" = 4 placements/week
    else = 5 placements/week }
  target    11 placements/week
  better    lower
  live      over 6 weeks
  except    2023-12-25 because "Christmas"
  rag       green 100%, amber 90%
}

fixed cost   = £1,050 per week per placement
fixed half   = 52 weeks
fixed length = half * 2
fixed price by locality {
  "East" = £5 per placement
  else   = £6 per placement from 2023-04-01, £7 per placement from 2024-04-01
}

benefit avoidance "Avoided placements" in decisions agreed "Board" on 2023-07-20 {
  equation    (baseline(starts) - tracked(starts)) * cost * length
  accrues     over length
  kind        cost avoidance
  confidence  medium
  share       council 85%, icb 15%
  rag         green 100%, amber 90%
  except      2024-01-01 to 2024-01-07 because "New Year"
}

scenario shorter "Shorter stays" source "Panel" {
  half   = 26 weeks
  starts = 10 placements/week
}

scenario low  { starts = 13 placements/week }

rating sustainability "Sustainability" in decisions {
  scale   "Red", "Bronze", "Silver", "Gold"
  target  80% at "Silver"
  change  "Triage" "Silver" on 2024-02-01, "Bronze" on 2023-11-01
  change  "Hub" "Gold" on 2024-02-01
}

rating from_rows {
  scale    "Red", "Green"
  tracked  last(level of judgements where area = "East") by step
}

profile low                { FY23/24 £0.5m, FY24/25 £7.3m }
profile plan for decisions { FY23/24 £0.1m }
