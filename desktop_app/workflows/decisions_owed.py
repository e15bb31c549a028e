"""When decisions and their summary are owed: worked out from what is in, inside every act that brings a case on.

Once the last certificate that is needed is in, or the examining office decided without it, each office owes its
decision to the examining one, and that one owes its own to each; once the last decision is in, the examining office
owes the summary to all (exchange rules 4, 4.2, 4.5 and 4.6). Both ends come to the same by what each has.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Final, TypeAlias

from desktop_app.domain.award_notices import Decision, DecisionResult, DecisionSummary, SummaryLine
from desktop_app.domain.certificates import HasPeriods, PeriodCertificate
from desktop_app.domain.claims import AFTER_DECISION, Claim, Part, Stage
from desktop_app.domain.messages import MessageType
from desktop_app.domain.obligations import CancelReason, ObligationKind, ObligationState
from desktop_app.exchange.messages.head import decode_message
from desktop_app.store.mailbox import MailState
from desktop_app.store.obligations import Obligation
from desktop_app.store.outbox import OutboxState
from desktop_app.workflows.case_decisions import DecisionLine, decisions_in_force
from desktop_app.workflows.case_offices import offices_told
from desktop_app.workflows.deadlines import due_for, within
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.own_periods import newest_certificate, state_of_office, states_awaited

_TAKEN: Final = (MailState.ACCEPTED, MailState.ACCEPTED_WITH_REMARKS)
_NOT_SENT: Final = (OutboxState.RETURNED, OutboxState.WITHDRAWN)
_GIVEN_UP: Final = (ObligationState.REFUSED, ObligationState.LAPSED, ObligationState.CANCELLED)

_Said: TypeAlias = tuple[object, ...]


def bring_decisions_on(desk: Desk, claim: Claim) -> Claim:
    """Open what is owed of decisions and of the summary by now, inside the caller's act; what is there stays.

    Returns the claim, at the stage that the decisions give it once this office decided.

    Nothing for a claim that is not told yet, and one that is closed. Where periods were asked for and nobody filed a
    claim, only the examining office's decision asks for others.
    """
    if claim.stage in (Stage.DRAFT, Stage.CLOSED):
        return claim
    offices = _offices(desk, claim)
    if not offices:
        return claim
    lines = decisions_in_force(desk, claim.id)
    examiner = state_of_office(desk, claim.examining_office) or desk.office.state
    decided = any(line.decision.state == examiner for line in lines)
    if decided or (claim.filing_date is not None and certificates_in(desk, claim)):
        for office in offices:
            _decision_owed(desk, claim, lines, owed_by=office, owed_to=desk.office.code)
            _decision_owed(desk, claim, lines, owed_by=desk.office.code, owed_to=office)
    if lines and _all_decided(desk, claim, lines):
        for office in offices:
            _summary_owed(desk, claim, lines, office)
    stage = _stage_of_decided(desk, claim, lines, offices)
    if stage is not claim.stage:
        claim = replace(claim, stage=stage, stage_changed_at=desk.clock.now())
        desk.store.claims.update(claim)
    return claim


def _stage_of_decided(desk: Desk, claim: Claim, lines: tuple[DecisionLine, ...], offices: tuple[str, ...]) -> Stage:
    """Return whether a case that is decided here waits for other States, or is summed up for everybody."""
    if claim.stage not in AFTER_DECISION or not any(line.own for line in lines):
        return claim.stage
    if all(_told_of_all(desk, claim, lines, office) for office in offices):
        return Stage.SUMMARISED
    return Stage.DECIDED if _all_decided(desk, claim, lines) else Stage.WAITING


def _told_of_all(desk: Desk, claim: Claim, lines: tuple[DecisionLine, ...], office: str) -> bool:
    """Tell whether the newest summary between this office and another tells every decision that holds."""
    told = {said for summary in _summaries(desk, claim, office) for said in map(_summed, summary.lines)}
    return all(as_summed_up(line.decision) in told for line in lines)


def due_by_certificates(desk: Desk, claim: Claim, coming: tuple[PeriodCertificate, ...]) -> date | None:
    """Return by when we will owe our decision once certificates are accepted; None where that changes nothing."""
    told = claim.filing_date is not None and claim.stage not in (Stage.DRAFT, Stage.CLOSED)
    whole = frozenset(each.state for each in coming if not each.more_follows)
    return _own_due(desk, claim) if told and certificates_in(desk, claim, besides=whole) else None


def due_by_decision(desk: Desk, claim: Claim, decision: Decision) -> tuple[ObligationKind, date] | None:
    """Return what this office will owe once another State's decision is accepted, and by when; None for nothing new."""
    if claim.stage in (Stage.DRAFT, Stage.CLOSED):
        return None
    if claim.part is Part.ASKED:
        due = _own_due(desk, claim) if decision.office == claim.examining_office else None
        return (ObligationKind.DECISION, due) if due else None
    lines = tuple(line for line in decisions_in_force(desk, claim.id) if line.decision.state != decision.state)
    office = next(iter(_offices(desk, claim)), "")
    if (
        not office
        or decision.result is DecisionResult.PROVISIONAL
        or not _all_decided(desk, claim, lines, besides=decision.state)
        or any(
            entry.open
            for each in _offices(desk, claim)
            for entry in _between(desk, claim, ObligationKind.DECISION_SUMMARY, desk.office.code, each)
        )
    ):
        return None
    allowed = within(desk, ObligationKind.DECISION_SUMMARY.value, state_of_office(desk, office))
    return ObligationKind.DECISION_SUMMARY, allowed.after(desk.clock.today())


def _own_due(desk: Desk, claim: Claim) -> date | None:
    """Return by when our decision would be due from today on; None where it is owed already, made, or none is to be."""
    own, offices = desk.office, _offices(desk, claim)
    line = next((each for each in decisions_in_force(desk, claim.id) if each.own), None)
    final = line is not None and line.decision.result is not DecisionResult.PROVISIONAL
    if not offices or final or not has_to_decide(desk, claim, own.state):
        return None
    before = [entry for office in offices for entry in _between(desk, claim, ObligationKind.DECISION, own.code, office)]
    if any(_stands(entry, line) for entry in before):
        return None
    allowed = within(desk, ObligationKind.DECISION.value, state_of_office(desk, offices[0]))
    return allowed.after(desk.clock.today())


def certificates_in(desk: Desk, claim: Claim, *, besides: frozenset[str] = frozenset()) -> bool:
    """Tell whether the certificate of every State of a case is in, and of none more follows that is waited for.

    `besides` are States whose certificate is taken as in, and whole.
    """
    if set(states_awaited(desk, claim)) - besides:
        return False
    more = {state for state in claim.states if state not in besides and _more_follows(desk, claim, state)}
    waited_for: dict[str, bool] = {}
    for entry in desk.store.obligations.of_claim(claim.id):
        if entry.kind is ObligationKind.PERIOD_CERTIFICATE:
            state = state_of_office(desk, entry.owed_by)
            waited_for[state] = entry.open or waited_for.get(state, False)
    return not any(waited_for.get(state, True) for state in more)


def has_to_decide(desk: Desk, claim: Claim, state: str) -> bool:
    """Tell whether a State of a case is to decide: the Agreement is in effect there, and it did not certify "none"."""
    if state not in claim.states or not desk.rulebook.party(state).in_effect_on(desk.clock.today()):
        return False
    certificate = newest_certificate(desk, claim.id, state)
    return certificate is None or certificate.has_periods is HasPeriods.YES


def as_summed_up(decision: Decision) -> _Said:
    """Return what a summary tells of a decision, to be compared: two that say the same are equal."""
    paid = decision.amounts[-1] if decision.amounts else None
    return (
        decision.state,
        decision.result,
        decision.start,
        paid.payable if paid else None,
        paid.frequency if paid else None,
    )


def _offices(desk: Desk, claim: Claim) -> tuple[str, ...]:
    """Return the offices between which and this one decisions are owed: the examining one, or those it told."""
    own = desk.office
    if claim.part is Part.ASKED:
        return (claim.examining_office,) if claim.examining_office else ()
    told = [code for code in offices_told(desk, claim) if _notice_to(desk, claim, code)]
    return tuple(code for code in told if state_of_office(desk, code) not in ("", own.state))


def _notice_to(desk: Desk, claim: Claim, office: str) -> str:
    """Return the notification of the claim to an office that stands, by its id; empty where there is none."""
    sent = [
        row.message_id
        for row in desk.store.outbox.of_claim(claim.id)
        if row.type is MessageType.CLAIM_NOTICE and row.office == office and row.state not in _NOT_SENT
    ]
    return sent[-1] if sent else ""


def _notice_between(desk: Desk, claim: Claim, office: str) -> str:
    """Return the notification of the claim that both this office and another have: a reminder names it."""
    if claim.part is Part.EXAMINING:
        return _notice_to(desk, claim, office)
    came = [
        kept.message_id
        for kept in desk.store.mailbox.of_claim(claim.id)
        if kept.type == MessageType.CLAIM_NOTICE and kept.state in _TAKEN
    ]
    return came[-1] if came else ""


def _decision_owed(desk: Desk, claim: Claim, lines: tuple[DecisionLine, ...], *, owed_by: str, owed_to: str) -> None:
    """Open what one office owes of its decision to another, unless that was opened before."""
    state = state_of_office(desk, owed_by)
    before = _between(desk, claim, ObligationKind.DECISION, owed_by, owed_to)
    if not has_to_decide(desk, claim, state):
        _settle_by_none(desk, claim, state, before)
        return
    line = next((each for each in lines if each.decision.state == state), None)
    if any(_stands(entry, line) for entry in before):
        return
    final = line is not None and line.decision.result is not DecisionResult.PROVISIONAL
    if final:
        return
    entry = _open(desk, claim, ObligationKind.DECISION, owed_by, owed_to)
    if line is not None:
        met_by = line.message_id or line.decision.number
        desk.store.obligations.meet(entry.id, met_by=met_by, in_part=True, by=desk.user.id)


def _settle_by_none(desk: Desk, claim: Claim, state: str, owed: tuple[Obligation, ...]) -> None:
    """Let a certificate that says "none" settle that State's decision (exchange rules, 4.2)."""
    certificate = newest_certificate(desk, claim.id, state)
    if certificate is not None and certificate.has_periods is not HasPeriods.YES:
        for entry in owed:
            if entry.open:
                desk.store.obligations.meet(entry.id, met_by=certificate.number, by=desk.user.id)


def _stands(entry: Obligation, line: DecisionLine | None) -> bool:
    """Tell whether what was opened before still says how it is: it was not lifted by closing, nor met by "none"."""
    if entry.state is ObligationState.CANCELLED:
        return entry.reason != CancelReason.CASE_CLOSED
    return entry.state is not ObligationState.MET or line is not None


def _all_decided(desk: Desk, claim: Claim, lines: tuple[DecisionLine, ...], *, besides: str = "") -> bool:
    """Tell whether nobody's decision is waited for any longer: it is in, and not provisional, or was given up.

    `besides` is a State whose decision is taken as in.
    """
    final = {line.decision.state for line in lines if line.decision.result is not DecisionResult.PROVISIONAL}
    final |= {besides} - {""}
    owed = [entry for entry in desk.store.obligations.of_claim(claim.id) if entry.kind is ObligationKind.DECISION]
    awaited = {state_of_office(desk, entry.owed_by) for entry in owed if entry.open}
    given_up = {state_of_office(desk, entry.owed_by) for entry in owed if entry.state in _GIVEN_UP} - awaited
    wanted = {state for state in claim.states if has_to_decide(desk, claim, state)}
    return bool(final) and wanted <= final | given_up


def _summary_owed(desk: Desk, claim: Claim, lines: tuple[DecisionLine, ...], office: str) -> None:
    """Open the summary that is owed between this office and another, unless one told all that is decided."""
    examining = claim.part is Part.EXAMINING
    owed_by, owed_to = (desk.office.code, office) if examining else (office, desk.office.code)
    if _told_of_all(desk, claim, lines, office):
        return
    newest = max(line.kept_at for line in lines)
    for entry in _between(desk, claim, ObligationKind.DECISION_SUMMARY, owed_by, owed_to):
        given_up = entry.state in _GIVEN_UP and desk.store.obligations.history(entry.id)[0].at >= newest
        if entry.open or given_up:
            return
    _open(desk, claim, ObligationKind.DECISION_SUMMARY, owed_by, owed_to)


def _summed(line: SummaryLine) -> _Said:
    return (line.state, line.result, line.start, line.amount, line.frequency)


def _summaries(desk: Desk, claim: Claim, office: str) -> Iterator[DecisionSummary]:
    """Yield the newest summary to an office, or the newest from it."""
    if claim.part is Part.EXAMINING:
        found = [
            row.data
            for row in desk.store.outbox.of_claim(claim.id)
            if row.type is MessageType.DECISION_SUMMARY and row.office == office and row.state not in _NOT_SENT
        ]
    else:
        found = [
            kept.data
            for kept in desk.store.mailbox.of_claim(claim.id)
            if kept.type == MessageType.DECISION_SUMMARY and kept.state in _TAKEN and not kept.standing
        ]
    for data in found[-1:]:
        body = decode_message(data).body
        if isinstance(body, DecisionSummary):
            yield body


def _more_follows(desk: Desk, claim: Claim, state: str) -> bool:
    certificate = newest_certificate(desk, claim.id, state)
    return certificate is not None and certificate.more_follows


def _between(desk: Desk, claim: Claim, kind: ObligationKind, owed_by: str, owed_to: str) -> tuple[Obligation, ...]:
    return tuple(
        entry
        for entry in desk.store.obligations.of_claim(claim.id)
        if entry.kind is kind and (entry.owed_by, entry.owed_to) == (owed_by, owed_to)
    )


def _open(desk: Desk, claim: Claim, kind: ObligationKind, owed_by: str, owed_to: str) -> Obligation:
    """Open what is owed from today on: another office has a week more, for what it needs is on the road to it."""
    today = desk.clock.today()
    other = owed_to if owed_by == desk.office.code else owed_by
    if other == owed_by:
        due, allowed = due_for(desk, kind.value, owed_by, today)
    else:
        allowed = within(desk, kind.value, state_of_office(desk, owed_to))
        due = allowed.after(today)
    return desk.store.obligations.add(
        claim_id=claim.id,
        owed_by=owed_by,
        owed_to=owed_to,
        kind=kind.value,
        asked_message_id=_notice_between(desk, claim, other),
        asked_on=today,
        due_on=due,
        within=allowed,
    )
