"""What stands beside the stage of a case (exchange rules, 3.4): provisional, passed on, withdrawn, opened again.

Read from the case's messages and decisions, which are the record of it; nothing is kept a second time.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from desktop_app.domain.award_notices import DecisionResult
from desktop_app.domain.case_notices import ChangeKind, ChangeNotice, CloseNotice, Forward, ReopenNotice, ReopenStep
from desktop_app.domain.claims import Claim, Stage
from desktop_app.domain.messages import Message, MessageType
from desktop_app.exchange.messages.head import decode_message
from desktop_app.store.mailbox import MailState
from desktop_app.store.outbox import OutboxState, Standing
from desktop_app.workflows.case_decisions import decisions_in_force
from desktop_app.workflows.desk import Desk

_TAKEN = (MailState.ACCEPTED, MailState.ACCEPTED_WITH_REMARKS)
_NOT_TOLD = (OutboxState.RETURNED, OutboxState.WITHDRAWN)
_TOLD = frozenset({MessageType.CHANGE_NOTICE, MessageType.FORWARD, MessageType.REOPEN, MessageType.CLOSE})


ARCHIVED_AFTER = timedelta(days=365)
"""How long after its closing a case is archived (the exchange rules name the state and no time; proposed)."""


class SideState(StrEnum):
    """What a case is beside its stage."""

    PROVISIONAL = "provisional"
    FORWARDED = "forwarded"
    WITHDRAWN = "withdrawn"
    REOPENED = "reopened"
    ARCHIVED = "archived"


@dataclass(frozen=True, slots=True, kw_only=True)
class SideLine:
    """One side state: since when, and for which State or office; `detail` is empty where it is of the whole case."""

    state: SideState
    since: date
    detail: str = ""


def side_states(desk: Desk, claim_id: str) -> tuple[SideLine, ...]:
    """Return what stands beside the stage of a case now, in the order of `SideState`."""
    claim = desk.store.claims.get(claim_id)
    told = sorted(_told(desk, claim_id), key=lambda message: message.created_at)
    found = [
        *_provisional(desk, claim),
        *_passed_on(told),
        *_withdrawn(told),
        *_reopened(claim, told),
        *_archived(desk, claim),
    ]
    order = tuple(SideState)
    return tuple(sorted(found, key=lambda line: (order.index(line.state), line.detail)))


def _told(desk: Desk, claim_id: str) -> Iterator[Message]:
    """Yield the notices about a case that were told or taken in, and hold."""
    for row in desk.store.outbox.of_claim(claim_id):
        if row.type in _TOLD and row.state not in _NOT_TOLD and row.standing is not Standing.INVALIDATED:
            yield decode_message(row.data)
    for kept in desk.store.mailbox.of_claim(claim_id):
        if kept.type in _TOLD and kept.state in _TAKEN and kept.standing != Standing.INVALIDATED:
            yield decode_message(kept.data)


def _provisional(desk: Desk, claim: Claim) -> Iterator[SideLine]:
    for line in decisions_in_force(desk, claim.id) if claim.stage is not Stage.CLOSED else ():
        decision = line.decision
        if decision.result is DecisionResult.PROVISIONAL:
            since = decision.start or decision.decided_on
            yield SideLine(state=SideState.PROVISIONAL, since=since, detail=decision.state)


def _passed_on(told: list[Message]) -> Iterator[SideLine]:
    found = {message.body.to_office: message.created_at.date() for message in told if isinstance(message.body, Forward)}
    for office, since in found.items():
        yield SideLine(state=SideState.FORWARDED, since=since, detail=office)


def _withdrawn(told: list[Message]) -> Iterator[SideLine]:
    found: dict[str, date] = {}
    for message in told:
        body = message.body
        if isinstance(body, ChangeNotice) and body.kind is ChangeKind.CLAIM_WITHDRAWN:
            for state in body.states:
                found.setdefault(state, body.since)
    for state, since in found.items():
        yield SideLine(state=SideState.WITHDRAWN, since=since, detail=state)


def _archived(desk: Desk, claim: Claim) -> Iterator[SideLine]:
    """Yield that a case was closed long ago; it still takes what is told of it, and asks to be opened again."""
    closed = claim.stage_changed_at.date()
    if claim.stage is Stage.CLOSED and desk.clock.today() >= closed + ARCHIVED_AFTER:
        yield SideLine(state=SideState.ARCHIVED, since=closed)


def _reopened(claim: Claim, told: list[Message]) -> Iterator[SideLine]:
    """Yield that a case was opened again, after the last time it was closed."""
    since: date | None = None
    for message in told:
        if isinstance(message.body, CloseNotice):
            since = None
        elif isinstance(message.body, ReopenNotice) and message.body.step is ReopenStep.AGREED:
            since = message.created_at.date()
    if since is not None and claim.stage is not Stage.CLOSED:
        yield SideLine(state=SideState.REOPENED, since=since)
