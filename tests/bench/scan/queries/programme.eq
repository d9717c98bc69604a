# What all queries of this folder share. A query's rows are the file that its benchmark names.

programme "Ten million placements" {
  currency     GBP
  starts       2022-03-28
  horizon      2025-04-06
  period       week ending sunday
  fiscal year  from april
  annualise    52 weeks
}

unit placement
