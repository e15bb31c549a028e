"""The value that a published table gives: that of the highest threshold reached, or that of a class by its name.

Below the lowest threshold, and for a class the table does not have, it is not known. The Bahamas: a printed scale of
per cents by contributions; Jamaica: a flat pension by the band of the yearly average; Trinidad and Tobago: a basic
pension by class.
"""

from typing import Final

from desktop_app.calculation.operators.operator import Operator, Values, number, rule_table
from desktop_app.calculation.trace import Value


def _reckon(values: Values) -> Value:
    have, given = values
    rows = rule_table(given).rows
    if isinstance(have, str):
        return next((row[-1] for row in rows if row[0] == have), None)
    reached = [row[-1] for row in rows if number(row[0]) <= number(have)]
    return reached[-1] if reached else None


OPERATOR: Final = Operator(
    name="table_lookup", roles=("have", "table"), reckon=_reckon, table_at=1, columns={"table": 2}
)
