"""Dates and years as the Agreement uses them: typed dates, ages, contribution weeks in a span.

Knows no clock: today's date is always told.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction
from typing import Final

from dateutil.relativedelta import relativedelta

from desktop_app.foundation.problems import FormProblem

WEEKS_IN_YEAR: Final = 52
"""Contribution weeks that make a full year; a year can hold 53 Mondays where the State's law says so."""

DAYS_IN_WEEK: Final = 7
MONTHS_IN_YEAR: Final = 12
EARLIEST_YEAR: Final = 1900
LATEST_YEAR: Final = 2100

_MONTHS: Final = {
    name: number
    for number, names in enumerate(
        (
            ("jan", "january"),
            ("feb", "february"),
            ("mar", "march"),
            ("apr", "april"),
            ("may",),
            ("jun", "june"),
            ("jul", "july"),
            ("aug", "august"),
            ("sep", "sept", "september"),
            ("oct", "october"),
            ("nov", "november"),
            ("dec", "december"),
        ),
        start=1,
    )
    for name in names
}
_NUMERIC: Final = re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4})", re.ASCII)
_WORDED: Final = re.compile(r"(\d{1,2})[ .\-/]*([A-Za-z]{3,9})[ .,\-/]*(\d{4})", re.ASCII)
_ISO: Final = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)


class Certainty(StrEnum):
    """How sure a date is."""

    EXACT = "exact"
    MONTH = "month"
    YEAR = "year"
    GUESS = "guess"


def parse_date(text: str) -> date:
    """Read a date as a clerk types it: `14/6/1954` (day first), `14 Jun 1954`, `14 June 1954` or `1954-06-14`.

    Raises `FormProblem("date_unreadable")` for text that is no date, and `FormProblem("date_out_of_range")`
    for a year outside 1900 to 2100.
    """
    bare = text.strip()
    if found := _ISO.fullmatch(bare):
        year, month, day = (int(part) for part in found.groups())
    elif found := _NUMERIC.fullmatch(bare):
        day, month, year = (int(part) for part in found.groups())
    elif (found := _WORDED.fullmatch(bare)) and found[2].lower() in _MONTHS:
        day, month, year = int(found[1]), _MONTHS[found[2].lower()], int(found[3])
    else:
        raise FormProblem("date_unreadable", text=bare)
    if not EARLIEST_YEAR <= year <= LATEST_YEAR:
        raise FormProblem("date_out_of_range", text=bare)
    try:
        return date(year, month, day)
    except ValueError:
        raise FormProblem("date_unreadable", text=bare) from None


def age_on(birth_date: date, day: date) -> tuple[int, int]:
    """Return the age on `day` as whole years and whole further months; (0, 0) before birth."""
    if day < birth_date:
        return (0, 0)
    return divmod(_whole_months(birth_date, day), MONTHS_IN_YEAR)


def reaches_age(birth_date: date, years: int, months: int = 0) -> date:
    """Return the day on which a person reaches an age; born 29 February, 28 February in a common year."""
    return birth_date + relativedelta(years=years, months=months)


def whole_months_between(start: date, end: date) -> int:
    """Return the whole months from `start` to `end`, 0 when `end` is not later."""
    if end <= start:
        return 0
    return _whole_months(start, end)


def _whole_months(start: date, end: date) -> int:
    """Return the whole months from `start` to a day not before it; a month that is too short ends on its last day."""
    months = (end.year - start.year) * MONTHS_IN_YEAR + end.month - start.month
    reached = end.day >= start.day or end.day == monthrange(end.year, end.month)[1]
    return months if reached else months - 1


def weeks_span_can_hold(start: date, end: date) -> int:
    """Return the most contribution weeks that the days from `start` to `end` (both counted) can hold.

    A week is credited for a Monday, so a span can hold its Mondays, and one week more where it begins inside a week.
    """
    days = (end - start).days + 1
    return -(-days // DAYS_IN_WEEK) if days > 0 else 0


def weeks_between(start: date, end: date) -> int:
    """Return the whole weeks that the days from `start` to `end` (both counted) surely hold."""
    days = (end - start).days + 1
    return days // DAYS_IN_WEEK if days > 0 else 0


def mondays_between(start: date, end: date) -> int:
    """Return the number of Mondays from `start` to `end`, both counted."""
    first = start + timedelta(days=-start.weekday() % DAYS_IN_WEEK)
    return 0 if first > end else (end - first).days // DAYS_IN_WEEK + 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """The days from `start` to `end`, both counted."""

    start: date
    end: date

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise ValueError("a span ends on or after the day it begins")

    def overlap(self, other: "Span") -> "Span | None":
        """Return the days in both spans, or None."""
        start, end = max(self.start, other.start), min(self.end, other.end)
        return Span(start=start, end=end) if start <= end else None

    def days(self) -> int:
        """Return the number of days."""
        return (self.end - self.start).days + 1


def year_fraction(years: int, months: int) -> Fraction:
    """Return years and months as exact years."""
    return Fraction(years * MONTHS_IN_YEAR + months, MONTHS_IN_YEAR)
