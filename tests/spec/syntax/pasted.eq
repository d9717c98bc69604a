# What comes along from slides, spreadsheets and other languages.
figure a = 1 — 2                        #! this dash is too long for a minus
figure b = a == 2                       #! a comparison is written with one `=`
figure c = a => 2                       #! the `=` of a comparison stands last
figure d = a && b                       #! this sign has no meaning here
figure e = a || b                       #! this sign has no meaning here
figure f = !a                           #! a `!` alone has no meaning
figure g = 2 ** 3                       #! a power is written with `^`
figure h = [a]                          #! brackets are round here
figure i = 'a'                          #! a text stands in double quotes
figure j = ‘a’                          #! a text stands in double quotes
figure k = a;                           #! a `;` has no meaning here
figure l = café                         #! this character has no meaning in the language
figure m = a​b                          #! a character that cannot be seen stands here
figure n = "a                           #! this text has no closing quote
figure o = "a	b" // c                   #! a comment begins with `#`
figure p = A&E_visits                   #! this sign has no meaning here
figure q = a • b                        #! this character has no meaning in the language
figure r = €5                           #! only pounds
figure s = SUM(a:b)                     #! expected an operator, `of`, `where`, a comma or `)`, found `:`
figure t = {a}                          #! expected a value, found `{`
figure u = if(a > 1, 2, 3)              #! expected an operator or `)`, found `,`
figure v = a > 1 > 2                    #! expected an operator or the end of the line, found `>`
figure w = a <> b and not               #! expected a value, found the end of the line
figure x = 5 +                          #! a line cannot end with an operator
figure y = a is zero                    #! expected `missing` or `not`, found `zero`
figure z = a not b                      #! expected `in`, found `b`
