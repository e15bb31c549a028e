"""So much for each whole step above a threshold, at most so much in all.

Formula: each x floor((have - above) / per), never negative, at most `most` where given. Trinidad and Tobago: one
increment for each 25 contributions above 750; Guyana: 25 weeks of credit for each year of age above 35, at most 600.
"""

from typing import Final

from desktop_app.calculation.operators.operator import Operator, Values, numbers
from desktop_app.calculation.trace import Value


def _reckon(values: Values) -> Value:
    have, above, per, each, *most = numbers(values)
    return min([each * max(0, (have - above) // per), *most])


OPERATOR: Final = Operator(
    name="for_each_step",
    roles=("have", "above", "per", "each", "most"),
    reckon=_reckon,
    like=3,
    optional=frozenset({"most"}),
)
