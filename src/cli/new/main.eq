# A first programme. Every figure in it is made up; README.md says what to change first.
# A line that begins with # is a comment: it is for people, and changes no figure.

programme "My programme" {
  currency     GBP
  starts       2025-04-07               # benefits are counted from this day
  horizon      2027-03-31               # and performance is planned to this one
  period       week ending sunday       # the data has one row for each such week
  fiscal year  from april
  annualise    52 weeks                 # what a run-rate calls a year
}

# What is counted. Pounds, weeks and years are known already.
unit person plural people
unit hour

# The data: which file, and what each of its columns holds.
data weekly from "data/weekly.csv" {
  period  week_ending
  value   finished   : person           # people who finished reablement in the week
  value   hours_less : hour/week        # hours of homecare a week that they need less, all together
}

# A workstream has a target: what its benefits should come to in a year.
workstream reablement "Reablement" {
  target   £1.8m per year
  stretch  £2.2m per year
}

# A flow: so many a week. The baseline is the average of the twelve weeks before the start.
kpi finished "People who finished reablement" in reablement {
  tracked   sum(finished of weekly) per week
  baseline  tracked over 2025-01-13 to 2025-04-06
  target    40 people/week
  live      over 6 weeks                # performance now: the last six whole weeks
}

# A ratio: hours for each person. Over several weeks it is all hours divided by all people, so that
# a week of few people does not weigh as much as one of many.
kpi effect "Hours less for each person" in reablement {
  tracked   sum(hours_less of weekly) / sum(finished of weekly)
  baseline  tracked over 2025-01-13 to 2025-04-06
  target    6.5 hours/week/person
  live      over 6 weeks
}

# Fixed values are agreed, not measured: say where they come from.
fixed homecare_rate  = £22.40 per hour source "Homecare framework 2025, made up"
fixed package_length = 35 weeks source "Reviews of 2024, made up"

# What performance is worth: the hours saved beyond the baseline, priced, for as long as such a package
# lasts. Cash does not come in at once; it accrues over that time.
benefit smaller_packages "Smaller homecare packages" in reablement {
  equation  (tracked(finished) * tracked(effect) - baseline(finished) * baseline(effect))
            * homecare_rate * package_length
  accrues   over package_length
  kind      cost avoidance
}

# Two plans: red, amber and green say how performance stands against them. Each goes in a straight
# line from the baseline to where it should be, and stays there.
scenario high "High" {
  finished = ramp(baseline(finished), 40 people/week, 2025-04-07 to 2025-09-28)
  effect   = ramp(baseline(effect), 6.5 hours/week/person, 2025-04-07 to 2025-09-28)
}

scenario low "Low" {
  finished = ramp(baseline(finished), 36 people/week, 2025-04-07 to 2026-03-29)
  effect   = ramp(baseline(effect), 5.8 hours/week/person, 2025-04-07 to 2026-03-29)
}
