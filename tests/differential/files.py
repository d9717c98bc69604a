"""Rows as the files that people have: every way to write a cell, a line and a file that the documents name."""

import datetime
import gzip
import re
import shutil
import subprocess
from dataclasses import dataclass, field
from typing import NamedTuple

MISSING = ("", "", "", "NA", "N/A", "n/a", "-", "–", "..", "  ")
SEPARATORS = {",": ",", ";": ";", "\t": "tab"}
LINE_ENDS = ("\n", "\r\n", "\r", "mixed")
EXCEL_BEGINS = datetime.date(1899, 12, 30)
DATE_FORMS = {
    "yyyy-mm-dd": "%Y-%m-%d",
    "dd/mm/yyyy": "%d/%m/%Y",
    "dd.mm.yyyy": "%d.%m.%Y",
    "dd-mmm-yy": "%d-%b-%y",
    "d mmm yyyy": "%-d %b %Y",
    "yyyy/mm/dd": "%Y/%m/%d",
    "d/m/yy": "%-d/%-m/%y",
    "excel": None,
}
TIMES = ("", "", "", " 00:00", " 09:15:30", "T23:59:59Z")


class Place(NamedTuple):
    file: str
    line: int
    column: int


@dataclass
class Layout:
    """How a source's files are written. Chances are of each cell."""

    separator: str = ","
    line_end: str = "\n"
    encoding: str = "utf-8"
    mark: bool = False  # the mark of UTF-8 at the beginning
    date_form: str = "yyyy-mm-dd"
    times: bool = False  # behind dates
    quotes: float = 0.1
    blanks: float = 0.05  # around cells
    blank_lines: float = 0.02
    unusual: float = 0.2  # numbers with signs, commas, brackets, …
    last_line_end: bool = True
    title_lines: int = 0
    until: str = ""
    packing: str = ""  # gz or zst
    missing: tuple = MISSING
    others: tuple = ()  # columns that the programme does not speak of


@dataclass
class Written:
    """A file as bytes, and where the cells of its rows stand: by (number of the row, name of the column)."""

    name: str
    data: bytes
    cells: dict = field(default_factory=dict)
    text: str = ""

    def place(self, row, column):
        """As an editor counts: lines from 1, and characters in the line."""
        before = self.text[: self.cells[row, column]]
        ends = list(re.finditer("\r\n|\r|\n", before))
        return Place(self.name, len(ends) + 1, len(before) - (ends[-1].end() if ends else 0) + 1)


# --- cells ---


def number_cell(rng, value, unit, unusual):
    """A number in one of the ways that people write it: -£1,250.50, (264.53), 34.9%."""
    text = f"{abs(value):f}"
    negative = value < 0
    if unit == "1" and unusual and rng.random() < 0.2:
        text, percent = f"{abs(value) * 100:f}", "%"
    else:
        percent = ""
    if not unusual:
        return "-" * negative + text + percent
    if "." in text and rng.random() < 0.3:
        text += "0" * rng.randrange(1, 4)
    elif "." not in text and rng.random() < 0.1:
        text += ".0"
    if rng.random() < 0.4 and len(text.split(".")[0]) > 3:
        whole, _, rest = text.partition(".")
        text = f"{int(whole):,}" + ("." + rest if rest else "")
    elif rng.random() < 0.1:
        text = "00" + text
    sign = "£" if unit.startswith("GBP") and rng.random() < 0.6 else ""
    if not negative:
        return rng.choice(("", "", "+")) + sign + text + percent
    minus = rng.choice(("-", "−", "–"))
    forms = [f"{minus}{sign}{text}{percent}", f"{sign}{minus}{text}{percent}"]
    if not percent:
        forms += [f"({sign}{text})", f"{sign}({text})"]
    return rng.choice(forms)


def date_cell(rng, day, layout):
    if layout.date_form == "excel":
        return str((day - EXCEL_BEGINS).days) + (rng.choice(("", ".5", ".999")) if layout.times else "")
    return day.strftime(DATE_FORMS[layout.date_form]) + (rng.choice(TIMES) if layout.times else "")


def value_cell(rng, value, unit, layout):
    if value is None:
        return rng.choice(layout.missing)
    if isinstance(value, datetime.date):
        return date_cell(rng, value, layout)
    if isinstance(value, str):
        return value
    return number_cell(rng, value.value, unit, rng.random() < layout.unusual)


def raw_cell(rng, text, layout, *, bare=False):
    """A cell with the quotes that it needs, and some that it does not, and blanks beside it."""
    try:
        text.encode(layout.encoding)
    except UnicodeEncodeError:
        text = text.replace("−", "-")
    needed = any(c in text for c in (layout.separator, "\n", "\r")) or text.lstrip(" \t\u00a0").startswith('"')
    if needed or (not bare and rng.random() < layout.quotes):
        text = '"' + text.replace('"', '""') + '"'
    if not bare and rng.random() < layout.blanks:
        text = " " * rng.randrange(3) + text + " " * rng.randrange(3)
    return text


JUNK = ("", "x", "12", 'he said ""', "a, b; c", "two\nlines", "é", "€ 5", "2024-02-30", "lone \r here")


def other_cell(rng, layout):
    text = rng.choice(JUNK)
    return raw_cell(rng, text, layout)


# --- files ---


def write(rng, source, layout, name, rows, numbers):
    """One file: title lines, the line of names, rows, and what stands below them."""
    columns = [*source.columns, *layout.others]
    rng.shuffle(columns)
    pieces, at, cells = [], 0, {}

    def put(text):
        nonlocal at
        pieces.append(text)
        at += len(text)

    def line_end():
        return rng.choice(("\n", "\r\n")) if layout.line_end == "mixed" else layout.line_end

    for i in range(layout.title_lines):
        put(rng.choice(('Report, with "quotes', "", "made on 1 May;", "a\tb")) + line_end())
    put(layout.separator.join(raw_cell(rng, source.headers.get(c, c), layout, bare=True) for c in columns))
    for number, row in zip(numbers, rows):
        put(line_end())
        while rng.random() < layout.blank_lines:
            put(rng.choice(("", "  ")) + line_end())
        own = list(columns)
        if row.fault and row.fault.cells < 0:
            own.pop()
        for i, column in enumerate(own):
            if i:
                put(layout.separator)
            cells[number, column] = at
            if column in layout.others:
                put(other_cell(rng, layout))
            elif row.fault and row.fault.column == column:
                put(raw_cell(rng, row.fault.text, layout, bare=True))
            else:
                put(raw_cell(rng, value_cell(rng, row[column], source.units.get(column, ""), layout), layout))
        cells[number, "last"] = cells[number, own[-1]]
        if row.fault and row.fault.cells > 0:
            put(layout.separator)
            cells[number, "last"] = at
            put("more")
    if layout.until:
        put(line_end() + layout.until + " 12" + layout.separator * 2 + line_end() + "below" + layout.separator + "99")
    if layout.last_line_end:
        put(line_end())
    text = "".join(pieces)
    data = text.encode(layout.encoding)
    if layout.mark:
        data = b"\xef\xbb\xbf" + data
    return Written(name, packed(data, layout.packing), cells, text)


def packed(data, packing):
    if packing == "gz":  # several members, as `cat a.gz b.gz` gives
        half = len(data) // 2
        return gzip.compress(data[:half], mtime=0) + gzip.compress(data[half:], mtime=0)
    if packing == "zst":
        return subprocess.run(["zstd", "-q", "-c"], input=data, stdout=subprocess.PIPE, check=True).stdout
    return data


def can_pack_zstd():
    return shutil.which("zstd") is not None


