"""The periods of a timeline: days, weeks that end on any weekday, months."""

import sys
from dataclasses import dataclass
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[1] / "oracle"))

from calendars import DAY, days_in, each_day, month_of, periods  # noqa: E402

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


@dataclass(frozen=True)
class Grain:
    unit: str  # day, week or month
    week_ends: int = 6  # of weeks: the weekday, Monday is 0

    def __str__(self):
        return f"week ending {WEEKDAYS[self.week_ends]}" if self.unit == "week" else self.unit

    def period(self, day):
        """The first and the last day of the period that holds a day."""
        if self.unit == "day":
            return day, day
        if self.unit == "month":
            return month_of(day)
        last = day + (self.week_ends - day.weekday()) % 7 * DAY
        return last - 6 * DAY, last

    def last(self, day):
        return self.period(day)[1]

    def timeline(self, first, last):
        return periods(self.period, first, last)

    def trailing(self, last, n):
        """The window of n periods that ends with one."""
        first = last
        for i in range(n):
            first = self.period(first)[0] - (DAY if i + 1 < n else 0 * DAY)
        return first, last


__all__ = ["DAY", "Grain", "days_in", "each_day", "month_of"]
