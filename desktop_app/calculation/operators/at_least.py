"""A figure is not below a bound: an age, a number of years, an amount.

Formula: have >= need. Asked for by the law of survivors everywhere (a widow of 50 or more, three years of marriage).
"""

from typing import Final

from desktop_app.calculation.operators.operator import Operator, Values, numbers
from desktop_app.calculation.trace import Unit, Value


def _reckon(values: Values) -> Value:
    have, bound = numbers(values)
    return have >= bound


OPERATOR: Final = Operator(name="at_least", roles=("have", "need"), reckon=_reckon, unit=Unit.YES_NO, deciding="figure")
