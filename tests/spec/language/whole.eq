programme "My Life, My Future" {
  currency     GBP
  starts       2023-08-01               # benefits are tracked from here
  horizon      2029-03-31               # performance is planned to here
  period       week ending sunday       # the timeline's grain: day, week or month
  fiscal year  from april
  annualise    52 weeks                 # what run-rates call a year
  owner        council                  # whose share the headline shows
}

unit person plural people
unit placement
unit hour

data reablement_weekly from "data/reablement.csv" {
  period  week_ending                   # one row per period (and per locality)
  by      locality                      # dimensions: break-downs that reports can ask for
  value   finishers  : person           # a flow: adds over rows, dimensions and time
  value   hours_less : hour/week
}

data placements from "data/placements.csv" {
  row     placement                     # what one row is: the unit of count()
  key     case_id                       # a repeat is an error
  date    start_date as dd/mm/yyyy      # one row per event
  spell   start_date to end_date        # open from start to end; an empty end is still open
  covers  2022-04-01 to 2024-03-05      # inside: no row means none. outside: missing
  settles after 2 weeks                 # later periods are provisional
  by      locality, setting
  value   weekly_cost : GBP/week
}

data delays from "data/delays.csv" {
  date    date                          # a snapshot every day
  by      trust
  members "RH5", "RA4" until 2023-03-31 # a day without a member's row is missing
  level   waiting : person              # a stock: adds across trusts, averages over time
  except  2022-06-19 because "not reported: every trust shows 0"
}

workstream reablement "Reablement" {
  target   £9.5m per year
  stretch  £11.4m per year
}

workstream decision_making "Outcomes from decision making" {
  target   £2.3m per year
  stretch  £2.7m per year
}

kpi finishers "Finishers" in reablement {
  tracked   sum(finishers of reablement_weekly) per week
  baseline  35.3 people/week            agreed "Finance and Performance Oversight Group" on 2023-07-20 minute "item 4"
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

kpi residential_starts "New residential placements" in decision_making {
  tracked   count(placements where setting = "residential") per week
  baseline  tracked over 2022-08-01 to 2023-07-30
  target    11 placements/week
  better    lower
  live      over 6 weeks
}

fixed homecare_rate    = £22.40 per hour            source "Homecare framework 2023"
fixed package_length   = 35 weeks
fixed placement_cost   = £1,050 per week per placement from 2023-04-01,
                         £1,113 per week per placement from 2024-04-01
fixed placement_length = 104 weeks

benefit smaller_packages "Smaller homecare packages" in reablement {
  equation  (tracked(net_impact) - baseline(net_impact)) * homecare_rate * package_length
  accrues   over package_length
  kind      cost avoidance
}

benefit residential_avoidance "Avoided residential placements" in decision_making {
  equation  (baseline(residential_starts) - tracked(residential_starts))
            * placement_cost * placement_length
  accrues   over placement_length
  kind      cost avoidance
  share     council 85%, icb 15%
  confidence high
}

benefit community_support "Community-based support" in decision_making {
  not tracked because "data model not yet in place"
}

scenario high "High" {
  finishers          = ramp(baseline(finishers), target(finishers), 2023-10-01 to 2024-06-30)
  effectiveness      = ramp(baseline(effectiveness), 7.4 hours/week/person, 2023-10-01 to 2024-09-30)
  residential_starts = ramp(baseline(residential_starts), 10.5 placements/week, 2023-10-01 to 2024-06-30)
}

scenario low "Low" {
  finishers          = ramp(baseline(finishers), 52 people/week, 2023-10-01 to 2024-09-30)
  effectiveness      = ramp(baseline(effectiveness), 6.6 hours/week/person, 2023-10-01 to 2024-09-30)
  residential_starts = ramp(baseline(residential_starts), 12 placements/week, 2023-10-01 to 2024-09-30)
}

profile low  { FY23/24 £0.5m, FY24/25 £7.3m, FY25/26 £13.3m }   # a cash profile agreed elsewhere
profile high { FY23/24 £0.8m, FY24/25 £9.5m, FY25/26 £16.0m }

figure guaranteed = 1.3 * £7.7m per year
figure fee_share  = min(100%, run_rate(programme) / guaranteed)

alert "Residential starts rising" when residential_starts > upper_limit(residential_starts) for 2 weeks

test "performance at baseline is worth nothing" {
  given   net_impact = baseline(net_impact)
  expect  worth(smaller_packages) = £0 per week
}
