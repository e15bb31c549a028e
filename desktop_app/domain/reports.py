"""Reports: what they are called, and the figures of one as plain values, to be looked at, printed and exported.

Figures are exact: whole numbers, fractions, money, days. What a value means is said by its column.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction
from itertools import cycle
from typing import Final

from desktop_app.domain.money import Money

Value = str | int | Fraction | Money | date | None
"""What stands in a field; None is nothing known. Text is a code, but for names and numbers of persons."""


class ReportKind(StrEnum):
    """The reports an office can make."""

    OPEN_CLAIMS = "open_claims"
    ANSWER_TIMES = "answer_times"
    OUTCOMES = "outcomes"
    WEEKS = "weeks_totalised"
    AGREEMENT = "because_of_the_agreement"
    OUTREACH = "outreach"
    CORRECTIONS = "corrections"


class Span(StrEnum):
    """Periods that are asked for often."""

    ALL = "all"
    THIS_YEAR = "this_year"
    LAST_YEAR = "last_year"
    TWELVE_MONTHS = "twelve_months"
    CHOSEN = "chosen"

    def days(self, today: date) -> tuple[date | None, date | None]:
        """Return its first and last day; None for what has no bound, and for days that are chosen one by one."""
        match self:
            case Span.THIS_YEAR:
                return date(today.year, 1, 1), date(today.year, 12, 31)
            case Span.LAST_YEAR:
                return date(today.year - 1, 1, 1), date(today.year - 1, 12, 31)
            case Span.TWELVE_MONTHS:
                return today - timedelta(days=364), today
            case _:
                return None, None


class ReportColumn(StrEnum):
    """What a column of a report holds."""

    STAGE = "stage"
    STATE = "state"
    STATES = "states"
    BENEFIT = "benefit"
    YEAR = "year"
    OFFICE = "office"
    ANSWER = "answer"
    FIELD = "field"
    QUESTION = "question"
    CURRENCY = "currency"
    FREQUENCY = "frequency"
    PERSON = "person"
    BIRTH_DATE = "birth_date"
    PENSION_DAY = "pension_day"
    RULE = "rule"
    CONFIDENCE = "confidence"
    KNOWN = "known"
    CLAIMS = "claims"
    PERSONS = "persons"
    UNDER_30 = "under_30"
    UNDER_90 = "under_90"
    UNDER_180 = "under_180"
    UNDER_365 = "under_365"
    OLDER = "older"
    ASKED = "asked"
    ANSWERED = "answered"
    MEDIAN = "median"
    NINETIETH = "ninetieth"
    REMINDED = "reminded"
    REFUSED_TO_ANSWER = "refused_to_answer"
    GRANTED = "granted"
    REFUSED = "refused"
    OTHERWISE = "otherwise"
    WEEKS = "weeks"
    WEEKS_HERE = "weeks_here"
    WEEKS_ELSEWHERE = "weeks_elsewhere"
    PAID = "paid"
    QUESTIONED = "questioned"
    CONFIRMED = "confirmed"
    EXPLAINED = "explained"
    CORRECTED = "corrected"


class Known(StrEnum):
    """What tells that somebody is insured in another State."""

    NUMBERED = "numbered"  # they have an insurance number there
    CERTIFIED = "certified"  # that State certified periods
    TOLD = "told"  # they told of work there


class ReportNote(StrEnum):
    """What has to be said beside the figures."""

    LAW_UNKNOWN = "law_unknown"
    LAW_UNSURE = "law_unsure"
    WITHOUT_NAMES = "without_names"
    PROTECTED_LEFT_OUT = "protected_left_out"
    KEPT_YEARS_LEFT_OUT = "kept_years_left_out"
    AS_OF_TODAY = "as_of_today"


MOST_BARS: Final = 24
"""Bars that are drawn, on the screen and on paper; it is said how many more stand in the table."""


def axis_steps(most: int | Fraction) -> tuple[int, ...]:
    """Return where a scale from 0 is marked, to just below or at the largest value: at most five steps of 1, 2 or 5."""
    step, factors = 1, cycle((Fraction(2), Fraction(5, 2), Fraction(2)))
    while most > 5 * step:
        step = int(step * next(factors))
    return tuple(range(0, int(most) + 1, step))


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A bar, or some side by side: what it is about, column by column, and one value for each series."""

    label: tuple[tuple[ReportColumn, Value], ...]
    values: tuple[int | Fraction, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One report. `rows` have a value for each of `columns`; `series` are the columns that `bars` are drawn from.

    `since` and `until` are the first and the last day that count, None for all; `ahead` the months of the outreach
    list, 0 for the others. Reports that stand for a day have neither.
    """

    kind: ReportKind
    made_on: date
    columns: tuple[ReportColumn, ...]
    rows: tuple[tuple[Value, ...], ...]
    series: tuple[ReportColumn, ...]
    bars: tuple[Bar, ...]
    since: date | None = None
    until: date | None = None
    ahead: int = 0
    notes: tuple[ReportNote, ...] = ()
