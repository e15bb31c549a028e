"""Survivors' shares: which share of a State's law is whose, its amount, and the bounds of the family together.

A survivor's amount is made in a scope, the State's own or the totalised weeks; the sharing among States comes after it.
"""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from desktop_app.calculation.conditions import OWN, deciding_test, test_reason
from desktop_app.calculation.evaluation import Evaluation, Scope, why_unknown
from desktop_app.calculation.ledger import made
from desktop_app.calculation.pack import ShareRule
from desktop_app.calculation.portion import Portion
from desktop_app.calculation.trace import TraceNode
from desktop_app.domain.dependants import Survivor
from desktop_app.domain.findings import Fact, Reason


def portions(evaluation: Evaluation, scope: Scope, name: str, survivors: Sequence[Survivor]) -> list[Portion]:
    """Return what every survivor gets in a scope, in the order of the claim.

    The family's maximum cuts every share in proportion. Its minimum raises them by the State's own law alone: whether
    it applies to a pro-rata pension is said by no source.
    """
    found = [_portion(evaluation, replace(scope, personal={}, survivor=each), each) for each in survivors]
    rules = evaluation.rules
    if rules.family_maximum:
        _bound(evaluation, scope, found, rules.family_maximum, "in_proportion", "survivors_share_after_maximum")
    if rules.family_minimum and name == OWN:
        _bound(evaluation, scope, found, rules.family_minimum, "raised_in_proportion", "survivors_share_after_minimum")
    return found


def _portion(evaluation: Evaluation, scope: Scope, survivor: Survivor) -> Portion:
    """Return the first share whose relationship fits and whose condition is met."""
    state = evaluation.pack.state
    failed: Reason | None = None
    for rule in evaluation.rules.shares:
        if survivor.relationship not in rule.who:
            continue
        condition = evaluation.asked(rule.condition, scope) if rule.condition else None
        if condition is None or condition.value is True:
            return _taken(evaluation, scope, survivor, rule, condition)
        if condition.value is None:
            return Portion(survivor=survivor, reason=why_unknown(condition), unknown=True)
        failed = failed or test_reason(deciding_test(condition), state)
    facts: dict[str, Fact] = {"state": state, "relationship": survivor.relationship.value}
    return Portion(survivor=survivor, reason=failed or Reason(code="share_not_for", facts=facts))


def _taken(
    evaluation: Evaluation, scope: Scope, survivor: Survivor, rule: ShareRule, condition: TraceNode | None
) -> Portion:
    amount = evaluation.asked(rule.amount, scope)
    until = evaluation.value_of(rule.until) if rule.until else None
    portion = Portion(survivor=survivor, until=str(until.fields.get("value", "")) if until is not None else "")
    if amount.value is None:
        portion.unknown = True
        portion.reason = why_unknown(amount)
        return portion
    portion.percent = _percent(amount)
    portion.node = made(
        "survivors_share",
        "survivors_share",
        (amount,) if condition is None else (amount, condition),
        state=evaluation.pack.state,
        currency=evaluation.pack.currency,
        facts=portion.facts,
    )
    return portion


def _percent(amount: TraceNode) -> Fraction | None:
    """Return the per cent of a share that is one, also where it was bounded or rounded after that."""
    node = amount
    while node.operator in ("rounded", "bounded") and node.inputs:
        node = node.inputs[0]
    if node.operator != "percent_of":
        return None
    percent = node.inputs[1].value
    return Fraction(percent) if isinstance(percent, int | Fraction) else None


def _bound(evaluation: Evaluation, scope: Scope, found: list[Portion], step: str, operator: str, key: str) -> None:
    """Bring the shares together to a bound; where the bound or a share is not known, none can be told."""
    known = [portion for portion in found if portion.node is not None]
    if not known:
        return
    unknown = next((portion for portion in found if portion.unknown), None)
    bound = evaluation.asked(step, scope)
    if unknown is not None or bound.value is None:
        reason = (
            why_unknown(bound)
            if unknown is None
            else Reason(code="shares_not_told", facts={"state": evaluation.pack.state, "survivor": unknown.survivor.id})
        )
        for portion in known:
            portion.node, portion.reason, portion.unknown = None, reason, True
        return
    nodes = [portion.node for portion in known if portion.node is not None]
    together = made("survivors_shares_together", "summed", nodes, state=nodes[0].state, currency=nodes[0].currency)
    for portion, node in zip(known, nodes, strict=True):
        portion.node = made(
            key, operator, (node, bound, together), state=node.state, currency=node.currency, facts=portion.facts
        )
