programme "Check" {
  currency     GBP
  starts       2023-08-01
  horizon      2029-03-31
  period       week ending sunday
  fiscal year  from april
  annualise    52 weeks
  owner        council
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

# Workstreams, partners, confidence and bands: what holds, then what is refused.
workstream reablement "Reablement" source "Contract" agreed "Board" on 2023-07-20 minute "4" {
  target   £9.5m per year
  stretch  £11.4m per year
  rag      green 95%, amber 0.8
}
workstream bare
workstream monthly {
  target   £100k per month, £120k per month from FY24/25
  stretch  fee * 52 people/week
}
kpi a in reablement source "x" agreed "Board" on 2023-07-20 {
  tracked  done
  except   2023-12-25 because "Christmas"
  except   2024-01-01 to 2024-01-07 because "New Year"
  rag      green 100%, amber 90%
}
benefit b "B" in bare {
  equation   £3 per week
  share      council 85%, icb 10%, trust 5%
  confidence medium
  rag        amber 90%, green 100%
}
benefit all_of_it {
  equation   £3 per week
  share      icb 100%, council 0%
  confidence low
}

kpi c in reablment {                         #! there is no workstream called `reablment` #! did you mean `reablement`?
  tracked  done
}
kpi d in fee {                               #! `fee` is a fixed value, not a workstream
  tracked  done
}
kpi e {
  tracked  reablement                        #! `reablement` is a workstream, not a value
}
benefit f in b {                             #! `b` is a benefit, not a workstream
  equation   £3 per week
  share      council 85%, icb 10%            #! these shares add up to 95%, and the whole is 100%
  confidence sure                            #! `sure` is not a degree of confidence; write `high`, `medium` or `low`
}
benefit g {
  equation   £3 per week
  share      council 50%, icb 20%, council 30%   #! `council` has a share of this benefit already
}
benefit h {
  equation   £3 per week
  share      council 85, icb 15              #! and this is 8500% of it #! and this is 1500% of it
}
benefit i {
  equation   £3 per week
  share      council 85 people, icb 15%      #! a part is expected here, such as 85%; this is people
}
workstream fee "taken"                       #! `fee` is declared twice
workstream j {
  target   £9m                               #! this target is in `£`
  stretch  50 people per year                #! this stretch is in `people per year`
}
workstream k {
  target   by locality { "East" = £1m per year }   #! a workstream is the whole of its benefits: its target is one value
  target   done * fee                        #! `target` stands twice in this block
}
workstream l {
  target   done * fee                        #! a fixed value does not follow performance
  rag      green 100%                        #! this does not say from where it is amber
}
workstream m { rag amber 90% }               #! this does not say from where it is green
workstream n { rag green 90%, amber 90% }    #! green begins at 90%, which is not above amber at 90%
workstream o { rag green 80%, amber 90% }    #! green begins at 80%, which is not above amber at 90%
workstream p { rag green 100%, amber 90%, green 95% }  #! `green` begins twice
workstream q { rag green 100%, red 90% }     #! `red` is not a band that begins somewhere; write `green` or `amber`
workstream r { rag green 100, amber 90 }     #! 10000% of the way cannot be meant #! 9000% of the way cannot be meant
workstream s { rag green 100%, amber £1 }    #! a part is expected here, such as 85%; this is £
