"""The ledger writes the trace: every figure is entered here, and its value comes from its operator and nowhere else.

Each kind of entry writes its ten fields itself: to hand them to one place that writes them takes half as long again.
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from operator import attrgetter
from types import MappingProxyType
from typing import Any, Final

from desktop_app.calculation.operators import OPERATORS
from desktop_app.calculation.operators.operator import Operator
from desktop_app.calculation.trace import DERIVED, Authority, OpenFigure, RuleTable, TraceNode, Unit, Value
from desktop_app.domain.findings import Fact, Finding

GIVEN: Final = "given"
NOT_KNOWN: Final = "not_known"

_NO_FACTS: Final[Mapping[str, Fact]] = MappingProxyType({})
_MONEY: Final = Unit.MONEY
_VALUE: Final = attrgetter("value")
_UNIT: Final = attrgetter("unit")
_empty: Final = object.__new__


def given(
    key: str,
    value: Value,
    unit: Unit,
    *,
    state: str = "",
    currency: str = "",
    authority: Authority = DERIVED,
    facts: Mapping[str, Fact] = _NO_FACTS,
    findings: tuple[Finding, ...] = (),
) -> TraceNode:
    """Enter a leaf: a row, a rule's value, a date, a choice."""
    entry: Any = _empty(OpenFigure)
    entry.key = key
    entry.operator = GIVEN
    entry.value = value
    entry.unit = unit
    entry.currency = currency
    entry.state = state
    entry.inputs = ()
    entry.authority = authority
    entry.facts = facts
    entry.findings = findings
    entry.__class__ = TraceNode
    figure: TraceNode = entry
    return figure


def not_known(
    key: str,
    unit: Unit,
    findings: tuple[Finding, ...],
    *,
    state: str = "",
    currency: str = "",
    facts: Mapping[str, Fact] = _NO_FACTS,
) -> TraceNode:
    """Enter a figure that is not known; its findings say why."""
    entry: Any = _empty(OpenFigure)
    entry.key = key
    entry.operator = NOT_KNOWN
    entry.value = None
    entry.unit = unit
    entry.currency = currency
    entry.state = state
    entry.inputs = ()
    entry.authority = DERIVED
    entry.facts = facts
    entry.findings = findings
    entry.__class__ = TraceNode
    figure: TraceNode = entry
    return figure


def made(
    key: str,
    operator: str,
    inputs: Sequence[TraceNode],
    *,
    state: str = "",
    currency: str = "",
    authority: Authority = DERIVED,
    facts: Mapping[str, Fact] = _NO_FACTS,
    findings: tuple[Finding, ...] = (),
) -> TraceNode:
    """Enter a figure that an operator makes from others."""
    return reckoned(key, OPERATORS[operator], tuple(inputs), state, currency, authority, facts, findings)


def reckoned(
    key: str,
    operator: Operator,
    inputs: tuple[TraceNode, ...],
    state: str = "",
    currency: str = "",
    authority: Authority = DERIVED,
    facts: Mapping[str, Fact] = _NO_FACTS,
    findings: tuple[Finding, ...] = (),
) -> TraceNode:
    """Enter a figure that an operator, found before, makes from others."""
    values = tuple(map(_VALUE, inputs))
    unit = operator.unit
    if unit is None:
        unit = inputs[0].unit if operator.like_first and inputs else operator.unit_of(tuple(map(_UNIT, inputs)), values)
    value = None
    if operator.takes_unknown:
        value = operator.reckon(values)
    else:  # as `Operator.apply` has it, without a call for each of a claim's seventy operators
        for known in values:
            if known is None:
                break
        else:
            value = operator.reckon(values)
    entry: Any = _empty(OpenFigure)
    entry.key = key
    entry.operator = operator.name
    entry.value = value
    entry.unit = unit
    entry.currency = currency if unit is _MONEY else ""
    entry.state = state
    entry.inputs = inputs
    entry.authority = authority
    entry.facts = facts
    entry.findings = findings
    entry.__class__ = TraceNode
    figure: TraceNode = entry
    return figure


def renamed(node: TraceNode, key: str) -> TraceNode:
    """Enter a figure again under another name."""
    entry: Any = _empty(OpenFigure)
    entry.key = key
    entry.operator = node.operator
    entry.value = node.value
    entry.unit = node.unit
    entry.currency = node.currency
    entry.state = node.state
    entry.inputs = node.inputs
    entry.authority = node.authority
    entry.facts = node.facts
    entry.findings = node.findings
    entry.__class__ = TraceNode
    figure: TraceNode = entry
    return figure


def fact(value: Value) -> Fact:
    """Return a value as a fact of a finding: whole numbers as they are, fractions as `2220/13`, dates in ISO form.

    A table is told by the number of its rows.
    """
    kind = type(value)
    if kind is int or kind is str:
        return value  # type: ignore[return-value] # its type was looked at
    if isinstance(value, bool) or value is None:
        return str(value).lower()
    if isinstance(value, Fraction):
        return value.numerator if value.denominator == 1 else str(value)
    if isinstance(value, RuleTable):
        return len(value.rows)
    return value if isinstance(value, int | str) else value.isoformat()
