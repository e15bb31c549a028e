"""The average weekly contribution of a career insured by earnings classes.

Formula: sum of weeks x weekly value of the class / weeks. Each row counts by the class of today that its class then
is read as: a row of `conversion` is the year it begins with, the class then, the class now; the latest that fits
holds, and a class without one keeps its name. A row of `values` is a class and its weekly value; a class it does not
have makes the average unknown. Trinidad and Tobago: contributions already paid are given the present value of their
class.
"""

from fractions import Fraction
from typing import Final

from desktop_app.calculation.operators.operator import Operator, Values, number, rule_table
from desktop_app.calculation.trace import Unit, Value


def _reckon(values: Values) -> Value:
    now, conversion, *rows = values
    worth = {str(row[0]): number(row[1]) for row in rule_table(now).rows}
    weeks: Fraction | int = 0
    total: Fraction | int = 0
    for year, name, count in zip(rows[::3], rows[1::3], rows[2::3], strict=True):
        value = worth.get(_class_now(number(year), str(name), conversion))
        if value is None:
            return None
        weeks += number(count)
        total += value * number(count)
    return Fraction(total) / weeks if weeks else None


def _class_now(year: Fraction | int, name: str, conversion: Value) -> str:
    found = name
    for first, then, now in rule_table(conversion).rows:
        if number(first) <= year and then == name:
            found = str(now)
    return found


OPERATOR: Final = Operator(
    name="class_average",
    roles=("values", "conversion", "classes*"),
    reckon=_reckon,
    unit=Unit.MONEY,
    together=3,
    columns={"values": 2, "conversion": 3},
)
