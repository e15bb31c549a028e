"""Conditions of a State: met on its own weeks, met on the totalised weeks, and the figure that decides."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import partial
from typing import Final

from desktop_app.calculation.award import ConditionResult, condition_of
from desktop_app.calculation.evaluation import Scope, why_unknown
from desktop_app.calculation.insurance import counted_insurance, own_insurance
from desktop_app.calculation.ledger import fact, made
from desktop_app.calculation.line import Line, exact
from desktop_app.calculation.operators import OPERATORS
from desktop_app.calculation.trace import TraceNode
from desktop_app.calculation.weeks import paid_weeks_node
from desktop_app.domain.findings import Fact, Reason

OWN: Final = "own"
TOTALISED: Final = "totalised"
REQUIRED: Final = "required"
LENGTHS: Final = ("weeks", "paid_weeks")

_SHORT: Final = {
    "weeks": "length_short",
    "paid_weeks": "paid_short",
    "age": "age_short",
    "degree": "degree_short",
    "figure": "figure_short",
}
_OF_TESTS: Final = frozenset({"all_met", "any_met", "either"})
"""Operators that make one condition of several tests."""

_ONE_BOUND: Final = 2
"""The inputs of a test that compares a figure with one bound."""

_OTHER: Final = "fact"
"""What decides where a test compares nothing with a bound: a fact of the case."""

_DECIDING: Final = {name: operator.deciding or _OTHER for name, operator in OPERATORS.items()}
"""What each operator tests."""

_BOUNDED_FROM_BELOW: Final = frozenset(
    {"qualifying_length", "qualifying_paid", "qualifying_age", "degree_at_least", "at_least"}
)
"""Tests whose second input is what is needed, so that what is missing can be told."""


def totalised_lengths(total: TraceNode, lines: Sequence[Line]) -> Mapping[str, TraceNode]:
    """Return the weeks of all States together, and the paid ones among them: the same for every State's condition."""
    credited = sum(each.weeks.counted - each.weeks.counted_paid for each in lines)
    return {"weeks": total, "paid_weeks": paid_weeks_node("totalised_paid_weeks", total, credited)}


def set_conditions(line: Line, totals: Mapping[str, TraceNode] | None, lines: Sequence[Line]) -> None:
    """Reckon a State's condition on its own weeks and, where the Agreement applies, on the totalised ones.

    `totals` are the lengths of all States together, None where the Agreement does not apply.
    """
    evaluation = line.evaluation
    if evaluation is None:
        return
    credited = line.weeks.own - line.weeks.own_paid
    line.scopes[OWN] = Scope(
        figures={"weeks": line.own, "paid_weeks": paid_weeks_node("own_paid_weeks", line.own, credited, line.state)},
        keys={"entitled": "entitled_alone", "pension": "local_pension", "rate": "local_rate"},
        insurance=partial(own_insurance, line.weeks),
    )
    line.alone = evaluation.result("entitled", line.scopes[OWN])
    if totals is None or not line.in_effect:
        return
    line.scopes[TOTALISED] = Scope(
        figures=dict(totals),
        keys={"entitled": "entitled_totalised", "pension": "notional_amount"},
        insurance=partial(counted_insurance, [each.weeks for each in lines if each.in_effect]),
    )
    line.totalised = evaluation.result("entitled", line.scopes[TOTALISED])
    if line.entitled_alone and line.totalised.value is not True:
        line.totalised = made("entitled_totalised", "any_met", (line.totalised, line.alone), state=line.state)


def deciding_tests(node: TraceNode) -> tuple[TraceNode, ...]:
    """Return the tests of a condition in the rule's order; of tests of which one is enough, those that decided."""
    if node.operator == "all_met":
        if _OF_TESTS.isdisjoint([entry.operator for entry in node.inputs]):
            return node.inputs
        tests: list[TraceNode] = []
        for entry in node.inputs:
            if entry.operator in _OF_TESTS:
                tests.extend(deciding_tests(entry))
            else:
                tests.append(entry)
        return tuple(tests)
    if node.operator == "any_met":
        return deciding_tests(next((entry for entry in node.inputs if entry.value is node.value), node.inputs[0]))
    if node.operator == "either" and node.inputs[0].value is not None:
        return deciding_tests(node.inputs[1 if node.inputs[0].value is True else 2])
    return (node,)


def deciding_test(node: TraceNode) -> TraceNode:
    """Return the test that decides: of a condition not told the first not told, of one not met the first not met."""
    tests = deciding_tests(node)
    if node.value is True:
        return tests[0]
    for test in tests:
        if test.value is node.value:
            return test
    return next((each for each in tests if each.value is not True), tests[0])


def _deciding(test: TraceNode) -> str:
    return _DECIDING.get(test.operator, _OTHER)


def find_test(node: TraceNode, deciding: str) -> TraceNode | None:
    """Return the test of one kind within a condition, None where the State has none."""
    for test in deciding_tests(node):
        if _deciding(test) == deciding:
            return test
    return None


def fails_by_length_only(node: TraceNode) -> bool:
    """Tell whether nothing but the length of insurance stands in the way."""
    return all(test.value is True or _deciding(test) in LENGTHS for test in deciding_tests(node))


def test_reason(test: TraceNode, state: str) -> Reason:
    """Say how a test came out: the figure and its bound, or the test by its name; or why it cannot be told."""
    if test.value is None:
        return why_unknown(test)
    if test.operator not in _BOUNDED_FROM_BELOW:
        code = "test_met" if test.value else "test_not_met"
        return Reason(code=code, facts={"state": state, "test": test.key})
    return _bound_reason(test, state, exact(test.inputs[0]), _need(test))


def _bound_reason(test: TraceNode, state: str, have: Fraction | int, need: Fraction | int) -> Reason:
    """Say how a test of a figure against what is needed came out."""
    facts: dict[str, Fact] = {
        "state": state,
        "test": test.key,
        "have": fact(have),
        "need": fact(need),
        "short": fact(need - have) if have < need else 0,
        "unit": test.inputs[0].unit.value,
    }
    return Reason(code="condition_met" if test.value else _SHORT[_deciding(test)], facts=facts)


def _need(test: TraceNode) -> Fraction | int:
    """Return the bound of a test; of an age that is reached, the pensionable one, however early it may be taken."""
    if len(test.inputs) == _ONE_BOUND or (test.value is True and _deciding(test) == "age"):
        return exact(test.inputs[1])
    return min((exact(each) for each in test.inputs[1:]), default=0)


def condition_result(node: TraceNode | None, line: Line, *, agreement_applies: bool) -> ConditionResult:
    """Return a condition as a result: met or not, the deciding test, and how much is missing."""
    if node is None:
        return _untold(line, agreement_applies=agreement_applies)
    met = node.value if isinstance(node.value, bool) else None
    test = deciding_test(node)
    if test.value is None or test.operator not in _BOUNDED_FROM_BELOW:
        unit = test.inputs[0].unit.value if test.inputs and test.value is not None else ""
        reason = test_reason(test, line.state)
        return ConditionResult(met=met, deciding=_deciding(test), have=None, need=None, unit=unit, reason=reason)
    have, need = exact(test.inputs[0]), _need(test)
    reason = _bound_reason(test, line.state, have, need)
    return condition_of(met, _deciding(test), have, need, test.inputs[0].unit.value, reason)


def _untold(line: Line, *, agreement_applies: bool) -> ConditionResult:
    met: bool | None = None
    if line.not_provided is not None:
        met, code = False, "not_provided"
    elif not line.in_effect and agreement_applies:
        code = "state_not_in_effect"
    elif line.evaluation is None:
        code = "no_rules_here"
    else:
        code = "agreement_not_applied" if not agreement_applies else "no_rules_here"
    facts: dict[str, Fact] = {"state": line.state, "institution": line.institution}
    if line.not_provided is not None:
        facts["says"] = line.not_provided.says
    return ConditionResult(met=met, deciding="", have=None, need=None, unit="", reason=Reason(code=code, facts=facts))
