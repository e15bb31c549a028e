from datetime import date
from fractions import Fraction

import pytest

from desktop_app.calculation.operators import OPERATORS
from desktop_app.calculation.operators.best_years_total import in_window
from desktop_app.calculation.trace import Unit, Value

F = Fraction

EXAMPLES: tuple[tuple[str, tuple[Value, ...], Value], ...] = (
    ("weeks_to_months", (740,), F(2220, 13)),
    ("length_in_unit", (740, "weeks"), 740),
    ("length_in_unit", (740, "months"), F(2220, 13)),
    ("qualifying_length", (500, 500), True),
    ("qualifying_length", (499, 500), False),
    ("qualifying_paid", (149, 150), False),
    ("qualifying_age", (60, 62), False),
    ("qualifying_age", (60, 62, 60), True),
    ("all_met", (True, True), True),
    ("all_met", (True, None), None),
    ("all_met", (False, None), False),
    ("any_met", (False, True), True),
    ("any_met", (False, None), None),
    ("any_met", (False, False), False),
    ("best_years_total", (3, "whole career", 10, 40, 20, 30), 90),
    ("best_years_total", (5, 15, 10, 20), 30),
    ("best_years_average", (67700, 5), 13540),
    ("weekly_of_year", (13540, 52), F(3385, 13)),
    ("accrual", (740, 30, 500, 1, 50, 60), 34),
    ("accrual", (549, 30, 500, 1, 50, 60), 30),
    ("accrual", (740, 40, 750, 1, 52, 60), 40),
    ("accrual", (9999, 30, 500, 1, 50, 60), 60),
    ("percent_of", (F(3385, 13), 34), F(11509, 130)),
    ("months_early", (60, 62), 24),
    ("months_early", (F(121, 2), 62), 18),
    ("months_early", (F(1399, 24), 60), 21),
    ("months_early", (66, 65), 0),
    ("early_reduction", (100, 24, F(1, 2), 1), 88),
    ("early_reduction", (100, 13, 5, 12), 90),
    ("early_reduction", (100, 9999, 1, 1), 0),
    ("bounded", (60, 70), 70),
    ("bounded", (80, 70), 80),
    ("bounded", (80, 70, 75), 75),
    ("grant", (10, 149, 50, 6, 50), 120),
    ("grant", (10, 49, 50, 6, 50), 0),
    ("rounded", (F(11509, 130), "nearest_ten_cents"), F(177, 2)),
    ("rounded", (F(345050, 10000), "half_up_cent"), F(3451, 100)),
    ("pro_rata_totalised", (100, 1, 3), F(100, 3)),
    ("pro_rata_required", (100, 250, 500), 50),
    ("pro_rata_required", (100, 600, 500), 100),
    ("summed", (1, 2, 3), 6),
    ("summed", (), 0),
    ("less", (10, 3, 2), 5),
    ("multiplied", (F(1, 2), 4), 2),
    ("age_at", (date(1954, 6, 14), date(2014, 6, 13)), F(719, 12)),
    ("stated_total", (286, 300), 286),
    ("stated_total", (286, None), 286),
    ("chosen", ("actual", 5, 7, None), 5),
    ("chosen", ("local", 5, 7, None), 7),
    ("chosen", ("certified", 5, None, None), 5),
    ("chosen", ("actual_with_supplement", 5, 7, 1), 6),
    ("chosen", ("none", 5, 7, None), None),
    ("collected", (1, None), None),
)


@pytest.mark.parametrize(("name", "values", "expected"), EXAMPLES)
def test_an_operator_gives(name: str, values: tuple[Value, ...], expected: Value) -> None:
    found = OPERATORS[name].apply(values)
    assert found == expected
    assert type(found) is not float


def test_every_operator_has_an_example() -> None:
    assert {name for name, _, _ in EXAMPLES} == set(OPERATORS)


def test_an_unknown_input_makes_an_unknown_result() -> None:
    for operator in OPERATORS.values():
        if not operator.takes_unknown:
            assert operator.apply((None,) * len(operator.roles)) is None


@pytest.mark.parametrize("name", ["percent_of", "qualifying_length", "grant"])
def test_words_are_no_numbers(name: str) -> None:
    operator = OPERATORS[name]
    with pytest.raises(TypeError):
        operator.apply(("many",) * len(operator.roles))


def test_a_length_is_counted_in_weeks_or_months_only() -> None:
    with pytest.raises(ValueError, match="weeks or in months"):
        OPERATORS["length_in_unit"].apply((1, "days"))
    with pytest.raises(TypeError):
        OPERATORS["age_at"].apply((1, 2))


def test_a_window_ends_with_the_year_of_the_contingency() -> None:
    assert in_window(2000, 2014, 15)
    assert not in_window(1999, 2014, 15)
    assert not in_window(2015, 2014, 15)
    assert in_window(1970, 2014, "whole career")


def test_the_unit_of_a_length_follows_the_rule() -> None:
    operator = OPERATORS["length_in_unit"]
    assert operator.unit_of((Unit.WEEKS, Unit.TEXT), (740, "months")) is Unit.MONTHS
    assert operator.unit_of((Unit.WEEKS, Unit.TEXT), (740, None)) is Unit.WEEKS
