"""The earnings class that an average weekly contribution belongs to: the highest whose weekly value it reaches.

Below the lowest class it is the lowest. Which class an average between two belongs to is found in no source of
Trinidad and Tobago, so its pack says how sure this is.
"""

from typing import Final

from desktop_app.calculation.operators.operator import Operator, Values, number, rule_table
from desktop_app.calculation.trace import Unit, Value


def _reckon(values: Values) -> Value:
    average, given = values
    rows = rule_table(given).rows
    reached = [str(row[0]) for row in rows if number(row[1]) <= number(average)]
    return reached[-1] if reached else str(rows[0][0])


OPERATOR: Final = Operator(
    name="class_of_average", roles=("average", "values"), reckon=_reckon, unit=Unit.TEXT, columns={"values": 2}
)
