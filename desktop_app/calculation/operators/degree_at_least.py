"""The degree of disablement reaches the one the law asks for.

Formula: have >= need. Guyana 15 %, Trinidad and Tobago 20 %, The Bahamas 25 %, Dominica and Montserrat 30 %.
"""

from typing import Final

from desktop_app.calculation.operators.operator import Operator, Values, numbers
from desktop_app.calculation.trace import Unit, Value


def _reckon(values: Values) -> Value:
    have, bound = numbers(values)
    return have >= bound


OPERATOR: Final = Operator(
    name="degree_at_least", roles=("have", "need"), reckon=_reckon, unit=Unit.YES_NO, deciding="degree"
)
