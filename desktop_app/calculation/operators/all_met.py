"""The whole condition: met when every test is met, not met when one is not, unknown when the rest is unknown."""

from typing import Final

from desktop_app.calculation.operators.operator import Operator, Values
from desktop_app.calculation.trace import Unit, Value


def _reckon(values: Values) -> Value:
    met: bool | None = True
    for value in values:
        if value is False:
            return False
        if value is None:
            met = None
    return met


OPERATOR: Final = Operator(name="all_met", roles=("tests*",), reckon=_reckon, unit=Unit.YES_NO, takes_unknown=True)
