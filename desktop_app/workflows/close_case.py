"""Close a case by hand, and open it again: proposed by the program, never done silently (exchange rules, 4.14)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from desktop_app.domain.case_notices import CloseNotice, CloseReason, ReopenNotice, ReopenReason, ReopenStep
from desktop_app.domain.claims import AFTER_DECISION, Claim, Part, Stage
from desktop_app.domain.messages import MessageType
from desktop_app.domain.obligations import CancelReason, LapseReason, ObligationKind
from desktop_app.foundation.problems import CaseProblem
from desktop_app.store.claims import ClaimFilter, ClaimSort, SortKey
from desktop_app.store.mailbox import UNDECIDED
from desktop_app.store.obligations import Obligation
from desktop_app.store.outbox import OutboxState
from desktop_app.workflows.case_effects import open_again, open_of, shut
from desktop_app.workflows.case_offices import offices_told
from desktop_app.workflows.closed_cases import settle_reopening
from desktop_app.workflows.deadlines import due_for
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.put_message import put_message
from desktop_app.workflows.veil import covers

QUIET: Final = timedelta(days=60)
"""Days without anything new after the summary, from which closing is proposed (exchange rules, 4, proposed)."""

MOST_LOOKED_AT: Final = 1_000
"""Decided cases that are looked through for one that may be closed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Closing:
    """Whether and how a case can be closed.

    `open` are the obligations to settle one by one first. `proposed` says that the program proposes it: the decisions
    were summed up, and since `quiet_since` nothing came or went.
    """

    open: tuple[Obligation, ...]
    proposed: bool
    quiet_since: date | None


def closing_of(desk: Desk, claim_id: str) -> Closing:
    """Return what stands in the way of closing a case, and whether it is proposed."""
    claim = desk.store.claims.get(claim_id)
    quiet = _quiet_since(desk, claim)
    owed = open_of(desk, claim)
    proposed = claim.stage is not Stage.CLOSED and not owed and quiet is not None
    return Closing(
        open=owed,
        proposed=proposed and quiet is not None and desk.clock.today() >= quiet + QUIET,
        quiet_since=quiet,
    )


@covers
def closable(desk: Desk) -> tuple[Claim, ...]:
    """Return the cases that the program proposes to close."""
    chosen = ClaimFilter(stages=AFTER_DECISION, part=Part.EXAMINING)
    oldest_first = ClaimSort(key=SortKey.OPENED)
    rows = desk.store.claims.page(chosen, oldest_first, 0, MOST_LOOKED_AT)
    latest = desk.clock.today() - QUIET
    old = [row for row in rows if row.stage_changed_at.date() <= latest]  # decided after that, it moved after that
    return tuple(desk.store.claims.get(row.id) for row in old if closing_of(desk, row.id).proposed)


def close_case(
    desk: Desk,
    claim_id: str,
    reason: CloseReason,
    *,
    settled: Mapping[str, CancelReason | LapseReason] | None = None,
    text: str = "",
    merged_into: str = "",
) -> tuple[str, ...]:
    """Close a case and tell its offices; return their codes.

    `settled` says of each open obligation how it ends. Raises `CaseProblem`: `not_examining_office`, `case_closed`,
    `obligations_open` with the `count` of those without an end, `merged_into_missing`, `why_missing` for `other`.
    """
    claim = desk.store.claims.get(claim_id)
    ends = dict(settled or {})
    if claim.part is not Part.EXAMINING:
        raise CaseProblem("not_examining_office", office=claim.examining_office)
    if claim.stage is Stage.CLOSED:
        raise CaseProblem("case_closed")
    left = [entry for entry in open_of(desk, claim) if entry.id not in ends]
    if left:
        raise CaseProblem("obligations_open", count=len(left))
    if reason is CloseReason.MERGED and not merged_into.strip():
        raise CaseProblem("merged_into_missing")
    if reason is CloseReason.OTHER and not text.strip():
        raise CaseProblem("why_missing")
    with desk.store.act(verb="case_closed", user=desk.user.id, about=claim_id, facts={"reason": reason.value}):
        told = offices_told(desk, claim)
        for entry in open_of(desk, claim):
            _end(desk, entry.id, ends[entry.id])
        notice = CloseNotice(reason=reason, on=desk.clock.today(), merged_into=merged_into.strip(), text=text.strip())
        for office in told:
            put_message(desk, office=office, body=notice, claim=claim)
        shut(desk, claim)
    return told


def reopen_case(desk: Desk, claim_id: str, reason: ReopenReason, *, text: str = "") -> tuple[str, ...]:
    """Open a closed case of ours again and tell its offices; an office that asked for it is answered by that.

    Raises `CaseProblem`: `not_examining_office`, `case_not_closed`.
    """
    claim = _closed(desk, claim_id)
    if claim.part is not Part.EXAMINING:
        raise CaseProblem("not_examining_office", office=claim.examining_office)
    with desk.store.act(verb="case_reopened", user=desk.user.id, about=claim_id, facts={"reason": reason.value}):
        told = tuple(dict.fromkeys((*_all_told(desk, claim), *(entry.owed_to for entry in _asked_to(desk, claim)))))
        notice = ReopenNotice(step=ReopenStep.AGREED, reason=reason, text=text.strip())
        answers = {entry.owed_to: entry for entry in _asked_to(desk, claim)}
        for office in told:
            asked = answers.get(office)
            message = put_message(
                desk, office=office, body=notice, claim=claim, in_reply_to=asked.asked_message_id if asked else ""
            )
            if asked:
                desk.store.obligations.meet(asked.id, met_by=message.message_id, by=desk.user.id)
        open_again(desk, claim)
        settle_reopening(desk, claim_id)
    return told


def ask_to_reopen(desk: Desk, claim_id: str, reason: ReopenReason, *, text: str) -> None:
    """Ask the examining office to open a closed case again; its answer is owed.

    Raises `CaseProblem`: `case_not_closed`, `examined_here` (reopen it yourself), `why_missing`.
    """
    claim = _closed(desk, claim_id)
    if claim.part is Part.EXAMINING:
        raise CaseProblem("examined_here")
    if not text.strip():
        raise CaseProblem("why_missing")
    office, kind = claim.examining_office, ObligationKind.REOPEN_REPLY.value
    with desk.store.act(verb="reopening_asked", user=desk.user.id, about=claim_id, facts={"reason": reason.value}):
        settle_reopening(desk, claim_id)
        notice = ReopenNotice(step=ReopenStep.ASKED, reason=reason, text=text.strip())
        message = put_message(desk, office=office, body=notice, claim=claim)
        today = desk.clock.today()
        due, allowed = due_for(desk, kind, office, today)
        desk.store.obligations.add(
            claim_id=claim.id,
            owed_by=office,
            owed_to=desk.office.code,
            kind=kind,
            asked_message_id=message.message_id,
            asked_on=today,
            due_on=due,
            within=allowed,
        )


def refuse_to_reopen(desk: Desk, claim_id: str, *, text: str) -> tuple[str, ...]:
    """Say to the offices that asked why a closed case stays closed; return their codes.

    Raises `CaseProblem`: `case_not_closed`, `why_missing`, `nobody_asked`.
    """
    claim = _closed(desk, claim_id)
    asked = _asked_to(desk, claim)
    if not text.strip():
        raise CaseProblem("why_missing")
    if not asked:
        raise CaseProblem("nobody_asked")
    with desk.store.act(verb="reopening_refused", user=desk.user.id, about=claim_id, facts={"offices": len(asked)}):
        settle_reopening(desk, claim_id)
        notice = ReopenNotice(step=ReopenStep.REFUSED, reason=ReopenReason.REVIEW, text=text.strip())
        for entry in asked:
            message = put_message(
                desk, office=entry.owed_to, body=notice, claim=claim, in_reply_to=entry.asked_message_id
            )
            desk.store.obligations.meet(entry.id, met_by=message.message_id, by=desk.user.id)
    return tuple(entry.owed_to for entry in asked)


def _closed(desk: Desk, claim_id: str) -> Claim:
    claim = desk.store.claims.get(claim_id)
    if claim.stage is not Stage.CLOSED:
        raise CaseProblem("case_not_closed")
    return claim


def _asked_to(desk: Desk, claim: Claim) -> tuple[Obligation, ...]:
    """Return what offices asked of us: to open the case again."""
    kind = ObligationKind.REOPEN_REPLY.value
    return tuple(entry for entry in open_of(desk, claim) if entry.owed_by == desk.office.code and entry.kind == kind)


def _all_told(desk: Desk, claim: Claim) -> tuple[str, ...]:
    """Return the offices that were told of the closing, whatever was cancelled with it."""
    rows = desk.store.outbox.of_claim(claim.id)
    return tuple(dict.fromkeys(row.office for row in rows if row.type is MessageType.CLOSE))


def _end(desk: Desk, obligation_id: str, how: CancelReason | LapseReason) -> None:
    if isinstance(how, LapseReason):
        desk.store.obligations.lapse(obligation_id, how, by=desk.user.id)
    else:
        desk.store.obligations.cancel(obligation_id, how, by=desk.user.id)


def _quiet_since(desk: Desk, claim: Claim) -> date | None:
    """Return the day of the last message of a case whose decisions were summed up; None before that."""
    sent = [row for row in desk.store.outbox.of_claim(claim.id) if row.state is not OutboxState.RETURNED]
    came = [row for row in desk.store.mailbox.of_claim(claim.id) if row.state not in UNDECIDED]
    summed_up = any(row.type is MessageType.DECISION_SUMMARY for row in sent) or any(
        row.type == MessageType.DECISION_SUMMARY for row in came
    )
    if not summed_up:
        return None
    days = [row.created_at.date() for row in sent if row.type is not MessageType.RECEIPT]
    days.extend(row.decided_at.date() for row in came if row.decided_at and row.type != MessageType.RECEIPT)
    return max(days, default=None)
