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

# Values by dimension, beside a plain one or in its place.
kpi a {
  tracked   done
  baseline  35.3 people/week
  baseline  by locality { "East" = 3 people/week
    "West" = 4 people per week from 2023-04-01, 5 people/week from 2024-04-01
    else   = 20 people per month }
  target    by area, setting {
    "East", "home" = 1 person/week
    else, "home"   = 2 people/week
    else           = 3 people/week
  }
}
fixed cost by setting {
  "residential" = £1,050 per week            source "Framework" agreed "Board" on 2023-07-20
  "nursing"     = £150 per day
  else          = £500 per week from 2023-04-01, £520 per week from 2024-04-01
}

kpi b {
  tracked   done
  baseline  35.3 people/week
  baseline  by locality { "East" = 3 people/week }
  baseline  34 people/week                   #! `baseline` stands twice in this block
  baseline  by area { "East" = 3 people/week }   #! `baseline` stands twice in this block
}
kpi c {
  tracked   done
  baseline  by localty {                     #! no data declares `localty` with `by` #! did you mean `locality`?
    "East" = 3 people/week
  }
  target    by finishers {                   #! no data declares `finishers` with `by`
    "East" = 3 people/week
  }
}
kpi d {
  tracked   done
  baseline  by locality, locality {          #! `locality` stands twice in this table's `by`
    "East", "East" = 3 people/week
  }
  target    by locality {
    "East" = 3 people/week
    "West" = £5                              #! this target is in `£`
    "East" = 4 people/week                   #! this line stands twice in the table
    "North", "South" = 4 people/week         #! this line names 2 values, and the table is by 1 column
    else   = 4 people/week
    "West" = 4 people/week                   #! this line never holds: one above takes all that it would
    else   = 4 people/week                   #! this line stands twice in the table
  }
}
fixed e by setting, area {
  "home" = £5 per week                       #! this line names 1 value, and the table is by 2 columns
  "home", "East" = £5 per week
}
fixed f by setting { }                       #! this table has no lines
fixed g by setting {
  "home" = £5 per week
  else   = £5 per person                     #! this value is in `£ per person`, but `g` is in `£ per week`
}
fixed h = cost                               #! a table
scenario i {
  cost = £5 per week                         #! `cost` is a table, which is looked up where rows are read
}
