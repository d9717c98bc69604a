# Progression and enablement: people move on to homes of their own sooner.

workstream progression "Progression and enablement" {
  target   £2.0m per year
  stretch  £2.42m per year
}

kpi enablement_open "People in enablement" in progression {
  tracked   open(placements where setting = "enablement")
  better    lower
  live      over 6 weeks
}

kpi moves_on "Moves on from enablement" in progression {
  tracked   closed(placements where setting = "enablement") per week
  baseline  tracked over 2022-10-03 to 2023-07-30
  live      over 6 weeks
}

kpi enablement_stay "Length of stay in enablement" in progression {
  tracked   mean(end_date - start_date of placements where setting = "enablement" while closed)
  baseline  tracked over 2022-10-03 to 2023-07-30
  target    112 days
  better    lower
  live      over 6 weeks
}

kpi open_cost "Weekly cost of those open" in progression {
  tracked   sum(weekly_cost of placements where setting = "enablement" while open)
  better    lower
  live      over 6 weeks
}

benefit shorter_stays "Shorter stays in enablement" in progression {
  equation  (baseline(enablement_stay) - tracked(enablement_stay)) * tracked(moves_on) * enablement_cost
  kind      cashable
  confidence medium
}

alert "Stays in enablement out of the ordinary" when signal(enablement_stay)
