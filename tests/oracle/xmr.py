"""XmR limits and the four rules of Making Data Count, worked out with exact fractions by the definitions.

Each rule is looked for at every place where it could stand, window by window, as its definition reads, which is
another way than the engine's (runs of signs). A value is a Fraction or None.
"""

from fractions import Fraction

LEAST = 13
FACTOR = Fraction("2.66")
RULES = ("outside", "shift", "trend", "near")


def limits(values):
    """(centre, lower, upper, two thirds of the way down, and up) of a part's values, or None."""
    points = [v for v in values if v is not None]
    ranges = [abs(b - a) for a, b in zip(values, values[1:]) if a is not None and b is not None]
    if len(points) < LEAST or not ranges:
        return None
    centre = sum(points) / len(points)
    way = FACTOR * sum(ranges) / len(ranges)
    return centre, centre - way, centre + way, centre - way * 2 / 3, centre + way * 2 / 3


def chart(values, parts=((0, None),), made_of=None):
    """The limits of each place: `parts` are (first, end); `made_of` is a part whose limits hold from there on."""
    out = [None] * len(values)
    for first, end in parts if made_of is None else ((made_of[0], None),):
        end = len(values) if end is None else end
        own = limits(values[first:end] if made_of is None else values[made_of[0]:made_of[1]])
        out[first:end] = [own] * (end - first)
    return out


def sign(x):
    return (x > 0) - (x < 0)


def signals(values, lines, run=7):
    """For each rule a set a place: of 1 where it is above (or rising), of -1 where it is below (or falling)."""
    n = len(values)
    plotted = [v is not None and line is not None for v, line in zip(values, lines)]
    marks = {rule: [set() for _ in values] for rule in RULES}

    def windows(width):
        for i in range(n - width + 1):
            if all(plotted[i:i + width]):
                yield range(i, i + width)

    def side(i):
        return sign(values[i] - lines[i][0])

    def beyond(i, down, up):
        return 1 if values[i] > lines[i][up] else -1 if values[i] < lines[i][down] else 0

    for (i,) in windows(1):
        marks["outside"][i] = {beyond(i, 1, 2)} - {0}
    for window in windows(run):
        if len({side(i) for i in window}) == 1 and side(window[0]):
            for i in window:
                marks["shift"][i] = {side(i)}
        steps = {sign(values[b] - values[a]) for a, b in zip(window, window[1:])}
        if len(steps) == 1 and steps != {0}:
            for i in window:
                marks["trend"][i] |= steps
    for window in windows(3):
        if len({side(i) for i in window}) == 1 and side(window[0]):
            far = [i for i in window if beyond(i, 3, 4) == side(i)]
            if len(far) >= 2:
                for i in far:
                    marks["near"][i] = {side(i)}
    return marks
