"""An injury of the employment where one State is outside the Agreement, and which State's grant is left."""

from dataclasses import replace
from datetime import date
from typing import Any

from desktop_app.calculation.award import Award
from desktop_app.calculation.case import Case
from desktop_app.calculation.engine import award
from desktop_app.calculation.recompute import disagreements
from desktop_app.domain.claims import Benefit
from desktop_app.domain.decisions import OfficerDecision
from desktop_app.domain.dependants import Disablement
from desktop_app.domain.findings import Level
from desktop_app.domain.money import Money
from tests.support.cases import a_row
from tests.unit.calculation.test_last_state import AGREEMENT, EARNED, STATES, XX

LATER = date(2009, 1, 1)
"""The day from which the Agreement is in effect in the last of the three States."""

PARTIES = {**AGREEMENT.parties, "ZZ": replace(AGREEMENT.parties["ZZ"], in_effect_from=LATER)}
ROWS = (a_row("XX", 2000, 52), a_row("YY", 2003, 52), a_row("ZZ", 2006, 26))


def result(day: date, degree: int = 40, *, never: bool = False, **facts: Any) -> Award:
    parties = {**PARTIES, "ZZ": replace(PARTIES["ZZ"], in_effect_from=None)} if never else PARTIES
    case = Case(
        benefit=Benefit.DISABLEMENT,
        birth_date=date(1970, 1, 1),
        contingency_date=day,
        claim_date=day,
        state_of_claim="XX",
        periods=ROWS,
        disablement=Disablement(degree_percent=degree, weekly_earnings=EARNED),
    )
    packs = {code: replace(XX, state=code) for code in STATES}
    found = award(replace(case, **facts), packs, replace(AGREEMENT, parties=parties))
    assert disagreements(found.worksheet) == ()
    return found


def told(found: Award) -> dict[str, tuple[str, int | None]]:
    return {
        line.state: (line.payable.reason.code, line.payable.weekly and line.payable.weekly.minor)
        for line in found.states
    }


def test_before_the_agreement_is_in_effect_there_the_state_pays_by_its_own_law_beside_the_one_that_pays_alone() -> None:
    assert told(result(date(2008, 6, 1))) == {
        "XX": ("another_state_pays", None),
        "YY": ("last_state_pays", 7_200),
        "ZZ": ("local_only", 7_200),
    }


def test_from_its_day_on_the_state_is_the_last_one() -> None:
    assert told(result(LATER)) == {
        "XX": ("another_state_pays", None),
        "YY": ("another_state_pays", None),
        "ZZ": ("last_state_pays", 7_200),
    }


def test_a_state_that_never_joined_takes_no_part() -> None:
    found = result(date(2010, 6, 1), never=True)
    assert told(found)["ZZ"] == ("state_not_in_effect", None)
    assert told(found)["YY"] == ("last_state_pays", 7_200)
    assert found.state("ZZ").payable.reason.facts == {"state": "ZZ"}


def test_the_grant_is_due_from_the_one_state_and_each_other_names_it() -> None:
    found = result(date(2010, 6, 1), 19)
    grants = {line.state: (line.grant.lump_sum, line.grant.reason) for line in found.states}
    paid, reason = grants["ZZ"]
    assert paid == Money(minor=889_200, currency="XXD")
    assert reason is not None
    assert (reason.code, reason.facts) == ("grant_if_no_pension", {"state": "ZZ"})
    for state in ("XX", "YY"):
        nothing, reason = grants[state]
        assert nothing is None
        assert reason is not None
        assert (reason.code, reason.facts) == ("another_state_pays", {"state": state, "payer": "ZZ"})


def test_the_amounts_in_proportion_say_that_one_state_pays_alone() -> None:
    for line in result(date(2010, 6, 1)).states:
        for amount in (line.notional, line.actual):
            assert amount.reason is not None
            assert (amount.reason.code, amount.reason.facts) == ("one_state_pays_alone", {"state": line.state})


def test_the_paying_state_asks_an_officer_to_confirm_it_and_no_other_does() -> None:
    found = result(date(2010, 6, 1))
    asked = {
        line.state: [each for each in line.findings if each.code == "last_state_to_confirm"] for line in found.states
    }
    assert (asked["XX"], asked["YY"]) == ([], [])
    (finding,) = asked["ZZ"]
    assert (finding.level, finding.where, finding.facts) == (Level.WARNING, "ZZ", {"state": "ZZ"})


def test_an_officer_may_name_a_state_even_where_the_office_shares_pro_rata() -> None:
    named = (OfficerDecision(point="disablement", state="XX", option="last_state", reason="As the board found"),)
    found = result(date(2010, 6, 1), settings={"disablement": "pro_rata"}, decisions=named)
    assert told(found)["XX"] == ("last_state_pays", 7_200)


def test_without_the_agreement_each_state_pays_by_its_own_law() -> None:
    found = result(date(2010, 6, 1), agreement_applies=False)
    assert {code for code, _paid in told(found).values()} == {"local_without_agreement"}
    assert [line.payable.weekly for line in found.states] == [Money(minor=7_200, currency="XXD")] * 3
