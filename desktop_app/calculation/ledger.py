"""The ledger writes the trace: every figure is entered here, and its value comes from its operator and nowhere else."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from types import MappingProxyType
from typing import Final

from desktop_app.calculation.operators import OPERATORS
from desktop_app.calculation.trace import DERIVED, Authority, RuleTable, TraceNode, Unit, Value
from desktop_app.domain.findings import Fact, Finding

GIVEN: Final = "given"
NOT_KNOWN: Final = "not_known"

_NO_FACTS: Final[Mapping[str, Fact]] = MappingProxyType({})


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
    return TraceNode(
        key=key,
        operator=GIVEN,
        value=value,
        unit=unit,
        state=state,
        currency=currency,
        authority=authority,
        facts=facts,
        findings=findings,
    )


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
    rule = OPERATORS[operator]
    nodes = tuple(inputs)
    values = tuple([node.value for node in nodes])
    value = rule.apply(values)
    unit = rule.unit or rule.unit_of(tuple([node.unit for node in nodes]), values)
    return TraceNode(
        key=key,
        operator=operator,
        value=value,
        unit=unit,
        currency=currency if unit is Unit.MONEY else "",
        state=state,
        inputs=nodes,
        authority=authority,
        facts=facts,
        findings=findings,
    )


def fact(value: Value) -> Fact:
    """Return a value as a fact of a finding: whole numbers as they are, fractions as `2220/13`, dates in ISO form.

    A table is told by the number of its rows.
    """
    if isinstance(value, bool) or value is None:
        return str(value).lower()
    if isinstance(value, Fraction):
        return value.numerator if value.denominator == 1 else str(value)
    if isinstance(value, RuleTable):
        return len(value.rows)
    return value if isinstance(value, int | str) else value.isoformat()
