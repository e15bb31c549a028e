"""Which amount a State pays: the option, the reason with its facts, and the open points it rests on."""

from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from desktop_app.calculation.comparison import Choice, Standing, choose, supplements
from desktop_app.calculation.last_state import LastState, last_state_choice
from desktop_app.domain.decisions import OfficerDecision
from desktop_app.domain.findings import Reason

MET = Reason(code="condition_met", facts={"state": "VC"})
SHORT = Reason(code="length_short", facts={"state": "VC", "have": 480, "need": 500, "short": 20, "unit": "weeks"})
TROUBLE = Reason(code="parameter_not_known", facts={"state": "VC", "parameter": "accrual"})
BY_TOTALISATION = Standing(
    state="VC",
    currency="XCD",
    alone=False,
    totalised=True,
    actual=Fraction(50),
    local=None,
    certified=False,
    trouble=None,
    condition=MET,
    relieved=False,
    unmet_option="refer",
    vested_option="higher",
    decision=None,
)
VESTED = replace(BY_TOTALISATION, alone=True, local=Fraction(80))
UNMET = replace(BY_TOTALISATION, totalised=False, condition=SHORT)
DECISION = OfficerDecision(
    point="unmet_state",
    state="VC",
    option="proportional",
    reason="Agreed practice",
    decided_by="D. Sample",
    decided_on=date(2014, 7, 16),
)
WHO = {"state": "VC"}


def chosen(standing: Standing, *, applies: bool = True) -> tuple[str, str, dict[str, Any], tuple[str, ...]]:
    choice = choose(standing, agreement_applies=applies)
    return (choice.pays, choice.reason.code, dict(choice.reason.facts), choice.rests_on)


CHOICES = [
    (BY_TOTALISATION, ("actual", "pro_rata_no_local", WHO, ())),
    (replace(BY_TOTALISATION, trouble=TROUBLE), ("none", TROUBLE.code, TROUBLE.facts, ())),
    (replace(BY_TOTALISATION, totalised=None, condition=TROUBLE), ("none", TROUBLE.code, TROUBLE.facts, ())),
    (replace(BY_TOTALISATION, relieved=True), ("none", "under_minimum_period", WHO, ("minimum_own_period",))),
    (replace(BY_TOTALISATION, certified=True), ("certified", "certified", WHO, ())),
    (replace(BY_TOTALISATION, certified=True, trouble=TROUBLE), ("certified", "certified", WHO, ())),
    (replace(BY_TOTALISATION, certified=True, actual=None), ("none", "not_known", WHO, ())),
    (
        replace(BY_TOTALISATION, certified=True, actual=None, trouble=TROUBLE),
        ("none", TROUBLE.code, TROUBLE.facts, ()),
    ),
    (VESTED, ("local", "local_higher", WHO, ("vested_state",))),
    (replace(VESTED, actual=Fraction(80)), ("local", "local_higher", WHO, ("vested_state",))),
    (replace(VESTED, actual=Fraction(81)), ("actual", "actual_higher", WHO, ("vested_state",))),
    (replace(VESTED, actual=None), ("local", "local_only", WHO, ("vested_state",))),
    (replace(VESTED, local=None), ("actual", "actual_only", WHO, ("vested_state",))),
    (replace(VESTED, vested_option="local"), ("local", "local_only", WHO, ("vested_state",))),
    (
        replace(VESTED, vested_option="local", actual=Fraction(99)),
        ("local", "local_only", WHO, ("vested_state",)),
    ),
    (replace(VESTED, vested_option="actual"), ("actual", "actual_only", WHO, ("vested_state",))),
    (replace(VESTED, vested_option="actual", actual=None), ("local", "local_only", WHO, ("vested_state",))),
    (replace(VESTED, vested_option="supplement"), ("local", "local_before_supplement", WHO, ("vested_state",))),
    (UNMET, ("none", "unmet_referred", WHO | dict(SHORT.facts), ("unmet_state",))),
    (replace(UNMET, unmet_option="nothing"), ("none", "unmet_nothing", WHO | dict(SHORT.facts), ("unmet_state",))),
    (replace(UNMET, unmet_option="proportional"), ("actual", "unmet_proportional", WHO, ("unmet_state",))),
    (
        replace(UNMET, unmet_option="proportional", actual=None),
        ("none", "unmet_referred", WHO | dict(SHORT.facts), ("unmet_state",)),
    ),
    (
        replace(UNMET, unmet_option="proportional", decision=DECISION),
        (
            "actual",
            "officer_decided_proportional",
            WHO | {"reason": "Agreed practice", "by": "D. Sample", "on": "2014-07-16"},
            ("unmet_state",),
        ),
    ),
    (
        replace(UNMET, unmet_option="proportional", decision=replace(DECISION, decided_by="", decided_on=None)),
        (
            "actual",
            "officer_decided_unsigned",
            WHO | {"reason": "Agreed practice", "by": "", "on": ""},
            ("unmet_state",),
        ),
    ),
]


@pytest.mark.parametrize(("standing", "expected"), CHOICES)
def test_what_a_state_pays_and_why(standing: Standing, expected: tuple[Any, ...]) -> None:
    assert chosen(standing) == expected


@pytest.mark.parametrize("code", ["age_short", "test_not_met"])
def test_where_no_length_is_short_no_officer_is_asked(code: str) -> None:
    reason = Reason(code=code, facts={"state": "VC", "test": "old_enough"})
    standing = replace(UNMET, condition=reason, unmet_option="proportional")
    assert chosen(standing) == ("none", code, reason.facts, ())


def test_without_the_agreement_the_local_amount_is_left_or_nothing() -> None:
    assert chosen(VESTED, applies=False) == ("local", "local_without_agreement", WHO, ())
    assert chosen(UNMET, applies=False) == ("none", "no_local_without_agreement", WHO, ())
    assert chosen(replace(VESTED, trouble=TROUBLE), applies=False)[1] == TROUBLE.code
    assert chosen(replace(VESTED, certified=True), applies=False)[1] == "local_without_agreement"


SUPPLEMENTED = replace(VESTED, vested_option="supplement")


def supplemented(*standings: Standing) -> dict[str, tuple[str, str, dict[str, Any], tuple[str, ...]]]:
    found = supplements({each.state: each for each in standings})
    return {
        state: (choice.pays, choice.reason.code, dict(choice.reason.facts), choice.rests_on)
        for state, choice in found.items()
    }


OTHER = replace(BY_TOTALISATION, state="LC", actual=Fraction(20))


def test_a_supplement_and_its_absence_say_why() -> None:
    assert supplemented(SUPPLEMENTED, OTHER) == {
        "VC": ("actual_with_supplement", "actual_with_supplement", WHO, ("vested_state",))
    }
    assert supplemented(SUPPLEMENTED, replace(OTHER, actual=Fraction(30))) == {
        "VC": ("actual", "actual_no_supplement", WHO, ("vested_state",))
    }


@pytest.mark.parametrize(
    ("own", "other", "code"),
    [
        ({}, {"currency": "TTD"}, "supplement_currencies"),
        ({}, {"trouble": TROUBLE}, "supplement_not_told"),
        ({"to_survivors": True}, {}, "supplement_survivors"),
        ({"to_survivors": True}, {"currency": "TTD"}, "supplement_survivors"),
    ],
)
def test_a_supplement_that_cannot_be_told_leaves_the_local_amount_and_says_why(
    own: dict[str, Any], other: dict[str, Any], code: str
) -> None:
    found = supplemented(replace(SUPPLEMENTED, **own), replace(OTHER, **other))
    assert found == {"VC": ("local", code, WHO, ("vested_state",))}


@pytest.mark.parametrize(
    "facts",
    [{"alone": False}, {"vested_option": "higher"}, {"actual": None}, {"certified": True}, {"trouble": TROUBLE}],
)
def test_whose_own_weeks_are_not_enough_or_who_is_in_trouble_has_no_supplement(facts: dict[str, Any]) -> None:
    assert supplemented(replace(SUPPLEMENTED, **facts), OTHER) == {}


def test_shares_of_survivors_elsewhere_are_no_obstacle_to_a_supplement() -> None:
    assert supplemented(SUPPLEMENTED, replace(OTHER, to_survivors=True))["VC"][0] == "actual_with_supplement"


def test_what_another_state_cannot_pay_for_want_of_weeks_counts_as_nothing_in_a_supplement() -> None:
    without = replace(OTHER, actual=None, trouble=Reason(code="no_weeks_count", facts={"state": "LC"}))
    assert supplemented(SUPPLEMENTED, without)["VC"][0] == "actual_with_supplement"


def of_injury(found: LastState, **facts: Any) -> Choice:
    return last_state_choice(replace(VESTED, **facts), found, SHORT)


def test_the_last_state_pays_alone_and_the_point_is_named() -> None:
    paid = of_injury(LastState(payer="VC"))
    assert (paid.pays, paid.reason, paid.rests_on) == (
        "local",
        Reason(code="last_state_pays", facts=WHO),
        ("disablement",),
    )
    certified = of_injury(LastState(payer="VC"), certified=True)
    assert (certified.pays, certified.reason) == ("certified", Reason(code="certified", facts=WHO))
    assert certified.rests_on == ("disablement",)


def test_the_last_state_whose_amount_cannot_be_told_pays_nothing_yet() -> None:
    paid = of_injury(LastState(payer="VC"), trouble=TROUBLE, certified=True)
    assert (paid.pays, paid.reason, paid.rests_on) == ("none", TROUBLE, ("disablement",))


def test_every_other_state_names_the_one_that_pays_or_must_answer_first() -> None:
    other = of_injury(LastState(payer="LC"))
    assert (other.pays, other.reason) == ("none", Reason(code="another_state_pays", facts=WHO | {"payer": "LC"}))
    waiting = of_injury(LastState(untold="LC"))
    assert (waiting.pays, waiting.reason) == ("none", Reason(code="last_state_not_told", facts=WHO | {"payer": "LC"}))
    assert other.rests_on == waiting.rests_on == ()


def test_the_state_that_must_answer_first_says_what_is_missing_there() -> None:
    assert of_injury(LastState(untold="VC"), trouble=TROUBLE).reason == TROUBLE
    assert of_injury(LastState(untold="VC")).reason == SHORT
    assert of_injury(LastState(grants="VC")).reason == SHORT
    assert of_injury(LastState()).pays == "none"


def test_one_state_pays_anything_at_all() -> None:
    assert LastState(payer="VC").state == "VC"
    assert LastState(grants="LC").state == "LC"
    assert LastState(payer="VC", grants="LC").state == "VC"
    assert LastState(untold="VC", grants="LC").state == ""
    assert LastState().state == ""
