"""Cases for calculations that are told in full: rows and careers in every State's own money, decisions, a family."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from desktop_app.calculation.case import Case
from desktop_app.calculation.other_readings import explained_award
from desktop_app.calculation.recompute import disagreements
from desktop_app.domain.decisions import OfficerDecision
from desktop_app.domain.dependants import Relationship, Survivor
from desktop_app.domain.money import Money
from desktop_app.domain.periods import InsurancePeriod
from tests.support.cases import a_row, the_rulebook
from tests.support.golden import golden
from tests.support.told_in_full import in_full

WHOLE_YEAR = (date(1994, 1, 1), date(1994, 12, 31))
FAMILY = (
    Survivor(
        id="1",
        relationship=Relationship.WIDOW,
        birth_date=date(1960, 6, 14),
        union_since=date(1985, 2, 1),
        invalid=False,
        cares_for_child=True,
        dependent=True,
    ),
    Survivor(
        id="2",
        relationship=Relationship.CHILD,
        birth_date=date(2001, 3, 4),
        invalid=False,
        in_education=True,
        dependent=True,
    ),
    Survivor(
        id="3",
        relationship=Relationship.CHILD,
        birth_date=date(2004, 9, 1),
        invalid=False,
        in_education=False,
        dependent=True,
    ),
)


def money(currency: str, units: int) -> Money:
    """So many whole units."""
    return Money(minor=units * 100, currency=currency)


def earned(state: str, year: int, weeks: int, units: int, **facts: Any) -> InsurancePeriod:
    """A row with earnings in the State's own currency."""
    currency = the_rulebook().party(state).currency
    return replace(a_row(state, year, weeks, **facts), earnings=money(currency, units))


def career(state: str, first: int, years: int, units: int = 20_000, more: int = 0) -> tuple[InsurancePeriod, ...]:
    """Years of 52 weeks, one after the other, each with `more` than the one before."""
    return tuple(earned(state, first + at, 52, units + at * more) for at in range(years))


def spanned(state: str, start: date, end: date, weeks: int, **facts: Any) -> InsurancePeriod:
    """A row from a day to a day."""
    return earned(state, start.year, weeks, 9_000, start=start, end=end, **facts)


def decided(point: str, state: str, option: str) -> OfficerDecision:
    """What an officer decided."""
    return OfficerDecision(
        point=point,
        state=state,
        option=option,
        reason="As agreed by letter",
        decided_by="D. Sample",
        decided_on=date(2014, 7, 16),
    )


def held_in_full(case: Callable[[], Case]) -> None:
    """Calculate a case and hold the whole result to the text that bears its name; its worksheet gives its figures."""
    rules = the_rulebook()
    found = explained_award(case(), rules.packs, rules.agreement)
    assert disagreements(found.worksheet) == ()
    golden(f"calculation/{case.__name__}.txt", in_full(found))
