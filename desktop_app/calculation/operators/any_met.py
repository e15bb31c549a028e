"""Met one way or another: who is entitled on a State's own weeks is entitled, whatever the totalised weeks say."""

from typing import Final

from desktop_app.calculation.operators.operator import Operator, Values
from desktop_app.calculation.trace import Unit, Value


def _reckon(values: Values) -> Value:
    if any(value is True for value in values):
        return True
    return None if any(value is None for value in values) else False


OPERATOR: Final = Operator(
    name="any_met", roles=("tests*",), reckon=_reckon, unit=Unit.YES_NO, takes_unknown=True, in_packs=False
)
