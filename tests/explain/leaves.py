"""What a figure rests on, looked up where its explanation says that it is: numbers in the text, rows in the data."""

import csv
import re
from datetime import date, datetime
from fractions import Fraction
from functools import cache
from pathlib import Path

from rules import Wrong, f

ROOT = Path(__file__).resolve().parents[2]
TIMES = {"k": 1000, "m": 10**6, "bn": 10**9, "%": Fraction(1, 100), "": 1}


@cache
def lines(path):
    return (ROOT / path).read_text(encoding="utf-8").split("\n")


@cache
def table(path):
    """The records of a file by the line that each begins on, and its headers."""
    records, at = {}, 1
    with open(ROOT / path, encoding="utf-8-sig", newline="") as text:
        reader = csv.reader(text)
        for record in reader:
            records[at] = record
            at = reader.line_num + 1
    # A title may stand above the headers.
    return records, next(r for r in records.values() if sum(map(bool, r)) > 1)


@cache
def headers(folder):
    """The header of each column that the programme calls by a name of its own."""
    found = {}
    for path in sorted((ROOT / folder).rglob("*.eq")):
        text = path.read_text(encoding="utf-8")
        found |= re.findall(r'^\s+value\s+(\w+)\s+"([^"]+)"', text, re.M)
        found |= {name: header for header, name in re.findall(r'^\s+column\s+"([^"]+)" as (\w+)', text, re.M)}
    return found


def written(node):
    """The number stands in the text, on the line that is named."""
    text = node.get("written", node["what"])
    if "file" in node and text.split(" ")[0] not in lines(node["file"])[node["line"] - 1]:
        raise Wrong(f"{text} does not stand in {node['file']}:{node['line']}")
    number = re.match(r"(-?)[£$€]?([\d,]+(?:\.\d+)?)(k|m|bn|%|)(?![\w%])", text)
    if not number:
        raise Wrong(f"{text} is no number")
    sign, digits, times = number.groups()
    if Fraction(sign + digits.replace(",", "")) * TIMES[times] != f(node["value"]):
        raise Wrong(f"{text} is not {node['value']}")


def plain(text):
    """A cell as the list has it: dates as 2024-03-24, numbers in plain digits, a missing one as -."""
    text = text.strip()
    if day := re.fullmatch(r"(\d\d)/(\d\d)/(\d{4})", text):
        return f"{day[3]}-{day[2]}-{day[1]}"
    if re.fullmatch(r"\d\d-[A-Z][a-z]{2}-\d\d", text):
        return datetime.strptime(text, "%d-%b-%y").date().isoformat()
    if re.fullmatch(r"[£$€]?[\d,]+(\.\d+)?", text):
        return re.sub("[£$€,]", "", text)
    return text or "-"


def is_same(a, b):
    try:
        return a == b or Fraction(a) == Fraction(b)
    except ValueError:
        return False


def cell(folder, place, name):
    records, head = table(place["file"])
    header = headers(folder).get(name, name)
    return plain(records[place["line"]][head.index(header)])


def operand(folder, place, text):
    """A column, or the days from one date to another; None where there is none."""
    cells = [cell(folder, place, name) for name in text.split(" - ")]
    if "-" in cells:
        return None
    if len(cells) == 1:
        return Fraction(cells[0])
    return Fraction((date.fromisoformat(cells[0]) - date.fromisoformat(cells[1])).days)


def listed(line):
    """Where a listed row stands; what is said of its cells must be what stands there."""
    path, at, said = re.match(r"(.+?):(\d+)  (.*)", line).groups()
    place = {"file": path, "line": int(at)}
    records, head = table(path)
    if place["line"] not in records:
        raise Wrong(f"there is no row at {path}:{at}")
    for header, value in zip(head, records[place["line"]]):
        found = re.search(rf"(?:^|, ){re.escape(header)} (.*?)(?:, |$)", said)
        if found and not is_same(found[1], plain(value)):
            raise Wrong(f"{path}:{at} has {header} {value}, not {found[1]}")
    return place


MADE = {
    "sum": sum,
    "mean": lambda values: sum(values) / len(values),
    "min": min,
    "max": max,
}


def rows(node, folder):
    """The rows that are listed are those that were counted, and give the value. Returns whether it was worked out."""
    r = node["rows"]
    if r["aggregate"] in ("count", "open", "closed", "opened") and node["value"] is not None \
            and f(node["value"]) != r["counted"]:
        raise Wrong(f"{node['value']} rows are counted, and {r['counted']} are said to be")
    if not r["counted"]:
        return False
    for end in ("first", "last"):
        if r[end]["line"] not in table(r[end]["file"])[0]:
            raise Wrong(f"there is no line {r[end]['line']} in {r[end]['file']}")
    if "listing" not in r:
        return False
    places = [listed(line) for line in r["listing"]]
    if len(places) != r["counted"] or len({(p["file"], p["line"]) for p in places}) != len(places):
        raise Wrong(f"{len(places)} rows are listed, and {r['counted']} counted")
    if (places[0], places[-1]) != (r["first"], r["last"]):
        raise Wrong("the first or the last row is not that of the list")
    of = re.match(r"(\w+)\((\w+(?: - \w+)?) of \w+", node["written"])
    if not of or of[1] not in MADE:
        return False
    values = [v for v in (operand(folder, p, of[2]) for p in places) if v is not None]
    comes = MADE[of[1]](values)
    if abs(comes - f(node["value"])) > Fraction(1, 10**28) * abs(comes):
        raise Wrong(f"`{node['written']}` is {node['value']}, and {comes} comes of its rows")
    return True
