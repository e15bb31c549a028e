"""A case on a later day: as it is, or with insurance gone on in one State until then, a week for each Monday."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from desktop_app.calculation.case import Case, StatedTotal
from desktop_app.domain.money import Money, Rounding, rounded
from desktop_app.domain.periods import InsurancePeriod
from desktop_app.domain.time import WEEKS_IN_YEAR, mondays_between


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """A case, and what goes on in it: insurance in `state` with `weekly` earnings a week, None where none are known.

    `earnings_class` is that of a State which insures by classes.
    """

    case: Case
    state: str
    weekly: Money | None
    earnings_class: str = ""

    def on(self, day: date, *, insured: bool = False) -> Case:
        """Return the case with the contingency, and the claim if it would be earlier, on a day."""
        case = self.case
        rows = tuple(self.rows_until(day)) if insured else ()
        return replace(
            case,
            contingency_date=day,
            claim_date=max(case.claim_date, day),
            periods=(*case.periods, *rows),
            stated_totals=tuple(self._with_rows(total, rows) for total in case.stated_totals),
        )

    def weeks_until(self, day: date) -> int:
        """Return how many weeks are added until a day."""
        return sum(row.weeks for row in self.rows_until(day))

    def rows_until(self, day: date) -> Iterator[InsurancePeriod]:
        """Yield the rows that are added, one a year: its Mondays from the day after the contingency on.

        With what is on record of the year they are never more than 52.
        """
        first = self.case.contingency_date + timedelta(days=1)
        for year in range(first.year, day.year + 1):
            start, end = max(first, date(year, 1, 1)), min(day, date(year, 12, 31))
            there = sum(row.weeks for row in self.case.periods if row.year == year)
            weeks = min(mondays_between(start, end) if start <= end else 0, WEEKS_IN_YEAR - there)
            if weeks > 0:
                yield InsurancePeriod(
                    row_id=f"outlook-{year}",
                    state=self.state,
                    year=year,
                    weeks_paid=weeks,
                    start=start,
                    end=end,
                    earnings=self._earned(weeks),
                    earnings_class=self.earnings_class,
                )

    def _earned(self, weeks: int) -> Money | None:
        if self.weekly is None:
            return None
        return Money(minor=self.weekly.minor * weeks, currency=self.weekly.currency)

    def _with_rows(self, total: StatedTotal, rows: tuple[InsurancePeriod, ...]) -> StatedTotal:
        if total.weeks is None or total.state != self.state:
            return total
        return replace(total, weeks=total.weeks + sum(row.weeks for row in rows))


def course_of(case: Case, state: str, weekly: Money | None = None) -> Course:
    """Return the course of a case with insurance in a State; earnings and class are those last on record there."""
    mine = sorted((row for row in case.periods if row.state == state and row.weeks), key=lambda row: row.year)
    last = next((row for row in reversed(mine) if row.earnings is not None), None)
    if weekly is None and last is not None and last.earnings is not None:
        each = rounded(last.earnings.units / last.weeks, Rounding.HALF_UP_CENT)
        weekly = Money.of(each, last.earnings.currency)
    classed = next((row.earnings_class for row in reversed(mine) if row.earnings_class), "")
    return Course(case=case, state=state, weekly=weekly, earnings_class=classed)
