"""A figure times a number: a weekly amount for a month of four or five weeks."""

from typing import Final

from desktop_app.calculation.operators.operator import Operator, Values, numbers
from desktop_app.calculation.trace import Value


def _reckon(values: Values) -> Value:
    first, times = numbers(values)
    return first * times


OPERATOR: Final = Operator(name="multiplied", roles=("figure", "times"), reckon=_reckon)
