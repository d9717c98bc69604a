# Tests of the programme's equations: `equate test examples/somerset`. Beside each figure stands how it is
# worked out by hand. What a test gives stands in place of the data, which the others do not need.

# ---- reablement ----

test "finishers and effectiveness are of all localities together" {
  given   reablement_weekly {
    week_ending, locality, finishers, hours_less
    2024-02-25, "Taunton", 20, 120
    2024-02-25, "Mendip", 10, 90
    2024-03-03, "Taunton", 24, 132
    2024-03-03, "Mendip", 16, 128
  }
  expect  finishers = 40 people/week                    # 24 + 16
  expect  effectiveness = 6.5 hours/week/person         # (132 + 128) / 40: of people, not of localities
  expect  net_impact = 260 hours/week per week          # 40 * 6.5
  expect  live(finishers) = 35 people/week              # (30 + 40) / 2: the weeks that have rows
  expect  live(effectiveness) = 6.75 hours/week/person  # (210 / 30 + 6.5) / 2: a mean of weeks
  expect  live(net_impact) = 235 hours/week per week    # (210 + 260) / 2
}

# An hour a week, for each week's finishers, is worth £22.40 * 35 = £784 a week.
test "smaller packages come in over 35 weeks" {
  given   net_impact = 198, 208
  expect  worth(smaller_packages) = £15,680 per week      # (208 - 188) * £784
  # 6 of the first week's 7 days are counted: £7,840 * 6 / 7 = £6,720, of which 13 of 245 days have come
  # in by 13 August, £356.57; and 7 of 245 days of the second week's £15,680, £448.
  expect  value_add(smaller_packages) = £804.57 within £0.01
  expect  run_rate(smaller_packages) = £611,520 per year  # ((198 + 208) / 2 - 188) * £784 * 52
}

test "a gap in the data is a gap in the money" {
  given   net_impact = 198, missing
  expect  worth(smaller_packages) is missing
  expect  value_add(smaller_packages) is not missing
}

test "half a year, annualised" {
  given   net_impact = 198 hours/week per week
  as at   2024-03-03
  expect  measured_year = £407,680 per year  # 10 * £784 * 52
}

test "plans for finishers judge them" {
  given   finishers = 52 people/week
  as at   2024-10-06                    # when the ramps have ended: low is 52, high is 60
  expect  finishers is amber
}

test "a rate by the week does not price an hour" {
  given   homecare_rate = £22.40 per week
  expect  error "per hour"
}

# ---- outcomes from decision making ----

# One start every four weeks: 13 in the 52 weeks of the baseline, 0.25 a week.
test "only residential placements count" {
  given   placements {
    case_id, start_date, setting
    "B01", 2022-08-03, residential
    "B02", 2022-08-31, residential
    "B03", 2022-09-28, residential
    "B04", 2022-10-26, residential
    "B05", 2022-11-23, residential
    "B06", 2022-12-21, residential
    "B07", 2023-01-18, residential
    "B08", 2023-02-15, residential
    "B09", 2023-03-15, residential
    "B10", 2023-04-12, residential
    "B11", 2023-05-10, residential
    "B12", 2023-06-07, residential
    "B13", 2023-07-05, residential
    "N01", 2023-07-06, nursing
    "T01", 2024-02-26, residential
    "T02", 2024-03-03, residential
    "N02", 2024-03-03, nursing
  }
  as at   2024-03-03
  expect  residential_starts = 2 placements/week
  expect  baseline(residential_starts) = 0.25 placements/week
  expect  worth(residential_avoidance) = -£191,100 per week  # (0.25 - 2) * £1,050 * 104
}

# The baseline is that of the data: two fewer than it are two fewer, whatever it is.
test "two placements a week avoided" {
  given   residential_starts = baseline(residential_starts) - 2 placements/week
  as at   2024-03-03
  expect  worth(residential_avoidance) = £218,400 per week within £0.01 per week       # 2 * £1,050 * 104
  expect  run_rate(residential_avoidance) = £9,653,280 per year within £0.01 per year  # the council's 85% of 52 of them
}

test "from April the placements cost more" {
  given   residential_starts = baseline(residential_starts) - 2 placements/week
  as at   2024-04-07
  expect  worth(residential_avoidance) = £231,504 per week within £0.01 per week  # 2 * £1,113 * 104
}

# ---- progression ----

test "stays in enablement" {
  given   placements {
    case_id, start_date, end_date, setting, weekly_cost
    "A", 2023-01-02, 2023-02-13, enablement, 800   # 42 days
    "B", 2023-03-06, 2023-06-12, enablement, 900   # 98 days
    "C", 2023-11-06, 2024-02-26, enablement, 820   # 112 days
    "D", 2024-01-08, missing, enablement, 850      # open
    "E", 2024-02-05, missing, residential, 1,000   # of another setting
  }
  as at   2024-03-03
  expect  enablement_open = 1 placement
  expect  open_cost = £850 per week
  expect  moves_on = 1 placement/week
  expect  enablement_stay = 112 days
  expect  baseline(enablement_stay) = 70 days      # (42 + 98) / 2
  expect  baseline(moves_on) = 2 placements per 43 weeks within 0.0001 placements/week
  expect  worth(shorter_stays) = -£4,920 per week  # 42 days, 6 weeks, more * £820
}

# ---- plans ----

test "high, when its ramps have ended" {
  in scenario high
  as at   2024-10-06
  expect  finishers = 60 people/week
  expect  net_impact = 444 hours/week per week         # 60 * 7.4
  expect  worth(smaller_packages) = £200,704 per week  # (444 - 188) * £784
}

test "high, a third of the way" {
  in scenario high
  as at   2023-12-31                                                 # 91 of the 273 days of the ramp
  expect  finishers = 43.5333 people/week within 0.0001 people/week  # 35.3 + 24.7 / 3
}

test "low, when its ramps have ended" {
  in scenario low
  as at   2024-10-06
  expect  net_impact = 343.2 hours/week per week          # 52 * 6.6
  expect  worth(smaller_packages) = £121,676.80 per week  # (343.2 - 188) * £784
}

# ---- the fee ----

# At £20 an hour is worth £36,400 a year; the guaranteed £10.01m are 275 of them, and 55 are a fifth of that.
test "the share of the fee" {
  given   homecare_rate = £20 per hour
  given   net_impact = 243 hours/week per week
  given   placements {
    case_id, start_date, end_date, setting
    "A", 2023-01-02, 2023-02-13, enablement
  }
  given   residential_starts = baseline(residential_starts)
  given   enablement_stay = baseline(enablement_stay)
  as at   2024-03-03
  expect  guaranteed = £10.01m per year              # 1.3 * £7.7m
  expect  run_rate(programme) = £2,002,000 per year  # 55 * £36,400
  expect  fee_share = 20%
}

# ---- culture ----

test "four of five changes at silver or better are enough" {
  given   judgements {
    change, judged_on, level
    "Huddles", 2023-11-15, Bronze
    "Huddles", 2024-02-15, Silver
    "Referrals", 2023-11-15, Silver
    "Reviews", 2023-11-15, Gold
    "Hub", 2023-11-15, Silver
    "Data", 2023-11-15, Bronze
  }
  as at   2024-03-03
  expect  sustainability is green       # 4 / 5 are the 80% that are aimed for
}

test "three of five are not" {
  given   judgements {
    change, judged_on, level
    "Huddles", 2023-11-15, Bronze
    "Referrals", 2023-11-15, Silver
    "Reviews", 2023-11-15, Gold
    "Hub", 2023-11-15, Silver
    "Data", 2023-11-15, Bronze
  }
  as at   2024-03-03
  expect  sustainability is red         # 60% of 80% is 75%, and amber begins at 90%
}
