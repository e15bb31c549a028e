from desktop_app.calculation.operators import OPERATORS
from desktop_app.calculation.operators.best_of_latest_total import best_of_latest

TOTAL = OPERATORS["best_of_latest_total"]


def test_a_better_year_before_the_latest_ones_does_not_count() -> None:
    assert TOTAL.apply((2, "years with contributions", 3, 90, 10, 40, 30)) == 70


def test_fewer_years_than_the_rule_are_all_taken() -> None:
    assert TOTAL.apply((3, 10, 10, 10, 40)) == 50


def test_of_two_equal_years_the_later_one_is_named() -> None:
    assert best_of_latest((1, "all", 3, 20, 20, 10)) == [1]
