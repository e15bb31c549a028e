"""The head every message shares, and the choice of its body by type and version (exchange rules, 2.2 and 2.6)."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final, assert_never

from desktop_app.domain.certificates import PeriodCertificate
from desktop_app.domain.claims import OfficeReference
from desktop_app.domain.messages import (
    Body,
    ClaimNotice,
    Message,
    MessageType,
    Receipt,
    ReturnNotice,
    message_type_of,
)
from desktop_app.exchange.canonical import Json, Unreadable, read_json, write_json
from desktop_app.exchange.fields import OFFICE, UUID, VERSION, Fields, Kept, filled
from desktop_app.exchange.limits import CODE, MESSAGE_BYTES, PARTIES, SUMMARY
from desktop_app.exchange.messages.certificate import read_certificate, write_certificate
from desktop_app.exchange.messages.claim_notice import read_claim_notice, write_claim_notice
from desktop_app.exchange.messages.receipt import read_receipt, write_receipt
from desktop_app.exchange.messages.return_notice import read_return, write_return
from desktop_app.foundation.problems import ExchangeProblem

SCHEMA_VERSION: Final = "1.0"
"""The version of every message type that this program writes and knows to its last field."""

_MAJOR, _MINOR = (int(part) for part in SCHEMA_VERSION.split("."))


class Waits(StrEnum):
    """Why a message, or a part of it, is not understood by this version of the program."""

    TYPE = "message_type"
    VERSION = "message_version"
    MUST_UNDERSTAND = "message_must_understand"
    EXTRA_FIELDS = "extra_fields"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadMessage:
    """A message as read. `not_understood` are fields of a newer minor version: to be shown, never applied."""

    message: Message
    not_understood: Kept = ()


def encode_message(message: Message) -> bytes:
    """Return the canonical form of a message; the strict reader takes back whatever this writes.

    Raises `ExchangeProblem("message_not_writable")` with the `field` that is out of bounds.
    """
    try:
        written = write_json(_message_json(message))
        _read(written)
    except Unreadable as error:
        raise ExchangeProblem("message_not_writable", field=error.where) from None
    return written


def decode_message(data: bytes) -> Message:
    """Return the message in `data`. Raises as `read_message`."""
    return read_message(data).message


def read_message(data: bytes) -> ReadMessage:
    """Read a message: a version we know strictly, a higher minor one with its unknown fields kept aside.

    Raises `ExchangeProblem`: `message_unreadable` (field), `message_type` (type), `message_version` (type, version),
    `message_must_understand` (type, version, field).
    """
    try:
        return _read(data)
    except Unreadable as error:
        raise ExchangeProblem("message_unreadable", field=error.where) from None


def read_summary(data: bytes) -> str:
    """Return the plain-text summary of a message of any version, empty where none can be read."""
    try:
        value = read_json(data, MESSAGE_BYTES)
        return Fields(value).maybe_text("summary", SUMMARY, note=True)
    except Unreadable:
        return ""


def _message_json(message: Message) -> dict[str, Json]:
    if message.type is not message_type_of(message.body):
        raise Unreadable("type")
    return {
        "message_id": message.message_id,
        "type": message.type.value,
        "schema_version": SCHEMA_VERSION,
        "created_at": message.created_at.isoformat(),
        "case_refs": [{"office": entry.office, "number": entry.number} for entry in message.case_refs],
        "prepared_by": message.prepared_by,
        "approved_by": message.approved_by,
        "body": _body_json(message.body),
        "summary": message.summary,
        **filled(in_reply_to=message.in_reply_to),
    }


def _body_json(body: Body) -> dict[str, Json]:
    match body:
        case ClaimNotice():
            return write_claim_notice(body)
        case PeriodCertificate():
            return write_certificate(body)
        case Receipt():
            return write_receipt(body)
        case ReturnNotice():
            return write_return(body)
        case _:
            assert_never(body)


def _read(data: bytes) -> ReadMessage:
    value = read_json(data, MESSAGE_BYTES)
    head = Fields(value)
    told = head.text("type", CODE)
    version = head.matching("schema_version", VERSION)
    major, minor = (int(part) for part in version.split("."))
    if told not in set(MessageType):
        raise ExchangeProblem("message_type", type=told, version=version)
    if major != _MAJOR:
        raise ExchangeProblem("message_version", type=told, version=version)
    newer = minor > _MINOR
    kept: list[tuple[str, str]] = []
    fields = Fields(value, strange=kept if newer else None)
    needed = fields.listed("must_understand", PARTIES, _path) if newer and fields.has("must_understand") else ()
    message = _message(fields, MessageType(told))
    fields.close()
    for path, _ in kept:
        if _without_rows(path) in needed:
            raise ExchangeProblem("message_must_understand", type=told, version=version, field=path)
    return ReadMessage(message=message, not_understood=tuple(kept))


def _message(fields: Fields, kind: MessageType) -> Message:
    fields.text("type", CODE)
    fields.text("schema_version", CODE)
    return Message(
        message_id=fields.matching("message_id", UUID),
        type=kind,
        created_at=fields.moment("created_at"),
        case_refs=fields.objects("case_refs", PARTIES, _reference),
        prepared_by=fields.text("prepared_by", empty=True),
        approved_by=fields.text("approved_by", empty=True),
        body=_body(fields, kind),
        summary=fields.text("summary", SUMMARY, empty=True, note=True),
        in_reply_to=fields.maybe_matching("in_reply_to", UUID),
    )


def _body(fields: Fields, kind: MessageType) -> Body:
    match kind:
        case MessageType.CLAIM_NOTICE:
            return fields.object("body", read_claim_notice)
        case MessageType.PERIOD_CERTIFICATE:
            return fields.object("body", read_certificate)
        case MessageType.RECEIPT:
            return fields.object("body", read_receipt)
        case MessageType.RETURN:
            return fields.object("body", read_return)
        case _:
            assert_never(kind)


def _reference(fields: Fields) -> OfficeReference:
    return OfficeReference(office=fields.matching("office", OFFICE), number=fields.text("number", CODE))


def _path(value: Json) -> str | None:
    return value if isinstance(value, str) and len(value) <= CODE else None


def _without_rows(path: str) -> str:
    """Return the path of a field with the numbers of rows left out: `body.rows.name` for `body.rows.3.name`."""
    return ".".join(step for step in path.split(".") if not step.isdecimal())
