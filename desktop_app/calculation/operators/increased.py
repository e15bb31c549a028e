"""An amount and so many increments: basic pension + increment x number.

Trinidad and Tobago: the basic pension of a class, and its increment for each complete block of 25 contributions.
"""

from typing import Final

from desktop_app.calculation.operators.operator import Operator, Values, numbers
from desktop_app.calculation.trace import Unit, Value


def _reckon(values: Values) -> Value:
    amount, each, times = numbers(values)
    return amount + each * times


OPERATOR: Final = Operator(name="increased", roles=("amount", "each", "times"), reckon=_reckon, unit=Unit.MONEY)
