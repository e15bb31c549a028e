"""The earnings class of an average weekly contribution, by the rule for an average between two classes.

`levels` gives the weekly contribution of each class, `bands` the weekly earnings a class begins with. An average that
equals a level is of that class; below the lowest level it is the lowest class. Between two levels: by `band`, the upper
class where the earnings that such a contribution stands for reach the upper band, else the lower; by `reached`, the
lower class; by `nearest`, the nearer level, the middle upwards. Trinidad and Tobago: the class of the average of all
contributions.
"""

from fractions import Fraction
from typing import Final

from desktop_app.calculation.operators.operator import Operator, Values, number, rule_table
from desktop_app.calculation.trace import Unit, Value

BAND: Final = "band"
REACHED: Final = "reached"
NEAREST: Final = "nearest"
RULES: Final = (BAND, REACHED, NEAREST)


def _reckon(values: Values) -> Value:
    average, earnings, rule, levels, bands = values
    classes = [(str(name), number(level)) for name, level in rule_table(levels).rows]
    floors = {str(name): number(floor) for floor, name in rule_table(bands).rows}
    low = max((at for at, (_, level) in enumerate(classes) if level <= number(average)), default=0)
    lower, reached = classes[low]
    if low + 1 == len(classes) or reached >= number(average):
        return lower
    upper, level = classes[low + 1]
    if rule == BAND:
        return upper if number(earnings) >= floors[upper] else lower
    if rule == NEAREST:
        return upper if number(average) >= Fraction(reached + level) / 2 else lower
    if rule == REACHED:
        return lower
    raise ValueError("a rule for averages between two classes that is not known")


OPERATOR: Final = Operator(
    name="class_by_average",
    roles=("average", "earnings", "rule", "levels", "bands"),
    reckon=_reckon,
    unit=Unit.TEXT,
    columns={"levels": 2, "bands": 2},
)
