from fractions import Fraction

import pytest

from desktop_app.calculation.operators import OPERATORS
from desktop_app.calculation.trace import Value

F = Fraction


@pytest.mark.parametrize(
    ("operator", "values", "result"),
    [
        ("first_known", (None, "III", "IV"), "III"),
        ("first_known", (None, None), None),
        ("career_average", (F("40716"), 780, "whole career"), F("52.2")),
        ("career_average", (0, 0, "whole career"), None),
        ("whole_of_percent", (F("35.70"), F("13.2")), F(2975, 11)),
        ("increased", (F("130.78"), F("1.41"), 2), F("133.60")),
        ("increased", (F("130.78"), None, 2), None),
        ("weekly_to_monthly", (F("130.78"),), F("85007") / 150),
    ],
)
def test_an_operator_of_the_classes_gives_its_figure(operator: str, values: tuple[Value, ...], result: Value) -> None:
    assert OPERATORS[operator].apply(values) == result
