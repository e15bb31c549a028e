"""The whole condition: met when every test is met, not met when one is not, unknown when the rest is unknown."""

from typing import Final

from desktop_app.calculation.operators.operator import Operator, Values
from desktop_app.calculation.trace import Unit, Value


def _reckon(values: Values) -> Value:
    if any(value is False for value in values):
        return False
    return None if any(value is None for value in values) else True


OPERATOR: Final = Operator(name="all_met", roles=("tests*",), reckon=_reckon, unit=Unit.YES_NO, takes_unknown=True)
