"""An answer typed in from paper, kept as a message that came: what it says, who signed it, and the scan it rests on.

Nobody signed it for a computer: it is this office's reading of a sheet. The electronic copy takes its place when it
comes; both stay readable.
"""

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from enum import StrEnum
from typing import Final

from desktop_app.domain.award_notices import DecisionGround, DecisionSummary
from desktop_app.domain.case_notices import ReopenNotice
from desktop_app.domain.inquiries import ReminderReply
from desktop_app.domain.messages import Body, Message, Receipt
from desktop_app.domain.money import Money
from desktop_app.exchange.bundle import OpenedBundle, Original
from desktop_app.exchange.canonical import read_json, write_json
from desktop_app.exchange.contents import digest_of
from desktop_app.exchange.fields import Fields
from desktop_app.exchange.limits import MESSAGE_BYTES
from desktop_app.exchange.manifest import Channel, Manifest, MessageEntry
from desktop_app.exchange.messages import decode_message, version_written
from desktop_app.exchange.trust import Trust
from desktop_app.foundation.problems import ExchangeProblem
from desktop_app.store.mailbox import GOOD, MailState, ReceivedFile, ReceivedMessage
from desktop_app.workflows.arrival import Change, change
from desktop_app.workflows.desk import Desk

_MARK: Final = b"CASS-TYPED-PAPER 1\n"
_MOST_HEAD: Final = 4_000
_TAKEN: Final = (MailState.ACCEPTED, MailState.ACCEPTED_WITH_REMARKS)
_NOT_SAID: Final = frozenset({"person", "prepared_by", "approved_by", "rules", "about_message"})
"""Fields that a paper does not show as the message has them: they are no differences."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedSource:
    """On what something typed rests: whose paper it is, for what that was owed, who signed it, and the scan's id."""

    office: str
    obligation_id: str
    signed_by: str
    scan: str


def write_typed(source: TypedSource, message: bytes) -> bytes:
    """Return what was typed as the mailbox keeps it."""
    head = {
        "obligation": source.obligation_id,
        "office": source.office,
        "scan": source.scan,
        "signed_by": source.signed_by,
    }
    return _MARK + write_json(head) + b"\n" + message


def source_of(desk: Desk, row: ReceivedFile) -> TypedSource | None:
    """Return on what a file of the mailbox rests that was typed here; None for every other file."""
    if row.outcome != GOOD or row.sequence is not None or row.key_id:
        return None
    data = desk.store.mailbox.data_of(row.id)
    if not data.startswith(_MARK):
        return None
    head = Fields(read_json(data[len(_MARK) :].partition(b"\n")[0], _MOST_HEAD))
    return TypedSource(
        office=head.text("office"),
        obligation_id=head.text("obligation"),
        signed_by=head.text("signed_by"),
        scan=head.text("scan"),
    )


def typed_message(desk: Desk, kept: ReceivedMessage) -> bool:
    """Tell whether a message of the mailbox was typed in from paper here."""
    return not kept.signature and source_of(desk, desk.store.mailbox.get(kept.received_id)) is not None


def replaced_by_file(desk: Desk, kept: ReceivedMessage) -> bool:
    """Tell whether a message was typed from paper and its electronic copy has taken its place."""
    return kept.standing == "superseded" and typed_message(desk, kept)


def typed_copy(desk: Desk, claim_id: str, message: Message, office: str) -> tuple[ReceivedMessage, Body] | None:
    """Return what was typed last from the paper of this very document of an office, None where nothing was."""
    return next(typed_copies(desk, claim_id, message, office), None)


def typed_copies(desk: Desk, claim_id: str, message: Message, office: str) -> Iterator[tuple[ReceivedMessage, Body]]:
    """Return all that was typed from papers of this very document, the latest first: an answer may come in parts.

    Nothing for a message that was itself typed from paper: no sheet takes the place of another.
    """
    own = desk.store.mailbox.message(message.message_id)
    if own is not None and typed_message(desk, own):
        return
    for kept in reversed(desk.store.mailbox.of_claim(claim_id)):
        same = kept.type == message.type.value and kept.message_id != message.message_id
        if same and kept.state in _TAKEN and not kept.standing and typed_message(desk, kept):
            source = source_of(desk, desk.store.mailbox.get(kept.received_id))
            known = decode_message(kept.data)
            if source and source.office == office and _same_document(known, message):
                yield kept, known.body


def replace_typed(desk: Desk, claim_id: str, message: Message, office: str) -> Body | None:
    """Put a file in the place of all that was typed of its document; return what was typed last, None for nothing."""
    typed = tuple(typed_copies(desk, claim_id, message, office))
    for kept, _body in typed:
        desk.store.mailbox.supersede(kept.message_id, message.message_id, at=desk.clock.now())
    return typed[0][1] if typed else None


def body_differences(typed: Body, electronic: Body) -> Iterator[Change]:
    """Return each field that the electronic copy fills otherwise than the paper as typed."""
    typed, electronic = _as_on_paper(typed), _as_on_paper(electronic)
    for each in fields(electronic):
        if each.name in _NOT_SAID:
            continue
        now, after = getattr(typed, each.name), getattr(electronic, each.name)
        if now != after:
            yield change("change_paper_field", _plain(now), _plain(after), each.name)


def open_typed(desk: Desk, row: ReceivedFile) -> OpenedBundle | None:
    """Return what was typed as a bundle of one message; None for every other file."""
    source = source_of(desk, row)
    if source is None:
        return None
    data = desk.store.mailbox.data_of(row.id)[len(_MARK) :].partition(b"\n")[2]
    if len(data) > MESSAGE_BYTES:
        raise ExchangeProblem("message_unreadable", field="")
    message: Message = decode_message(data)
    entry = MessageEntry(
        message_id=message.message_id,
        type=message.type.value,
        schema_version=version_written(data),
        digest=digest_of(data),
        file="",
    )
    return OpenedBundle(
        manifest=Manifest(
            bundle_id=message.message_id,
            created_at=message.created_at,
            sender_office=source.office,
            recipient_office=desk.office.code,
            sequence=0,
            previous_digest="",
            received_up_to=0,
            missing=(),
            messages=(entry,),
            channel=Channel.PAPER,
        ),
        messages=(message,),
        not_understood=(),
        certificates=(),
        attachments=(),
        trust=Trust.TRUSTED,
        sender=source.office,
        digest=digest_of(data),
        originals={message.message_id: Original(data=data, signature=b"")},
    )


def _same_document(typed: Message, other: Message) -> bool:
    """Tell whether two messages are one document: by number and version, by what it answers, or by its day.

    A summary has no number, and its page shows the day of the office where it was made: a day either way is the same.
    """
    if isinstance(typed.body, DecisionSummary):
        return abs((typed.created_at.date() - other.created_at.date()).days) <= 1
    if isinstance(typed.body, ReopenNotice):
        return bool(typed.in_reply_to) and typed.in_reply_to == other.in_reply_to
    return _named(typed.body) == _named(other.body)


def _named(body: Body) -> tuple[object, ...]:
    """Return what makes a document the same one: number and version, or the question it answers."""
    return tuple(getattr(body, name, "") for name in ("number", "version", "about_message"))


def _as_on_paper(body: Body) -> Body:
    """Return a body without what its page does not show."""
    if isinstance(body, DecisionSummary):
        ground = DecisionGround.TOTALISED
        lines = (replace(each, office="", ground=ground, handed_over_on=None, message="") for each in body.lines)
        return replace(body, lines=tuple(lines), provisional=())
    if isinstance(body, ReminderReply):
        return replace(body, answers=tuple(replace(each, sent_message="") for each in body.answers))
    if isinstance(body, Receipt):
        return replace(body, case_number="", unit="")
    return body


def _plain(value: object) -> str:
    """Return a field of a message in one line, as a preview shows facts."""
    if value is None or value == ():
        return ""
    if isinstance(value, Money):
        return f"{value.currency} {value.plain}"
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, tuple):
        return "; ".join(_plain(each) for each in value)
    if hasattr(value, "__dataclass_fields__"):
        said = (_plain(getattr(value, each.name)) for each in fields(value))  # type: ignore[arg-type]  # asked just above
        return " ".join(part for part in said if part)
    return str(value)
