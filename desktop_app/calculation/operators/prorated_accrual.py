"""The rate of a pension where a part of a step counts as a part: a base at the threshold, and the rest in proportion.

Formula: base % + step % x (length - threshold) / step length, at most the cap. Below the threshold the base stands,
as in `accrual`. For a law that says in proportion; one that counts whole steps uses `accrual`.
"""

from fractions import Fraction
from typing import Final

from desktop_app.calculation.operators.operator import Operator, Values, numbers
from desktop_app.calculation.trace import Unit, Value


def _reckon(values: Values) -> Value:
    length, base, base_length, increment, per_length, cap = numbers(values)
    above = max(Fraction(0), Fraction(length) - base_length)
    return min(Fraction(cap), base + increment * above / per_length)


OPERATOR: Final = Operator(
    name="prorated_accrual",
    roles=("length", "base_percent", "base_length", "increment_percent", "per_length", "cap_percent"),
    reckon=_reckon,
    unit=Unit.PERCENT,
)
