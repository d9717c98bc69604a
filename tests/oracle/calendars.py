"""Days, periods and fiscal years, worked out with datetime alone. Ranges include both ends."""

import datetime
from fractions import Fraction

DAY = datetime.timedelta(days=1)


def day(text):
    return datetime.date.fromisoformat(text)


def range_of(text):
    """`2022-08-01 to 2023-07-30`, `2023-07` or `FY22/23`."""
    if text.startswith("FY"):
        return fiscal_range(2000 + int(text[2:4]))
    if " to " in text:
        first, last = text.split(" to ")
        return day(first), day(last)
    first = day(text + "-01")
    return first, month_of(first)[1]


def days_in(first, last):
    return max((last - first).days + 1, 0)


def each_day(first, last):
    while first <= last:
        yield first
        first += DAY


def week_of(d):
    """Monday to Sunday."""
    monday = d - d.weekday() * DAY
    return monday, monday + 6 * DAY


def month_of(d):
    first = d.replace(day=1)
    following = (first + 31 * DAY).replace(day=1)
    return first, following - DAY


def periods(grain, first, last):
    """The whole periods that hold every day from `first` to `last`."""
    made = []
    period = grain(first)
    while period[0] <= last:
        made.append(period)
        period = grain(period[1] + DAY)
    return made


def trailing(last, weeks=0, months=0):
    """The window of so many weeks or months that ends on a day. Months end with a month here."""
    if weeks:
        return last - (7 * weeks - 1) * DAY, last
    first = last + DAY
    for _ in range(months):
        first = (first - DAY).replace(day=1)
    return first, last


def months_in(days):
    """Days as parts of their own calendar months."""
    return sum((Fraction(1, days_in(*month_of(d))) for d in days), Fraction(0))


def years_since(then, now):
    """Whole years from one day to another; none before it."""
    years = now.year - then.year - ((now.month, now.day) < (then.month, then.day))
    return max(years, 0)


def fiscal_year(d):
    """The year in which the fiscal year of a day begins, on 1 April."""
    return d.year if d.month >= 4 else d.year - 1


def fiscal_range(year):
    return datetime.date(year, 4, 1), datetime.date(year + 1, 3, 31)


def fiscal_name(year):
    return f"FY{year % 100:02d}/{(year + 1) % 100:02d}"
