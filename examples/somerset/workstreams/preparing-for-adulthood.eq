# Preparing for adulthood: young people's first packages as adults. Nothing is tracked yet.

workstream preparing_for_adulthood "Preparing for adulthood" {
  target   £0.4m per year
  stretch  £0.62m per year
}

benefit first_packages "First packages at 18" in preparing_for_adulthood {
  not tracked because "the first cohort turns 18 in April 2024"
}
