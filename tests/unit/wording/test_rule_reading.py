from datetime import date
from fractions import Fraction

import pytest

from desktop_app.calculation.operators import OPERATORS
from desktop_app.calculation.pack import Group
from desktop_app.calculation.trace import RuleTable, Unit
from desktop_app.domain.persons import Sex
from desktop_app.wording.rule_reading import (
    dates_words,
    expected_words,
    fields_words,
    group_words,
    rule_value_words,
    table_rows,
    unit_titles,
)
from desktop_app.wording.step_words import FORMULAS, share_words, step_words
from tests.support.desks import rulebook

SHARING = {"chosen", "collected", "less", "pro_rata_required", "pro_rata_totalised", "raised_in_proportion",
           "stated_total", "survivors_share"}  # fmt: skip
"""Operators of the Agreement's own steps, which stand in no pack."""


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [
        (500, Unit.WEEKS, "500 weeks"),
        (Fraction(2, 3), Unit.PERCENT, "2/3\u00a0%"),
        (Fraction(1, 2), Unit.PERCENT, "0.5\u00a0%"),
        (Fraction(128, 2), Unit.MONEY, "XCD\u00a064.00"),
        (Fraction(125, 2), Unit.YEARS, "62 years 6 months"),
        ("half_up_cent", Unit.TEXT, "to the cent, half a cent up"),
        (date(2014, 6, 14), Unit.DATE, "14 Jun 2014"),
    ],
)
def test_a_field_is_said_exactly_with_its_unit(value: int | Fraction | str | date, unit: Unit, words: str) -> None:
    assert rule_value_words(value, unit, "XCD") == words


def test_a_published_table_is_said_row_by_row_under_its_currency() -> None:
    table = RuleTable(units=(Unit.YEARS, Unit.MONEY), rows=((2003, 12), (2019, Fraction(11, 2)), (2020, 1), (2021, 2)))

    assert unit_titles(table, "JMD") == ("Years", "JMD")
    assert list(table_rows(table))[:2] == [("2003", "12.00"), ("2019", "5.50")]
    assert rule_value_words(table, Unit.TABLE).endswith("; 1 more row")


def test_a_group_says_for_whom() -> None:
    group = Group(sex=Sex.FEMALE, born_from=date(1950, 1, 1), first_insured_to=date(1990, 1, 1))

    assert group_words(group) == "women, born from 1 Jan 1950, first insured until 1 Jan 1990"
    assert group_words(Group()) == ""


def test_what_an_example_expects_is_said_field_by_field() -> None:
    told = list(expected_words({"entitled_alone": False, "shares": [{"percent": "75"}], "findings": ["a", "b"]}))

    assert told == ["entitled alone: no", "share 1: percent: 75", "findings: a, b"]


def test_every_value_of_every_pack_has_words() -> None:
    for pack in rulebook().packs.values():
        for rules in pack.benefits.values():
            for parameter in rules.parameters.values():
                for value in parameter.values:
                    assert fields_words(parameter.name, value, pack.currency)
                    assert dates_words(value)


def test_every_operator_of_a_pack_is_said_with_every_role() -> None:
    assert set(OPERATORS) - SHARING == set(FORMULAS)
    for name, template in FORMULAS.items():
        for role in OPERATORS[name].roles:
            assert f"{{{role.rstrip('*')}}}" in template, (name, role)


def test_every_step_of_every_pack_is_said_without_a_role_left_over() -> None:
    for pack in rulebook().packs.values():
        for rules in pack.benefits.values():
            for step in rules.steps.values():
                said = step_words(step)
                assert "{" not in said
                assert "\u2026" not in said, (pack.state, step.name, said)
            assert all(share_words(share) for share in rules.shares)
