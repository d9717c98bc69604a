"""The rules by which a figure follows from its parts, in exact fractions, as docs/explain.md lists them."""

from datetime import date
from fractions import Fraction

RIGHT = Fraction(1, 10**28)
SERIES = ("mean", "sum", "limits")


def f(text):
    return None if text is None else Fraction(text)


def number(node):
    v = node["value"]
    return v if isinstance(v, bool) or v is None else f(v)


def ratio(pair):
    return Fraction(*pair)


class Wrong(Exception):
    pass


# ---- the rules: each gives the value, and the largest number that went into it ----

def operator(node, parts):
    op = node["operator"]
    if op == "if":
        return parts[1] if parts[0] else parts[2] if parts[0] is not None else None
    if op == "is missing":
        return parts[0] is None
    if op in ("and", "or"):
        decided = op == "or"
        return decided if decided in parts else None if None in parts else not decided
    if None in parts:
        return None
    a, b = parts[0], parts[1] if len(parts) > 1 else None
    if op == "-" and b is None:
        return -a
    if op == "^":
        return a ** node["power"]
    return {"+": lambda: a + b, "-": lambda: a - b, "*": lambda: a * b, "/": lambda: a / b if b else None,
            "=": lambda: a == b, "!=": lambda: a != b, "<": lambda: a < b, "<=": lambda: a <= b,
            ">": lambda: a > b, ">=": lambda: a >= b, "not": lambda: not a, "abs": lambda: abs(a),
            "min": lambda: min(parts), "max": lambda: max(parts)}[op]()


def rate(node, parts):
    counted = f(node.get("counted_days") or node.get("counted_months"))
    return None if parts[0] is None or not counted else parts[0] * ratio(node["factor"]) / counted


def mean(node, parts):
    have = [(v, p.get("weight", 1)) for v, p in zip(parts, node["parts"]) if v is not None]
    days = sum(w for _, w in have)
    return sum(v * w for v, w in have) / days if days else None


def ramp(node, parts):
    on, begins, ends = (date.fromisoformat(node[k]) for k in ("on", "begins", "ends"))
    if None in parts:
        return None
    if ends <= begins:
        return parts[on >= begins]
    done = min(max((on - begins).days, 0), (ends - begins).days)
    return parts[0] + (parts[1] - parts[0]) * done / (ends - begins).days


def amounts(node):
    for p in node["periods"]:
        worth, each = f(p["worth"]), ratio(p["each"])
        if p["times"] != p["days"] * p.get("accrued_days", 1):
            raise Wrong(f"{p['times']} days are not {p['days']} times {p.get('accrued_days')}")
        if worth is not None:
            amount = worth * p["times"] * each * f(node["share"])
            near(f(p["amount"]), amount, True, abs(amount), "the amount of a period")
            yield worth, p, worth * p["times"] * each


def accrued(node, parts):
    have = list(amounts(node))
    return f(node["share"]) * sum(v for _, _, v in have) if have else Fraction(0)


def annualised(node, parts):
    have = list(amounts(node))
    if not have:
        return None
    days = sum(p["times"] * (ratio(p["each"]) if node.get("by_months") else 1) for _, p, _ in have)
    return f(node["share"]) * sum(v for _, _, v in have) * ratio(node["factor"]) / days


def limits(node, parts):
    """The NHS way: 13 values at least, and no moving range across a gap."""
    have = [v for v in parts if v is not None]
    ranges = [abs(b - a) for a, b in zip(parts, parts[1:]) if a is not None and b is not None]
    if len(have) < 13 or not ranges:
        return None
    factor = {"upper": Fraction("2.66"), "lower": Fraction("-2.66"), "centre": 0}[node["limit"]]
    return sum(have) / len(have) + factor * sum(ranges) / len(ranges)


RULES = {
    "operator": operator,
    "rate": rate,
    "mean": mean,
    "ramp": ramp,
    "accrued": accrued,
    "annualised": annualised,
    "same": lambda node, parts: parts[0],
    "dated": lambda node, parts: parts[0],
    "converted": lambda node, parts: None if parts[0] is None else parts[0] * ratio(node["factor"]),
    "sum": lambda node, parts: sum(v for v in parts if v is not None),
    "total": lambda node, parts: None if None in parts else sum(parts),
    "grown": lambda node, parts: parts[0] * (1 + parts[1]) ** node["times"],
    "run_rate": lambda node, parts: None if parts[0] is None
    else parts[0] * ratio(node["factor"]) * f(node["share"]),
    "limits": limits,
    "missing": lambda node, parts: None,
}


def near(said, comes, rounded, size, what):
    if said is None or comes is None or isinstance(said, bool):
        if said != comes:
            raise Wrong(f"{what} is {said}, and {comes} comes of its parts")
    elif abs(said - comes) > (RIGHT * max(size, abs(comes)) if rounded else 0):
        raise Wrong(f"{what} is {said}, and {comes} comes of its parts")


def follows(node, parts):
    """Raises Wrong where the value is not what its rule makes of the parts."""
    values = [number(p) for p in parts]
    numbers = [abs(v) for v in values if v is not None and not isinstance(v, bool)]
    numbers += [abs(f(p["amount"])) for p in node.get("periods", []) if p["amount"] is not None]
    size = max(numbers, default=Fraction(0))
    try:
        comes = RULES[node["rule"]](node, values)
    except (IndexError, TypeError) as why:
        raise Wrong(f"`{node['what']}` lacks a part: {why}") from None
    near(number(node), comes, node.get("rounded", False), size, f"`{node['what']}`")
