"""A total taken as it was stated; the rows' own total stands beside it and is not used."""

from typing import Final

from desktop_app.calculation.operators.operator import Operator, Values
from desktop_app.calculation.trace import Value


def _reckon(values: Values) -> Value:
    return values[0]


OPERATOR: Final = Operator(
    name="stated_total",
    roles=("stated", "from_rows"),
    reckon=_reckon,
    takes_unknown=True,
    optional=frozenset({"from_rows"}),
    in_packs=False,
)
