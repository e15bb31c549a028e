"""Which messages a text speaks of by their ids, so that people read what is meant instead of an id. Writes nothing."""

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from desktop_app.domain.certificates import PeriodCertificate
from desktop_app.domain.departure import DepartureCertificate
from desktop_app.domain.dependency import DependencyCertificate
from desktop_app.domain.messages import MessageType
from desktop_app.domain.periods import InsurancePeriod
from desktop_app.exchange.messages.head import decode_message
from desktop_app.store.mailbox import MailState
from desktop_app.workflows.case_of_message import our_message, their_message
from desktop_app.workflows.desk import Desk

_ID: Final = re.compile(r"\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedMessage:
    """A message exchanged with an office: `ours` or theirs, its type and day, and a certificate's number and version.

    `office` sent it. `number` is empty and `version` 0 for a message that has none; `rows` are those of a certificate
    of insurance periods, which a text may speak of by their ids.
    """

    message_id: str
    ours: bool
    type: MessageType
    day: date
    office: str = ""
    number: str = ""
    version: int = 0
    rows: tuple[InsurancePeriod, ...] = ()


def messages_named(desk: Desk, office: str, said: str) -> tuple[NamedMessage, ...]:
    """Return the messages exchanged with an office whose ids stand in a text; an id that is not known here is left."""
    found = (_named(desk, office, message_id) for message_id in dict.fromkeys(_ID.findall(said)))
    return tuple(entry for entry in found if entry is not None)


def _named(desk: Desk, office: str, message_id: str) -> NamedMessage | None:
    row = our_message(desk, office, message_id)
    if row is not None:
        return _told(message_id, row.data, ours=True, office=desk.office.code)
    kept = their_message(desk, office, message_id)
    if kept is None or kept.state is MailState.DESTROYED:
        return None
    return _told(message_id, kept.data, ours=False, office=office)


def _told(message_id: str, data: bytes, *, ours: bool, office: str) -> NamedMessage:
    message = decode_message(data)
    body = message.body.certificate if isinstance(message.body, DepartureCertificate) else message.body
    named = NamedMessage(
        message_id=message_id, ours=ours, type=message.type, day=message.created_at.date(), office=office
    )
    if isinstance(body, PeriodCertificate):
        return replace(named, number=body.number, version=body.version, rows=body.rows)
    if isinstance(body, DependencyCertificate):
        return replace(named, number=body.number, version=body.version)
    return named
