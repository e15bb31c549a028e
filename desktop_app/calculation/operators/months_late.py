"""How many whole months after the pensionable age a pension is claimed, never negative.

Formula: floor((age at the claim - pensionable age) x 12); what lies after the latest age, where one is given, does
not count. Barbados: up to 70.
"""

from typing import Final

from desktop_app.calculation.operators.operator import Operator, Values, numbers
from desktop_app.calculation.trace import Unit, Value

_MONTHS_IN_YEAR: Final = 12


def _reckon(values: Values) -> Value:
    age, pensionable_age, *latest = numbers(values)
    return max(0, int((min([age, *latest]) - pensionable_age) * _MONTHS_IN_YEAR // 1))


OPERATOR: Final = Operator(
    name="months_late",
    roles=("age_at_claim", "pensionable_age", "latest_age"),
    reckon=_reckon,
    unit=Unit.MONTHS,
    optional=frozenset({"latest_age"}),
)
