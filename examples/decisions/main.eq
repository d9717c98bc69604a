# Where people go after a decision about their care, how long it takes, and what that is worth.
# Every figure here is made up. The half years to March 2023 and to March 2024 come to round figures.

programme "Better decisions" {
  currency     GBP
  starts       2023-04-01
  horizon      2025-03-31
  period       month
  fiscal year  from april
  annualise    12 months
}

unit person plural people
unit delayed_day plural delayed_days

data decisions from "data/decisions.csv" {
  row     person                        # each decision is about one person
  key     decision
  private decision
  date    decided as dd-mmm-yy
  covers  2022-04-01 to 2024-03-31
  by      locality, area, setting, ideal
  value   days_waited : day
}

data delays from "data/delays.csv" {
  period  month
  by      reason
  value   days_lost : delayed_day
}

# The productivity of decisions: what would have been expected at the historical rate of placements per
# decision, on today's number of decisions.
kpi made "Decisions" {
  tracked   count(decisions) per month
  baseline  tracked over FY22/23
  live      over 6 months
}

kpi placed_per_decision "Placements per decision" {
  tracked   count(decisions where setting = "residential") / count(decisions)
  baseline  tracked over FY22/23
  better    lower
  live      over 6 months
  except    2022-07-01 to 2022-07-31 because "a ward was closed: the decisions of that month are not like others"
}

kpi placed "Residential placements" {
  tracked   count(decisions where setting = "residential") per month
  baseline  tracked over FY22/23
  target    62 people/month
  better    lower
  live      over 6 months
}

kpi expected "Placements expected at the historical rate" {
  tracked   baseline(placed_per_decision) * tracked(made)
  better    lower
}

kpi ideal "Ideal outcome" {
  tracked   count(decisions where ideal = "yes") / count(decisions)
  baseline  tracked over FY22/23
  target    65%
  live      over 6 months
}

# The trial area beside the rest of the county.
kpi ideal_trial "Ideal outcome, trial area" {
  tracked   count(decisions where ideal = "yes" and area = "trial") / count(decisions where area = "trial")
  baseline  tracked over FY22/23
  target    65%
  live      over 6 months
}

kpi ideal_county "Ideal outcome, rest of the county" {
  tracked   count(decisions where ideal = "yes" and area = "county") / count(decisions where area = "county")
  baseline  tracked over FY22/23
  target    65%
  live      over 6 months
}

kpi wait "Days from referral to decision" {
  tracked   mean(days_waited of decisions)
  baseline  tracked over FY22/23
  target    14 days
  better    lower
  live      over 6 months
}

kpi long_wait "Nine in ten wait at most" {
  tracked   percentile(days_waited of decisions, 90%)
  baseline  tracked over FY22/23
  better    lower
  live      over 6 months
}

kpi delay "Days lost to delays" {
  tracked   sum(days_lost of delays) per month
  baseline  tracked over FY22/23
  better    lower
  live      over 6 months
}

fixed placement_cost   = £1,050 per week per person growing 4% per year since 2023-04-01 source "made up"
fixed placement_length = 104 weeks source "made up"

benefit fewer_placements "Fewer residential placements than expected" {
  equation  (tracked(expected) - tracked(placed)) * placement_cost * placement_length
  accrues   over placement_length
  kind      cost avoidance
}

scenario high "High" {
  placed = ramp(baseline(placed), 62 people/month, 2023-04-01 to 2024-06-30)
}

scenario low "Low" {
  placed = ramp(baseline(placed), 70 people/month, 2023-04-01 to 2024-06-30)
}

# allow A0501 because "half years are set beside each other, each as if it were a year"
figure measured_year "Benefit of the half year to March 2024, annualised" = annualised(fewer_placements over 2023-10-01 to 2024-03-31)
