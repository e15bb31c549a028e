"""Take in what another State decided, and the page on which the examining office sums all up (exchange rules, 4.5)."""

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from desktop_app.domain.award_notices import (
    DecidedAmount,
    Decision,
    DecisionResult,
    DecisionSummary,
)
from desktop_app.domain.claims import Claim, Part
from desktop_app.domain.findings import Level
from desktop_app.domain.messages import MessageType
from desktop_app.domain.money import Money, Rounding, rounded_money
from desktop_app.domain.obligations import ObligationKind
from desktop_app.workflows.arrival import Arrival, Change, CheckLine, change, failed, passed
from desktop_app.workflows.case_decisions import decisions_in_force, own_decision
from desktop_app.workflows.case_effects import open_of
from desktop_app.workflows.decisions_owed import due_by_decision
from desktop_app.workflows.identity_checks import identity_checks
from desktop_app.workflows.own_periods import own_certificate
from desktop_app.workflows.summarise_decisions import totals_of
from desktop_app.workflows.taking import Choice, Left
from desktop_app.workflows.typed_checks import copy_checks
from desktop_app.workflows.typed_paper import body_differences, replace_typed, typed_copy

_HALF_CENT = Fraction(1, 200)


def decision_checks(arrival: Arrival) -> Iterator[CheckLine]:
    """Check who is meant, the right to decide, that the amounts follow from the facts, and the version."""
    decision, claim, meant = arrival.body(Decision), arrival.claim, arrival.meant
    if claim is None or meant is None:
        yield failed("case_not_found", Level.ERROR)
        return
    yield from identity_checks(meant, decision.person)
    yield from _competence(arrival, decision, claim)
    wrong = list(_figures(decision))
    yield from wrong or [passed("check_decision_figures")]
    if decision.prepared_by == decision.approved_by:
        yield failed("decided_by_one_person", Level.WARNING, name=decision.approved_by)
    yield from _our_weeks(arrival, decision, claim)
    if not arrival.decided:
        yield from _versions(arrival, decision, claim)
    if decision.result is DecisionResult.PROVISIONAL:
        yield failed("decision_is_provisional", Level.NOTE)


def decision_changes(arrival: Arrival) -> Iterator[Change]:
    """Return the decision that will hold for that State, what it pays, and what is no longer owed."""
    decision, claim = arrival.body(Decision), arrival.claim
    if claim is None:
        return
    lines = decisions_in_force(arrival.desk, claim.id)
    before = next((line.decision for line in lines if line.decision.state == decision.state), None)
    typed = typed_copy(arrival.desk, claim.id, arrival.message, arrival.sender)
    if typed is not None:
        yield from body_differences(typed[1], decision)
    elif before is not None and before.version >= decision.version:
        yield Change(what="change_decision_beside", mark="new", after=_named(decision), detail=decision.state)
        return
    yield change("change_decision", _named(before) if before else "", _named(decision), decision.state)
    was = _paid(before) if before else ""
    yield change("change_decided_amount", was, _paid(decision), decision.state)
    for owed in open_of(arrival.desk, claim):
        if owed.kind is ObligationKind.DECISION and owed.owed_by == decision.office:
            yield Change(what="change_owed_answered", mark="changed", detail=owed.kind)
    if owing := due_by_decision(arrival.desk, claim, decision):
        what = "change_decision_due" if owing[0] is ObligationKind.DECISION else "change_summary_due"
        yield Change(what=what, mark="new", after=owing[1].isoformat())


def take_decision(arrival: Arrival, _choice: Choice) -> Claim | Left:
    """Keep a State's decision with the case; ours is owed then. Left where no case here is named."""
    desk, claim, decision = arrival.desk, arrival.claim, arrival.body(Decision)
    if claim is None:
        return Left.TO_DECIDE
    message, now = arrival.message, desk.clock.now()
    for earlier in message.supersedes:
        kept = desk.store.mailbox.message(earlier.message_id)
        if kept is not None and kept.claim_id == claim.id and kept.type == MessageType.DECISION:
            desk.store.mailbox.supersede(earlier.message_id, message.message_id, at=now)
    typed = typed_copy(desk, claim.id, arrival.message, arrival.sender)
    if typed is not None:
        desk.store.mailbox.supersede(typed[0].message_id, message.message_id, at=now)
    provisional = decision.result is DecisionResult.PROVISIONAL
    for owed in open_of(desk, claim):
        if typed is not None and owed.met_by == typed[0].message_id:
            continue
        if owed.kind is ObligationKind.DECISION and owed.owed_by == decision.office:
            desk.store.obligations.meet(
                owed.id, met_by=message.message_id, in_part=provisional, from_paper=arrival.on_paper, by=desk.user.id
            )
    known = {entry.office: entry for entry in claim.references}
    for entry in message.case_refs:
        known.setdefault(entry.office, entry)
    claim = replace(claim, references=tuple(known.values()))
    desk.store.claims.update(claim)
    return claim


def summary_checks(arrival: Arrival) -> Iterator[CheckLine]:
    """Check that the examining office says it, that its totals add up, and that our decision stands in it as made."""
    summary, claim = arrival.body(DecisionSummary), arrival.claim
    if claim is None:
        yield failed("case_not_found", Level.ERROR)
        return
    typed = typed_copy(arrival.desk, claim.id, arrival.message, arrival.sender)
    if typed is not None and not arrival.decided:
        yield from copy_checks(typed[1], summary)
    if claim.part is Part.EXAMINING or claim.examining_office != arrival.sender:
        examiner = arrival.desk.office.code if claim.part is Part.EXAMINING else claim.examining_office
        yield failed("not_from_examiner", Level.ERROR, office=examiner)
    else:
        yield passed("check_examiner")
    if totals_of(summary.lines) == summary.totals:
        yield passed("check_summary_totals")
    else:
        yield failed("summary_totals_differ", Level.ERROR)
    said = {line.state for line in summary.lines} | {entry.state for entry in summary.still_open}
    missing = [state for state in claim.states if state not in said]
    if missing:
        yield failed("summary_states_missing", Level.WARNING, states=", ".join(missing))
    ours, own = own_decision(arrival.desk, claim.id), arrival.desk.office.state
    line = next((each for each in summary.lines if each.state == own), None)
    if ours is not None and line is None:
        yield failed("summary_without_us", Level.WARNING)
    elif ours is not None and line is not None and (line.result, line.start) != (ours.result, ours.start):
        yield failed("summary_line_differs", Level.WARNING)


def summary_changes(arrival: Arrival) -> Iterator[Change]:
    """Return each total, and each State that is still open; and where it differs from what was typed of its paper."""
    summary, claim = arrival.body(DecisionSummary), arrival.claim
    typed = typed_copy(arrival.desk, claim.id, arrival.message, arrival.sender) if claim else None
    if typed is not None:
        yield from body_differences(typed[1], summary)
    for each in summary.totals:
        detail = each.frequency.value
        yield Change(what="change_summed_up", mark="new", after=_money(each.amount), detail=detail)
    for entry in summary.still_open:
        yield Change(what="change_still_open", mark="new", after=entry.reason, detail=entry.state)


def take_summary(arrival: Arrival, _choice: Choice) -> Claim | Left:
    """Keep the summary with the case, and take it as the answer owed. Left where no case here is named."""
    desk, claim = arrival.desk, arrival.claim
    if claim is None:
        return Left.TO_DECIDE
    replace_typed(desk, claim.id, arrival.message, arrival.sender)
    for owed in open_of(desk, claim):
        if owed.kind is ObligationKind.DECISION_SUMMARY and owed.owed_by == arrival.sender:
            desk.store.obligations.meet(
                owed.id, met_by=arrival.message.message_id, from_paper=arrival.on_paper, by=desk.user.id
            )
    return claim


def _competence(arrival: Arrival, decision: Decision, claim: Claim) -> Iterator[CheckLine]:
    """Check that an office decides for its own State, on this benefit, in its own currency."""
    issuer = arrival.office.card.office
    if decision.office != issuer.code or decision.state != issuer.state:
        yield failed("decision_other_state", Level.ERROR, state=issuer.state, theirs=decision.state)
        return
    if decision.benefit is not claim.benefit:
        yield failed("decision_other_benefit", Level.ERROR)
    currency = arrival.desk.rulebook.party(decision.state).currency
    strange = sorted({amount.currency for amount in decision.amounts} - {currency})
    if strange:
        yield failed("decision_currency", Level.ERROR, theirs=", ".join(strange), ours=currency)
    if decision.state not in claim.states:
        yield failed("state_not_named", Level.WARNING)


def _figures(decision: Decision) -> Iterator[CheckLine]:
    """Recompute what the decision states from the facts it states."""
    counted = decision.own_weeks + sum(each.weeks for each in decision.accepted)
    if counted != decision.totalised_weeks:
        yield failed("decision_weeks_do_not_add_up", Level.WARNING, sum=counted, stated=decision.totalised_weeks)
    for amount in decision.amounts:
        if amount.share is not None and amount.share * decision.totalised_weeks != decision.own_weeks:
            share = f"{amount.share.numerator}/{amount.share.denominator}"
            yield failed(
                "decision_share_differs",
                Level.WARNING,
                share=share,
                own=decision.own_weeks,
                all=decision.totalised_weeks,
            )
        expected = _expected(amount)
        if expected and amount.actual and not expected[0].minor <= amount.actual.minor <= expected[1].minor:
            yield failed("decision_actual_differs", Level.ERROR, stated=_money(amount.actual), ours=_money(expected[0]))
        if amount.payable not in (amount.actual, amount.local) and (amount.actual or amount.local):
            yield failed("decision_payable_is_neither", Level.WARNING, stated=_money(amount.payable))
    if decision.result is DecisionResult.REFUSED and not decision.refusals:
        yield failed("decision_without_reason", Level.WARNING)


def _expected(amount: DecidedAmount) -> tuple[Money, Money] | None:
    """Return between which amounts notional times share lies; the notional amount is told in whole cents."""
    if amount.notional is None or amount.share is None or amount.rounding not in set(Rounding):
        return None
    rule = Rounding(amount.rounding)
    if rule is Rounding.NONE:
        rule = Rounding.HALF_UP_CENT
    low = max(Fraction(0), amount.notional.units - _HALF_CENT)
    high = amount.notional.units + _HALF_CENT
    return (
        rounded_money(low * amount.share, rule, amount.currency),
        rounded_money(high * amount.share, rule, amount.currency),
    )


def _our_weeks(arrival: Arrival, decision: Decision, claim: Claim) -> Iterator[CheckLine]:
    """Compare what the decision counts of ours with our own certificate."""
    certificate = own_certificate(arrival.desk, claim.id)
    ours = next((each for each in decision.accepted if each.state == arrival.desk.office.state), None)
    if certificate is None or ours is None:
        return
    if (ours.certificate, ours.version) != (certificate.number, certificate.version):
        newest = f"{certificate.number} · {certificate.version}"
        yield failed("decision_old_certificate", Level.WARNING, version=ours.version, newest=newest)
    elif ours.weeks > certificate.weeks:
        yield failed("decision_counts_too_many", Level.WARNING, theirs=ours.weeks, ours=certificate.weeks)


def _versions(arrival: Arrival, decision: Decision, claim: Claim) -> Iterator[CheckLine]:
    typed = typed_copy(arrival.desk, claim.id, arrival.message, arrival.sender)
    if typed is not None:
        yield from copy_checks(typed[1], decision)
        return
    for line in decisions_in_force(arrival.desk, claim.id):
        known = line.decision
        if known.state != decision.state:
            continue
        if known.version == decision.version and replace(known, person=decision.person) != decision:
            yield failed("decision_version_reused", Level.ERROR, number=known.number, version=known.version)
        elif known.version > decision.version:
            yield failed("decision_older", Level.WARNING, version=decision.version, newest=known.version)


def _named(decision: Decision) -> str:
    return f"{decision.number} · {decision.version}"


def _paid(decision: Decision) -> str:
    return "; ".join(_money(amount.payable) for amount in decision.amounts) or decision.result.value


def _money(money: Money) -> str:
    return f"{money.currency} {money.plain}"
