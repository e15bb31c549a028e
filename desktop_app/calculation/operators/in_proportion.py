"""A part of an amount for a shorter length than the whole one.

Formula: amount x have / whole, never more than the amount. Antigua and Barbuda: the reduced pension of who has 350 to
499 contributions of 500.
"""

from fractions import Fraction
from typing import Final

from desktop_app.calculation.operators.operator import Operator, Values, numbers
from desktop_app.calculation.trace import Value


def _reckon(values: Values) -> Value:
    amount, have, whole = numbers(values)
    return amount * min(Fraction(1), Fraction(have) / whole) if whole else None


OPERATOR: Final = Operator(name="in_proportion", roles=("amount", "have", "whole"), reckon=_reckon)
