"""A sum of figures of one unit; a total is always derived from its rows."""

from typing import Final

from desktop_app.calculation.operators.operator import Operator, Values, numbers, sum_of
from desktop_app.calculation.trace import Value


def _reckon(values: Values) -> Value:
    return sum_of(numbers(values))


OPERATOR: Final = Operator(name="summed", roles=("parts*",), reckon=_reckon)
