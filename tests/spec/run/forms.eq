# Data files as people have them: amounts with signs, dates in many forms, a report around the rows,
# another encoding. Each of the sources of weeks has 1, 2, 4 and 8.
#? as at 2024-02-18
programme "Forms" {
  currency     GBP
  starts       2024-01-01
  horizon      2024-03-31
  period       week ending sunday
  fiscal year  from april
  annualise    52 weeks
}

unit person plural people

data amounts from "data/form_amounts.csv" {
  period  week_ending
  value   paid  : GBP
  value   share : 1
}

data times from "data/form_times.csv" {
  period  week_ending
  value   n : person
}

data numbers from "data/form_excel.csv" {
  period  week_ending as excel
  value   n : person
}

data by_name from "data/form_months.csv" {
  period  week_ending as dd-mmm-yy
  value   n : person
}

data report from "data/form_report.csv" {
  column  "Week ending" as week_ending
  column  "Place – name" as place
  column  "N" as n
  skip    2 rows
  until   "Total"
  encoding "windows-1252"
  separator ";"
  key     place, week_ending
  period  week_ending
  by      place
  value   n : person
}

kpi paid_out {
  tracked   sum(paid of amounts) per week
}

kpi by_times {
  tracked   sum(n of times) per week
}

kpi by_numbers {
  tracked   sum(n of numbers) per week
}

kpi by_months {
  tracked   sum(n of by_name) per week
}

kpi in_cafe {
  tracked   sum(n of report where place = "Café") per week
}

kpi in_report {
  tracked   sum(n of report) per week
}

kpi share_mean {
  tracked   mean(share of amounts)
}

# 1250.50 - 3 * 264.53 - 5 - 1204 + 1204 = 451.91, over 7 weeks; the first is 1250.50, the last 1204.
figure paid_all   = paid_out over 2024-01-01 to 2024-02-18    #= 451.91/7
figure paid_first = paid_out at 2024-01-07                    #= 1250.5
figure paid_3     = paid_out at 2024-01-21                    #= -264.53
figure paid_4     = paid_out at 2024-01-28                    #= -264.53
figure paid_5     = paid_out at 2024-02-04                    #= -5
figure paid_6     = paid_out at 2024-02-11                    #= -1204
figure paid_last  = paid_out at 2024-02-18                    #= 1204
# 0.349, 0.1, -0.05 and -0.05; the other three are missing.
figure share_1    = share_mean at 2024-01-07                  #= 0.349
figure share_4    = share_mean at 2024-01-28                  #= -0.05
figure share_none = share_mean at 2024-02-04                  #= missing
figure share_all  = share_mean over 2024-01-01 to 2024-02-18  #= 0.349/4
figure times_3    = by_times at 2024-01-21                    #= 4
figure times_all  = by_times over 2024-01-01 to 2024-01-28    #= 15/4
figure numbers_3  = by_numbers at 2024-01-21                  #= 4
figure numbers_4  = by_numbers at 2024-01-28                  #= 8
figure months_2   = by_months at 2024-01-14                   #= 2
figure months_4   = by_months at 2024-01-28                   #= 8
# The line of totals is no row.
figure cafe_all   = in_cafe over 2024-01-01 to 2024-01-28     #= 7/4
figure report_all = in_report over 2024-01-01 to 2024-01-28   #= 15/4
