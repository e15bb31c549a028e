"""Old enough: the age at the contingency is at least the pensionable age, or the earliest age for an early pension.

Formula: age >= the lower of the ages given. An early pension counts as entitled; its reduction is another step.
"""

from typing import Final

from desktop_app.calculation.operators.operator import Operator, Values, numbers
from desktop_app.calculation.trace import Unit, Value


def _reckon(values: Values) -> Value:
    age, *ages = numbers(values)
    return age >= min(ages)


OPERATOR: Final = Operator(
    name="qualifying_age",
    roles=("have", "need", "earliest"),
    reckon=_reckon,
    unit=Unit.YES_NO,
    optional=frozenset({"earliest"}),
    deciding="age",
)
