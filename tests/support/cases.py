"""Cases for tests of the calculation: the published example, and rows in a line each."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from desktop_app.calculation.case import Case
from desktop_app.domain.claims import Benefit
from desktop_app.domain.decisions import OfficerDecision
from desktop_app.domain.money import Money
from desktop_app.domain.periods import InsurancePeriod, PeriodType
from desktop_app.rulebook.shelf import Rulebook
from desktop_app.workflows.consult_rules import load_rulebook

NISSVG: Mapping[str, str] = {"GD": "nissvg-2014", "LC": "nissvg-2014"}
HENDYCE_ROWS = (
    ("VC", 1988, 14, 4200),
    ("VC", 1989, 52, 12600),
    ("VC", 1990, 52, 13000),
    ("VC", 1991, 52, 13500),
    ("VC", 1992, 52, 14000),
    ("VC", 1993, 52, 14600),
    ("VC", 1994, 26, 7500),
    ("LC", 1994, 26, 10000),
    ("LC", 1995, 52, 20000),
    ("LC", 1996, 52, 25000),
    ("LC", 1997, 52, 28000),
    ("LC", 1998, 52, 30000),
    ("LC", 1999, 52, 32000),
    ("LC", 2000, 10, 5000),
    ("GD", 2000, 40, 13000),
    ("GD", 2001, 52, 16000),
    ("GD", 2002, 52, 18000),
)


def the_rulebook() -> Rulebook:
    """The program's own rules, read once a process, by the program itself."""
    return load_rulebook()


def a_row(state: str, year: int, weeks: int, earnings: int | None = None, **facts: Any) -> InsurancePeriod:
    """One row; `earnings` in whole dollars; further fields by name."""
    money = None if earnings is None else Money(minor=earnings * 100, currency="XCD")
    fields = {"row_id": f"{state}-{year}", "type": PeriodType.EMP, **facts}
    return InsurancePeriod(state=state, year=year, weeks_paid=weeks, earnings=money, **fields)


def rows(lines: Iterable[tuple[str, int, int, int]]) -> tuple[InsurancePeriod, ...]:
    return tuple(a_row(*line) for line in lines)


def a_case(periods: tuple[InsurancePeriod, ...] | None = None, **facts: Any) -> Case:
    """The published example's case, or another with these rows and facts."""
    case = Case(
        benefit=Benefit.AGE,
        birth_date=date(1954, 6, 14),
        contingency_date=date(2014, 6, 14),
        claim_date=date(2014, 6, 14),
        state_of_claim="VC",
        periods=rows(HENDYCE_ROWS) if periods is None else periods,
    )
    return replace(case, **facts)


def proportional(state: str) -> OfficerDecision:
    """An officer's decision that a State pays although its condition is not met."""
    return OfficerDecision(
        point="unmet_state",
        state=state,
        option="proportional",
        reason="Agreed practice",
        decided_by="D. Sample",
        decided_on=date(2014, 7, 16),
    )
