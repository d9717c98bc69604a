/* equate.y - the grammar, read by Lemon. See src/syntax/parse.h for what is made of it.
 *
 * Actions build nodes and nothing else. Words of the language are soft: %fallback lets them stand
 * as names wherever the grammar has no use for the word itself. Precedence is in the rules, tight
 * to loose as docs/language.md lists it. After a mistake the parser goes on behind the end of the
 * line: `error NEWLINE`. */
%name eq_grammar_
%token_prefix EQ_T_
%token_type { struct eq_token }
%default_type { struct eq_node * }
%extra_context { struct eq_parse *parse }
%start_symbol file
%stack_size 4000

%include {
#include "syntax/build.h"
}

%code {
#include "syntax/accepts.inc"
}

%syntax_error { eq_parse_mistake(parse); }
%stack_overflow { eq_parse_overflow(parse); }

%fallback ID
  ACCRUES AFTER AGREED ALERT ANNUALISE AS BASELINE BECAUSE BENEFIT BETTER BY CHANGE COLUMN CONFIDENCE
  COVERS CURRENCY DATA DATE_WORD ENCODING ENDS ENDING EQUATION EXCEPT EXPECT EXTENDS FIGURE FISCAL_WORD
  FIXED GIVEN HORIZON IF IMPORT IS KEY KIND KPI LEVEL LIVE MEMBERS MINUTE MISSING ON ONCE ONLY OWNER
  PERIOD PLURAL PRIVATE PROFILE PROGRAMME RAG RATING RESTATE REVIEW ROW SCALE SCENARIO SEPARATOR SETTLES SHARE SKIP
  SOURCE SPELL STARTS STRETCH TARGET TEST THEN TRACKED UNIT UNTIL VALUE WITHIN WORKSTREAM YEAR_WORD.

/* Lists: the value of a list is a chain, kept by its first node; `last` is found through it. */
%type decls { struct eq_chain }
%type pps { struct eq_chain }
%type dps { struct eq_chain }
%type wps { struct eq_chain }
%type kps { struct eq_chain }
%type bps { struct eq_chain }
%type tps { struct eq_chain }
%type assigns { struct eq_chain }
%type runs { struct eq_chain }
%type lines { struct eq_chain }
%type cells { struct eq_chain }
%type rows { struct eq_chain }
%type keys { struct eq_chain }
%type rps { struct eq_chain }
%type marks { struct eq_chain }
%type points { struct eq_chain }
%type pointline { struct eq_chain }
%type notes { struct eq_chain }
%type vals { struct eq_chain }
%type ids { struct eq_chain }
%type texts { struct eq_chain }
%type members { struct eq_chain }
%type shares { struct eq_chain }
%type kinds { struct eq_chain }
%type args { struct eq_chain }
%type head { struct eq_chain }
%type filt { struct eq_chain }
%type filter { struct eq_chain }

/* ---- a file and its declarations ---- */

file ::= decls(D). { parse->root = eq_n(parse, EQ_NODE_FILE, 0, D, EQ_NO_SPAN); }
decls(L) ::= . { L = eq_none(); }
decls(L) ::= decls(A) decl(D) NEWLINE. { L = eq_append(A, D); }
decls(L) ::= decls(A) error NEWLINE. { L = A; yypParser->yyerrcnt = -1; }

decl(D) ::= PROGRAMME(W) text(T) LBRACE pps(P) RBRACE(E). { D = eq_block(parse, EQ_NODE_PROGRAMME, W, eq_c(T), P, E); }
decl(D) ::= IMPORT(W) text(T). { D = eq_n(parse, EQ_NODE_IMPORT, W.span.at, eq_c(T), T->span); }
decl(D) ::= UNIT(W) id(N) plural(P) unitdef(X). { D = eq_n(parse, EQ_NODE_UNIT, W.span.at, eq_c3(N, P, X), X ? X->span : P ? P->span : N->span); }
plural(P) ::= . { P = NULL; }
plural(P) ::= PLURAL(W) id(N). { P = eq_n(parse, EQ_NODE_PLURAL, W.span.at, eq_c(N), N->span); }
unitdef(X) ::= . { X = NULL; }
unitdef(X) ::= EQ expr(E). { X = E; }
decl(D) ::= DATA(W) id(N) FROM text(T) LBRACE dps(P) RBRACE(E). { D = eq_block(parse, EQ_NODE_DATA, W, eq_c2(N, T), P, E); }
decl(D) ::= WORKSTREAM(W) head(H) notes(X). { struct eq_chain all = eq_concat(H, X); D = eq_n(parse, EQ_NODE_WORKSTREAM, W.span.at, all, all.last->span); }
decl(D) ::= WORKSTREAM(W) head(H) notes(X) LBRACE wps(P) RBRACE(E). { D = eq_block(parse, EQ_NODE_WORKSTREAM, W, eq_concat(H, X), P, E); }
decl(D) ::= KPI(W) head(H) inws(I) notes(X) LBRACE kps(P) RBRACE(E). { D = eq_block(parse, EQ_NODE_KPI, W, eq_concat(eq_append(H, I), X), P, E); }
decl(D) ::= FIXED(W) head(H) EQ vals(V). { D = eq_n(parse, EQ_NODE_FIXED, W.span.at, eq_append(H, eq_values(parse, V)), V.last->span); }
decl(D) ::= FIXED(W) head(H) table(T). { D = eq_n(parse, EQ_NODE_FIXED, W.span.at, eq_append(H, T), T->span); }
decl(D) ::= BENEFIT(W) head(H) inws(I) notes(X) LBRACE bps(P) RBRACE(E). { D = eq_block(parse, EQ_NODE_BENEFIT, W, eq_concat(eq_append(H, I), X), P, E); }
decl(D) ::= SCENARIO(W) head(H) extends(I) notes(X) LBRACE assigns(P) RBRACE(E). { D = eq_block(parse, EQ_NODE_SCENARIO, W, eq_concat(eq_append(H, I), X), P, E); }
decl(D) ::= RATING(W) head(H) inws(I) notes(X) LBRACE rps(P) RBRACE(E). { D = eq_block(parse, EQ_NODE_RATING, W, eq_concat(eq_append(H, I), X), P, E); }
decl(D) ::= PROFILE(W) id(N) LBRACE points(P) RBRACE(E). { D = eq_block(parse, EQ_NODE_PROFILE, W, eq_c(N), P, E); }
decl(D) ::= PROFILE(W) id(N) FOR id(F) LBRACE points(P) RBRACE(E). { D = eq_block(parse, EQ_NODE_PROFILE, W, eq_c2(N, F), P, E); }
decl(D) ::= FIGURE(W) head(H) EQ expr(X) notes(Z). { D = eq_n(parse, EQ_NODE_FIGURE, W.span.at, eq_concat(eq_append(H, X), Z), Z.last ? Z.last->span : X->span); }
decl(D) ::= ALERT(W) text(T) WHEN expr(X). { D = eq_n(parse, EQ_NODE_ALERT, W.span.at, eq_c2(T, X), X->span); }
decl(D) ::= ALERT(W) text(T) WHEN expr(X) FOR(F) sum(S). { D = eq_n(parse, EQ_NODE_ALERT, W.span.at, eq_c3(T, X, eq_n(parse, EQ_NODE_FOR, F.span.at, eq_c(S), S->span)), S->span); }
decl(D) ::= RESTATE(W) when(Y) BECAUSE(B) text(T) kindnote(K). { D = eq_n(parse, EQ_NODE_RESTATE, W.span.at, eq_c3(Y, eq_n(parse, EQ_NODE_BECAUSE, B.span.at, eq_c(T), T->span), K), K ? K->span : T->span); }
kindnote(K) ::= . { K = NULL; }
kindnote(K) ::= KIND(W) kinds(N). { K = eq_n(parse, EQ_NODE_KINDS, W.span.at, N, N.last->span); }
decl(D) ::= TEST(W) text(T) LBRACE tps(P) RBRACE(E). { D = eq_block(parse, EQ_NODE_TEST, W, eq_c(T), P, E); }

head(H) ::= id(N). { H = eq_c(N); }
head(H) ::= id(N) text(T). { H = eq_c2(N, T); }
inws(I) ::= . { I = NULL; }
inws(I) ::= IN(W) id(N). { I = eq_n(parse, EQ_NODE_IN_WORKSTREAM, W.span.at, eq_c(N), N->span); }
extends(I) ::= . { I = NULL; }
extends(I) ::= EXTENDS(W) id(N). { I = eq_n(parse, EQ_NODE_EXTENDS, W.span.at, eq_c(N), N->span); }

notes(L) ::= . { L = eq_none(); }
notes(L) ::= notes(A) SOURCE(W) text(T). { L = eq_append(A, eq_n(parse, EQ_NODE_SOURCE, W.span.at, eq_c(T), T->span)); }
notes(L) ::= notes(A) AGREED(W) text(T) ON date(D). { L = eq_append(A, eq_n(parse, EQ_NODE_AGREED, W.span.at, eq_c2(T, D), D->span)); }
notes(L) ::= notes(A) AGREED(W) text(T) ON date(D) MINUTE text(M). { L = eq_append(A, eq_n(parse, EQ_NODE_AGREED, W.span.at, eq_c3(T, D, M), M->span)); }
notes(L) ::= notes(A) REVIEW(W) BY date(D). { L = eq_append(A, eq_n(parse, EQ_NODE_REVIEW, W.span.at, eq_c(D), D->span)); }

/* ---- programme ---- */

pps(L) ::= . { L = eq_none(); }
pps(L) ::= pps(A) pp(P) NEWLINE. { L = eq_append(A, P); }
pps(L) ::= pps(A) error NEWLINE. { L = A; yypParser->yyerrcnt = -1; }
pp(P) ::= CURRENCY(W) id(N). { P = eq_property(parse, EQ_PROPERTY_CURRENCY, W, eq_c(N)); }
pp(P) ::= starts(S). { P = S; }
pp(P) ::= HORIZON(W) date(D). { P = eq_property(parse, EQ_PROPERTY_HORIZON, W, eq_c(D)); }
pp(P) ::= PERIOD(W) id(N). { P = eq_property(parse, EQ_PROPERTY_PERIOD, W, eq_c(N)); }
pp(P) ::= PERIOD(W) id(N) ENDING id(D). { P = eq_property(parse, EQ_PROPERTY_PERIOD, W, eq_c2(N, D)); }
pp(P) ::= FISCAL_WORD(W) YEAR_WORD FROM id(N). { P = eq_property(parse, EQ_PROPERTY_FISCAL_YEAR, W, eq_c(N)); }
pp(P) ::= ANNUALISE(W) prim(N). { P = eq_property(parse, EQ_PROPERTY_ANNUALISE, W, eq_c(N)); }
pp(P) ::= OWNER(W) id(N). { P = eq_property(parse, EQ_PROPERTY_OWNER, W, eq_c(N)); }
starts(P) ::= STARTS(W) date(D). { P = eq_property(parse, EQ_PROPERTY_STARTS, W, eq_c(D)); }

/* ---- data ---- */

dps(L) ::= . { L = eq_none(); }
dps(L) ::= dps(A) dp(P) NEWLINE. { L = eq_append(A, P); }
dps(L) ::= dps(A) error NEWLINE. { L = A; yypParser->yyerrcnt = -1; }
dp(P) ::= PERIOD(W) id(N) as(F). { P = eq_property(parse, EQ_PROPERTY_PERIOD, W, eq_c2(N, F)); }
dp(P) ::= DATE_WORD(W) id(N) as(F). { P = eq_property(parse, EQ_PROPERTY_DATE, W, eq_c2(N, F)); }
dp(P) ::= SPELL(W) id(A) TO id(B) as(F). { P = eq_property(parse, EQ_PROPERTY_SPELL, W, eq_c3(A, B, F)); }
dp(P) ::= ROW(W) id(N). { P = eq_property(parse, EQ_PROPERTY_ROW, W, eq_c(N)); }
dp(P) ::= KEY(W) ids(N). { P = eq_property(parse, EQ_PROPERTY_KEY, W, N); }
dp(P) ::= BY(W) ids(N). { P = eq_property(parse, EQ_PROPERTY_BY, W, N); }
dp(P) ::= COVERS(W) prim(A) TO prim(B). { P = eq_property(parse, EQ_PROPERTY_COVERS, W, eq_c(eq_n(parse, EQ_NODE_RANGE, A->span.at, eq_c2(A, B), B->span))); }
dp(P) ::= SETTLES(W) AFTER prim(N). { P = eq_property(parse, EQ_PROPERTY_SETTLES, W, eq_c(N)); }
dp(P) ::= VALUE(W) id(N) title(T) COLON sum(U). { P = eq_property(parse, EQ_PROPERTY_VALUE, W, eq_c3(N, T, U)); }
dp(P) ::= LEVEL(W) id(N) title(T) COLON sum(U). { P = eq_property(parse, EQ_PROPERTY_LEVEL, W, eq_c3(N, T, U)); }
dp(P) ::= ONLY(W) expr(E). { P = eq_property(parse, EQ_PROPERTY_ONLY, W, eq_c(E)); }
dp(P) ::= MEMBERS(W) members(M). { P = eq_property(parse, EQ_PROPERTY_MEMBERS, W, M); }
dp(P) ::= MISSING(W) texts(T). { P = eq_property(parse, EQ_PROPERTY_MISSING, W, T); }
dp(P) ::= SEPARATOR(W) text(T). { P = eq_property(parse, EQ_PROPERTY_SEPARATOR, W, eq_c(T)); }
dp(P) ::= COLUMN(W) text(T) AS id(N). { P = eq_property(parse, EQ_PROPERTY_COLUMN, W, eq_c2(T, N)); }
dp(P) ::= SKIP(W) number(N). { P = eq_property(parse, EQ_PROPERTY_SKIP, W, eq_c(N)); }
dp(P) ::= UNTIL(W) text(T). { P = eq_property(parse, EQ_PROPERTY_UNTIL, W, eq_c(T)); }
dp(P) ::= ENCODING(W) text(T). { P = eq_property(parse, EQ_PROPERTY_ENCODING, W, eq_c(T)); }
dp(P) ::= PRIVATE(W) ids(N). { P = eq_property(parse, EQ_PROPERTY_PRIVATE, W, N); }
dp(P) ::= exc(X). { P = X; }
title(T) ::= . { T = NULL; }
title(T) ::= text(A). { T = A; }
as(F) ::= . { F = NULL; }
as(F) ::= AS(W) DATEFORMAT(T). { F = eq_n(parse, EQ_NODE_AS, W.span.at, eq_none(), T.span); }
as(F) ::= AS(W) id(N). { F = eq_n(parse, EQ_NODE_AS, W.span.at, eq_c(N), N->span); }
as(F) ::= AS(W) text(T). { F = eq_n(parse, EQ_NODE_AS, W.span.at, eq_c(T), T->span); }
members(L) ::= member(M). { L = eq_c(M); }
members(L) ::= members(A) COMMA member(M). { L = eq_append(A, M); }
member(M) ::= text(T) memberfrom(F) memberuntil(U). { M = eq_n(parse, EQ_NODE_MEMBER, T->span.at, eq_c3(T, F, U), U ? U->span : F ? F->span : T->span); }
memberfrom(F) ::= . { F = NULL; }
memberfrom(F) ::= FROM(W) date(D). { F = eq_n(parse, EQ_NODE_FROM, W.span.at, eq_c(D), D->span); }
memberuntil(F) ::= . { F = NULL; }
memberuntil(F) ::= UNTIL(W) date(D). { F = eq_n(parse, EQ_NODE_UNTIL, W.span.at, eq_c(D), D->span); }

/* ---- workstreams and KPIs ---- */

wps(L) ::= . { L = eq_none(); }
wps(L) ::= wps(A) wp(P) NEWLINE. { L = eq_append(A, P); }
wps(L) ::= wps(A) error NEWLINE. { L = A; yypParser->yyerrcnt = -1; }
wp(P) ::= target(T). { P = T; }
wp(P) ::= STRETCH(W) vals(V). { P = eq_property(parse, EQ_PROPERTY_STRETCH, W, eq_c(eq_values(parse, V))); }
wp(P) ::= RAG(W) shares(S). { P = eq_property(parse, EQ_PROPERTY_RAG, W, S); }

kps(L) ::= . { L = eq_none(); }
kps(L) ::= kps(A) kp(P) NEWLINE. { L = eq_append(A, P); }
kps(L) ::= kps(A) error NEWLINE. { L = A; yypParser->yyerrcnt = -1; }
kp(P) ::= TRACKED(W) expr(E). { P = eq_property(parse, EQ_PROPERTY_TRACKED, W, eq_c(E)); }
kp(P) ::= BASELINE(W) vals(V). { P = eq_property(parse, EQ_PROPERTY_BASELINE, W, eq_c(eq_values(parse, V))); }
kp(P) ::= BASELINE(W) table(T). { P = eq_property(parse, EQ_PROPERTY_BASELINE, W, eq_c(T)); }
kp(P) ::= target(T). { P = T; }
kp(P) ::= LIVE(W) OVER win(R). { P = eq_property(parse, EQ_PROPERTY_LIVE, W, eq_c(R)); P->flags |= EQ_NODE_WINDOW; }
kp(P) ::= LIVE(W) expr(E). { P = eq_property(parse, EQ_PROPERTY_LIVE, W, eq_c(E)); }
kp(P) ::= BETTER(W) id(N). { P = eq_property(parse, EQ_PROPERTY_BETTER, W, eq_c(N)); }
kp(P) ::= RAG(W) shares(S). { P = eq_property(parse, EQ_PROPERTY_RAG, W, S); }
kp(P) ::= exc(X). { P = X; }
target(P) ::= TARGET(W) vals(V). { P = eq_property(parse, EQ_PROPERTY_TARGET, W, eq_c(eq_values(parse, V))); }
target(P) ::= TARGET(W) table(T). { P = eq_property(parse, EQ_PROPERTY_TARGET, W, eq_c(T)); }

/* ---- benefits ---- */

bps(L) ::= . { L = eq_none(); }
bps(L) ::= bps(A) bp(P) NEWLINE. { L = eq_append(A, P); }
bps(L) ::= bps(A) error NEWLINE. { L = A; yypParser->yyerrcnt = -1; }
bp(P) ::= EQUATION(W) expr(E). { P = eq_property(parse, EQ_PROPERTY_EQUATION, W, eq_c(E)); }
bp(P) ::= ACCRUES(W) OVER prim(A) because(B). { P = eq_property(parse, EQ_PROPERTY_ACCRUES, W, eq_c2(A, B)); }
bp(P) ::= ACCRUES(W) OVER prim(A) AFTER prim(D) because(B). { P = eq_property(parse, EQ_PROPERTY_ACCRUES, W, eq_c3(A, D, B)); }
bp(P) ::= AFTER(W) prim(D). { P = eq_property(parse, EQ_PROPERTY_AFTER, W, eq_c(D)); }
bp(P) ::= NOT(W) TRACKED BECAUSE(B) text(T). { P = eq_property(parse, EQ_PROPERTY_NOT_TRACKED, W, eq_c(eq_n(parse, EQ_NODE_BECAUSE, B.span.at, eq_c(T), T->span))); }
bp(P) ::= KIND(W) kinds(N). { P = eq_property(parse, EQ_PROPERTY_KIND, W, N); }
bp(P) ::= SHARE(W) shares(S). { P = eq_property(parse, EQ_PROPERTY_SHARE, W, S); }
bp(P) ::= RAG(W) shares(S). { P = eq_property(parse, EQ_PROPERTY_RAG, W, S); }
bp(P) ::= starts(S). { P = S; }
bp(P) ::= ENDS(W) date(D). { P = eq_property(parse, EQ_PROPERTY_ENDS, W, eq_c(D)); }
bp(P) ::= CONFIDENCE(W) id(N). { P = eq_property(parse, EQ_PROPERTY_CONFIDENCE, W, eq_c(N)); }
bp(P) ::= ONCE(W). { P = eq_property(parse, EQ_PROPERTY_ONCE, W, eq_none()); }
bp(P) ::= exc(X). { P = X; }
because(B) ::= . { B = NULL; }
because(B) ::= BECAUSE(W) text(T). { B = eq_n(parse, EQ_NODE_BECAUSE, W.span.at, eq_c(T), T->span); }
kinds(L) ::= kindword(N). { L = eq_c(N); }
kinds(L) ::= kinds(A) kindword(N). { L = eq_append(A, N); }
kindword(N) ::= id(A). { N = A; }
kindword(N) ::= id(A) MINUS id(B). { N = eq_hyphenated(parse, A, B); }
shares(L) ::= share(S). { L = eq_c(S); }
shares(L) ::= shares(A) COMMA share(S). { L = eq_append(A, S); }
share(S) ::= id(N) number(P). { S = eq_n(parse, EQ_NODE_SHARE, N->span.at, eq_c2(N, P), P->span); }

exc(P) ::= EXCEPT(W) win(R) BECAUSE(B) text(T). { P = eq_property(parse, EQ_PROPERTY_EXCEPT, W, eq_c2(R, eq_n(parse, EQ_NODE_BECAUSE, B.span.at, eq_c(T), T->span))); }

/* ---- ratings: what is judged, not measured ---- */

rps(L) ::= . { L = eq_none(); }
rps(L) ::= rps(A) rp(P) NEWLINE. { L = eq_append(A, P); }
rps(L) ::= rps(A) error NEWLINE. { L = A; yypParser->yyerrcnt = -1; }
rp(P) ::= SCALE(W) texts(T). { P = eq_property(parse, EQ_PROPERTY_SCALE, W, T); }
rp(P) ::= TARGET(W) number(N) AT text(T). { P = eq_property(parse, EQ_PROPERTY_TARGET, W, eq_c2(N, T)); }
rp(P) ::= CHANGE(W) text(T) marks(M). { P = eq_property(parse, EQ_PROPERTY_CHANGE, W, eq_prepend(T, M)); }
rp(P) ::= TRACKED(W) expr(E) BY id(N). { P = eq_property(parse, EQ_PROPERTY_TRACKED, W, eq_c2(E, N)); }
rp(P) ::= RAG(W) shares(S). { P = eq_property(parse, EQ_PROPERTY_RAG, W, S); }
marks(L) ::= mark(M). { L = eq_c(M); }
marks(L) ::= marks(A) COMMA mark(M). { L = eq_append(A, M); }
mark(M) ::= text(T) ON date(D). { M = eq_n(parse, EQ_NODE_MARK, T->span.at, eq_c2(T, D), D->span); }

/* ---- scenarios, profiles, tests ---- */

assigns(L) ::= . { L = eq_none(); }
assigns(L) ::= assigns(A) assign(P) NEWLINE. { L = eq_append(A, P); }
assigns(L) ::= assigns(A) error NEWLINE. { L = A; yypParser->yyerrcnt = -1; }
assign(P) ::= id(N) EQ vals(V). { P = eq_n(parse, EQ_NODE_ASSIGN, N->span.at, eq_c2(N, eq_values(parse, V)), V.last->span); }

points(L) ::= . { L = eq_none(); }
points(L) ::= points(A) pointline(B) NEWLINE. { L = eq_concat(A, B); }
points(L) ::= points(A) error NEWLINE. { L = A; yypParser->yyerrcnt = -1; }
pointline(L) ::= point(P). { L = eq_c(P); }
pointline(L) ::= pointline(A) COMMA point(P). { L = eq_append(A, P); }
point(P) ::= when(W) sum(S). { P = eq_n(parse, EQ_NODE_POINT, W->span.at, eq_c2(W, S), S->span); }

tps(L) ::= . { L = eq_none(); }
tps(L) ::= tps(A) tp(P) NEWLINE. { L = eq_append(A, P); }
tps(L) ::= tps(A) error NEWLINE. { L = A; yypParser->yyerrcnt = -1; }
tp(P) ::= AS(W) AT date(D). { P = eq_property(parse, EQ_PROPERTY_ON, W, eq_c(D)); }
tp(P) ::= IN(W) SCENARIO id(N). { P = eq_property(parse, EQ_PROPERTY_IN_SCENARIO, W, eq_c(N)); }
tp(P) ::= GIVEN(W) id(N) EQ runs(V). { P = eq_property(parse, EQ_PROPERTY_GIVEN, W, eq_c(eq_n(parse, EQ_NODE_ASSIGN, N->span.at, eq_c2(N, eq_values(parse, V)), V.last->span))); }
tp(P) ::= GIVEN(W) id(N) LBRACE(B) lines(L) RBRACE(E). { P = eq_property(parse, EQ_PROPERTY_GIVEN, W, eq_c2(N, eq_n(parse, EQ_NODE_ROWS, B.span.at, L, E.span))); }
tp(P) ::= EXPECT(W) expr(E). { P = eq_property(parse, EQ_PROPERTY_EXPECT, W, eq_c(E)); }
tp(P) ::= EXPECT(W) expr(E) WITHIN sum(S). { P = eq_property(parse, EQ_PROPERTY_EXPECT, W, eq_c2(E, S)); }
tp(P) ::= EXPECT(W) sum(A) IS id(R). { P = eq_property(parse, EQ_PROPERTY_EXPECT, W, eq_c(eq_x(parse, EQ_NODE_RATED, A->span.at, eq_c2(A, R), R->span))); }
tp(P) ::= EXPECT(W) sum(A) IS NOT id(R). { P = eq_property(parse, EQ_PROPERTY_EXPECT, W, eq_c(eq_x(parse, EQ_NODE_RATED, A->span.at, eq_c2(A, R), R->span))); P->child->flags |= EQ_NODE_NEGATED; }
tp(P) ::= EXPECT(W) id(N) text(T). { P = eq_property(parse, EQ_PROPERTY_EXPECT, W, eq_c2(N, T)); }

/* a series: 12, 13 x 4, missing, 9 */
runs(L) ::= run(R). { L = eq_c(R); }
runs(L) ::= runs(A) COMMA run(R). { L = eq_append(A, R); }
run(R) ::= val(V). { R = V; }
run(R) ::= sum(S) TIMES_OVER number(N). { R = eq_n(parse, EQ_NODE_RUN, S->span.at, eq_c2(S, N), N->span); }
run(R) ::= gap(G). { R = eq_n(parse, EQ_NODE_RUN, G->span.at, eq_c(G), G->span); }
run(R) ::= gap(G) TIMES_OVER number(N). { R = eq_n(parse, EQ_NODE_RUN, G->span.at, eq_c2(G, N), N->span); }
gap(X) ::= MISSING(W). { X = eq_n(parse, EQ_NODE_GAP, W.span.at, eq_none(), W.span); }

/* rows in line: the names of columns, then a row a line */
lines(L) ::= . { L = eq_none(); }
lines(L) ::= lines(A) cells(C) NEWLINE. { L = eq_append(A, eq_n(parse, EQ_NODE_LINE, C.first->span.at, C, C.last->span)); }
lines(L) ::= lines(A) error NEWLINE. { L = A; yypParser->yyerrcnt = -1; }
cells(L) ::= cell(C). { L = eq_c(C); }
cells(L) ::= cells(A) COMMA cell(C). { L = eq_append(A, C); }
cell(C) ::= id(N). { C = N; }
cell(C) ::= text(T). { C = T; }
cell(C) ::= when(D). { C = D; }
cell(C) ::= gap(G). { C = G; }
cell(C) ::= number(N). { C = N; }
cell(C) ::= MINUS(W) number(N). { C = eq_unary(parse, EQ_NODE_NEGATE, W, N); }

/* ---- values ---- */

vals(L) ::= val(V). { L = eq_c(V); }
vals(L) ::= vals(A) COMMA val(V). { L = eq_append(A, V); }
val(V) ::= amount(S) growing(G) from(F) notes(N). { V = eq_n(parse, EQ_NODE_VALUE, S->span.at, eq_concat(eq_c3(S, G, F), N), N.last ? N.last->span : F ? F->span : G ? G->span : S->span); }
amount(X) ::= sum(A). { X = A; }
amount(X) ::= IF(W) expr(C) THEN expr(A) ELSE expr(B). { X = eq_x(parse, EQ_NODE_IF, W.span.at, eq_c3(C, A, B), B->span); }
growing(G) ::= . { G = NULL; }
growing(G) ::= GROWING(W) sum(S) SINCE when(D). { G = eq_n(parse, EQ_NODE_GROWING, W.span.at, eq_c2(S, D), D->span); }
from(F) ::= . { F = NULL; }
from(F) ::= FROM(W) when(D). { F = eq_n(parse, EQ_NODE_FROM, W.span.at, eq_c(D), D->span); }

table(T) ::= BY(W) ids(N) LBRACE rows(R) RBRACE(E). { T = eq_table(parse, W, N, R, E); }
rows(L) ::= . { L = eq_none(); }
rows(L) ::= rows(A) row(R) NEWLINE. { L = eq_append(A, R); }
rows(L) ::= rows(A) error NEWLINE. { L = A; yypParser->yyerrcnt = -1; }
row(R) ::= keys(K) EQ vals(V). { R = eq_n(parse, EQ_NODE_ROW, K.first->span.at, eq_append(K, eq_values(parse, V)), V.last->span); }
keys(L) ::= text(T). { L = eq_c(T); }
keys(L) ::= ELSE(W). { L = eq_c(eq_n(parse, EQ_NODE_ELSE, W.span.at, eq_none(), W.span)); }
keys(L) ::= keys(A) COMMA text(T). { L = eq_append(A, T); }

ids(L) ::= id(N). { L = eq_c(N); }
ids(L) ::= ids(A) COMMA id(N). { L = eq_append(A, N); }
texts(L) ::= text(N). { L = eq_c(N); }
texts(L) ::= texts(A) COMMA text(N). { L = eq_append(A, N); }

/* ---- expressions ---- */

expr(X) ::= disj(A). { X = A; }
expr(X) ::= IF(W) expr(C) THEN expr(A) ELSE expr(B). { X = eq_x(parse, EQ_NODE_IF, W.span.at, eq_c3(C, A, B), B->span); }
disj(X) ::= conj(A). { X = A; }
disj(X) ::= disj(A) OR conj(B). { X = eq_binary(parse, EQ_OP_OR, A, B); }
conj(X) ::= neg(A). { X = A; }
conj(X) ::= conj(A) AND neg(B). { X = eq_binary(parse, EQ_OP_AND, A, B); }
neg(X) ::= cmp(A). { X = A; }
neg(X) ::= NOT(W) neg(A). { X = eq_unary(parse, EQ_NODE_NOT, W, A); }
cmp(X) ::= sum(A). { X = A; }
cmp(X) ::= sum(A) EQ sum(B). { X = eq_binary(parse, EQ_OP_EQ, A, B); }
cmp(X) ::= sum(A) NE sum(B). { X = eq_binary(parse, EQ_OP_NE, A, B); }
cmp(X) ::= sum(A) LT sum(B). { X = eq_binary(parse, EQ_OP_LT, A, B); }
cmp(X) ::= sum(A) LE sum(B). { X = eq_binary(parse, EQ_OP_LE, A, B); }
cmp(X) ::= sum(A) GT sum(B). { X = eq_binary(parse, EQ_OP_GT, A, B); }
cmp(X) ::= sum(A) GE sum(B). { X = eq_binary(parse, EQ_OP_GE, A, B); }
cmp(X) ::= sum(A) IN LPAREN args(B) RPAREN(E). { X = eq_x(parse, EQ_NODE_IN, A->span.at, eq_prepend(A, B), E.span); }
cmp(X) ::= sum(A) NOT IN LPAREN args(B) RPAREN(E). { X = eq_x(parse, EQ_NODE_IN, A->span.at, eq_prepend(A, B), E.span); X->flags |= EQ_NODE_NEGATED; }
cmp(X) ::= sum(A) IS MISSING(E). { X = eq_x(parse, EQ_NODE_IS_MISSING, A->span.at, eq_c(A), E.span); }
cmp(X) ::= sum(A) IS NOT MISSING(E). { X = eq_x(parse, EQ_NODE_IS_MISSING, A->span.at, eq_c(A), E.span); X->flags |= EQ_NODE_NEGATED; }

sum(X) ::= wind(A). { X = A; }
sum(X) ::= sum(A) PLUS wind(B). { X = eq_binary(parse, EQ_OP_ADD, A, B); }
sum(X) ::= sum(A) MINUS wind(B). { X = eq_binary(parse, EQ_OP_SUB, A, B); }
wind(X) ::= term(A). { X = A; }
wind(X) ::= wind(A) OVER win(R). { X = eq_x(parse, EQ_NODE_OVER, A->span.at, eq_c2(A, R), R->span); }
wind(X) ::= wind(A) AT prim(D). { X = eq_x(parse, EQ_NODE_AT, A->span.at, eq_c2(A, D), D->span); }
wind(X) ::= wind(A) EXCEPT win(R) BECAUSE(W) text(T). { X = eq_x(parse, EQ_NODE_WITHOUT, A->span.at, eq_c3(A, R, eq_n(parse, EQ_NODE_BECAUSE, W.span.at, eq_c(T), T->span)), T->span); }
win(R) ::= prim(A). { R = A; }
win(R) ::= prim(A) TO prim(B). { R = eq_x(parse, EQ_NODE_RANGE, A->span.at, eq_c2(A, B), B->span); }
term(X) ::= una(A). { X = A; }
term(X) ::= term(A) TIMES una(B). { X = eq_binary(parse, EQ_OP_MUL, A, B); }
term(X) ::= term(A) DIVIDE una(B). { X = eq_binary(parse, EQ_OP_DIV, A, B); }
una(X) ::= rate(A). { X = A; }
una(X) ::= MINUS(W) una(A). { X = eq_unary(parse, EQ_NODE_NEGATE, W, A); }
rate(X) ::= pow(A). { X = A; }
rate(X) ::= rate(A) PER id(N). { X = eq_x(parse, EQ_NODE_PER, A->span.at, eq_c2(A, N), N->span); }
rate(X) ::= rate(A) PER number(N). { X = eq_x(parse, EQ_NODE_PER, A->span.at, eq_c2(A, N), N->span); }
pow(X) ::= prim(A). { X = A; }
pow(X) ::= prim(A) POWER number(N). { X = eq_x(parse, EQ_NODE_POWER, A->span.at, eq_c2(A, N), N->span); }
pow(X) ::= prim(A) POWER MINUS number(N). { X = eq_x(parse, EQ_NODE_POWER, A->span.at, eq_c2(A, N), N->span); X->flags |= EQ_NODE_MINUS; }

prim(X) ::= number(N). { X = N; }
prim(X) ::= when(D). { X = D; }
prim(X) ::= text(T). { X = T; }
prim(X) ::= id(N). { X = N; }
prim(X) ::= id(N) LPAREN RPAREN(E). { X = eq_call(parse, N, eq_none(), E); }
prim(X) ::= id(N) LPAREN args(A) RPAREN(E). { X = eq_call(parse, N, A, E); }
prim(X) ::= LPAREN(B) expr(A) RPAREN(E). { X = eq_brackets(A, B, E); }

args(L) ::= arg(A). { L = eq_c(A); }
args(L) ::= args(B) COMMA arg(A). { L = eq_append(B, A); }
arg(X) ::= expr(A). { X = A; }
arg(X) ::= expr(A) OF(W) id(N) filt(F). { X = eq_x(parse, EQ_NODE_ARGUMENT, A->span.at, eq_concat(eq_c2(A, eq_n(parse, EQ_NODE_OF, W.span.at, eq_c(N), N->span)), F), F.last ? F.last->span : N->span); }
arg(X) ::= expr(A) filter(F). { X = eq_x(parse, EQ_NODE_ARGUMENT, A->span.at, eq_concat(eq_c(A), F), F.last->span); }
arg(X) ::= expr(A) FROM when(D). { X = eq_x(parse, EQ_NODE_FROM_DAYS, A->span.at, eq_c2(A, D), D->span); }
arg(X) ::= expr(A) FROM when(D) TO when(E). { X = eq_x(parse, EQ_NODE_FROM_DAYS, A->span.at, eq_c2(A, eq_x(parse, EQ_NODE_RANGE, D->span.at, eq_c2(D, E), E->span)), E->span); }
arg(X) ::= prim(A) TO prim(B). { X = eq_x(parse, EQ_NODE_RANGE, A->span.at, eq_c2(A, B), B->span); }
arg(X) ::= TO(W) prim(B). { X = eq_x(parse, EQ_NODE_RANGE, W.span.at, eq_c(B), B->span); X->flags |= EQ_NODE_OPEN; }
arg(X) ::= when(D) COLON sum(S). { X = eq_x(parse, EQ_NODE_POINT, D->span.at, eq_c2(D, S), S->span); }
filt(L) ::= . { L = eq_none(); }
filt(L) ::= filter(F). { L = F; }
filter(L) ::= WHERE(W) expr(B). { L = eq_c(eq_x(parse, EQ_NODE_WHERE, W.span.at, eq_c(B), B->span)); }
filter(L) ::= WHILE(W) id(N). { L = eq_c(eq_n(parse, EQ_NODE_WHILE, W.span.at, eq_c(N), N->span)); }
filter(L) ::= WHERE(W) expr(B) WHILE(V) id(N). { L = eq_c2(eq_x(parse, EQ_NODE_WHERE, W.span.at, eq_c(B), B->span), eq_n(parse, EQ_NODE_WHILE, V.span.at, eq_c(N), N->span)); }
filter(L) ::= WHILE(V) id(N) WHERE(W) expr(B). { L = eq_c2(eq_x(parse, EQ_NODE_WHERE, W.span.at, eq_c(B), B->span), eq_n(parse, EQ_NODE_WHILE, V.span.at, eq_c(N), N->span)); }

/* ---- leaves ---- */

number(X) ::= NUMBER(N). { X = eq_number(parse, EQ_LITERAL_PLAIN, N, NULL); }
number(X) ::= NUMBER(N) UNITS(U). { X = eq_number(parse, EQ_LITERAL_PLAIN, N, &U); }
number(X) ::= MONEY(N). { X = eq_number(parse, EQ_LITERAL_MONEY, N, NULL); }
number(X) ::= MONEY(N) UNITS(U). { X = eq_number(parse, EQ_LITERAL_MONEY, N, &U); }
number(X) ::= PERCENT(N). { X = eq_number(parse, EQ_LITERAL_PERCENT, N, NULL); }
number(X) ::= PERCENT(N) UNITS(U). { X = eq_number(parse, EQ_LITERAL_PERCENT, N, &U); }
when(X) ::= date(D). { X = D; }
when(X) ::= MONTH(D). { X = eq_n(parse, EQ_NODE_MONTH, D.span.at, eq_none(), D.span); }
when(X) ::= FISCAL(D). { X = eq_n(parse, EQ_NODE_FISCAL, D.span.at, eq_none(), D.span); }
date(X) ::= DATE(D). { X = eq_n(parse, EQ_NODE_DATE, D.span.at, eq_none(), D.span); }
text(X) ::= TEXT(T). { X = eq_n(parse, EQ_NODE_TEXT, T.span.at, eq_none(), T.span); }
id(X) ::= ID(N). { X = eq_name(parse, N.span); }
