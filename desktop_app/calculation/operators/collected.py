"""Figures that stand together under one heading and are not reckoned with each other."""

from typing import Final

from desktop_app.calculation.operators.operator import Operator, Values
from desktop_app.calculation.trace import Unit, Value


def _reckon(_values: Values) -> Value:
    return None


OPERATOR: Final = Operator(
    name="collected", roles=("figures*",), reckon=_reckon, unit=Unit.TEXT, takes_unknown=True, in_packs=False
)
