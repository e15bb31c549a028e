"""Where the rows of the work history lie in their years, for the strip above the grid."""

from datetime import date

from desktop_app.domain.forms import CheckedLine
from desktop_app.domain.time import WEEKS_IN_YEAR
from desktop_app.ui.screens.claim.period_looks import look_of
from desktop_app.ui.widgets.drawing import PeriodLook

FULL = 1000
"""The thousandths of a whole year."""


def span_in_year(line: CheckedLine, year: int) -> tuple[tuple[int, int], PeriodLook] | None:
    """Return a row's stretch of a year in thousandths, and how it is drawn; None where it is not in that year.

    Without dates the stretch is as long as the weeks, from the year's beginning.
    """
    look = look_of(line.type)
    if line.start and line.end and line.start <= line.end:
        if not line.start.year <= year <= line.end.year:
            return None
        first = max(line.start, date(year, 1, 1))
        last = min(line.end, date(year, 12, 31))
        return ((_thousandth(first, year, after=False), _thousandth(last, year, after=True)), look)
    if line.year != year:
        return None
    weeks = WEEKS_IN_YEAR if line.weeks is None else min(line.weeks, WEEKS_IN_YEAR)
    return ((0, FULL * weeks // WEEKS_IN_YEAR), look)


def _thousandth(day: date, year: int, *, after: bool) -> int:
    begin, end = date(year, 1, 1).toordinal(), date(year + 1, 1, 1).toordinal()
    return (day.toordinal() + (1 if after else 0) - begin) * FULL // (end - begin)
