"""Choices for one case: each with its reason, the newest holds, and a withdrawal stays on the record."""

from dataclasses import replace

import pytest

from desktop_app.calculation.case import CertifiedAmount, StatedTotal
from desktop_app.domain.claims import Stage
from desktop_app.domain.money import Money
from desktop_app.foundation.problems import CaseProblem
from desktop_app.workflows.calculate_claim import (
    calculate_claim,
    choose_reading,
    decide_point,
    enter_certified_amount,
    keep_calculation,
    state_total,
    withdraw_decision,
)
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.typed_json import plain
from tests.support import hendyce
from tests.support.case_desks import certify, claim_at, told


@pytest.fixture
def vc(offices: dict[str, Desk]) -> Desk:
    return offices["VC"]


@pytest.fixture
def key(vc: Desk) -> str:
    made = told(vc, "LC")
    certify(vc, made)
    return made


def test_a_decision_holds_until_it_is_withdrawn_and_both_are_on_record(vc: Desk, key: str) -> None:
    decided = decide_point(vc, key, point="unmet_state", state="LC", option="proportional", reason="agreed")
    assert [(entry.point, entry.option) for entry in decided.decisions] == [("unmet_state", "proportional")]
    withdrawn = withdraw_decision(vc, key, point="unmet_state", state="LC", reason="the board disagrees")
    assert withdrawn.decisions == ()
    assert [entry.option for entry in vc.store.decisions.history(key)] == ["proportional", ""]
    assert [line.verb for line in vc.store.journal.lines(about=key, limit=2)] == ["point_withdrawn", "point_decided"]


@pytest.mark.parametrize(("point", "option"), [("unmet_state", "twice"), ("no_such_point", "refer")])
def test_an_option_the_agreement_does_not_name_is_refused(vc: Desk, key: str, point: str, option: str) -> None:
    with pytest.raises(CaseProblem, match="option_unknown"):
        decide_point(vc, key, point=point, state="LC", option=option, reason="because")


def test_a_stated_total_and_a_certified_amount_are_read_back_as_entered(vc: Desk, key: str) -> None:
    total = StatedTotal(state="VC", weeks=286, best_years_total=Money(minor=6_770_000, currency="XCD"))
    assert state_total(vc, key, total, "as published").stated_totals == (total,)
    bare = StatedTotal(state="VC", weeks=286)
    assert state_total(vc, key, bare, "weeks alone").stated_totals == (bare,)
    amount = CertifiedAmount(state="BB", certificate="BB-1", actual=Money(minor=4_500, currency="BBD"))
    assert enter_certified_amount(vc, key, amount, "their letter of June").case.certified == (amount,)


def test_every_choice_wants_its_reason(vc: Desk, key: str) -> None:
    for act in (
        lambda: choose_reading(vc, key, "LC", "nissvg-2014", ""),
        lambda: withdraw_decision(vc, key, point="unmet_state", state="LC", reason=" "),
        lambda: state_total(vc, key, StatedTotal(state="VC", weeks=1), ""),
    ):
        with pytest.raises(CaseProblem, match="reason_missing"):
            act()
    assert vc.store.decisions.history(key) == ()


def test_a_kept_calculation_differs_once_something_changes(vc: Desk, key: str) -> None:
    assert calculate_claim(vc, key).kept_at is None
    kept = keep_calculation(vc, key)
    assert kept.kept_at is not None
    assert not kept.kept_differs
    decide_point(vc, key, point="minimum_own_period", state="VC", option="52_weeks", reason="to see")
    assert calculate_claim(vc, key).kept_differs
    assert claim_at(vc, key).stage is Stage.COLLECTING, "keeping a calculation does not end the waiting"


def test_a_claim_without_its_dates_is_not_calculated(vc: Desk, key: str) -> None:
    with vc.store.act(verb="samples_made", user=vc.user.id, about="", facts={}):
        vc.store.claims.update(replace(claim_at(vc, key), contingency_date=None))
    with pytest.raises(CaseProblem, match="claim_has_errors"):
        calculate_claim(vc, key)


def test_only_exact_values_enter_the_record() -> None:
    with pytest.raises(TypeError):
        plain(object())
    assert plain(hendyce.CLAIMANT) is not None
