"""A case that cannot be right is refused with what is wrong in it and what there is instead."""

from typing import Any

import pytest

from desktop_app.calculation.case import StatedTotal
from desktop_app.calculation.engine import award
from desktop_app.domain.decisions import OfficerDecision
from desktop_app.foundation.problems import CaseProblem
from tests.support.cases import a_case, a_row, the_rulebook

AGREEMENT = the_rulebook().agreement


def refused(**facts: Any) -> tuple[str, dict[str, Any]]:
    rules = the_rulebook()
    with pytest.raises(CaseProblem) as problem:
        award(a_case(**facts), rules.packs, rules.agreement)
    return (problem.value.code, dict(problem.value.facts))


def decided(point: str, option: str) -> dict[str, Any]:
    return {"decisions": (OfficerDecision(point=point, state="LC", option=option, reason="x"),)}


def test_a_point_that_the_agreement_does_not_leave_open_is_named_with_those_it_does() -> None:
    points = ", ".join(AGREEMENT.points)
    for facts in ({"settings": {"generosity": "high"}}, decided("generosity", "high")):
        assert refused(**facts) == ("point_unknown", {"point": "generosity", "points": points})


def test_an_option_that_a_point_does_not_have_is_named_with_those_it_has() -> None:
    options = ", ".join(AGREEMENT.points["denominator"].options)
    for facts in ({"settings": {"denominator": "weeks"}}, decided("denominator", "weeks")):
        assert refused(**facts) == ("setting_unknown", {"point": "denominator", "option": "weeks", "options": options})


def test_a_reading_that_no_rule_of_the_state_has_is_named() -> None:
    assert refused(readings={"GD": "nobody-1990"}) == ("reading_unknown", {"state": "GD", "id": "nobody-1990"})
    assert refused(readings={"GD": {"averaging": "nobody-1990"}}) == (
        "reading_unknown",
        {"state": "GD", "id": "nobody-1990"},
    )


def test_a_reading_of_a_parameter_that_the_state_does_not_have_is_named() -> None:
    assert refused(readings={"GD": {"generosity": "nissvg-2014"}}) == (
        "reading_of_unknown_parameter",
        {"state": "GD", "parameter": "generosity"},
    )


def test_a_state_that_is_no_party_is_named_wherever_it_stands() -> None:
    assert refused(periods=(a_row("HT", 2000, 1), a_row("VC", 2001, 1))) == ("state_unknown", {"state": "HT"})
    assert refused(stated_totals=(StatedTotal(state="HT", weeks=1),)) == ("state_unknown", {"state": "HT"})


def test_a_case_without_any_period_is_refused() -> None:
    assert refused(periods=()) == ("no_periods", {})


def test_the_packs_own_reading_may_be_chosen_by_name_for_each_parameter() -> None:
    rules = the_rulebook()
    plain = award(a_case(), rules.packs, rules.agreement).state("GD")
    chosen = award(a_case(readings={"GD": {"averaging": ""}}), rules.packs, rules.agreement).state("GD")
    assert chosen.payable == plain.payable
    assert chosen.findings == plain.findings


def test_a_setting_of_the_office_stands_in_the_result_beside_the_defaults() -> None:
    rules = the_rulebook()
    found = award(a_case(settings={"vested_state": "local"}), rules.packs, rules.agreement)
    assert found.settings == {**AGREEMENT.defaults, "vested_state": "local"}
