"""The whole that an amount is a percentage of: amount x 100 / per cent; the earnings a contribution was paid on."""

from fractions import Fraction
from typing import Final

from desktop_app.calculation.operators.operator import Operator, Values, number
from desktop_app.calculation.trace import Unit, Value

_HUNDRED: Final = 100


def _reckon(values: Values) -> Value:
    amount, percent = values
    return Fraction(number(amount) * _HUNDRED) / number(percent)


OPERATOR: Final = Operator(name="whole_of_percent", roles=("amount", "percent"), reckon=_reckon, unit=Unit.MONEY)
