
kpi k {
  tracked   sum(do_not_meet_criteria_to_reside of rows_of)
}
