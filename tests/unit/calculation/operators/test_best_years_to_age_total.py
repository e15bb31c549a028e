from datetime import date

from desktop_app.calculation.operators import OPERATORS
from desktop_app.calculation.operators.best_years_to_age_total import last_year

TOTAL = OPERATORS["best_years_to_age_total"]
BIRTH = date(1959, 8, 1)


def test_the_best_of_the_years_given_are_added_up() -> None:
    assert TOTAL.apply((3, 5, 60, 10, 40, 20, 50, 30)) == 120


def test_fewer_years_than_the_rule_are_all_taken() -> None:
    assert TOTAL.apply((3, 5, 60, 10, 40)) == 50


def test_the_window_ends_with_the_year_of_the_age() -> None:
    assert last_year(BIRTH, 60, date(2022, 8, 1)) == 2019


def test_a_contingency_before_the_age_ends_it_earlier() -> None:
    assert last_year(BIRTH, 60, date(2018, 12, 31)) == 2018
