from fractions import Fraction

import pytest

from desktop_app.calculation.operators.class_by_average import OPERATOR, RULES
from desktop_app.calculation.trace import RuleTable, Unit

F = Fraction
LEVELS = RuleTable(units=(Unit.TEXT, Unit.MONEY), rows=(("I", F("35.70")), ("II", F("52.20")), ("III", F("69.90"))))
BANDS = RuleTable(units=(Unit.MONEY, Unit.TEXT), rows=((200, "I"), (340, "II"), (450, "III")))
RATE = F("13.2")


def named(average: str, rule: str) -> object:
    earnings = F(average) * 100 / RATE
    return OPERATOR.apply((F(average), earnings, rule, LEVELS, BANDS))


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize(("average", "name"), [("35.70", "I"), ("52.20", "II"), ("69.90", "III")])
def test_an_average_that_equals_a_level_is_of_that_class_by_every_rule(rule: str, average: str, name: str) -> None:
    assert named(average, rule) == name


def test_an_average_that_equals_a_level_is_of_that_class_whatever_the_earnings() -> None:
    assert OPERATOR.apply((F("35.70"), 400, "band", LEVELS, BANDS)) == "I"


def test_below_the_lowest_level_it_is_the_lowest_class_and_above_the_highest_the_highest() -> None:
    assert named("30", "band") == "I"
    assert named("500", "band") == "III"


def test_between_two_levels_the_band_of_the_earnings_decides() -> None:
    assert named("44.87", "band") == "I"  # 44.87 / 0.132 = 339.92
    assert named("44.88", "band") == "II"  # 44.88 / 0.132 = 340 exactly


def test_between_two_levels_the_lower_class_is_reached() -> None:
    assert named("52.19", "reached") == "I"


def test_between_two_levels_the_nearer_one_counts_and_the_middle_goes_up() -> None:
    assert named("43.94", "nearest") == "I"
    assert named("43.95", "nearest") == "II"


def test_a_rule_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="not known"):
        named("44", "higher")
