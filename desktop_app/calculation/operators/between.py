"""A figure lies between two bounds, the lower one included: aged 45 to 49 is from 45 and under 50.

Formula: lowest <= have < below. Barbados: a widow of 45 to 49 has another share than one of 50.
"""

from typing import Final

from desktop_app.calculation.operators.operator import Operator, Values, numbers
from desktop_app.calculation.trace import Unit, Value


def _reckon(values: Values) -> Value:
    have, lowest, below = numbers(values)
    return lowest <= have < below


OPERATOR: Final = Operator(
    name="between", roles=("have", "lowest", "below"), reckon=_reckon, unit=Unit.YES_NO, deciding="figure"
)
