# Reablement: people get back on their feet, and need fewer hours of care at home afterwards.

data reablement_weekly from "../data/reablement.csv" {
  skip    2 rows                        # a title stands above the table
  until   "Total"                       # and a total below
  column  "Week ending" as week_ending
  period  week_ending as dd/mm/yyyy
  column  "Locality" as locality
  by      locality
  value   finishers "People finished"    : person
  value   hours_less "Hours a week less" : hour/week
}

workstream reablement "Reablement" {
  target   £9.5m per year
  stretch  £11.44m per year
}

kpi finishers "Finishers" in reablement {
  tracked   sum(finishers of reablement_weekly) per week
  baseline  35.3 people/week agreed "Finance and Performance Oversight Group" on 2023-07-20 minute "item 4"  # allow A1001 because "a published example, which nobody signs off"
  target    60 people/week
  live      over 6 weeks
}

kpi effectiveness "Effectiveness" in reablement {
  tracked   sum(hours_less of reablement_weekly) / sum(finishers of reablement_weekly)
  baseline  5.3 hours/week/person
  target    7.0 hours/week/person
  live      moving_average(effectiveness, 6 weeks)
}

kpi net_impact "Net impact" in reablement {
  tracked   finishers * effectiveness
  baseline  188 hours/week per week
  target    419 hours/week per week
  live      moving_average(net_impact, 6 weeks)
}

benefit smaller_packages "Smaller homecare packages" in reablement {
  equation  (tracked(net_impact) - baseline(net_impact)) * homecare_rate * package_length
  accrues   over package_length
  kind      cost avoidance
  confidence high
}

test "performance at baseline is worth nothing" {
  given   net_impact = baseline(net_impact)
  expect  worth(smaller_packages) = £0 per week
}

alert "Effectiveness out of the ordinary" when signal(effectiveness) for 2 weeks
