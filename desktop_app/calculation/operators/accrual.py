"""The rate of a pension: a base at the threshold, and so much for each whole step above it, up to a cap.

Formula: base % + step % x floor((length - threshold) / step length), at most the cap. Below the threshold the base
stands: only an officer's decision leads there ("proportional although unmet"). Source: NIS Saint Vincent, CARICOM page:
226 weeks over 500 give 4 whole steps of 50.
"""

from typing import Final

from desktop_app.calculation.operators.operator import Operator, Values, numbers
from desktop_app.calculation.trace import Unit, Value


def whole_steps(length: Value, base_length: Value, per_length: Value) -> int:
    """Return the whole steps above the threshold, never negative."""
    have, base, per = numbers((length, base_length, per_length))
    return max(0, int((have - base) // per))


def _reckon(values: Values) -> Value:
    length, base_percent, base_length, step, per_length, ceiling = numbers(values)
    return min(ceiling, base_percent + step * whole_steps(length, base_length, per_length))


OPERATOR: Final = Operator(
    name="accrual",
    roles=("length", "base_percent", "base_length", "increment_percent", "per_length", "cap_percent"),
    reckon=_reckon,
    unit=Unit.PERCENT,
)
