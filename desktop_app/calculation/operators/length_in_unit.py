"""The length of insurance in the unit a rule counts in: weeks as they are, or months by weeks x 12 / 52.

For a State whose sources disagree about the unit: the rule's own dated value names it (`weeks` or `months`).
"""

from fractions import Fraction
from typing import Final

from desktop_app.calculation.operators.operator import Operator, Values, number
from desktop_app.calculation.operators.weeks_to_months import MONTHS, WEEKS
from desktop_app.calculation.trace import Unit, Value


def _reckon(values: Values) -> Value:
    weeks, unit = values
    if unit == Unit.WEEKS.value:
        return weeks
    if unit == Unit.MONTHS.value:
        return Fraction(number(weeks) * MONTHS, WEEKS)
    raise ValueError("a length is counted in weeks or in months")


OPERATOR: Final = Operator(name="length_in_unit", roles=("weeks", "unit"), reckon=_reckon, unit_at=1)
