
kpi k {
  tracked   sum(cost of rows_of)
}
