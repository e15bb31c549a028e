"""Money is exact, keeps its currency and is rounded only by a named rule."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.money import Money, Rounding, decimal_text, parse_money, rounded, total
from desktop_app.foundation.problems import FormProblem


@pytest.mark.parametrize(
    ("rule", "exact", "expected"),
    [
        (Rounding.HALF_UP_CENT, Fraction(73388, 1000), "73.39"),
        (Rounding.HALF_UP_CENT, Fraction(345, 1000), "0.35"),
        (Rounding.DOWN_CENT, Fraction(73389, 1000), "73.38"),
        (Rounding.NEAREST_TEN_CENTS, Fraction(13400 * 34, 5200), "87.60"),
        (Rounding.NEAREST_TEN_CENTS, Fraction(8855, 100), "88.60"),
    ],
)
def test_a_named_rule_rounds_as_the_published_pages_do(rule: Rounding, exact: Fraction, expected: str) -> None:
    assert Money.of(rounded(exact, rule), "XCD").plain == expected


def test_a_tie_that_decimals_miss_goes_up() -> None:
    assert Money.of(rounded(Fraction(187668 * 115, 802 * 52 * 100), Rounding.HALF_UP_CENT), "XCD").minor == 518


@given(st.fractions(min_value=0, max_value=10**6))
def test_rounding_half_up_moves_by_at_most_half_a_cent(amount: Fraction) -> None:
    assert abs(rounded(amount, Rounding.HALF_UP_CENT) - amount) <= Fraction(1, 200)


@pytest.mark.parametrize(
    ("typed", "minor"),
    [("12600", 1260000), ("12,600.50", 1260050), ("12 600.5", 1260050), ("XCD 34.52", 3452), ("EC$5", 500)],
)
def test_an_amount_is_read_as_a_clerk_types_it(typed: str, minor: int) -> None:
    assert parse_money(typed, "XCD") == Money(minor=minor, currency="XCD")


@pytest.mark.parametrize("typed", ["12a", "-5", "1.234", "12,60", "1,2345", "", "1e5", "٣"])
def test_what_is_no_amount_is_refused(typed: str) -> None:
    with pytest.raises(FormProblem) as refused:
        parse_money(typed, "XCD")
    assert refused.value.code == "money_unreadable"


def test_amounts_of_two_currencies_are_never_added() -> None:
    with pytest.raises(ValueError, match="never added"):
        total([Money(minor=1, currency="XCD"), Money(minor=1, currency="JMD")], "XCD")


def test_a_part_of_a_cent_is_no_money() -> None:
    with pytest.raises(ValueError, match="named rule"):
        Money.of(Fraction(1, 3), "XCD")


@pytest.mark.parametrize(
    ("value", "places", "expected"),
    [
        (Fraction(3384615, 13000), 4, "260.3550"),
        (Fraction(1, 3), 2, "0.33"),
        (Fraction(-1, 8), 2, "-0.13"),
        (Fraction(7), 0, "7"),
    ],
)
def test_an_exact_value_is_shown_as_decimal_text(value: Fraction, places: int, expected: str) -> None:
    assert decimal_text(value, places) == expected
