"""The decisions of a case: this office's own, and those that other States sent and that were taken in."""

from dataclasses import dataclass
from datetime import datetime

from desktop_app.domain.award_notices import Decision
from desktop_app.domain.case_notices import Correction, CorrectionReason
from desktop_app.domain.messages import Message, MessageType
from desktop_app.exchange.canonical import read_json
from desktop_app.exchange.fields import Fields
from desktop_app.exchange.limits import MESSAGE_BYTES
from desktop_app.exchange.messages.head import decode_message
from desktop_app.exchange.messages.registry import KINDS, body_bytes
from desktop_app.store.case_decisions import KeptDecision
from desktop_app.store.mailbox import MailState
from desktop_app.store.outbox import OutboxRow, Standing
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.typed_paper import replaced_by_file

_TAKEN = (MailState.ACCEPTED, MailState.ACCEPTED_WITH_REMARKS)


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionLine:
    """One version of a State's decision. `own` is this office's; `message_id` is empty for it.

    `kept_at` is when it was approved or taken in. `holds`: it was not taken back, and no later version of that State
    that holds is here.
    """

    decision: Decision
    own: bool
    kept_at: datetime
    message_id: str
    holds: bool


def read_decision(body: bytes) -> Decision:
    """Read a decision from its bytes as they stand in its message. Raises `Unreadable`."""
    kind = KINDS[MessageType.DECISION]
    read = kind.read(Fields({"body": read_json(body, MESSAGE_BYTES)}), "body", kind.minor)
    if not isinstance(read, Decision):
        raise TypeError(kind.type)
    return read


def own_decision(desk: Desk, claim_id: str) -> Decision | None:
    """Return this office's decision that holds, None before the first and after the last was taken back."""
    kept = own_kept(desk, claim_id)
    return read_decision(kept.body) if kept else None


def last_own_decision(desk: Desk, claim_id: str) -> Decision | None:
    """Return this office's latest decision, whether it holds or was taken back: the next is a version after it."""
    kept = desk.store.case_decisions.newest(claim_id)
    return read_decision(kept.body) if kept else None


def own_kept(desk: Desk, claim_id: str) -> KeptDecision | None:
    """Return this office's decision that holds as it is kept; None where there is none."""
    gone = _gone(desk, claim_id)
    return next(
        (kept for kept in reversed(desk.store.case_decisions.of_claim(claim_id)) if kept.body not in gone), None
    )


def decisions_of(desk: Desk, claim_id: str) -> tuple[DecisionLine, ...]:
    """Return every decision of a case, own and others', by State and version."""
    gone = _gone(desk, claim_id)
    versions = desk.store.case_decisions.of_claim(claim_id)
    back = {read_decision(kept.body).version for kept in versions if kept.body in gone}
    found = [_own(kept) for kept in versions]
    found.extend(_taken(desk, claim_id))
    standing = [line for line in found if not (line.own and line.decision.version in back)]
    newest = {line.decision.state: line.decision.version for line in sorted(standing, key=_order)}
    lines = (
        DecisionLine(
            decision=line.decision,
            own=line.own,
            kept_at=line.kept_at,
            message_id=line.message_id,
            holds=line in standing and line.decision.version == newest[line.decision.state],
        )
        for line in found
    )
    return tuple(sorted(lines, key=lambda line: (not line.own, *_order(line))))


def decisions_in_force(desk: Desk, claim_id: str) -> tuple[DecisionLine, ...]:
    """Return the decision of each State that holds, this office's own first."""
    return tuple(line for line in decisions_of(desk, claim_id) if line.holds)


def _gone(desk: Desk, claim_id: str) -> frozenset[bytes]:
    """Return the bodies of our decisions that were taken back: no office that had one still holds it.

    One that only a wrong office was asked to destroy stays a decision; so does one that nobody had to be told.
    """
    told: dict[bytes, list[bool]] = {}
    for row in desk.store.outbox.of_claim(claim_id):
        if row.type is MessageType.DECISION and not _went_astray(desk, row):
            body = body_bytes(decode_message(row.data).body)
            told.setdefault(body, []).append(row.standing in (Standing.SUPERSEDED, Standing.INVALIDATED))
    return frozenset(body for body, gone in told.items() if all(gone))


def _went_astray(desk: Desk, row: OutboxRow) -> bool:
    """Tell whether a message was taken back only because it went to a wrong office."""
    by = desk.store.outbox.find(row.standing_by) if row.standing_by else None
    said = decode_message(by.data).body if by else None
    return isinstance(said, Correction) and said.reason is CorrectionReason.WRONG_RECIPIENT


def _order(line: DecisionLine) -> tuple[str, int]:
    return line.decision.state, line.decision.version


def _own(kept: KeptDecision) -> DecisionLine:
    return DecisionLine(
        decision=read_decision(kept.body), own=True, kept_at=kept.decided_at, message_id="", holds=False
    )


def _taken(desk: Desk, claim_id: str) -> tuple[DecisionLine, ...]:
    found: list[DecisionLine] = []
    for kept in desk.store.mailbox.of_claim(claim_id):
        if kept.type != MessageType.DECISION or kept.state not in _TAKEN or kept.standing == "invalidated":
            continue
        if replaced_by_file(desk, kept):
            continue
        message: Message = decode_message(kept.data)
        if isinstance(message.body, Decision):
            at = kept.decided_at or message.created_at
            line = DecisionLine(
                decision=message.body, own=False, kept_at=at, message_id=message.message_id, holds=False
            )
            found.append(line)
    return tuple(found)
