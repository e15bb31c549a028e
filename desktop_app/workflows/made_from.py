"""What was made here while data stood that had to be destroyed: calculations, papers, decisions told to others.

Destroying takes the data away, not what was reckoned and written from it: that is on record, has perhaps left the
house, and is made anew or taken back, each in its own way. So it is listed until that is done: before the destruction
beside the question, after it on the claim. A kept calculation made anew takes the place of the one before, a paper
issued again that of the earlier one (which is asked back), and a message is corrected at every office that has it.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from desktop_app.domain.messages import MessageType
from desktop_app.store.destruction import VERB
from desktop_app.store.mailbox import MailState, ReceivedMessage
from desktop_app.store.outbox import OutboxState, Standing
from desktop_app.workflows.desk import Desk

_FEEDS: Final = frozenset(
    {
        MessageType.CLAIM_NOTICE,
        MessageType.PERIOD_CERTIFICATE,
        MessageType.DEPENDENCY_CERTIFICATE,
        MessageType.DEPARTURE_CERTIFICATE,
        MessageType.DECISION,
    }
)
"""Messages whose contents calculations and letters use."""

_RECKONED: Final = (MessageType.DECISION, MessageType.DECISION_SUMMARY)
"""Messages of ours that are made from those."""

_PAPERS: Final = frozenset({"worksheet", "decision_letter", "decision_summary"})
"""Kinds of issued papers that show what was reckoned."""


class Made(StrEnum):
    """What it is, and with that how it is set right."""

    CALCULATION = "calculation"  # calculated and kept again
    PAPER = "paper"  # issued again; the earlier one is asked back
    MESSAGE = "message"  # corrected at the office that has it


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeLine:
    """One thing made. `code` is a paper's kind or a message's type; `office` who was told, empty for none.

    `key` is the id of the calculation, the paper or the message. `left` is false for a message that waits under "To
    send": it is not corrected but made anew, which takes its place.
    """

    what: Made
    key: str
    made_on: date
    code: str = ""
    office: str = ""
    left: bool = True


def made_from_destroyed(desk: Desk, claim_id: str) -> tuple[MadeLine, ...]:
    """Return what was made in a claim from data that was destroyed since, and was not made anew or taken back."""
    spans = [
        (taken, gone)
        for message in desk.store.mailbox.destroyed_of_claim(claim_id)
        if (taken := _taken_at(message)) is not None and (gone := _destroyed_at(desk, message)) is not None
    ]
    return _lines(desk, claim_id, spans)


def made_from(desk: Desk, message: ReceivedMessage) -> tuple[MadeLine, ...]:
    """Return what was made in its claim since a message, still here, was accepted; nothing for one that was not."""
    taken = _taken_at(message)
    if taken is None or not message.claim_id:
        return ()
    return _lines(desk, message.claim_id, [(taken, desk.clock.now())])


def _lines(desk: Desk, claim_id: str, spans: list[tuple[datetime, datetime]]) -> tuple[MadeLine, ...]:
    if not spans:
        return ()

    def within(at: datetime) -> bool:
        return any(taken <= at <= gone for taken, gone in spans)

    return (*_calculation(desk, claim_id, within), *_papers(desk, claim_id, within), *_messages(desk, claim_id, within))


def _taken_at(message: ReceivedMessage) -> datetime | None:
    """Return when a message's contents came into the claim; None where they never did."""
    if message.type not in _FEEDS:
        return None
    applied = (MailState.ACCEPTED, MailState.ACCEPTED_WITH_REMARKS, MailState.DESTROYED)
    return message.decided_at if message.state in applied else None


def _destroyed_at(desk: Desk, message: ReceivedMessage) -> datetime | None:
    return next((line.at for line in desk.store.journal.lines(about=message.message_id) if line.verb == VERB), None)


def _calculation(desk: Desk, claim_id: str, within: Callable[[datetime], bool]) -> Iterator[MadeLine]:
    newest = desk.store.calculations.newest(claim_id)
    if newest is not None and within(newest.made_at):
        yield MadeLine(what=Made.CALCULATION, key=newest.id, made_on=newest.made_at.date())


def _papers(desk: Desk, claim_id: str, within: Callable[[datetime], bool]) -> Iterator[MadeLine]:
    newest = {
        paper.kind: paper for paper in sorted(desk.store.documents.of_claim(claim_id), key=lambda each: each.made_at)
    }
    for kind, paper in newest.items():
        if kind in _PAPERS and within(paper.made_at):
            yield MadeLine(what=Made.PAPER, key=paper.id, made_on=paper.made_at.date(), code=kind)


def _messages(desk: Desk, claim_id: str, within: Callable[[datetime], bool]) -> Iterator[MadeLine]:
    for row in desk.store.outbox.of_claim(claim_id):
        if row.type in _RECKONED and row.standing is Standing.VALID and within(row.created_at):
            yield MadeLine(
                what=Made.MESSAGE,
                key=row.message_id,
                made_on=row.created_at.date(),
                code=row.type.value,
                office=row.office,
                left=row.state is not OutboxState.WAITING,
            )
