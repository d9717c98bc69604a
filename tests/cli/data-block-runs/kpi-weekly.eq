
kpi k {
  tracked   sum(finished of rows_of)
}
