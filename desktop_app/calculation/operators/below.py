"""A figure lies under a bound: a child under 16.

Formula: have < limit. The birthday itself is no longer under it. Asked for by the law of survivors everywhere.
"""

from typing import Final

from desktop_app.calculation.operators.operator import Operator, Values, numbers
from desktop_app.calculation.trace import Unit, Value


def _reckon(values: Values) -> Value:
    have, bound = numbers(values)
    return have < bound


OPERATOR: Final = Operator(name="below", roles=("have", "limit"), reckon=_reckon, unit=Unit.YES_NO, deciding="figure")
