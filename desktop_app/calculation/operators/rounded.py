"""An amount rounded by a named rule (`domain.money.Rounding`); the figure before stays visible as the input."""

from collections.abc import Mapping
from typing import Final

from desktop_app.calculation.operators.operator import Operator, Values, number
from desktop_app.calculation.trace import Unit, Value
from desktop_app.domain.money import Rounding
from desktop_app.domain.money import rounded as rounded_by

_RULES: Final[Mapping[Value, Rounding]] = {rule.value: rule for rule in Rounding}


def _reckon(values: Values) -> Value:
    amount, rule = values
    return rounded_by(number(amount), _RULES.get(rule) or Rounding(str(rule)))


OPERATOR: Final = Operator(name="rounded", roles=("amount", "rule"), reckon=_reckon, unit=Unit.MONEY)
