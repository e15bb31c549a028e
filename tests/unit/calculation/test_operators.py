from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from desktop_app.calculation.operators import OPERATORS
from desktop_app.calculation.operators.best_years_total import in_window
from desktop_app.calculation.trace import RuleTable, Unit, Value

F = Fraction

BANDS = RuleTable(units=(Unit.WEEKS, Unit.PERCENT, Unit.WEEKS), rows=((0, 3, 50), (500, 2, 50), (750, 1, 50)))
SCALE = RuleTable(units=(Unit.WEEKS, Unit.PERCENT), rows=((500, 30), (550, 31)))
LEVELS = RuleTable(units=(Unit.TEXT, Unit.MONEY), rows=(("I", 10), ("II", 20)))
RATES = RuleTable(units=(Unit.YEARS, Unit.PERCENT), rows=((1990, 5), (2000, 10)))

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
    ("survivors_share", (50, True), 50),
    ("survivors_share", (None, True), None),
    ("raised_in_proportion", (30, 100, 50), 60),
    ("raised_in_proportion", (30, 40, 50), 30),
    ("raised_in_proportion", (0, 40, 0), 0),
    ("at_least", (50, 50), True),
    ("at_least", (F(599, 12), 50), False),
    ("at_most", (29, 29), True),
    ("at_most", (30, 29), False),
    ("below", (16, 16), False),
    ("below", (F(191, 12), 16), True),
    ("between", (45, 45, 50), True),
    ("between", (50, 45, 50), False),
    ("between", (44, 45, 50), False),
    ("degree_at_least", (30, 30), True),
    ("degree_at_least", (29, 30), False),
    ("is_so", (True,), True),
    ("is_so", (False,), False),
    ("not_so", (True,), False),
    ("not_so", (False,), True),
    ("either", (True, 1, None), 1),
    ("either", (False, None, 2), 2),
    ("either", (None, 1, 2), None),
    ("lowest_of", (3, 1, 2), 1),
    ("highest_of", (3, 1, 2), 3),
    ("difference", (10, 3), 7),
    ("difference", (3, 10), 0),
    ("divided", (100, 3), F(100, 3)),
    ("divided", (100, 0), None),
    ("in_proportion", (100, 350, 500), 70),
    ("in_proportion", (100, 600, 500), 100),
    ("in_proportion", (100, 0, 0), None),
    ("for_each_step", (824, 750, 25, F(7, 2)), 7),
    ("for_each_step", (700, 750, 25, 5), 0),
    ("for_each_step", (65, 35, 1, 25, 600), 600),
    ("prorated_accrual", (525, 30, 500, 1, 50, 60), F(61, 2)),
    ("prorated_accrual", (400, 30, 500, 1, 50, 60), 30),
    ("prorated_accrual", (9999, 30, 500, 1, 50, 60), 60),
    ("banded_accrual", (500, 0, BANDS, 60), 30),
    ("banded_accrual", (799, 0, BANDS, 60), 40),
    ("banded_accrual", (800, 0, BANDS, 60), 41),
    ("banded_accrual", (499, 0, BANDS, 60), 27),
    ("banded_accrual", (9999, 0, BANDS, 60), 60),
    ("banded_accrual", (0, 0, BANDS, 60), 0),
    ("table_lookup", (549, SCALE), 30),
    ("table_lookup", (550, SCALE), 31),
    ("table_lookup", (499, SCALE), None),
    ("table_lookup", ("II", LEVELS), 20),
    ("table_lookup", ("IX", LEVELS), None),
    ("last_years_total", (2, 10, 40, 20), 60),
    ("last_years_total", (0, 10), 0),
    ("years_with_earnings", (5, 10, 1, 2, 3), 3),
    ("years_with_earnings", (2, 10, 1, 2, 3), 2),
    ("weeks_in_last_years", (5, 52, 26), 78),
    ("yearly_average", (780, 20), 39),
    ("yearly_average", (780, 0), None),
    ("contributions_paid", (RATES, 1999, 1000, 2005, 1000), 150),
    ("contributions_paid", (RATES, 1989, 1000), None),
    ("first_known", (None, "III", "IV"), "III"),
    ("first_known", (None, None), None),
    ("career_average", (F("40716"), 780, "whole career"), F("52.2")),
    ("career_average", (0, 0, "whole career"), None),
    ("whole_of_percent", (F("35.70"), F("13.2")), F(2975, 11)),
    ("increased", (F("130.78"), F("1.41"), 2), F("133.60")),
    ("weekly_to_monthly", (60,), 260),
    ("months_late", (F(805, 12), 65), 25),
    ("months_late", (72, 65, 70), 60),
    ("months_late", (60, 65), 0),
    ("late_increase", (100, 25, 6, 12), 112),
    ("late_increase", (100, 3, F(1, 2), 1), F(203, 2)),
    ("monthly_to_weekly", (325,), 75),
    ("yearly_to_weekly", (2444,), 47),
    ("degree_rounded", (15, 10), 20),
    ("degree_rounded", (14, 10), 10),
    ("degree_rounded", (20, 10), 20),
)


@pytest.mark.parametrize(("name", "values", "expected"), EXAMPLES)
def test_an_operator_gives(name: str, values: tuple[Value, ...], expected: Value) -> None:
    found = OPERATORS[name].apply(values)
    assert found == expected
    assert type(found) is not float


def test_every_operator_has_an_example() -> None:
    own = {path.stem.removeprefix("test_") for path in (Path(__file__).parent / "operators").glob("test_*.py")}
    assert {name for name, _, _ in EXAMPLES} | own == set(OPERATORS)


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


def test_a_table_gives_the_unit_of_its_last_column() -> None:
    operator = OPERATORS["table_lookup"]
    assert operator.unit_of((Unit.WEEKS, Unit.TABLE), (500, SCALE)) is Unit.PERCENT
    assert operator.unit_of((Unit.WEEKS, Unit.TABLE), (500, None)) is Unit.WEEKS


def test_a_number_is_no_table() -> None:
    with pytest.raises(TypeError):
        OPERATORS["table_lookup"].apply((500, 30))
