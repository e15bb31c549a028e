"""Numbers brought to a common denominator give what one fraction after the other gives."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.calculation.operators import OPERATORS
from desktop_app.calculation.operators.operator import number, numbers, product_over, sum_of
from desktop_app.domain.money import Money, Rounding, decimal_text, rounded, rounded_money

NUMBER = st.one_of(st.integers(-10_000, 10_000), st.fractions(-10_000, 10_000, max_denominator=5_000))
AMOUNT = st.one_of(st.integers(0, 10_000), st.fractions(0, 10_000, max_denominator=5_000))
STEPS = {
    Rounding.HALF_UP_CENT: Fraction(1, 100),
    Rounding.NEAREST_TEN_CENTS: Fraction(1, 10),
    Rounding.DOWN_CENT: Fraction(1, 100),
    Rounding.NEAREST_DOLLAR: Fraction(1),
}


@given(st.lists(NUMBER, max_size=8))
def test_a_sum_is_the_sum_of_fractions(values: list[Fraction | int]) -> None:
    assert sum_of(values) == sum(Fraction(value) for value in values)


@given(NUMBER, NUMBER, NUMBER.filter(bool))
def test_a_product_over_a_divisor_is_the_one_of_fractions(
    one: Fraction | int, other: Fraction | int, divisor: Fraction | int
) -> None:
    assert product_over(one, other, divisor) == Fraction(one) * other / divisor


def test_nothing_is_divided_by_nought() -> None:
    with pytest.raises(ZeroDivisionError):
        product_over(1, 2, 0)


@given(st.lists(AMOUNT, min_size=1, max_size=12), st.integers(1, 6))
def test_the_best_years_are_the_highest(earned: list[Fraction | int], years: int) -> None:
    best = sorted((Fraction(value) for value in earned), reverse=True)[:years]
    assert OPERATORS["best_years_total"].apply((years, "whole career", *earned)) == sum(best)


@given(AMOUNT, AMOUNT)
def test_months_begun_before_the_pensionable_age_count_whole(age: Fraction | int, pensionable: Fraction | int) -> None:
    months = OPERATORS["months_early"].apply((age, pensionable))
    missing = (Fraction(pensionable) - age) * 12
    assert isinstance(months, int)
    assert months == 0 if missing <= 0 else months - 1 < missing <= months


@given(AMOUNT, st.sampled_from(sorted(STEPS)))
def test_an_amount_is_rounded_to_the_step_of_its_rule(amount: Fraction | int, rule: Rounding) -> None:
    step = STEPS[rule]
    shift = Fraction(0) if rule is Rounding.DOWN_CENT else Fraction(1, 2)
    assert rounded(amount, rule) == (Fraction(amount) / step + shift) // 1 * step
    assert OPERATORS["rounded"].apply((amount, rule.value)) == rounded(amount, rule)
    assert rounded_money(amount, rule, "XCD") == Money.of(rounded(amount, rule), "XCD")


@pytest.mark.parametrize("rule", list(Rounding))
def test_no_negative_amount_is_rounded(rule: Rounding) -> None:
    with pytest.raises(ValueError, match="never negative"):
        rounded(Fraction(-1, 3), rule)


def test_money_that_is_not_rounded_must_be_whole_cents() -> None:
    assert rounded_money(Fraction(1, 4), Rounding.NONE, "XCD") == Money(minor=25, currency="XCD")
    with pytest.raises(ValueError, match="named rule"):
        rounded_money(Fraction(1, 3), Rounding.NONE, "XCD")


@given(NUMBER, st.integers(0, 4))
def test_decimal_text_is_rounded_half_up(value: Fraction | int, places: int) -> None:
    shown = (abs(Fraction(value)) * 10**places + Fraction(1, 2)) // 1 / Fraction(10**places)
    assert Fraction(decimal_text(value, places)) == (-shown if value < 0 else shown)


@pytest.mark.parametrize("value", [True, "40", None])
def test_what_is_no_number_is_refused(value: bool | str | None) -> None:
    with pytest.raises(TypeError):
        number(value)
    with pytest.raises(TypeError):
        numbers((1, value))
