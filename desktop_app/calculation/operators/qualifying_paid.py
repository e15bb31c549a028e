"""Enough of it paid: contributions actually paid are at least the number required; credits do not count here.

Formula: have >= need. One unit short is short: no source knows a rounding-up.
"""

from typing import Final

from desktop_app.calculation.operators.operator import Operator, Values, numbers
from desktop_app.calculation.trace import Unit, Value


def _reckon(values: Values) -> Value:
    have, need = numbers(values)
    return have >= need


OPERATOR: Final = Operator(
    name="qualifying_paid", roles=("have", "need"), reckon=_reckon, unit=Unit.YES_NO, deciding="paid_weeks"
)
