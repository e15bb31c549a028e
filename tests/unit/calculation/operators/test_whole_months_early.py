from datetime import date
from fractions import Fraction

import pytest

from desktop_app.calculation.operators import OPERATORS
from desktop_app.calculation.trace import Value

BORN = date(1957, 1, 10)


@pytest.mark.parametrize(
    ("day", "pensionable_age", "months"),
    [
        (date(2020, 1, 10), 65, 24),
        (date(2020, 1, 11), 65, 23),
        (date(2020, 1, 10), Fraction(127, 2), 6),
        (date(2022, 1, 10), 65, 0),
        (date(2023, 1, 10), 65, 0),
    ],
)
def test_only_full_months_before_the_age_count(day: date, pensionable_age: Value, months: int) -> None:
    assert OPERATORS["whole_months_early"].apply((BORN, day, pensionable_age)) == months


def test_months_lie_between_days_and_not_between_numbers() -> None:
    with pytest.raises(TypeError):
        OPERATORS["whole_months_early"].apply((BORN, 2020, 65))
