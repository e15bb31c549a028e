"""What cannot be worked on yet: put aside until what it depends on is here, and brought back by itself then (3.2).

Only what depends on something missing waits: a correction, a message passed on without its original, and one that takes
the place of another while a bundle of its sender is missing. Everything else is worked on at once, the gap is named.
Nothing is applied by any of this.
"""

from collections.abc import Iterable

from desktop_app.domain.case_notices import Correction, Forward
from desktop_app.domain.inquiries import PeriodRequest
from desktop_app.domain.messages import ClaimNotice, Message
from desktop_app.exchange.messages.head import decode_message
from desktop_app.exchange.messages.registry import SIGNED_ALONE
from desktop_app.store.mailbox import MailState, ReceivedMessage
from desktop_app.workflows.case_of_message import claim_of, their_message
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.persons_meant import persons_like


def settle_waiting(desk: Desk, sender: str, messages: Iterable[Message]) -> None:
    """Put aside what of the new messages of an office depends on something that is not here; inside the caller's act.

    What was put aside before and can be worked on by now comes back. A claim about somebody who may be known already is
    marked: a person has to say who is meant.
    """
    mailbox, today = desk.store.mailbox, desk.clock.today()
    for message in messages:
        kept = mailbox.message(message.message_id)
        if kept is None or kept.state not in (MailState.OPENED, MailState.TO_BE_MATCHED):
            continue
        if missing := waits_for(desk, sender, message):
            mailbox.park(message.message_id, missing, on=today)
        elif _in_doubt(desk, sender, message):
            mailbox.to_match(message.message_id, on=today)
    for kept in parked_of(desk, sender):
        if kept.waits_for != waits_for(desk, sender, decode_message(kept.data)):
            _bring_back(desk, sender, kept.waits_for)


def waits_for(desk: Desk, sender: str, message: Message) -> str:
    """Return the id of the message that one depends on and that is not here; empty where it can be worked on.

    What takes the place of a message that is not here waits only while a bundle of its sender is missing: where none
    is, what it names never comes, and it is worked on as it stands. A certificate or decision never waits: it says all
    by itself, and the highest version holds, whichever comes first.
    """
    body, first = message.body, sender
    needed: list[str] = []
    if isinstance(body, Correction):
        needed = [body.about_message, body.new_message]
    elif isinstance(body, Forward) and body.to_office == desk.office.code:
        needed = [body.about_message]
        first = body.from_office
    elif message.type not in SIGNED_ALONE and desk.store.mailbox.missing(sender):
        needed = [earlier.message_id for earlier in (*message.supersedes, *message.invalidates)]
    return next((each for each in needed if each and their_message(desk, first, each) is None), "")


def parked_of(desk: Desk, sender: str) -> tuple[ReceivedMessage, ...]:
    """Return what is put aside of an office, the oldest first."""
    return tuple(
        kept for kept in desk.store.mailbox.parked() if desk.store.mailbox.get(kept.received_id).from_office == sender
    )


def _bring_back(desk: Desk, sender: str, waited_for: str) -> None:
    """Bring back what waited for a message; what waits for another one besides is put aside again."""
    for kept in desk.store.mailbox.unpark(waited_for):
        if missing := waits_for(desk, sender, decode_message(kept.data)):
            desk.store.mailbox.park(kept.message_id, missing, on=desk.clock.today())


def _in_doubt(desk: Desk, sender: str, message: Message) -> bool:
    body = message.body
    if not isinstance(body, ClaimNotice | PeriodRequest):
        return False
    return claim_of(desk, sender, message) is None and bool(persons_like(desk, body.person))
