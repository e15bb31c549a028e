"""A pension taken late: so many per cent more for each whole period after the pensionable age.

Formula: amount x (100 + percent x whole periods) / 100, periods of `per_months` months. Dominica: 6 % for each complete
year; Barbados: half a per cent a month.
"""

from fractions import Fraction
from typing import Final

from desktop_app.calculation.operators.operator import Operator, Values, numbers
from desktop_app.calculation.trace import Unit, Value

_HUNDRED: Final = 100


def _reckon(values: Values) -> Value:
    amount, months, percent, per_months = numbers(values)
    return amount * Fraction(_HUNDRED + percent * (months // per_months)) / _HUNDRED


OPERATOR: Final = Operator(
    name="late_increase",
    roles=("amount", "months_late", "percent", "per_months"),
    reckon=_reckon,
    unit=Unit.MONEY,
)
