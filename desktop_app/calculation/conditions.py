"""Conditions of a State: met on its own weeks, met on the totalised weeks, and the figure that decides."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Final

from desktop_app.calculation.award import ConditionResult
from desktop_app.calculation.evaluation import Scope, decided_by, why_unknown
from desktop_app.calculation.ledger import fact, made
from desktop_app.calculation.line import Line, exact
from desktop_app.calculation.operators import OPERATORS
from desktop_app.calculation.trace import TraceNode
from desktop_app.calculation.weeks import paid_weeks_node
from desktop_app.domain.findings import Reason

OWN: Final = "own"
TOTALISED: Final = "totalised"
REQUIRED: Final = "required"
LENGTHS: Final = ("weeks", "paid_weeks")

_SHORT: Final = {"weeks": "length_short", "paid_weeks": "paid_short", "age": "age_short"}


def set_conditions(line: Line, total: TraceNode, lines: Sequence[Line], *, agreement_applies: bool) -> None:
    """Reckon a State's condition on its own weeks and, where the Agreement applies, on the totalised ones."""
    evaluation = line.evaluation
    if evaluation is None:
        return
    credited = line.weeks.own - line.weeks.own_paid
    line.scopes[OWN] = Scope(
        figures={"weeks": line.own, "paid_weeks": paid_weeks_node("own_paid_weeks", line.own, credited, line.state)},
        keys={"entitled": "entitled_alone", "pension": "local_pension", "rate": "local_rate"},
    )
    line.alone = evaluation.figure("entitled", line.scopes[OWN])
    if not agreement_applies or not line.in_effect:
        return
    credited = sum(each.weeks.counted - each.weeks.counted_paid for each in lines)
    line.scopes[TOTALISED] = Scope(
        figures={"weeks": total, "paid_weeks": paid_weeks_node("totalised_paid_weeks", total, credited)},
        keys={"entitled": "entitled_totalised", "pension": "notional_amount"},
    )
    line.totalised = evaluation.figure("entitled", line.scopes[TOTALISED])
    if line.entitled_alone and line.totalised.value is not True:
        line.totalised = made("entitled_totalised", "any_met", (line.totalised, line.alone), state=line.state)


def find_test(node: TraceNode, deciding: str) -> TraceNode | None:
    """Return the test of one kind within a condition, None where the State has none."""
    return next((test for test in decided_by(node) if OPERATORS[test.operator].deciding == deciding), None)


def fails_by_length_only(node: TraceNode) -> bool:
    """Tell whether nothing but the length of insurance stands in the way."""
    return all(test.value is True or OPERATORS[test.operator].deciding in LENGTHS for test in decided_by(node))


def condition_result(node: TraceNode | None, line: Line, *, agreement_applies: bool) -> ConditionResult:
    """Return a condition as a result: met or not, the deciding test, and how much is missing."""
    if node is None:
        return _untold(line, agreement_applies=agreement_applies)
    met = node.value if isinstance(node.value, bool) else None
    tests = decided_by(node)
    failed = [each for each in tests if each.value is False] or [each for each in tests if each.value is not True]
    test = tests[0] if met or not failed else failed[0]
    deciding = OPERATORS[test.operator].deciding
    if test.value is None:
        return ConditionResult(met=met, deciding=deciding, have=None, need=None, unit="", reason=why_unknown(test))
    have = test.inputs[0]
    need = min((exact(each) for each in test.inputs[1:]), default=0)
    if met and deciding == "age":
        need = exact(test.inputs[1])
    facts = {
        "state": line.state,
        "have": fact(have.value),
        "need": fact(need),
        "short": fact(max(Fraction(0), need - exact(have))),
        "unit": have.unit.value,
    }
    return ConditionResult(
        met=met,
        deciding=deciding,
        have=Fraction(exact(have)),
        need=Fraction(need),
        unit=have.unit.value,
        reason=Reason(code="condition_met" if met else _SHORT[deciding], facts=facts),
    )


def _untold(line: Line, *, agreement_applies: bool) -> ConditionResult:
    if not line.in_effect and agreement_applies:
        code = "state_not_in_effect"
    elif line.evaluation is None:
        code = "no_rules_here"
    else:
        code = "agreement_not_applied" if not agreement_applies else "no_rules_here"
    facts = {"state": line.state, "institution": line.institution}
    return ConditionResult(met=None, deciding="", have=None, need=None, unit="", reason=Reason(code=code, facts=facts))
