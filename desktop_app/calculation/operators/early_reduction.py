"""A pension taken early: so many per cent less for each period begun before the pensionable age.

Formula: amount x (100 - percent x periods begun) / 100, periods of `per_months` months.
NIS Saint Vincent: 0.5 % a month (6 % a year), 2/3 % from June 2024; NIS Grenada: 5 % a year from 2024.
"""

from fractions import Fraction
from typing import Final

from desktop_app.calculation.operators.operator import Operator, Values, numbers
from desktop_app.calculation.trace import Unit, Value

_HUNDRED: Final = 100


def _reckon(values: Values) -> Value:
    amount, months, percent, per_months = numbers(values)
    periods = -int(-Fraction(months) / per_months // 1)
    return amount * Fraction(max(Fraction(0), _HUNDRED - Fraction(percent) * periods)) / _HUNDRED


OPERATOR: Final = Operator(
    name="early_reduction",
    roles=("amount", "months_early", "percent", "per_months"),
    reckon=_reckon,
    unit=Unit.MONEY,
)
