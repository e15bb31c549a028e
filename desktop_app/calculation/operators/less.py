"""A figure less others: weeks after those that gave way to an overlap; an amount less what others pay."""

from typing import Final

from desktop_app.calculation.operators.operator import Operator, Values, numbers, sum_of
from desktop_app.calculation.trace import Value


def _reckon(values: Values) -> Value:
    first, *others = numbers(values)
    return first - (others[0] if len(others) == 1 else sum_of(others))


OPERATOR: Final = Operator(name="less", roles=("from", "parts*"), reckon=_reckon, in_packs=False)
