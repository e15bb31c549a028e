from datetime import date
from fractions import Fraction

import pytest

from desktop_app.calculation.operators import OPERATORS
from desktop_app.calculation.trace import Value

YEARS: tuple[Value, ...] = (2005, 90, 2006, 10, 2014, 40, 2015, 30, 2016, 80)
DAY = date(2016, 6, 14)
BORN = date(1957, 1, 10)


@pytest.mark.parametrize(
    ("name", "values", "result"),
    [
        ("whole_months_early", (BORN, date(2020, 1, 10), 65), 24),
        ("whole_months_early", (BORN, date(2020, 1, 11), 65), 23),
        ("whole_months_early", (BORN, date(2020, 1, 10), Fraction(127, 2)), 6),
        ("whole_months_early", (BORN, date(2022, 1, 10), 65), 0),
        ("whole_months_early", (BORN, date(2023, 1, 10), 65), 0),
        ("best_of_latest_total", (2, "years with contributions", 3, 90, 10, 40, 30), 70),
        ("best_of_latest_total", (3, 10, 10, 10, 40), 50),
        ("best_years_before_total", (2, 10, DAY, *YEARS), 70),
        ("best_years_before_total", (5, 10, DAY, *YEARS), 80),
        ("best_years_before_total", (5, 10, date(2036, 1, 1), *YEARS), None),
        ("years_found_before", (5, 10, DAY, *YEARS), 3),
        ("years_found_before", (2, 10, DAY, *YEARS), 2),
        ("years_found_before", (5, 10, date(2036, 1, 1), *YEARS), None),
    ],
)
def test_an_operator_gives_its_value(name: str, values: tuple[Value, ...], result: Value) -> None:
    assert OPERATORS[name].apply(values) == result


@pytest.mark.parametrize(
    ("name", "values"),
    [("best_years_before_total", (5, 10, 2016, *YEARS)), ("whole_months_early", (BORN, 2020, 65))],
)
def test_what_goes_by_a_day_refuses_a_number(name: str, values: tuple[Value, ...]) -> None:
    with pytest.raises(TypeError):
        OPERATORS[name].apply(values)
