# Every form of every declaration, property and expression, once; what each becomes is in
# tests/unit/test_parse.c.
programme "P" { }
programme "P" {
 currency GBP
 starts 2023-08-01
 horizon 2029-03-31
 period week ending sunday
 fiscal year from april
 annualise 52 weeks
 owner council
}
programme "P" { period month }
import "words.eq"
unit person
unit person plural people
unit bed_night plural bed_nights = 1 placement * day
data d from "d.csv" {
 period week_ending
 by a, b
 value n : person
 value m "M" : hour/week
 level l : person
}
data d from "d.csv" {
 row placement
 key a, b
 date x as dd/mm/yyyy
 spell x to y as "dd mmm yyyy"
 covers 2022-04-01 to 2024-03-05
 settles after 2 weeks
}
data d from "d.csv" {
 members "A", "B" until 2023-03-31, "C" from 2023-01-01 until 2023-02-01
 except 2022-06-19 because "x"
 except 2022-01-01 to 2022-02-01 because "y"
 only a != "b"
 missing "-", "n/a"
 separator ";"
}
data d from "d.csv" {
 date x as excel
 column "Week ending" as week_ending
 skip 4 rows
 until "Total"
 encoding "windows-1252"
 private a, b
 only a = 1
}
workstream w
workstream w source "s"
workstream w "W" agreed "B" on 2024-01-01 { target £9m per year
 stretch £1m
 rag green 100%, amber 90% }
kpi k { }
kpi k "K" in w source "s" agreed "B" on 2024-01-01 minute "m" {
 tracked a
 baseline 5
 target 6
 live over 6 weeks
 better lower
}
kpi k { live over 2024-01-01 to 2024-02-01
 live moving_average(k, 6 weeks)
 rag green 1
 except 2024-01 because "x" }
kpi k { baseline by a, b { "x", "y" = 1, 2 from 2024-01-01
 else = 3 }
 target by a { "x" = 1 } }
fixed f = 1 from 2023-04-01 source "s", 2 growing 2% since FY23/24 from 2024-04 agreed "B" on 2024-01-01
fixed f "F" by a { "x" = 1 }
benefit b "B" in w agreed "B" on 2024-01-01 {
 equation a * b
 accrues over 4 weeks
 accrues over p after 2 weeks because "x"
 accrues over p because "y"
 after 4 weeks
}
benefit b {
 not tracked because "x"
 kind cost avoidance
 kind non-cashable
 share council 85%, icb 15%
 rag green 1, amber 0.9
 starts 2024-01-01
 ends 2025-01-01
 confidence high
 once
 except 2024-01-01 because "x"
}
scenario s { }
scenario s "S" extends t source "x" {
 a = 1
 b = ramp(baseline(b), target(b), 2023-10-01 to 2024-06-30), 2 from FY24/25
}
rating r { }
rating r "R" in w agreed "B" on 2024-01-01 {
 scale "Red", "Bronze", "Silver"
 target 80% at "Silver"
 change "A" "Bronze" on 2023-11-01, "Silver" on 2024-02-01
 rag green 100%, amber 90%
}
rating r { tracked last(level of d where a = "x") by team
}
profile p { FY23/24 £1m, 2024-03 £2m }
profile p for b {
 FY23/24 £1m,
 FY24/25 £2m
 2025-01-01 £3m
}
figure f "F" = a source "s"
alert "A" when x > 1
alert "A" when x > 1 for 2 weeks
test "t" {
 as at 2024-03-24
 in scenario high
 given a = 1
 expect a = 1
 expect a = 1 within 0.1
 given a = 12, 13 people/week x 4, missing, missing x 2
 given d { a, b
  "x", -2
  2024-01-01, missing
 }
 given d { }
 expect a is green
 expect run_rate(b) is not rated
 expect error "x"
}
figure x1 = 1
figure x2 = £5m
figure x3 = 12.5% people
figure x4 = "x"
figure x5 = 2024-01-01
figure x6 = 2024-01
figure x7 = FY24/25
figure x8 = a
figure x9 = (a)
figure x10 = f()
figure x11 = f(a, b)
figure x12 = a + b - c
figure x13 = a - (b - c)
figure x14 = a * b / c * d
figure x15 = a + b * c
figure x16 = a * b + c
figure x17 = -a * b
figure x18 = -a ^ 2
figure x19 = - - a
figure x20 = a ^ -2
figure x21 = a * -b
figure x22 = a / b per week
figure x23 = a per week per person
figure x24 = a per 100,000 people
figure x25 = -a per week
figure x26 = a * b over 6 weeks
figure x27 = a + b over 6 weeks
figure x28 = a over 6 weeks + b
figure x29 = a over 2022-08-01 to 2023-07-30
figure x30 = a at 2024-01-01 over 6 weeks
figure x31 = a over 6 weeks except 2024-01-01 because "x"
figure x32 = a = b
figure x33 = a != b or a < b and a <= c
figure x34 = a > b and not a >= c
figure x35 = not a and b
figure x36 = not not a
figure x37 = a + 1 = b * 2
figure x38 = a in ("x", "y")
figure x39 = a not in ("x")
figure x40 = a is missing
figure x41 = a is not missing
figure x42 = if a then b else c
figure x43 = if a then b else if c then d else e
figure x44 = if if a then b else c then d else e
figure x45 = a or b and c or d
figure x46 = (a or b) and c
figure x47 = sum(a of d)
figure x48 = sum(a of d where b = "x")
figure x49 = sum(a of d where b while s)
figure x50 = sum(a of d while s where b)
figure x51 = sum(a of d while s)
figure x52 = count(d where a)
figure x53 = count(d while s)
figure x54 = cash(b, 2024-01-01 to 2024-02-01)
figure x55 = value_add(b, to 2024-01-01)
figure x56 = path(2024-01-01: 1, 2024-02: 2, FY24/25: 3 per week)

# A sum wherever a value stands, and more than one value wherever values do.
test "sums" {
  given   a = 1 + 2
  expect  a + 1 = 2 within 0.1 + 0.2
}
alert "sums" when a > 1 + 2 for 2 weeks + 1 week
profile sums { FY23/24 £1m + £2m - £1m }
data sums from "sums.csv" {
  value n : person + person
  level m : person - person
}
workstream sums {
  target  £1m, £2m + £1m from FY24/25
  stretch £1m, £2m from FY24/25
}
figure y1 = path(2024-01-01: 1 + 2, 2024-02-01: 2 - 1)
figure y2 = a >= b + c or a > b - c or a <= b + c or a < b - c or a != b + c or a = b - c
fixed y3 = if a then b + 1 else c - 1 growing 2% since FY23/24, if a or b then if c then d else e else f from FY24/25 source "s"
