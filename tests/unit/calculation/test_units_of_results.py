"""The unit of a result, and what an operator does with an input that is not known or is of another kind."""

from fractions import Fraction

import pytest

from desktop_app.calculation.ledger import given, made, reckoned
from desktop_app.calculation.operators import OPERATORS
from desktop_app.calculation.operators.operator import Operator, Values, rule_table
from desktop_app.calculation.trace import RuleTable, Unit, Value

TABLE = RuleTable(units=(Unit.WEEKS, Unit.PERCENT), rows=((500, 30),))


def an_operator(**facts: object) -> Operator:
    def reckon(values: Values) -> Value:
        return values[0]

    return Operator(name="sample", roles=("one", "other*"), reckon=reckon, **facts)  # type: ignore[arg-type]


def unit_of(operator: Operator, *inputs: tuple[Value, Unit]) -> Unit:
    nodes = tuple(given("x", value, unit) for value, unit in inputs)
    found = reckoned("result", operator, nodes)
    assert found.unit is operator.unit_of(tuple(unit for _, unit in inputs), tuple(value for value, _ in inputs))
    return found.unit


WEEKS, MONEY = (3, Unit.WEEKS), (Fraction(5, 2), Unit.MONEY)


def test_a_result_has_the_unit_of_its_operator() -> None:
    assert unit_of(an_operator(unit=Unit.SHARE), WEEKS, MONEY) is Unit.SHARE


def test_without_one_it_has_the_unit_of_the_first_input_or_of_the_one_it_is_like() -> None:
    assert unit_of(an_operator(), WEEKS, MONEY) is Unit.WEEKS
    assert unit_of(an_operator(like=1), WEEKS, MONEY) is Unit.MONEY
    assert made("result", "summed", ()).unit is Unit.NUMBER


def test_a_unit_may_be_named_by_an_input() -> None:
    operator = an_operator(unit_at=1)
    assert unit_of(operator, WEEKS, ("months", Unit.TEXT)) is Unit.MONTHS
    assert unit_of(operator, WEEKS, (None, Unit.TEXT)) is Unit.WEEKS


def test_a_unit_may_be_that_of_the_last_column_of_a_table() -> None:
    operator = an_operator(table_at=1)
    assert unit_of(operator, WEEKS, (TABLE, Unit.TABLE)) is Unit.PERCENT
    assert unit_of(operator, WEEKS, (None, Unit.TABLE)) is Unit.WEEKS


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({}, True),
        ({"unit": Unit.WEEKS}, False),
        ({"unit_at": 1}, False),
        ({"table_at": 1}, False),
        ({"like": 1}, False),
    ],
)
def test_nothing_but_the_first_input_decides_the_unit_where_nothing_else_is_named(
    facts: dict[str, object], expected: bool
) -> None:
    assert an_operator(**facts).like_first is expected


def test_an_unknown_input_makes_an_unknown_result_unless_the_operator_takes_it() -> None:
    inputs = (given("x", 3, Unit.WEEKS), given("y", None, Unit.WEEKS))
    values = (3, None)
    assert reckoned("result", an_operator(), inputs).value is an_operator().apply(values) is None
    lenient = an_operator(takes_unknown=True)
    assert reckoned("result", lenient, inputs).value == lenient.apply(values) == 3


def test_the_last_role_may_take_any_number() -> None:
    assert an_operator().open_ended
    assert OPERATORS["summed"].open_ended
    assert not OPERATORS["accrual"].open_ended


def test_what_is_no_table_is_refused() -> None:
    assert rule_table(TABLE) is TABLE
    with pytest.raises(TypeError, match="something else than a table"):
        rule_table(3)


def test_only_money_has_a_currency() -> None:
    weeks = made("weeks", "summed", (given("x", 3, Unit.WEEKS),), currency="XCD")
    money = made("money", "summed", (given("x", 3, Unit.MONEY),), currency="XCD")
    assert (weeks.currency, money.currency) == ("", "XCD")
