# The setting is misspelt once; the file has it in every row.

programme "Placements" {
  currency     GBP
  starts       2024-01-01
  horizon      2024-03-31
  period       week ending sunday
  fiscal year  from april
  annualise    52 weeks
}

unit placement

data placements from "data/placements.csv" {
  row     placement
  date    started
  by      setting
}

kpi residential {
  tracked   count(placements where setting = "residental") per week
}

kpi others {
  tracked   count(placements where setting != "residential") per week
}
