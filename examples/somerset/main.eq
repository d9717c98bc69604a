# A programme of five workstreams in adult social care, with all that it tracks.
#
# Published, for 5 March 2024: the three figures of reablement (live, baseline and target), the targets and
# stretches of the workstreams, the cash profiles. Made up for this example: the data, the unit costs, the
# scenarios low and high, and so every value-add and every other figure. The stretches are given the digits
# that the published total needs: printed, they add up to 17.1, and the total is 17.2.

programme "My Life, My Future" {
  currency     GBP
  starts       2023-08-01               # benefits are tracked from here
  horizon      2029-03-31               # performance is planned to here
  period       week ending sunday
  fiscal year  from april
  annualise    52 weeks
  owner        council
}

unit person plural people
unit placement
unit hour

import "fixed/unit-costs.eq"
import "workstreams/reablement.eq"
import "workstreams/decision-making.eq"
import "workstreams/preparing-for-adulthood.eq"
import "workstreams/progression.eq"
import "workstreams/culture.eq"
import "tests.eq"

scenario high "High" {
  finishers          = ramp(baseline(finishers), target(finishers), 2023-10-01 to 2024-06-30)
  effectiveness      = ramp(baseline(effectiveness), 7.4 hours/week/person, 2023-10-01 to 2024-09-30)
  residential_starts = ramp(baseline(residential_starts), 13.6 placements/week, 2023-10-01 to 2024-06-30)
  enablement_stay    = ramp(baseline(enablement_stay), 112 days, 2023-10-01 to 2024-06-30)
  moves_on           = baseline(moves_on)
}

scenario low "Low" {
  finishers          = ramp(baseline(finishers), 52 people/week, 2023-10-01 to 2024-09-30)
  effectiveness      = ramp(baseline(effectiveness), 6.6 hours/week/person, 2023-10-01 to 2024-09-30)
  residential_starts = ramp(baseline(residential_starts), 13.8 placements/week, 2023-10-01 to 2024-09-30)
  enablement_stay    = ramp(baseline(enablement_stay), 124 days, 2023-10-01 to 2024-09-30)
  moves_on           = baseline(moves_on)
}

# The cash profiles as they were agreed, for all workstreams together.
profile low {
  FY23/24 £0.5m, FY24/25 £7.3m, FY25/26 £13.3m, FY26/27 £13.9m, FY27/28 £14.1m, FY28/29 £14.2m
}

profile high {
  FY23/24 £0.8m, FY24/25 £9.5m, FY25/26 £16.0m, FY26/27 £16.3m, FY27/28 £16.5m, FY28/29 £16.5m
}

# The partner's fee rests on a recurrent benefit of at least 1.3 times its amount.
figure guaranteed "Guaranteed run-rate"         = 1.3 * £7.7m per year
figure fee_share "Share of the fee that is due" = min(100%, run_rate(programme) / guaranteed)
# allow A0501 because "the board compares half years, each as if it were a year"
figure measured_year "Smaller packages, the last half year annualised" = annualised(smaller_packages over 2023-09-04 to 2024-03-03)
