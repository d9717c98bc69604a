# What finance worked out by hand.

test "one more finisher a week" {
  given   finishers = baseline(finishers) + 1 person/week
  expect  worth(smaller_packages) = £4,704 per week  # 6 hours × £22.40 × 35 weeks
}

test "forty finishers a week" {
  given   finishers = 40 people/week
  expect  worth(smaller_packages) = £22,108.80 per week  # (40 - 35.3) × £4,704
}

test "ten days of delay fewer" {
  given   delays = baseline(delays) - 10 days_delayed/week
  expect  worth(fewer_delays) = £3,950 per week
}
