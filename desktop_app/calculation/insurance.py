"""How long a person was insured, year by year: the State's own weeks, or those of all States that count.

What the steps of a rule pack ask for beside the bare number of weeks: weeks of a year, years with insurance, the first
day of it.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from desktop_app.calculation.ledger import given, made
from desktop_app.calculation.totalisation import YEAR_HOLDS, StateWeeks
from desktop_app.calculation.trace import Authority, AuthorityKind, TraceNode, Unit
from desktop_app.domain.periods import InsurancePeriod

_ROWS = Authority(kind=AuthorityKind.ENTERED, reference="periods")


@dataclass(slots=True, kw_only=True)
class YearWeeks:
    """The weeks of one contribution year, paid and credited together, and the paid ones among them."""

    weeks: int = 0
    paid: int = 0


@dataclass(slots=True, kw_only=True)
class Insurance:
    """The insurance behind a scope: `years` by contribution year, `first` the first insured day, None for none."""

    years: dict[int, YearWeeks] = field(default_factory=dict)
    first: date | None = None


def own_insurance(weeks: StateWeeks) -> Insurance:
    """Return a State's own insurance by its rows; a year holds no more than its Mondays."""
    found = _of_rows([weeks])
    for year in found.years.values():
        year.weeks = min(year.weeks, YEAR_HOLDS)
        year.paid = min(year.paid, year.weeks)
    return found


def counted_insurance(states: Iterable[StateWeeks]) -> Insurance:
    """Return the insurance of all States after overlaps: what gave way to another State is left out."""
    every = list(states)
    found = _of_rows(every)
    for weeks in every:
        for loss in weeks.losses:
            year = found.years[loss.row.year]
            year.weeks -= loss.weeks
            year.paid -= 0 if loss.credited else loss.weeks
    return found


def _of_rows(states: Iterable[StateWeeks]) -> Insurance:
    found = Insurance()
    for weeks in states:
        for row in weeks.rows:
            if not row.weeks:
                continue
            year = found.years.setdefault(row.year, YearWeeks())
            year.weeks += row.weeks
            year.paid += 0 if row.type.credited else row.weeks_paid
            found.first = min(found.first or date.max, first_day(row))
    return found


def first_day(row: InsurancePeriod) -> date:
    """Return the day a row begins; the first of its year where it has no dates."""
    return row.start or date(row.year, 1, 1)


def first_insured(weeks: StateWeeks) -> date | None:
    """Return the first day of a State's own insurance, None where it has no week."""
    return min((first_day(row) for row in weeks.rows if row.weeks), default=None)


def weeks_by_year(insurance: Insurance, state: str, *, paid: bool) -> list[TraceNode]:
    """Return a figure for every contribution year, in the order of time."""
    return [
        given(
            "paid_weeks_of_year" if paid else "weeks_of_year",
            each.paid if paid else each.weeks,
            Unit.WEEKS,
            state=state,
            authority=_ROWS,
            facts={"year": year},
        )
        for year, each in sorted(insurance.years.items())
    ]


def insured_years(insurance: Insurance, state: str) -> TraceNode:
    """Return the number of calendar years with a week that counts."""
    years = sum(1 for each in insurance.years.values() if each.weeks)
    return given("insured_years", years, Unit.NUMBER, state=state, authority=_ROWS)


def years_since_first(insurance: Insurance, contingency: date, state: str) -> TraceNode:
    """Return the whole years from the first insured year to that of the contingency; nought without insurance."""
    first = insurance.first
    years = max(0, contingency.year - first.year) if first is not None else 0
    return given("years_since_first_insured", years, Unit.NUMBER, state=state, authority=_ROWS)


def age_at_first(insurance: Insurance, birth: TraceNode, state: str) -> TraceNode:
    """Return the age on the first insured day, unknown without insurance."""
    day = given("first_insured", insurance.first, Unit.DATE, state=state, authority=_ROWS)
    return made("age_at_first_insured", "age_at", (birth, day), state=state)
