# Getting people home from hospital as soon as they are well enough to leave.
#
# Real: the daily counts (NHS England) and the cost of a bed day (The King's Fund).
# Made up for this example: the programme, its target, and what is expected, low and high.

programme "Home First Somerset" {
  currency     GBP
  starts       2023-04-01
  horizon      2026-03-31
  period       week ending sunday
  fiscal year  from april
  annualise    365 days
}

import "fixed/unit-costs.eq"

unit patient

data delays from "data/criteria_to_reside_RH5_RA4.csv" {
  date    date                          # a count every day, at each trust
  by      nhs_trust22_code
  members "RH5", "RA4" until 2023-03-31 # Yeovil (RA4) joined Somerset (RH5) on 2023-04-01
  level   waiting_patients "do_not_meet_criteria_to_reside" : patient
  except  2022-05-05 because "RA4 shows 0, between days of 147 and 139"
  except  2022-06-19 because "both trusts show 0, between days of 246 and 250"
  except  2025-01-20 to 2025-01-26 because "about 600 a day, between weeks of about 320: another count"
}

data discharges from "data/discharged_patients_RH5_RA4.csv" {
  date    date                          # how many went home that day, from each trust
  by      nhs_trust22_code
  members "RH5", "RA4" until 2023-03-31
  value   discharged_patients "discharged_total" : patient
  except  2022-05-05 because "RA4 shows 0 on a Thursday, between days of 53 and 40"
  except  2022-06-19 because "both trusts show 0"
}

kpi waiting "Patients who no longer need to be in hospital" {
  tracked   level(waiting_patients of delays)
  baseline  tracked over 2022-04-01 to 2023-03-31
  target    250 patients
  better    lower
  live      over 6 weeks
}

kpi discharged "Patients who went home" {
  tracked   sum(discharged_patients of discharges) per day
  baseline  tracked over 2022-04-01 to 2023-03-31
  live      over 6 weeks
}

kpi delay "Days waited for each discharge" {
  tracked   waiting / discharged
  target    2.5 days
  better    lower
}

benefit bed_days "Hospital bed days released" {
  equation  (baseline(waiting) - tracked(waiting)) * bed_day
  kind      non-cashable
  except    2025-01-20 to 2025-01-26 because "the week was counted in another way, and cannot be compared"
}

scenario high "High" {
  waiting = ramp(baseline(waiting), 250 patients, 2023-04-01 to 2025-03-31)
}

scenario low "Low" {
  waiting = ramp(baseline(waiting), 290 patients, 2023-04-01 to 2025-03-31)
}

# Limits begin anew where the two trusts became one.
alert "More patients wait" when signal(waiting from 2023-04-01, worse)
