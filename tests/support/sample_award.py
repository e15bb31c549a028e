"""The published example by the rules as they are shipped: totals as published, Saint Lucia by decision."""

from datetime import date
from typing import Final

from desktop_app.calculation.award import Award
from desktop_app.calculation.case import Case, Origin, StatedTotal
from desktop_app.calculation.other_readings import explained_award
from desktop_app.domain.claims import Benefit
from desktop_app.domain.decisions import OfficerDecision
from desktop_app.domain.money import Money
from desktop_app.domain.periods import InsurancePeriod
from desktop_app.rulebook.shelf import Rulebook
from desktop_app.workflows.consult_rules import load_rulebook

CERTIFIED_ON: Final = date(2014, 6, 18)


def rules() -> Rulebook:
    """The rules that the program ships."""
    return load_rulebook()


def sample_case(periods: tuple[InsurancePeriod, ...]) -> Case:
    """The example as its page states it: 286 weeks of 726, best years of 67,000 and 117,000."""
    return Case(
        benefit=Benefit.AGE,
        birth_date=date(1954, 6, 14),
        contingency_date=date(2014, 6, 14),
        claim_date=date(2014, 6, 14),
        state_of_claim="VC",
        periods=periods,
        origins={
            state: Origin(certificate=f"{state}-2014-0031-C", version=1, certified_on=CERTIFIED_ON)
            for state in ("VC", "LC", "GD")
        },
        decisions=(
            OfficerDecision(
                point="unmet_state",
                state="LC",
                option="proportional",
                reason="entitled in VC and GD; agreed practice",
                decided_by="D. Sample",
                decided_on=date(2014, 7, 16),
            ),
        ),
        readings={"GD": "nissvg-2014", "LC": "nissvg-2014"},
        stated_totals=(
            StatedTotal(state="VC", weeks=286, best_years_total=Money(minor=67_000_00, currency="XCD")),
            StatedTotal(state="LC", best_years_total=Money(minor=117_000_00, currency="XCD")),
        ),
    )


def sample_award(periods: tuple[InsurancePeriod, ...]) -> Award:
    """The result of the example."""
    return explained_award(sample_case(periods), rules().packs, rules().agreement)


def plain_award(periods: tuple[InsurancePeriod, ...]) -> Award:
    """The result from the rows alone, by every State's own rules, nothing stated and nothing decided."""
    case = Case(
        benefit=Benefit.AGE,
        birth_date=date(1954, 6, 14),
        contingency_date=date(2014, 6, 14),
        claim_date=date(2014, 6, 14),
        state_of_claim="VC",
        periods=periods,
    )
    return explained_award(case, rules().packs, rules().agreement)
