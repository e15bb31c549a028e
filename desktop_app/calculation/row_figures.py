"""The figures of a State's own rows that were paid: class, weekly earnings, weeks. Steps that name them go row by row.

A row stands on its middle day where a table changed within it; that is said, so that it can be entered as two.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final

from desktop_app.calculation.ledger import given, made, not_known
from desktop_app.calculation.pack import CLASS_OF_ROW, WEEKLY_EARNINGS_OF_ROW, WEEKS_OF_ROW, Parameter
from desktop_app.calculation.trace import Authority, TraceNode, Unit
from desktop_app.domain.findings import Fact, Finding, Level
from desktop_app.domain.periods import InsurancePeriod

MONDAY: Final = 0
_DAYS_IN_WEEK: Final = 7


@dataclass(slots=True, kw_only=True)
class RowFigures:
    """What the steps know of one row: its figures by name, and its days; more figures are added as steps are reckoned.

    `first` and `last` are the first and last Monday of the row, on which its first and last contribution week began.
    """

    figures: dict[str, TraceNode]
    first: date
    last: date
    facts: dict[str, Fact] = field(default_factory=dict)

    @property
    def middle(self) -> date:
        """The day by which a dated value is chosen for the row."""
        return self.first + (self.last - self.first) / 2

    def across(self, parameter: Parameter) -> date | None:
        """Return the day within the row on which a parameter changes, None where it stays the same."""
        one, other = parameter.on(self.first), parameter.on(self.last)
        if other is None or other.start is None or (one is not None and one.fields == other.fields):
            return None
        return other.start


def row_figures(
    rows: Iterable[InsurancePeriod], currency: str, origin: Authority, *, with_rows: bool
) -> tuple[RowFigures, ...]:
    """Return the figures of every row with paid weeks, in the order of the rows."""
    return tuple(
        _of_row(row, currency, origin, with_rows=with_rows) for row in rows if row.weeks_paid and not row.type.credited
    )


def _of_row(row: InsurancePeriod, currency: str, origin: Authority, *, with_rows: bool) -> RowFigures:
    facts: dict[str, Fact] = {"year": row.year, "row": row.row_id, "type": row.type.value} if with_rows else {}
    weeks = given(WEEKS_OF_ROW, row.weeks_paid, Unit.WEEKS, state=row.state, authority=origin, facts=facts)
    named = row.earnings_class.strip().upper()
    stated = (
        given(CLASS_OF_ROW, named, Unit.TEXT, state=row.state, authority=origin, facts=facts)
        if named
        else _unknown(CLASS_OF_ROW, Unit.TEXT, row, "row_class_missing")
    )
    first, last = _mondays(row.start or date(row.year, 1, 1), row.end or date(row.year, 12, 31))
    return RowFigures(
        figures={
            CLASS_OF_ROW: stated,
            WEEKLY_EARNINGS_OF_ROW: _weekly(row, currency, weeks, origin, facts),
            WEEKS_OF_ROW: weeks,
        },
        first=first,
        last=last,
        facts={"year": row.year, "row": row.row_id},
    )


def _weekly(
    row: InsurancePeriod, currency: str, weeks: TraceNode, origin: Authority, facts: dict[str, Fact]
) -> TraceNode:
    if row.earnings is None or row.earnings.currency != currency:
        code = "row_class_missing" if row.earnings is None else "earnings_in_other_currency"
        return _unknown(WEEKLY_EARNINGS_OF_ROW, Unit.MONEY, row, code)
    earned = given(
        "row_earnings",
        row.earnings.units,
        Unit.MONEY,
        state=row.state,
        currency=currency,
        authority=origin,
        facts=facts,
    )
    return made(WEEKLY_EARNINGS_OF_ROW, "weekly_of_year", (earned, weeks), state=row.state, currency=currency)


def _unknown(key: str, unit: Unit, row: InsurancePeriod, code: str) -> TraceNode:
    facts: dict[str, Fact] = {"state": row.state, "year": row.year, "row": row.row_id}
    finding = Finding(code=code, level=Level.ERROR, where=row.state, facts=facts)
    return not_known(key, unit, (finding,), state=row.state, facts=facts)


def _mondays(start: date, end: date) -> tuple[date, date]:
    """Return the first and the last Monday of a span, its first day for both where it has none."""
    first = start + timedelta(days=-start.weekday() % _DAYS_IN_WEEK)
    last = end - timedelta(days=end.weekday())
    return (first, last) if first <= last else (start, start)
