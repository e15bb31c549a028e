"""Enough insurance: the length counted is at least the length required, in the rule's own unit.

Formula: have >= need. One unit short is short: no source knows a rounding-up.
"""

from typing import Final

from desktop_app.calculation.operators.operator import Operator, Values, numbers
from desktop_app.calculation.trace import Unit, Value


def _reckon(values: Values) -> Value:
    have, need = numbers(values)
    return have >= need


OPERATOR: Final = Operator(
    name="qualifying_length", roles=("have", "need"), reckon=_reckon, unit=Unit.YES_NO, deciding="weeks"
)
