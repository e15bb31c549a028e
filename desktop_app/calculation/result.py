"""One State's line of the result: amounts as values, the payable amount at the root of its worksheet, findings."""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from functools import lru_cache
from typing import Final

from desktop_app.calculation.amounts import before_rounding, unrounded_value
from desktop_app.calculation.award import Amount, ConditionResult, StateAward, amount_of
from desktop_app.calculation.comparison import Choice
from desktop_app.calculation.conditions import LENGTHS, OWN, REQUIRED, TOTALISED
from desktop_app.calculation.last_state import POINT as LAST_STATE_POINT
from desktop_app.calculation.ledger import given, made
from desktop_app.calculation.line import Line, exact, fraction
from desktop_app.calculation.operators.chosen import NONE, SUPPLEMENTED
from desktop_app.calculation.operators.weeks_to_months import MONTHS, WEEKS
from desktop_app.calculation.options import Options
from desktop_app.calculation.pack import AgreementRules
from desktop_app.calculation.periodic import month_nodes, paid
from desktop_app.calculation.share_results import share_results
from desktop_app.calculation.trace import AuthorityKind, Confidence, TraceNode, Unit
from desktop_app.calculation.weeks import OVERLAP
from desktop_app.domain.decisions import OfficerDecision
from desktop_app.domain.findings import Level, Reason, at_level
from desktop_app.domain.money import Money, Rounding, rounded_money

_NOTHINGS: Final = 256
"""How many amounts that are none are kept: three a State."""


def finished(
    line: Line,
    choice: Choice,
    conditions: tuple[ConditionResult, ConditionResult],
    total: TraceNode,
    options: Options,
    agreement: AgreementRules,
    lines: Sequence[Line],
    *,
    trace: bool,
) -> StateAward:
    """Return the State's line, its worksheet rooted at the payable amount; `lines` are those of all States."""
    alone, met = conditions
    _notes(line, choice, met, options, agreement)
    payable = _payable_node(line, choice, total, options, lines)
    due = met.reason if met.met is False or met.met is None else None
    if line.unshared and line.certified is None:
        due = Reason(code="one_state_pays_alone", facts={"state": line.state})
    elif due is None and line.relieved:
        due = Reason(code="under_minimum_period", facts={"state": line.state})
    shares = share_results(line, choice, due) if line.portions else ()
    money = paid(line, choice, payable, shares)
    return StateAward(
        state=line.state,
        currency=line.currency,
        own_weeks=int(exact(line.own)),
        counted_weeks=line.counted_weeks,
        totalised_weeks=int(exact(total)),
        alone=alone,
        totalised=met,
        rate=_rate(line),
        average_weekly=_average_weekly(line),
        share=line.share,
        notional=_notional(line, line.trouble or due, agreement.rounding),
        actual=_amount(line.actual, line, line.trouble or due),
        local=_amount(line.local, line, _no_local(line, alone)),
        grant=_grant(line, choice, alone),
        payable=money,
        findings=tuple(line.findings),
        worksheet=payable if trace else replace(payable, inputs=()),
        months=month_nodes(line, choice, money, payable, options) if trace else (),
        shares=shares,
    )


def _no_local(line: Line, alone: ConditionResult) -> Reason | None:
    """Say why a State has no local amount: its own weeks are not enough, or what was certified stands in its place."""
    if not alone.met:
        return alone.reason
    if line.trouble is None and line.certified is not None:
        return Reason(code="certified", facts={"state": line.state})
    return line.trouble


def _notes(line: Line, choice: Choice, met: ConditionResult, options: Options, agreement: AgreementRules) -> None:
    for point in choice.rests_on:
        if agreement.points[point].confidence is Confidence.LOW:
            _note_of_point(line, point, options, agreement.points[point].grade)
    if line.of_grant and choice.pays != NONE:  # a pension is paid: what the grant lacks is only told
        line.findings[:] = [at_level(each, Level.NOTE) if each in line.of_grant else each for each in line.findings]
    if LAST_STATE_POINT in choice.rests_on and options.decision(LAST_STATE_POINT, line.state) is None:
        line.note("last_state_to_confirm", Level.WARNING)
    if met.met is not False or line.unshared or line.not_provided is not None or met.deciding not in LENGTHS:
        return
    facts = {name: value for name, value in met.reason.facts.items() if name != "state"}
    line.note("unmet_after_totalisation", Level.WARNING, **facts)
    if met.short < (MONTHS if met.unit == Unit.MONTHS else WEEKS):
        line.note("look_for_weeks", Level.NOTE, **facts)


def _note_of_point(line: Line, point: str, options: Options, grade: str) -> None:
    """Say that the sources leave a point open; where the office settled it, by what, unless an officer decided."""
    option, settled = options.option(point, line.state), options.settled(point)
    if settled is None:
        line.note("point_unsettled", Level.WARNING, point=point, option=option, grade=grade)
    elif options.decision(point, line.state) is None:
        alone = settled.proposed_by == settled.accepted_by
        line.note(
            "point_settled_in_one_hand" if alone else "point_settled",
            Level.NOTE,
            point=point,
            option=option,
            date=settled.valid_from.isoformat(),
            reference=settled.legal_reference,
            proposed_by=settled.proposed_by,
            accepted_by=settled.accepted_by,
        )


def _rate(line: Line) -> Fraction | None:
    """Return the rate behind the notional amount, else the one behind the local amount; none for a certified amount."""
    if line.notional is not None and line.notional.authority.kind is AuthorityKind.CERTIFICATE:
        return None
    shared = REQUIRED if REQUIRED in line.scopes else TOTALISED
    for name, amount in ((shared, line.notional), (OWN, line.local)):
        scope = line.scopes.get(name)
        if scope is not None and amount is not None and line.evaluation is not None and line.evaluation.has("rate"):
            return fraction(line.evaluation.figure("rate", scope))
    return None


def _average_weekly(line: Line) -> Fraction | None:
    if line.evaluation is None:
        return None
    return fraction(line.evaluation.figures.get("average_weekly_earnings"))


def _money(node: TraceNode | None) -> Money | None:
    value = fraction(node)
    return Money.of(value, node.currency) if node is not None and value is not None else None


def _notional(line: Line, reason: Reason | None, rounding: Rounding) -> Amount:
    if line.notional is None or line.notional.value is None:
        return amount_of(None, None, reason or Reason(code="agreement_not_applied", facts={"state": line.state}))
    value = exact(line.notional)
    weekly = rounded_money(value, rounding, line.notional.currency or line.currency)
    return amount_of(unrounded_value(line.notional), weekly)


def _amount(node: TraceNode | None, line: Line, reason: Reason | None) -> Amount:
    if node is None or node.value is None:
        return amount_of(None, None, reason or Reason(code="agreement_not_applied", facts={"state": line.state}))
    without = line.actual_without_rounding if node is line.actual else None
    return amount_of(unrounded_value(node), _money(node), without_rounding=without)


def _grant(line: Line, choice: Choice, alone: ConditionResult) -> Amount:
    who = {"state": line.state}
    if line.grant_elsewhere:
        return amount_of(None, None, Reason(code="another_state_pays", facts=who | {"payer": line.grant_elsewhere}))
    if line.not_provided is not None and line.trouble is not None:
        return Amount(reason=line.trouble)
    if line.grant is None:
        code = "grant_not_needed" if alone.met else "grant_age" if line.too_young else "grant_not_known"
        return amount_of(None, None, Reason(code=code, facts=who))
    if line.grant.value is None:
        return amount_of(None, None, Reason(code="grant_not_known", facts=who))
    if not line.grant.value:
        return amount_of(None, None, Reason(code="grant_too_few_weeks", facts=who | {"weeks": int(exact(line.own))}))
    code = "grant_if_no_pension" if choice.pays == NONE else "grant_replaced_by_pension"
    return Amount(
        unrounded=fraction(before_rounding(line.grant)),
        lump_sum=_money(line.grant),
        reason=Reason(code=code, facts=who),
    )


def _payable_node(line: Line, choice: Choice, total: TraceNode, options: Options, lines: Sequence[Line]) -> TraceNode:
    """Root the State's worksheet: the choice, the amounts it chose from, and the conditions that led to it."""
    state, facts = line.state, {"reason": choice.reason.code}
    choice_node = given(
        "choice",
        choice.pays,
        Unit.TEXT,
        state=state,
        authority=options.point_authority(choice.rests_on[0])
        if choice.rests_on
        else options.provision_authority("payable"),
        facts=facts,
    )
    context = [node for node in (line.alone, line.totalised) if node is not None] or [line.counted, total]
    if line.share is None:
        context = [*context, line.counted, total] if line.alone is not None else context
    context.extend(_decision_node(decision, options) for decision in _decisions(line, options))
    if line.grant is not None:
        context.append(line.grant)
    return made(
        "payable_amount",
        "chosen",
        (
            choice_node,
            line.actual or _none("actual_amount", state, line.currency),
            line.local or _none("local_amount", state, line.currency),
            _supplement(line, lines) if choice.pays == SUPPLEMENTED else _none("supplement", state, line.currency),
            *context,
        ),
        state=state,
        currency=line.currency,
        facts=facts,
    )


def _decisions(line: Line, options: Options) -> list[OfficerDecision]:
    """Return what officers decided for a State, and for those that keep weeks which it lost."""
    if not options.any_decided:
        return []
    keepers = dict.fromkeys(loss.to_state for loss in line.weeks.losses if loss.why == "officer_decided")
    kept = (options.decision(OVERLAP, keeper) for keeper in keepers)
    return [*options.decisions_for(line.state), *(decision for decision in kept if decision is not None)]


def _decision_node(decision: OfficerDecision, options: Options) -> TraceNode:
    return given(
        "officer_decision",
        decision.option,
        Unit.TEXT,
        state=decision.state,
        authority=options.decision_authority(decision),
        facts={"by": decision.decided_by, "reason": decision.reason},
    )


@lru_cache(maxsize=_NOTHINGS)
def _none(key: str, state: str, currency: str) -> TraceNode:
    """Return an amount that is none: the same figure in every case."""
    return given(key, None, Unit.MONEY, state=state, currency=currency)


def _supplement(line: Line, lines: Sequence[Line]) -> TraceNode:
    """Return what the local amount exceeds the actual amounts of all States by (ETS 78 art. 34)."""
    if line.local is None:
        return _none("supplement", line.state, line.currency)
    together = sum((fraction(each.actual) or Fraction(0) for each in lines), start=Fraction(0))
    everyone = given("actual_amounts_together", together, Unit.MONEY, currency=line.currency)
    return made("supplement", "less", (line.local, everyone), state=line.state, currency=line.currency)
