"""The lowest of several figures of one unit: the earlier of two ages, an amount no higher than another.

Saint Kitts and Nevis: the lower of 60 % of wages and 3,900 a month.
"""

from typing import Final

from desktop_app.calculation.operators.operator import Operator, Values, numbers
from desktop_app.calculation.trace import Value


def _reckon(values: Values) -> Value:
    return min(numbers(values))


OPERATOR: Final = Operator(name="lowest_of", roles=("figures*",), reckon=_reckon)
