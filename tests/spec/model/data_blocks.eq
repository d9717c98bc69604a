# What is refused in data blocks, and what is not.
programme "Check" {
  currency     GBP
  starts       2023-08-01
  horizon      2029-03-31
  period       week ending sunday
  fiscal year  from april
  annualise    52 weeks
}

unit person plural people

data right from "a.csv" {
  column    "Week ending" as start
  column    "Ward" as ward
  skip      4 lines
  until     "Total"
  encoding  "CP1252"
  private   nhs_number, ward
  key       nhs_number, start, cost
  spell     start to end as excel
  date      start
  by        ward
  value     cost "Cost (£)" : GBP
}

data right_too from "b.csv" {
  skip      1
  encoding  "UTF-8"
  date      start as dd/mm/yyyy
  spell     start to end
}

data unused from "c.csv" {
  column  "Week ending" as day
  column  "Ward" as ward                                         #! nothing in this block uses the column `ward`
  date    day
}

data twice from "d.csv" {
  column  "Day" as day
  column  "Date" as day                                          #! it is said twice which column of the file `day` is
  column  "Cost" as cost                                         #! it is said twice which column of the file `cost` is
  date    day
  value   cost "Cost (£)" : GBP
}

data one_header from "e.csv" {
  column  "Day" as day
  column  "Day" as ward
  date    day
  by      ward                                                   #! `day` and `ward` are both the file's column "Day"
}

data lists from "f.csv" {
  date     day
  key      case_id, case_id                                      #! `case_id` stands twice in this list
  private  name, name                                            #! `name` stands twice in this list
}

data many_skipped from "g.csv" {
  skip  1000001 rows                                             #! `skip` takes how many lines stand before
  date  day
}

data none_skipped from "h.csv" {
  skip  0 rows                                                   #! `skip` takes how many lines stand before
  date  day
}

data other_skipped from "i.csv" {
  skip  4 people                                                 #! `skip` takes how many lines stand before
  date  day
}

data part_skipped from "j.csv" {
  skip  1.5 rows                                                 #! `skip` takes how many lines stand before
  date  day
}

data no_until from "k.csv" {
  until  " "                                                     #! `until` takes the text that the first cell below
  date   day
}

data latin from "l.csv" {
  encoding  "ISO-8859-1"                                         #! is nearly always Windows-1252
  date      day
}

data other_encoding from "m.csv" {
  encoding  "utf-16"                                             #! is not an encoding that is read here
  date      day
}

data no_form from "n.csv" {
  date  day as sheet                                             #! is not a way to write dates
}

data other_date from "o.csv" {
  date   day                                                     #! the date of a spell is its start, `start`
  spell  start to end
}

data other_form from "p.csv" {
  date   start as dd/mm/yyyy                                     #! the dates of a file are written in one way
  spell  start to end as excel
}

data both from "q.csv" {
  period  week
  spell   start to end                                           #! data has a `period` or a `spell`, not both
}

data same_ends from "r.csv" {
  spell  start to start                                          #! the column `start` is declared twice
}

data no_dates from "s.csv" {                                     #! does not say which column holds its dates
  by  ward
}
