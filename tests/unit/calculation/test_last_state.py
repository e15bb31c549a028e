"""An injury of the employment: one State pays alone, which one, and what an officer may decide otherwise."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from desktop_app.calculation.award import Award
from desktop_app.calculation.case import Case, CertifiedAmount
from desktop_app.calculation.engine import award
from desktop_app.calculation.recompute import disagreements
from desktop_app.domain.claims import Benefit
from desktop_app.domain.decisions import OfficerDecision
from desktop_app.domain.dependants import Disablement
from desktop_app.domain.findings import Level
from desktop_app.domain.money import Money
from desktop_app.domain.states import Party
from desktop_app.rulebook.shelf import sound_packs
from tests.support.cases import a_row, the_rulebook

XX = sound_packs(Path(__file__).parents[2] / "broken_packs" / "sound")["XX"]
STATES = ("XX", "YY", "ZZ")
"""Three imaginary States with the same law, insured in one after the other."""

AGREEMENT = replace(
    the_rulebook().agreement,
    parties={
        code: Party(
            code=code,
            name=code,
            currency="XXD",
            institution=f"Institution of {code}",
            institution_short=code,
            town="",
            in_effect_from=date(1997, 4, 1),
            source="",
        )
        for code in STATES
    },
)
EARNED = Money(minor=30_000, currency="XXD")


def injury(degree: int = 40, state: str = "") -> Disablement:
    return Disablement(degree_percent=degree, state=state, weekly_earnings=EARNED)


def result(without: str = "", **facts: Any) -> Award:
    case = Case(
        benefit=Benefit.DISABLEMENT,
        birth_date=date(1970, 1, 1),
        contingency_date=date(2010, 6, 1),
        claim_date=date(2010, 6, 1),
        state_of_claim="XX",
        periods=(a_row("XX", 2000, 52), a_row("YY", 2003, 52), a_row("ZZ", 2006, 26)),
        disablement=injury(),
    )
    packs = {code: replace(XX, state=code) for code in STATES if code != without}
    found = award(replace(case, **facts), packs, AGREEMENT)
    assert disagreements(found.worksheet) == ()
    return found


def reasons(found: Award) -> dict[str, str]:
    return {line.state: line.payable.reason.code for line in found.states}


def decided(state: str, option: str) -> tuple[OfficerDecision, ...]:
    return (OfficerDecision(point="disablement", state=state, option=option, reason="As the board found"),)


def test_the_state_insured_in_last_pays_its_local_amount_alone() -> None:
    found = result()
    assert reasons(found) == {"XX": "another_state_pays", "YY": "another_state_pays", "ZZ": "last_state_pays"}
    line = found.state("ZZ")
    assert line.payable.weekly == Money(minor=7_200, currency="XXD")
    assert (line.notional.weekly, line.share) == (None, None)
    assert {"last_state_to_confirm", "point_unsettled"} <= {finding.code for finding in line.findings}


def test_the_state_of_the_injury_comes_first() -> None:
    assert reasons(result(disablement=injury(state="XX")))["XX"] == "last_state_pays"


def test_a_degree_too_low_everywhere_pays_no_pension_and_one_grant() -> None:
    found = result(disablement=injury(19))
    assert set(reasons(found).values()) == {"degree_short"}
    grants = {line.state: line.grant.lump_sum for line in found.states}
    assert grants == {"XX": None, "YY": None, "ZZ": Money(minor=889_200, currency="XXD")}


def test_a_state_whose_rules_are_not_here_is_asked_before_the_one_before_it_pays() -> None:
    found = result(without="ZZ")
    assert reasons(found) == {"XX": "last_state_not_told", "YY": "last_state_not_told", "ZZ": "no_rules_here"}


def test_what_it_certified_is_paid_in_its_place() -> None:
    amount = Money(minor=5_000, currency="XXD")
    certified = (CertifiedAmount(state="ZZ", certificate="Z-1", notional=amount),)
    found = result(without="ZZ", certified=certified)
    assert reasons(found)["ZZ"] == "certified"
    assert found.state("ZZ").payable.weekly == amount
    assert reasons(found)["XX"] == "another_state_pays"


def test_an_officer_names_the_state_and_confirms_it() -> None:
    found = result(decisions=decided("YY", "last_state"))
    assert reasons(found)["YY"] == "last_state_pays"
    assert "last_state_to_confirm" not in {finding.code for finding in found.state("YY").findings}


def test_an_officer_or_the_office_shares_it_pro_rata_instead() -> None:
    for found in (result(decisions=decided("XX", "pro_rata")), result(settings={"disablement": "pro_rata"})):
        assert [line.share for line in found.states] == [(52, 130), (52, 130), (26, 130)]
        assert all(line.actual.weekly is not None for line in found.states)


def test_what_is_not_stated_of_an_injury_is_asked_for() -> None:
    found = result(disablement=None)
    errors = [finding.code for finding in found.state("ZZ").findings if finding.level is Level.ERROR]
    assert errors == ["degree_missing"]
    found = result(disablement=Disablement(degree_percent=40))
    errors = [finding.code for finding in found.state("ZZ").findings if finding.level is Level.ERROR]
    assert errors == ["weekly_earnings_missing"]
