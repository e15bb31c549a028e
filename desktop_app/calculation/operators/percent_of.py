"""A percentage of an amount: amount x rate / 100."""

from typing import Final

from desktop_app.calculation.operators.operator import Operator, Values, numbers, product_over
from desktop_app.calculation.trace import Unit, Value

_HUNDRED: Final = 100


def _reckon(values: Values) -> Value:
    amount, percent = numbers(values)
    return product_over(amount, percent, _HUNDRED)


OPERATOR: Final = Operator(name="percent_of", roles=("amount", "percent"), reckon=_reckon, unit=Unit.MONEY)
