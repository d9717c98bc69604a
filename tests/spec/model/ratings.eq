programme "Check" {
  currency     GBP
  starts       2023-08-01
  horizon      2029-03-31
  period       week ending sunday
  fiscal year  from april
  annualise    52 weeks
}

unit person plural people
unit placement

data weekly from "data/weekly.csv" {
  period  week_ending
  by      locality
  value   finishers : person
}

data placements from "data/placements.csv" {
  row     placement
  date    start_date as dd/mm/yyyy
  by      setting, area
  value   weekly_cost : GBP/week
}

kpi done {
  tracked   sum(finishers of weekly) per week
  baseline  35.3 people/week
  target    60 people/week
  live      over 6 weeks
}

fixed fee = £3 per person

benefit small {
  equation  (tracked(done) - baseline(done)) * fee
}

# What is judged: marks in the programme, or rows.
workstream reablement "Reablement"
data judgements from "data/judgements.csv" {
  date  judged
  by    change, level, area
  value weight : number
}
rating in_text "Sustainability" in reablement source "Panel" agreed "Board" on 2024-01-01 {
  scale   "Red", "Bronze", "Silver", "Gold"
  target  80% at "Silver"
  rag     green 100%, amber 90%
  change  "Hub" "Silver" on 2024-02-01, "Bronze" on 2023-11-01
  change  "Triage" "Red" on 2023-11-01
}
rating in_rows {
  scale    "Red", "Bronze", "Silver", "Gold"
  tracked  last(level of judgements where area = "East") by change
}

rating a in reablment {                      #! there is no workstream called `reablment` #! did you mean `reablement`?
  scale   "Red", "Gold"
  target  80% at "Golden"                    #! "Golden" is not a level of this rating's scale #! did you mean "Gold"?
  change  "Hub" "Blue" on 2024-02-01         #! "Blue" is not a level of this rating's scale #! its levels are "Red", "Gold"
  change  "Hub" "Red" on 2024-03-01          #! "Hub" is judged already
  change  "Triage" "Red" on 2024-03-01, "Gold" on 2024-03-01   #! "Triage" has a mark on this day already
}
rating b {
  scale   "Red", "Gold", "Red"               #! "Red" stands twice in the scale
  target  80 at "Gold"                       #! a rating's target is a share of its changes
  change  "Hub" "Red" on 2024-02-30          #! there is no such day
}
rating c { scale "Red"                       #! a scale has two levels or more
  change "Hub" "Red" on 2024-02-01 }
rating d { change "Hub" "Red" on 2024-02-01 }   #! `d` does not say its scale
rating e { scale "Red", "Gold" }             #! `e` has no changes to judge
rating f {
  scale    "Red", "Gold"
  tracked  last(level of judgements) by change   #! the marks are rows or stand here, not both
  change   "Hub" "Red" on 2024-02-01
}
rating g {
  scale    "Red", "Gold"
  tracked  first(level of judgements) by change  #! a rating takes the last mark of each change
}
rating h {
  scale    "Red", "Gold"
  tracked  last(level of judgments) by change    #! there is no data called `judgments` #! did you mean `judgements`?
}
rating i {
  scale    "Red", "Gold"
  tracked  last(lvel of judgements) by weight    #! `lvel` #! `weight` is not a text
}
rating j {
  scale    "Red", "Gold"
  tracked  last(locality of weekly) by locality  #! `weekly` has a row for each period
}
rating k {
  scale    "Red", "Gold"
  tracked  last(level of judgements) by level    #! the marks and the changes are the same column
}
rating l {
  scale    "Red", "Gold"
  tracked  last(level of judgements where weight) by change   #! a yes or no is expected here
}
