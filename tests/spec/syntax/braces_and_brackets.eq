# A missing `}` costs one message; what follows is read as if it stood there.
programme "P" {
  currency GBP

unit person plural people               #! `unit` begins here, but the block of the programme before it is not closed

kpi a {
  tracked sum(x of d                    #! this bracket is never closed
  baseline 5
  target (60 people/week                #! this bracket is never closed
  live over (6 weeks                    #! this bracket is never closed
}
kpi b {
  tracked ((1 + 2) * 3                  #! this bracket is never closed
  target 4

fixed f by locality {                   #! `fixed` begins here, but the block of the kpi before it is not closed
  "north" = 1
  south = 2                             #! expected a text in quotes, `else` or `}`, found `south`

scenario s {                            #! `scenario` begins here, but the block of the table before it is not closed
  b = 3
  kpi = 4

kpi c { tracked 1 }                     #! `kpi` begins here, but the block of the scenario before it is not closed

scenario t {
  c = 5
fixed g = 2                             #! `fixed` begins here, but the block of the scenario before it is not closed
benefit d "D" {
  equation 5 * (a                       #! this bracket is never closed
  kind cashable }
figure h = (1 + 2                       #! this bracket is never closed
figure i = 3
kpi "No name" { targit 5 }              #! expected a name, found `"No name"` #! a kpi has no property `targit`
data d weekly.csv { row placement 5 }   #! expected `from`, found `weekly` #! expected the end of the line, found `5`
programme { owner council icb }         #! expected a text in quotes, found `{`
kpi e "E" on reablement { better }      #! expected `in` or `{`, found `on` #! expected a name, found the end of the line
test "never closed" {                   #! the block of this test is not closed
  given a = 5
