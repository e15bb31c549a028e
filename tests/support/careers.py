"""Random careers in all States that have rules here, for every benefit, with survivors and injuries."""

from datetime import date

from hypothesis import strategies as st

from desktop_app.calculation.case import Case
from desktop_app.calculation.pack import AgreementRules
from desktop_app.domain.claims import Benefit
from desktop_app.domain.dependants import Disablement, Relationship, Survivor
from desktop_app.domain.money import Money
from desktop_app.domain.periods import InsurancePeriod, PeriodType
from desktop_app.domain.persons import Sex
from tests.support.cases import the_rulebook

STATES = tuple(sorted(the_rulebook().packs))
CLASSES = ("", "I", "IV", "VIII", "XII", "XVI")
TYPES = (PeriodType.EMP, PeriodType.EMP, PeriodType.SEL, PeriodType.VOL, PeriodType.CSI)


def agreement() -> AgreementRules:
    return the_rulebook().agreement


@st.composite
def careers(draw: st.DrawFn, last_year: int) -> tuple[InsurancePeriod, ...]:
    """Up to four States, in each a stretch of years with weeks and earnings, some of them at the same time."""
    made = []
    for state in draw(st.lists(st.sampled_from(STATES), min_size=1, max_size=4, unique=True)):
        first = draw(st.integers(1970, last_year - 1))
        years = draw(st.integers(1, min(25, last_year - first)))
        weeks = draw(st.integers(2, 26)) * 2
        credited = draw(st.sampled_from((0, 0, 2)))
        kind = draw(st.sampled_from(TYPES))
        earned = draw(st.integers(1, 400_000)) * 100
        more = draw(st.integers(0, 5_000)) * 100
        currency = agreement().parties[state].currency
        named = draw(st.sampled_from(CLASSES)) if state == "TT" else ""
        made += [
            InsurancePeriod(
                row_id=f"{state}-{first + at}",
                state=state,
                year=first + at,
                weeks_paid=min(weeks, 52 - credited),
                weeks_credited=credited,
                type=kind,
                earnings=Money(minor=earned + at * more, currency=currency),
                earnings_class=named,
            )
            for at in range(years)
        ]
    return tuple(made)


@st.composite
def survivors(draw: st.DrawFn, death: date) -> tuple[Survivor, ...]:
    """A family: perhaps a spouse, children, a parent; facts that are stated or not."""
    stated = st.sampled_from((None, True, False))
    found = []
    for number in range(draw(st.integers(0, 4))):
        kind = draw(st.sampled_from(Relationship))
        age = draw(st.integers(0, 24)) if kind.young else draw(st.integers(25, 80))
        found.append(
            Survivor(
                id=str(number + 1),
                relationship=kind,
                birth_date=draw(st.sampled_from((date(death.year - age, 3, 9), None))),
                union_since=date(death.year - draw(st.integers(0, 20)), 2, 1) if kind.spouse else None,
                invalid=draw(stated),
                in_education=draw(stated),
                cares_for_child=draw(stated),
                dependent=draw(stated),
            )
        )
    return tuple(found)


@st.composite
def any_case(draw: st.DrawFn, benefits: tuple[Benefit, ...] = tuple(Benefit)) -> Case:
    """A case of any benefit in any States."""
    day = date(draw(st.integers(1999, 2026)), draw(st.integers(1, 12)), 14)
    benefit = draw(st.sampled_from(benefits))
    old = st.integers(58, 70) if benefit is Benefit.AGE else st.integers(30, 64)
    rows = draw(careers(day.year - 1))
    state = draw(st.sampled_from(tuple(dict.fromkeys(row.state for row in rows))))
    earned = Money(minor=draw(st.integers(1, 90_000)) * 100, currency=agreement().parties[state].currency)
    return Case(
        benefit=benefit,
        birth_date=date(day.year - draw(old), draw(st.integers(1, 12)), 3),
        sex=draw(st.sampled_from(Sex)),
        contingency_date=day,
        claim_date=day.replace(year=day.year + draw(st.sampled_from((0, 0, 1)))),
        state_of_claim=state,
        periods=rows,
        survivors=draw(survivors(day)),
        disablement=Disablement(
            degree_percent=draw(st.integers(1, 100)),
            state=draw(st.sampled_from(("", state))),
            weekly_earnings=draw(st.sampled_from((None, earned))),
        ),
    )
