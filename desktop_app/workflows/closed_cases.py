"""What becomes of a message about a case that is closed: nothing is dropped in silence (exchange rules, 3.4).

A closed case still takes in corrections, deaths and invalidations, and asks to be opened again; what only informs is
noted. Which it is stands here for every type of message, is said before anything is accepted, and what asks to open the
case again stays in Today until a person does so or says that it stays closed.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from desktop_app.domain.case_notices import ChangeKind, ChangeNotice
from desktop_app.domain.claims import Claim, Stage
from desktop_app.domain.findings import Level
from desktop_app.domain.messages import Message, MessageType
from desktop_app.workflows.arrival import Arrival, CheckLine, failed
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.veil import covers

_PROPOSED: Final = "reopening_proposed"
_PARTS: Final = 4


class WhenClosed(StrEnum):
    """What a message about a closed case does: it takes effect, asks to open the case again besides, or is noted."""

    TAKES_EFFECT = "takes_effect"
    ASKS_TO_REOPEN = "asks_to_reopen"
    NOTED = "noted"


WHEN_CLOSED: Final[Mapping[MessageType, WhenClosed]] = MappingProxyType(
    {
        MessageType.CLAIM_NOTICE: WhenClosed.ASKS_TO_REOPEN,  # it is examined again: our certificate is owed
        MessageType.PERIOD_REQUEST: WhenClosed.ASKS_TO_REOPEN,  # our certificate is owed
        MessageType.PERIOD_CERTIFICATE: WhenClosed.ASKS_TO_REOPEN,  # weeks that no decision knew
        MessageType.DEPENDENCY_CERTIFICATE: WhenClosed.ASKS_TO_REOPEN,  # survivors that no decision knew
        MessageType.DECISION: WhenClosed.ASKS_TO_REOPEN,  # another State's amount may change ours
        MessageType.DECISION_SUMMARY: WhenClosed.NOTED,
        MessageType.INFO_REQUEST: WhenClosed.TAKES_EFFECT,  # an answer is owed
        MessageType.INFO_REPLY: WhenClosed.NOTED,  # what it answers was lifted with the closing
        MessageType.REMINDER: WhenClosed.TAKES_EFFECT,  # it is answered
        MessageType.REMINDER_REPLY: WhenClosed.NOTED,
        MessageType.RECEIPT: WhenClosed.TAKES_EFFECT,  # how far a message of ours came
        MessageType.RETURN: WhenClosed.ASKS_TO_REOPEN,  # a message of ours was not taken in
        MessageType.CLARIFICATION: WhenClosed.TAKES_EFFECT,  # an explanation is owed
        MessageType.CLARIFICATION_REPLY: WhenClosed.NOTED,
        MessageType.CORRECTION: WhenClosed.ASKS_TO_REOPEN,  # what a decision was built on holds no longer
        MessageType.FORWARD: WhenClosed.TAKES_EFFECT,
        MessageType.PARTICIPANTS: WhenClosed.TAKES_EFFECT,
        MessageType.CHANGE_NOTICE: WhenClosed.TAKES_EFFECT,  # the person's record changes; a death asks to reopen
        MessageType.CLOSE: WhenClosed.NOTED,
        MessageType.REOPEN: WhenClosed.TAKES_EFFECT,
        MessageType.RULE_PACK: WhenClosed.TAKES_EFFECT,  # these three are about no case
        MessageType.DIRECTORY: WhenClosed.TAKES_EFFECT,
        MessageType.KEY_NOTICE: WhenClosed.TAKES_EFFECT,
        MessageType.DEPARTURE_CERTIFICATE: WhenClosed.NOTED,  # kept for the next claim
    }
)
"""For every type of message."""

_REOPENING: Final = frozenset(
    {ChangeKind.DEATH, ChangeKind.RECOVERY, ChangeKind.RETURN_TO_WORK, ChangeKind.RATE_CHANGED}
)
"""Changes of circumstances that change what is paid."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReopeningProposed:
    """A closed case about which something came that may change it: the last such message, and when it was taken in."""

    claim: Claim
    type: MessageType
    message_id: str
    on: date


def when_closed(message: Message) -> WhenClosed:
    """Return what a message about a closed case does."""
    rule = WHEN_CLOSED[message.type]
    if isinstance(message.body, ChangeNotice) and message.body.kind in _REOPENING:
        return WhenClosed.ASKS_TO_REOPEN
    return rule


def closed_checks(arrival: Arrival) -> tuple[CheckLine, ...]:
    """Return the line that says what a message does to a closed case; nothing for a case that is open."""
    claim = arrival.claim
    if claim is None or claim.stage is not Stage.CLOSED:
        return ()
    match when_closed(arrival.message):
        case WhenClosed.ASKS_TO_REOPEN:
            return (failed("closed_asks_to_reopen", Level.WARNING, number=claim.number),)
        case WhenClosed.TAKES_EFFECT:
            return (failed("closed_takes_effect", Level.NOTE, number=claim.number),)
        case WhenClosed.NOTED:
            return (failed("closed_noted", Level.NOTE, number=claim.number),)


def propose_reopening(desk: Desk, claim: Claim, message: Message) -> None:
    """Keep in Today that a closed case may have to be opened again; inside the act that takes the message in."""
    if claim.stage is not Stage.CLOSED or when_closed(message) is not WhenClosed.ASKS_TO_REOPEN:
        return
    kept = {entry[0]: entry for entry in _kept(desk)}
    kept[claim.id] = (claim.id, message.message_id, message.type.value, desk.clock.today().isoformat())
    desk.store.settings.set(_PROPOSED, [list(entry) for entry in kept.values()])


@covers
def reopenings_proposed(desk: Desk) -> tuple[ReopeningProposed, ...]:
    """Return the closed cases that may have to be opened again, the oldest first."""
    found = []
    for claim_id, message_id, kind, day in _kept(desk):
        claim = desk.store.claims.find(claim_id)
        if claim is not None and claim.stage is Stage.CLOSED:
            found.append(
                ReopeningProposed(
                    claim=claim, type=MessageType(kind), message_id=message_id, on=date.fromisoformat(day)
                )
            )
    return tuple(found)


def leave_closed(desk: Desk, claim_id: str) -> None:
    """Say that a case stays closed although something came; nothing where nothing was proposed."""
    kept = _kept(desk)
    if not any(entry[0] == claim_id for entry in kept):
        return
    with desk.store.act(verb="case_left_closed", user=desk.user.id, about=claim_id, facts={}):
        desk.store.settings.set(_PROPOSED, [list(entry) for entry in kept if entry[0] != claim_id])


def settle_reopening(desk: Desk, claim_id: str) -> None:
    """Forget the proposal of a case that is open again; inside the caller's act."""
    kept = _kept(desk)
    if any(entry[0] == claim_id for entry in kept):
        desk.store.settings.set(_PROPOSED, [list(entry) for entry in kept if entry[0] != claim_id])


def _kept(desk: Desk) -> tuple[tuple[str, str, str, str], ...]:
    told = desk.store.settings.get(_PROPOSED)
    rows = told if isinstance(told, list) else []
    return tuple(
        (str(row[0]), str(row[1]), str(row[2]), str(row[3]))
        for row in rows
        if isinstance(row, list) and len(row) == _PARTS
    )
