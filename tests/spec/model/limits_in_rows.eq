# Fixed values made of each other, each twice as large as the one before: 2^15 parts in the last.

programme "P" {
  currency     GBP
  starts       2023-08-01
  horizon      2025-03-31
  period       week ending sunday
  fiscal year  from april
  annualise    52 weeks
}

unit placement

data placements from "data/placements.csv" {
  row   placement
  date  start_date
}

fixed d0 = £1 from 2023-04-01, £2 from 2024-04-01
fixed d1 = d0 + d0
fixed d2 = d1 + d1
fixed d3 = d2 + d2
fixed d4 = d3 + d3
fixed d5 = d4 + d4
fixed d6 = d5 + d5
fixed d7 = d6 + d6
fixed d8 = d7 + d7
fixed d9 = d8 + d8
fixed d10 = d9 + d9
fixed d11 = d10 + d10
fixed d12 = d11 + d11
fixed d13 = d12 + d12
fixed d14 = d13 + d13
fixed d15 = d14 + d14

kpi small { tracked sum(d10 of placements) }
kpi large { tracked sum(d15 of placements) }                        #! this is made of more fixed values than the expression of a row can hold

# A number is a number, however it is made.
fixed n0 = £1
fixed n1 = n0 + n0
fixed n2 = n1 + n1
fixed n3 = n2 + n2
fixed n4 = n3 + n3
fixed n5 = n4 + n4
fixed n6 = n5 + n5
fixed n7 = n6 + n6
fixed n8 = n7 + n7
fixed n9 = n8 + n8
fixed n10 = n9 + n9
fixed n11 = n10 + n10
fixed n12 = n11 + n11
fixed n13 = n12 + n12
fixed n14 = n13 + n13
fixed n15 = n14 + n14
kpi number { tracked sum(n15 of placements) }
