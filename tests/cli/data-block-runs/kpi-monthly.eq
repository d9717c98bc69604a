
kpi k {
  tracked   sum(beds of rows_of)
}
