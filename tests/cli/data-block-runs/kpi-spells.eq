
kpi k {
  tracked   count(rows_of where setting = "home")
}
