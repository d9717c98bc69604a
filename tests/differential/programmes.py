"""A drawn case as a programme with its files, and the figures that it must come to."""

from dataclasses import dataclass

import files
from cases import Drawn
from expressions import quoted
from grains import DAY
from measures import Rows

KINDS = {"dated": "date", "snapshot": "date", "period": "period", "spell": "spell"}
OWN_MISSING = ("?", "not known")


@dataclass
class Case:
    number: int
    programme: str
    files: list  # of files.Written
    stdin: bytes
    arguments: list
    expected: dict  # of figures by what they are: Numbers, None where missing
    faults: list  # places of which messages must tell, with their codes; then there are no figures
    left_out: int  # rows that do not fit and are left out


def make(seed, number):
    drawn = Drawn(seed, number)
    windows = Windows(drawn)
    written, path = write_files(drawn)
    faults = [] if drawn.skips is not False else fault_places(drawn, written)
    arguments = ["--as-at", str(drawn.as_at)]
    by = drawn.source.by[: drawn.pick((0, 1, 2))]
    if by:
        arguments += ["--by", ",".join(by)]
    left_out = sum(row.fault is not None for row in drawn.source.rows) if drawn.skips else 0
    if drawn.skips:
        arguments.append("--skip-bad-rows")
    return Case(number, text_of(drawn, windows, path), written, written[0].data if path == "-" else b"", arguments,
                {} if faults else figures(drawn, windows, by), faults, left_out)


class Windows:
    """The ranges of days that figures are asked for."""

    def __init__(self, drawn):
        self.baseline = self.of_covered(drawn)
        self.figures = [self.of_covered(drawn) for _ in drawn.measures]
        self.live = drawn.rng.randrange(1, 6)

    @staticmethod
    def of_covered(drawn):
        """A range that what the data covers, if anything, has a day of."""
        covers = drawn.source.covers
        window = drawn.some_range(slack=5)
        while covers and (window[1] < covers[0] or window[0] > covers[1]):
            window = drawn.some_range(slack=5)
        return window


# --- the programme ---


def text_of(drawn, windows, path):
    starts = drawn.first
    horizon = max(drawn.last, drawn.as_at) + 30 * DAY
    lines = [
        f'programme "Case {drawn.number}" {{',
        f"  currency GBP\n  starts {starts}\n  horizon {horizon}\n  period {drawn.grain}",
        "  fiscal year from april\n  annualise 52 weeks\n}",
        "unit visit\nunit hour",
        data_of(drawn, path),
    ]
    lines += [fixed.declaration() for fixed in drawn.fixed]
    for i, measure in enumerate(drawn.measures):
        lines.append(f"kpi k{i} {{\n  tracked {measure}\n  baseline tracked over {range_of(windows.baseline)}\n"
                     f"  live over {windows.live} {drawn.grain.unit}{'s' * (windows.live > 1)}\n}}")
        lines.append(f"figure f{i} = k{i} over {range_of(windows.figures[i])}")
    return "\n".join(lines) + "\n"


def range_of(window):
    return f"{window[0]} to {window[1]}"


def data_of(drawn, path):
    source, layout = drawn.source, drawn.layout
    dates = source.date + (f" to {source.end}" if source.end else "")
    lines = ["row visit", f"{KINDS[source.kind]} {dates}" + date_form(layout)]
    if source.by:
        lines.append(f"by {', '.join(source.by)}")
    for name, unit in source.values.items():
        word = "level" if name in source.levels else "value"
        lines.append(f"{word} {name} {quoted(source.headers[name]) if name in source.headers else ''} : {unit}")
    lines += [f"column {quoted(header)} as {name}" for name, header in source.headers.items() if name not in source.values]
    if source.key:
        lines.append(f"key {source.key}")
    if source.covers:
        lines.append(f"covers {range_of(source.covers)}")
    if source.members:
        lines.append("members " + ", ".join(quoted(name) + (f" until {until}" if until else "")
                                            for name, until in source.members))
    if source.only:
        lines.append(f"only {source.only}")
    lines += [f'except {range_of(days)} because "a strike"' for days in source.excepted]
    if set(layout.missing) & set(OWN_MISSING):
        lines.append("missing " + ", ".join(map(quoted, OWN_MISSING)))
    if layout.title_lines:
        lines.append(f"skip {layout.title_lines} row{'s' * (layout.title_lines > 1)}")
    if layout.until:
        lines.append(f"until {quoted(layout.until)}")
    if layout.encoding == "cp1252":
        lines.append('encoding "windows-1252"')
    return f"data rows from {quoted(path)} {{\n" + "".join(f"  {line}\n" for line in lines) + "}"


def date_form(layout):
    if layout.date_form == "yyyy-mm-dd":
        return ""
    return " as excel" if layout.date_form == "excel" else f" as {quoted(layout.date_form)}"


# --- its files ---


def write_files(drawn):
    """The files and what the programme calls them all: one file, a folder, a pattern, or standard input."""
    rng, source, layout = drawn.rng, drawn.source, drawn.layout
    if drawn.chance(0.3):
        source.headers = {name: name.replace("_", " ").capitalize() + rng.choice((" (£)", " – of it", " %", ""))
                          for name in source.columns}
    if layout.encoding == "cp1252":
        fit_encoding(source)
    numbered = list(enumerate(source.rows))
    ending = f".csv.{layout.packing}" if layout.packing else ".csv"
    form = rng.choice(("file", "file", "file", "folder", "pattern", "stdin"))
    if form in ("file", "stdin"):
        name = "rows" + ending
        path = "-" if form == "stdin" else name
        return [files.write(rng, source, layout, path, *swapped(numbered))], path
    cuts = sorted(rng.randrange(len(numbered) + 1) for _ in range(rng.randrange(1, 4)))
    parts = [numbered[a:b] for a, b in zip([0, *cuts], [*cuts, len(numbered)])]
    written = [files.write(rng, source, layout, f"rows/part-{i}{ending}", *swapped(part)) for i, part in enumerate(parts)]
    return written, "rows" if form == "folder" else "rows/part-*" + ending


def swapped(numbered):
    return [row for _, row in numbered], [number for number, _ in numbered]


def fit_encoding(source):
    """Texts that Windows-1252 cannot write do not stand in such a file."""
    for row in source.rows:
        for name in source.by:
            if row[name] and row[name].encode("cp1252", "replace").decode("cp1252") != row[name]:
                row[name] = None


def fault_places(drawn, written):
    places = []
    for number, row in enumerate(drawn.source.rows):
        if row.fault:
            file = next(one for one in written if (number, "last") in one.cells)
            shows = row.fault.shows or drawn.source.columns[0]
            place = file.place(number, shows)
            places.append((row.fault.code, place if row.fault.shows else place._replace(column=None)))
    return places


# --- its figures ---


def figures(drawn, windows, by):
    """What every figure must be, by what it is."""
    rows = Rows(drawn.source, drawn.grain)
    grain, as_at = drawn.grain, drawn.as_at
    # Nothing later than the as-at date is used.
    data_end = as_at if grain.last(as_at) == as_at else grain.period(as_at)[0] - DAY
    horizon = max(drawn.last, as_at) + 30 * DAY
    ends = [drawn.first, horizon, as_at, *(drawn.source.covers or ())] + ([rows.first, rows.last] if rows.busy else [])
    timeline = grain.timeline(min(ends), max(ends))
    expected = {("periods",): [(str(first), str(last)) for first, last in timeline]}
    whole = rows.whole()

    def clipped(window):
        return window[0], min(window[1], data_end)

    for i, measure in enumerate(drawn.measures):
        for t, window in enumerate(timeline):
            expected["series", f"k{i}", t] = whole.over(measure, window) if window[1] <= data_end else None
        expected["figure", f"f{i}"] = whole.over(measure, clipped(windows.figures[i]))
        for keys, part in {(): whole, **(rows.parts(by) if by else {})}.items():
            expected["baseline", f"k{i}", *keys] = part.over(measure, clipped(windows.baseline))
            expected["live", f"k{i}", *keys] = part.over(measure, grain.trailing(data_end, windows.live))
    return expected


