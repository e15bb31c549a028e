"""A value written open and then sealed is the one made the plain way, and cannot be changed."""

from dataclasses import FrozenInstanceError, fields
from fractions import Fraction
from typing import Any

import pytest

from desktop_app.calculation.award import Amount, ConditionResult, amount_of, condition_of
from desktop_app.domain.findings import Finding, Level, Reason, finding_of
from desktop_app.domain.money import Money, money_of
from desktop_app.foundation.sealing import open_form

WHY = Reason(code="length_short", facts={"state": "GD"})
MONEY = Money(minor=8850, currency="XCD")
PAIRS = (
    (money_of(8850, "XCD"), MONEY),
    (
        finding_of("rule_unsure", Level.WARNING, "GD", {"state": "GD"}),
        Finding(code="rule_unsure", level=Level.WARNING, where="GD", facts={"state": "GD"}),
    ),
    (
        condition_of(False, "weeks", 400, Fraction(1001, 2), "weeks", WHY),
        ConditionResult(met=False, deciding="weeks", have=400, need=Fraction(1001, 2), unit="weeks", reason=WHY),
    ),
    (
        amount_of(Fraction(1, 3), MONEY, WHY, Fraction(1, 7), MONEY),
        Amount(unrounded=Fraction(1, 3), weekly=MONEY, reason=WHY, without_rounding=Fraction(1, 7), lump_sum=MONEY),
    ),
    (amount_of(None, None), Amount()),
)
NAMES = [type(plain).__name__ for _, plain in PAIRS]


@pytest.mark.parametrize(("sealed", "plain"), PAIRS, ids=NAMES)
def test_a_sealed_value_is_the_one_made_the_plain_way(sealed: Any, plain: Any) -> None:
    assert type(sealed) is type(plain)
    assert sealed == plain
    assert repr(sealed) == repr(plain)


@pytest.mark.parametrize(("sealed", "plain"), PAIRS, ids=NAMES)
def test_no_field_of_a_sealed_value_can_be_set(sealed: Any, plain: Any) -> None:
    for field in fields(plain):
        with pytest.raises(FrozenInstanceError):
            setattr(sealed, field.name, None)


def test_a_currency_is_looked_at_however_money_is_made() -> None:
    assert money_of(5, "EUR") == Money(minor=5, currency="EUR")
    with pytest.raises(ValueError, match="three capital letters"):
        money_of(5, "dollars")


def test_a_class_without_slots_has_no_open_form() -> None:
    with pytest.raises(TypeError, match="slots"):
        open_form(Exception)
