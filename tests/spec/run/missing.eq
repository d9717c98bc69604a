# What is missing stays missing, and what is divided by nothing is. The week to 2024-02-04 has no row,
# the week to 01-14 no n.
#
#   week to   01-07  01-14  01-21  01-28  02-04  02-11
#   n             6      -      5      0      -      8
#   k             3      2      0      0      -      4
programme "Gaps" {
  currency     GBP
  starts       2024-01-01
  horizon      2024-02-25
  period       week ending sunday
  fiscal year  from april
  annualise    52 weeks
}

unit person plural people

data weekly from "data/gaps.csv" {
  period  week_ending
  value   n : person
  value   k : person
}

kpi n_total {
  tracked   sum(n of weekly)
  baseline  tracked over 2024-01-01 to 2024-01-28
}

kpi k_total {
  tracked  sum(k of weekly)
}

kpi ratio {
  tracked  n_total / k_total
}

kpi n_rate {
  tracked   sum(n of weekly) per week
  baseline  1 person/week
  live      over 6 weeks
}

benefit more {
  equation  tracked(n_rate) * £7 per person
}

benefit nothing {
  equation  tracked(n_rate) * £7 per person
  starts    2024-01-08
  ends      2024-01-14
}

# division
figure whole        = ratio at 2024-01-07                                       #= 2
figure lacks_n      = ratio at 2024-01-14                                       #= missing
figure by_zero      = ratio at 2024-01-21                                       #= missing
figure zero_by_zero = ratio at 2024-01-28                                       #= missing
figure inverse      = (k_total / (1 person)) ^ -1 at 2024-01-21                 #= missing
figure to_nothing   = (k_total / (1 person)) ^ 0 at 2024-01-21                  #= 1
figure pooled       = ratio over 2024-01-01 to 2024-01-28                       #= 11/5

# arithmetic
figure sum_missing  = (n_total + k_total) at 2024-01-14                         #= missing
figure sum_there    = (n_total + k_total) at 2024-01-21                         #= 5
figure times_zero   = (0 * n_total) at 2024-01-14                               #= missing
figure smaller      = min(n_total, 1 person) at 2024-01-14                      #= missing
figure size         = abs(n_total) at 2024-01-14                                #= missing
figure no_row       = n_total at 2024-02-04                                     #= missing

# aggregates leave it out
figure mean_six     = moving_average(n_total, 6 weeks)                          #= 4.75
figure total        = n_total over 2024-01-01 to 2024-02-11                     #= 19
figure base         = baseline(n_total)                                         #= 11
figure running      = cumulative(n_total)                                       #= 19
figure earlier      = previous(n_total, 1 week)                                 #= missing
figure changed      = change(n_total)                                           #= missing
# 19 people in the four weeks that have a value
figure live_rate    = live(n_rate)                                              #= 19/4

# asking
figure asked_yes    = if n_total at 2024-01-14 is missing then 1 else 0         #= 1
figure asked_no     = if n_total at 2024-01-28 is missing then 1 else 0         #= 0
figure filled       = (if n_total is missing then 0 people else n_total) at 2024-01-14 #= 0
figure not_filled   = (if n_total is missing then 0 people else n_total) at 2024-01-21 #= 5
figure guarded      = (if k_total = 0 people then 0 else n_total / k_total) at 2024-01-28 #= 0
figure unguarded    = (if k_total = 0 people then 0 else n_total / k_total) at 2024-01-07 #= 2
figure unsure       = (if n_total > 3 people then 1 else 2) at 2024-01-14       #= missing
figure or_decided   = (if n_total > 3 people or k_total = 2 people then 1 else 2) at 2024-01-14 #= 1
figure or_unsure    = (if n_total > 3 people or k_total = 9 people then 1 else 2) at 2024-01-14 #= missing
figure and_decided  = (if n_total > 3 people and k_total = 9 people then 1 else 2) at 2024-01-14 #= 2
figure and_unsure   = (if n_total > 3 people and k_total = 2 people then 1 else 2) at 2024-01-14 #= missing
figure not_unsure   = (if not (n_total > 3 people) then 1 else 2) at 2024-01-14 #= missing

# a period without a value adds nothing: 42 + 35 + 0 + 56
figure added        = value_add(more)                                           #= 133
figure worth_gap    = worth(more) at 2024-01-14                                 #= missing
# but where no period has one there is no figure at all
figure none_added   = value_add(nothing)                                        #= missing
figure none_cash    = cash(nothing) over 2024-01-01 to 2024-02-11               #= missing
figure none_to      = value_add(nothing, to 2024-01-31)                         #= missing
