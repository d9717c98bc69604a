# Two workstreams, benefits that partners share, and a week taken out of a KPI. As at 2024-01-28, worked out
# by hand: at £100 a person above 8 the first earns 200, 400, 600 and 800 a week; a tenth of that the
# fourth. The second earns £50 for each above 2: 100, 100 and 200, its third week being out. The forecast
# goes on at 700, 70 and 200 a week (15 and 6 people live) for nine weeks to the end of March, and for
# two more to the horizon. tests/unit/test_totals.c looks at what this adds up to.
programme "Partners" {
  currency     GBP
  starts       2024-01-01
  horizon      2024-04-14
  period       week ending sunday
  fiscal year  from april
  annualise    52 weeks
  owner        council
}

unit person plural people

data weekly from "data/partners.csv" {
  period  week_ending
  value   a : person
  value   b : person
}

workstream one "One" {
  target   £30,000 per year
  stretch  £40,000 per year from 2024-01-01, £41,000 per year from 2024-02-01
}

workstream two "Two" {
  target  £13,000 per year
  rag     green 100%, amber 75%
}

workstream three "Three" {
  target  £1,000 per year
}

kpi people_a in one {
  tracked   sum(a of weekly) per week
  baseline  8 people/week
  target    18 people/week
  live      over 2 weeks
}

kpi people_b in two {
  tracked   sum(b of weekly) per week
  baseline  2 people/week
  target    6 people/week
  live      over 1 week
  except    2024-01-15 to 2024-01-21 because "a strike"
}

benefit first "First" in one {
  equation    (tracked(people_a) - baseline(people_a)) * £100 per person
  kind        cashable
  share       council 85%, icb 15%
  confidence  high
}

benefit second "Second" in two {
  equation  (tracked(people_b) - baseline(people_b)) * £50 per person
  kind      cost avoidance
  rag       green 100%, amber 75%
}

benefit third "Third" in two {
  not tracked because "no data yet"
}

benefit fourth "Fourth" in one {
  equation    (tracked(people_a) - baseline(people_a)) * £10 per person
  kind        cost avoidance
  share       icb 60%, council 40%
  confidence  low
}

profile plan { FY23/24 £9,000, FY24/25 £1,000 }
profile plan for one { FY23/24 £7,500 }
profile plan for second { FY23/24 £2,000, FY24/25 £400 }

# gross 2,000, of which 85%; gross 200, of which 40%; all of 400
figure added_first   = value_add(first)                                             #= 1700
figure added_fourth  = value_add(fourth)                                            #= 80
figure added_second  = value_add(second)                                            #= 400
figure added         = value_add(programme)                                         #= 2180
# worth is gross: (16 - 8) * 100 in the last week
figure worth_first   = worth(first)                                                 #= 800
# 700 * 52 * 0.85, 70 * 52 * 0.4, 200 * 52
figure rate_first    = run_rate(first)                                              #= 30940
figure rate_fourth   = run_rate(fourth)                                             #= 1456
figure rate_second   = run_rate(second)                                             #= 10400
figure rate          = run_rate(programme)                                          #= 42796
# (2,000 + 9 * 700) * 0.85 + (200 + 9 * 70) * 0.4 + 400 + 9 * 200
figure cash_23       = cash(programme) over FY23/24                                 #= 9587
figure cash_24       = cash(programme) over FY24/25                                 #= 1646
# 2,000 in 28 days, 400 in the 21 that count; the owner's part of a year of 364
figure year_first    = annualised(first over 2024-01-01 to 2024-01-28)              #= 22100
figure year_second   = annualised(second over 2024-01-01 to 2024-01-28)             #= 145600/21
