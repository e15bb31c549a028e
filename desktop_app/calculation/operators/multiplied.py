"""A figure times a number: a weekly amount for a month of four or five weeks."""

from typing import Final

from desktop_app.calculation.operators.operator import Operator, Values, numbers, product_over
from desktop_app.calculation.trace import Value


def _reckon(values: Values) -> Value:
    first, times = numbers(values)
    if type(first) is int and type(times) is int:
        return first * times
    return product_over(first, times, 1)


OPERATOR: Final = Operator(name="multiplied", roles=("figure", "times"), reckon=_reckon)
