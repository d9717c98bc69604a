"""Random sources with their rows, and measures of them. The same number gives the same case."""

import datetime
import random
from dataclasses import dataclass, field
from decimal import Decimal

import files
from arithmetic import Number
from expressions import (Among, Call, Choice, Column, Comparison, Dated, Fixed, Joined, Literal, Missing, Not, Power, Sum,
                         quoted)
from grains import DAY, Grain, each_day
from measures import Measure, Rows

UNITS = {"cost": "GBP", "hours": "hour", "score": "1", "nightly": "GBP/day"}
PLACES = ("North", "South", "East Side", "Éire & Wales", 'the "Hub"', "back\\slash", "Nord, West; Süd", "x",
          "a name longer than any sixteen bytes of it", "Łódź–Ω 東京", "o'Brien", "line\nbreak", "0123456789abcdef",
          "0123456789abcdeF", "north")
KINDS = ("home", "hub", "residential", "nursing", "=SUM(A1)", "£5", "ward 1", "ward 2", "ward 10")

PROFILES = ("small", "whole", "pence", "pence", "signed", "mixed", "long", "wide", "sometimes", "ones", "edges")
NO_NUMBERS = ("12x", "1.5E+05", "1,23", "$5", "9" * 35, "--5", "1 2", "nineteen", "0x10", "1.2.3", "(5", "Infinity")


class Row(dict):
    """Values by column. One with a fault does not fit its file."""

    fault = None


@dataclass(frozen=True)
class Fault:
    """What is wrong with a row: a cell that says something else, or another number of cells."""

    code: str
    shows: str  # at which column's cell; "last": at the row's last; empty: anywhere in the row
    column: str = ""
    text: str = ""
    cells: int = 0


@dataclass
class Source:
    kind: str  # dated, snapshot, period or spell
    by: list
    values: dict  # names of columns of numbers, and their units
    levels: list
    date: str = "seen_on"
    end: str = ""
    key: str = ""
    rows: list = field(default_factory=list)
    covers: tuple = None
    excepted: list = field(default_factory=list)
    members: list = field(default_factory=list)  # pairs of a name and its last day, or None
    only: object = None
    headers: dict = field(default_factory=dict)

    @property
    def columns(self):
        return [name for name in (self.date, self.end, self.key, *self.by, *self.values) if name]

    @property
    def units(self):
        return self.values


class Drawn:
    """One case: a source with its rows, how its files are written, and what is measured of it."""

    def __init__(self, seed, number):
        self.number = number
        self.rng = random.Random(f"{seed}/{number}")
        self.pick = self.rng.choice
        rng = self.rng
        self.grain = Grain(self.pick(("day", "week", "week", "week", "month")), rng.randrange(7))
        self.first = datetime.date(2019, 1, 1) + rng.randrange(2200) * DAY
        length = {"day": (3, 40), "week": (10, 90), "month": (40, 400)}[self.grain.unit]
        self.last = self.first + rng.randrange(*length) * DAY
        self.adds_up = self.chance(0.4)  # all that is measured: groups need not be told apart by days then
        self.layout = self.make_layout()
        self.source = self.make_source()
        self.fixed = self.make_fixed()
        self.make_rows()
        self.make_choices()
        self.measures = self.make_measures()
        self.skips = self.pick((None, None, None, True, False))  # rows that do not fit; None: all fit
        if self.skips is not None:
            self.spoil(rng.randrange(1, 8))
        self.as_at = self.make_as_at()

    def chance(self, p):
        return self.rng.random() < p

    # --- the source ---

    def make_layout(self):
        rng, pick = self.rng, self.pick
        old = self.chance(0.1)
        return files.Layout(
            separator=pick(",,,;\t"), line_end=pick(files.LINE_ENDS), encoding="cp1252" if old else "utf-8",
            mark=not old and self.chance(0.15), date_form=pick(("yyyy-mm-dd", *files.DATE_FORMS)), times=self.chance(0.15),
            quotes=pick((0, 0, 0.1, 0.5, 1)), blanks=pick((0, 0, 0.05, 0.5)), blank_lines=pick((0, 0.02, 0.2)),
            unusual=pick((0, 0, 0.1, 0.5)), last_line_end=self.chance(0.8), title_lines=pick((0, 0, 0, 1, 3)),
            until=pick(("", "", "Total")), packing=pick(("", "", "", "gz", "zst")),
            missing=pick((files.MISSING, ("",), ("?", "not known"))),
            others=tuple(f"other {i}" for i in range(rng.randrange(3))))

    def make_source(self):
        kind = self.pick(("dated", "dated", "dated", "snapshot", "period", "spell", "spell"))
        values = {name: unit for name, unit in UNITS.items() if self.chance(0.6)} or {"cost": "GBP"}
        levels = []
        if kind == "snapshot" or kind == "period" and self.chance(0.4):
            levels = ["waiting"]
            values = {**({} if kind == "snapshot" else values), "waiting": "hour"}
        source = Source(kind, ["place", "kind"][: self.pick((1, 1, 2, 2, 0))], values, levels)
        if kind == "spell":
            source.date, source.end = "admitted", "left_on"
        elif kind == "dated" and self.chance(0.3):
            source.key = "number"
        self.texts = {"place": self.rng.sample(PLACES, self.rng.randrange(1, len(PLACES))),
                      "kind": self.rng.sample(KINDS, self.rng.randrange(1, len(KINDS)))}
        return source

    def some_day(self):
        return self.first + self.rng.randrange((self.last - self.first).days + 1) * DAY

    def some_range(self, slack=0):
        a, b = sorted((self.some_day(), self.some_day()))
        return a - self.rng.randrange(slack + 1) * DAY, b + self.rng.randrange(slack + 1) * DAY

    def make_rows(self):
        source, rng = self.source, self.rng
        missing = self.pick((0, 0, 0.05, 0.3))
        draw = {name: self.numbers(self.pick(PROFILES)) for name in source.values}
        if source.kind in ("dated", "spell"):
            n = self.pick((1, 3, 20, 60, 150, 300) + ((2500,) if self.number % 8 == 0 else ()))
            keys = [(self.some_day(), *(self.some_text(name, missing) for name in source.by)) for _ in range(n)]
            if self.chance(0.5):
                keys.sort(key=lambda key: key[0])
        else:
            times = ([last for _, last in self.grain.timeline(self.first, self.last)] if source.kind == "period"
                     else list(each_day(self.first, self.last)))
            keys = [(day, *texts) for day in times for texts in self.combinations() if self.chance(0.8)]
            rng.shuffle(keys)
        if not keys:
            keys = [(self.some_day() if source.kind != "period" else self.grain.last(self.first),
                     *(self.texts[name][0] for name in source.by))]
        for i, (day, *texts) in enumerate(keys):
            row = Row(zip([source.date, *source.by], [day, *texts]))
            for name in source.values:
                row[name] = None if self.chance(missing) else Number(draw[name]())
            if source.end:
                row[source.end] = None if self.chance(0.3) else day + int(rng.expovariate(1 / 12)) * DAY
            if source.key:
                row[source.key] = f"c{i * 7919 % 100003:05d}"
            source.rows.append(row)

    def combinations(self):
        """What the rows of one date are told apart by."""
        made = [()]
        for name in self.source.by:
            made = [(*one, text) for one in made for text in self.texts[name][:4]]
        return made

    def some_text(self, name, missing):
        return None if self.chance(missing / 2) else self.pick(self.texts[name])

    def numbers(self, profile):
        rng = self.rng

        def scaled(low, high, decimals):
            return Decimal(rng.randint(low, high)).scaleb(-decimals)

        return {
            "small": lambda: scaled(0, 9, 0),
            "whole": lambda: scaled(-500, 5000, 0),
            "pence": lambda: scaled(0, 500000, 2),
            "signed": lambda: scaled(-10**7, 10**7, 2),
            "mixed": lambda: scaled(-10**6, 10**6, rng.randrange(7)),
            "long": lambda: scaled(-10**18, 10**18, rng.randrange(12)),
            "wide": lambda: scaled(-10**30, 10**30, 2),
            "beyond": lambda: scaled(-10**30, 10**30, rng.randrange(30)),
            "sometimes": lambda: scaled(0, 10**rng.randrange(20, 30), 0) if rng.random() < 0.05 else scaled(0, 9999, 1),
            "ones": lambda: Decimal(1),
            "edges": lambda: Decimal(rng.choice((0, 1, -1, 2**63 - 1, -(2**63), 2**63, 10**18, -(10**18), 10**17, 2**31))),
        }[profile]

    def make_choices(self):
        """Which rows and days count."""
        source = self.source
        if source.kind != "period" and self.chance(0.5):
            source.covers = self.some_range(slack=10)
        if self.chance(0.3):
            for _ in range(self.pick((1, 1, 2))):
                day = self.some_day()
                source.excepted.append(self.grain.period(day) if source.kind == "period"
                                       else (day, min(day + self.rng.randrange(4) * DAY, self.last)))
        if source.by and source.kind != "spell" and not self.adds_up and self.chance(0.25):
            texts = self.said(self.texts[source.by[0]])
            names = self.rng.sample(texts, min(2, len(texts)))
            source.members = [(name, self.pick((None, None, self.some_day()))) for name in names]
        if self.chance(0.3):
            source.only = self.condition(1, among_rows=True)

    def make_as_at(self):
        """A day by which a period has ended and some row, if any counts, has come."""
        middle = self.first + (self.last - self.first) // 2
        day = self.pick((self.last, self.last, middle)) + self.rng.randrange(8) * DAY
        return max([day, self.grain.last(self.first), *sorted(Rows(self.source, self.grain).busy)[:1]])

    # --- expressions ---

    def make_fixed(self):
        made = [Fixed("fee", (), ((None, self.dated("GBP")),)), Fixed("factor", (), ((None, self.dated("1")),))]
        if self.source.by:
            by = tuple(self.rng.sample(self.source.by, self.rng.randrange(1, len(self.source.by) + 1)))
            combinations = [()]
            for name in by:
                combinations = [(*one, text) for one in combinations for text in self.said(self.texts[name])]
            listed = self.rng.sample(combinations, self.rng.randrange(len(combinations) + 1))[:40]
            made.append(Fixed("weight", by, (*((keys, self.dated("1")) for keys in listed), (None, self.dated("1")))))
        return made

    def dated(self, unit):
        """One value, or several from their days on."""
        numbers = [Decimal(self.rng.randint(1, 9999)).scaleb(-self.rng.randrange(4)) for _ in range(self.pick((1, 1, 2, 3)))]
        days = sorted({self.first + self.rng.randrange(-10, (self.last - self.first).days) * DAY for _ in numbers})
        shown = [self.amount(number, unit) for number in numbers]
        if len(days) < 2 and self.chance(0.7):
            return Dated(((None, Number(numbers[0])),), shown[0])
        steps = tuple((day, Number(number)) for day, number in zip(days, numbers))
        return Dated(steps, ", ".join(f"{text} from {day}" for text, day in zip(shown, days)))

    @staticmethod
    def amount(number, unit):
        return {"GBP": f"£{number:f}", "hour": f"{number:f} hours", "1": f"{number:f}", "day": f"{number:f} days",
                "GBP/day": f"£{number:f} per day"}[unit]

    def literal(self, unit):
        number = Decimal(self.rng.randint(0, 2000)).scaleb(-self.rng.randrange(3))
        text = self.amount(number, unit)
        return Literal(Number(number), f"({text})" if " per " in text else text)

    def number_of(self, unit, depth, without=""):
        """An expression of a unit; `without` some operators, so that it loses no digit."""
        leaves = [lambda: self.literal(unit)] + [lambda c=c: Column(c) for c, of in self.source.values.items()
                                                   if of == unit and c not in self.source.levels] * 4
        if unit == "GBP" and "*" not in without:
            leaves += [lambda: self.fixed[0]]
        if unit == "1" and "*" not in without:
            leaves += [lambda one=one: one for one in self.fixed[1:]]
        if unit == "day" and self.source.end:
            leaves = [lambda: Sum(Column(self.source.end), "-", Column(self.source.date))]
        elif unit == "day":
            leaves = [lambda: Sum(Column(self.source.date), "-", self.date_literal())]
        if depth <= 0 or self.chance(0.2):
            return self.pick(leaves)()

        def part(of):
            return self.number_of(of, depth - 1, without)

        grown = [
            lambda: Sum(part(unit), self.pick("+-"), part(unit)),
            lambda: Call("-", (part(unit),)),
            lambda: Call("abs", (part(unit),)),
            lambda: Call(self.pick(("min", "max")), (part(unit), part(unit))),
            lambda: Choice(self.condition(depth - 1), part(unit), part(unit)),
        ]
        if "*" not in without:
            grown += [lambda: Sum(part(unit), "*", part("1"))]
        if "/" not in without:
            grown += [lambda: Sum(part(unit), "/", part("1"))]
        if unit == "1" and "/" not in without:
            grown += [lambda: Sum(part("hour"), "/", part("hour")), lambda: Power(part("1"), self.pick((2, 3)))]
        if unit == "GBP" and "*" not in without:
            grown += [lambda: Sum(part("GBP/day"), "*", part("day"))] * 2
        return self.pick(grown)()

    def date_literal(self):
        day = self.some_day()
        return Literal(day, str(day))

    def condition(self, depth, among_rows=False):
        """A truth about a row; one of the source's `only` knows columns alone."""
        operator = self.pick(("=", "!=", "<", "<=", ">", ">="))
        dates = [self.source.date] + ([self.source.end] if self.source.end else [])
        forms = [
            lambda: Comparison(Column(self.pick(dates)), operator, self.date_literal()),
            lambda: Joined(Comparison(Column(self.source.date), ">=", self.date_literal()), "and",
                           Comparison(Column(self.source.date), "<=", self.date_literal())),
            lambda: Among(Column(self.pick(dates)), tuple(self.date_literal() for _ in range(3)), self.chance(0.5)),
        ]
        if self.source.end:
            forms += [lambda: Missing(Column(self.source.end), self.chance(0.5))] * 2
        for name in self.source.by:
            texts = self.said(self.texts[name]) or ["none of them"]
            forms += [lambda n=name, t=texts: Comparison(Column(n), self.pick(("=", "!=")), self.text_literal(t)),
                      lambda n=name, t=texts: Among(Column(n), tuple(self.text_literal(t) for _ in range(self.pick((1, 2, 4)))),
                                                    self.chance(0.4)),
                      lambda n=name: Missing(Column(n), self.chance(0.5))]
        for name, unit in self.source.values.items():
            if name in self.source.levels and self.source.kind == "period":
                continue  # a flow by a level is taken for a level
            forms += [lambda n=name, u=unit: Comparison(Column(n), operator, self.literal(u)),
                      lambda n=name: Missing(Column(n), self.chance(0.5))]
        if not among_rows:
            unit = self.pick(list(self.source.values.values()))
            forms += [lambda: Comparison(self.number_of(unit, depth - 1), operator, self.number_of(unit, depth - 1))]
        if depth > 0:
            forms += [lambda: Joined(self.condition(depth - 1, among_rows), self.pick(("and", "or")),
                                     self.condition(depth - 1, among_rows)),
                      lambda: Not(self.condition(depth - 1, among_rows))] * 3
        return self.pick(forms)()

    @staticmethod
    def said(texts):
        """Those that a programme can say: a text ends on its own line."""
        return [text for text in texts if "\n" not in text]

    def text_literal(self, texts):
        text = self.pick(texts)
        return Literal(text, quoted(text))

    # --- measures ---

    def make_measures(self):
        """Some at random, and one for each column, so that each is read."""
        made = [self.measure() for _ in range(self.rng.randrange(4, 9))]
        for name in self.source.values:
            if self.source.kind == "snapshot" or name in self.source.levels:
                made.append(Measure("level", Column(name)))
            else:
                made.append(Measure("sum", Column(name)))
        return made

    def measure(self):
        source = self.source
        where = self.condition(2) if self.chance(0.5) else None
        per = self.pick(("day", "week") + (("month",) if self.grain.unit == "month" else ())) if self.chance(0.4) else ""
        if source.kind == "snapshot" or source.levels and self.chance(0.3):
            return Measure(self.pick(("level", "closing")), Column(self.pick(source.levels)), where)
        during = self.pick(("", "open", "open", "closed")) if source.kind == "spell" else ""
        if self.adds_up and during == "open":
            during = ""
        if during == "open":
            if self.chance(0.4):
                return Measure("open", None, where, "open")
            return Measure("sum", self.number_of(self.some_unit(), 1, without="*/"), where, "open")
        if source.kind == "spell" and self.chance(0.3):
            return Measure(*self.pick((("opened", None, where, ""), ("closed", None, where, "closed"))), per=per)
        name = self.pick(("count", "sum", "sum", "mean", "min", "max", "first", "last", "median", "percentile", "distinct")
                         [:4 if self.adds_up else None])
        if name == "count":
            return Measure("count", None, where, during, per=per)
        if name == "distinct" and self.chance(0.6):
            return Measure("distinct", Column(self.pick([*source.by, source.date, *source.values])), where, during)
        unit = self.some_unit()
        of = self.number_of(unit, self.pick((0, 0, 1, 2)), without="/" if name in ("sum", "mean") else "")
        part = Number(Decimal(self.rng.randrange(0, 1001)).scaleb(-3)) if name == "percentile" else None
        # Days per week are a plain number: a week is seven of them.
        return Measure(name, of, where, during, part, per if name == "sum" and unit != "day" else "")

    def some_unit(self):
        units = [unit for name, unit in self.source.values.items() if name not in self.source.levels] or ["1"]
        if self.source.end or self.source.kind == "dated" and self.chance(0.2):
            units.append("day")
        return self.pick(units)

    # --- rows that do not fit ---

    def spoil(self, n):
        """Takes some rows that count and lets something be wrong with each."""
        rows = Rows(self.source, self.grain).rows
        for row in self.rng.sample(rows, min(n, len(rows) // 2)):
            row.fault = self.pick(self.faults(row))

    def faults(self, row):
        source = self.source
        made = [Fault("E0610", "last", cells=1), Fault("E0610", "last", cells=-1), Fault("E0613", source.date, source.date, ""),
                Fault("E0611", source.date, source.date, "soon")]
        if self.layout.date_form == "yyyy-mm-dd":
            made += [Fault("E0611", source.date, source.date, text) for text in ("2023-02-30", "1850-01-01", "2023-1-1")]
        for name in source.values:
            made += [Fault("E0611", name, name, text) for text in NO_NUMBERS]
        if source.end:
            made.append(Fault("E0611", source.end, source.end, "later"))
        if source.end and not source.only:  # which might go by the end
            before = files.date_cell(self.rng, row[source.date] - DAY, self.layout)
            made.append(Fault("E0620", "", source.end, before))
        return made
