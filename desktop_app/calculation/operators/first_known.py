"""The first figure that is known: the class a row states, else the class of its earnings."""

from typing import Final

from desktop_app.calculation.operators.operator import Operator, Values
from desktop_app.calculation.trace import Value


def _reckon(values: Values) -> Value:
    return next((value for value in values if value is not None), None)


OPERATOR: Final = Operator(name="first_known", roles=("choices*",), reckon=_reckon, takes_unknown=True)
