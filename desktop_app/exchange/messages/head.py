"""The head every message shares, and reading by type and version (exchange rules, 2.2 and 2.6)."""

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import fields as dataclass_fields
from datetime import date, datetime
from enum import StrEnum
from typing import Final, cast

from desktop_app.domain.claims import OfficeReference
from desktop_app.domain.messages import EarlierMessage, Instrument, Message, MessageType, message_type_of
from desktop_app.exchange.canonical import Json, Unreadable, read_json, write_json
from desktop_app.exchange.fields import OFFICE, UUID, VERSION, Fields, Kept
from desktop_app.exchange.limits import CODE, MESSAGE_BYTES, SUMMARY
from desktop_app.exchange.manifest import MESSAGE_TYPE
from desktop_app.exchange.messages.declared import Bound, Bounds, Declarations
from desktop_app.exchange.messages.registry import KINDS, MAJOR, MessageKind
from desktop_app.exchange.messages.shapes import PRESENT_ERA, Matching, Text
from desktop_app.foundation.problems import ExchangeProblem

_MUST_UNDERSTAND: Final = "must_understand"


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """The fields of a message besides its type, version and body; what they mean is told at `Message`.

    From `obligation_id` on, the four types of the first program know them from their version 1.1.
    """

    message_id: str
    created_at: datetime
    case_refs: tuple[OfficeReference, ...]
    prepared_by: str
    approved_by: str
    summary: str
    in_reply_to: str = ""
    obligation_id: str = ""
    supersedes: tuple[EarlierMessage, ...] = ()
    invalidates: tuple[EarlierMessage, ...] = ()
    valid_until: date | None = None
    instrument: Instrument = Instrument.CASS
    must_understand: tuple[str, ...] = ()


HEAD: Final = Declarations(
    {
        Head: Bounds(
            fields={
                "message_id": Bound(
                    shape=Matching(pattern=UUID), says="Unique for ever. The same id with the same bytes is a repeat."
                ),
                "created_at": Bound(says="Whole seconds, with the office's offset from UTC."),
                "case_refs": Bound(says="Each office's own number for the case, as far as known."),
                "prepared_by": Bound(
                    shape=Text(empty=True),
                    says="Name or initials, as the office's policy says; empty for what the program sends by itself.",
                ),
                "approved_by": Bound(shape=Text(empty=True)),
                "summary": Bound(
                    shape=Text(most=SUMMARY, empty=True, note=True),
                    says="The body as plain text, made by the program, readable also where the version is not known.",
                ),
                "in_reply_to": Bound(shape=Matching(pattern=UUID), says="The message answered; left out for none."),
                "obligation_id": Bound(
                    shape=Text(most=CODE),
                    since=PRESENT_ERA,
                    says="The obligation met, as the office that asked names it.",
                ),
                "supersedes": Bound(since=PRESENT_ERA, says="Earlier messages of the sender that this replaces."),
                "invalidates": Bound(since=PRESENT_ERA, says="Earlier messages of the sender that this makes void."),
                "valid_until": Bound(since=PRESENT_ERA, says="The last day it holds, where stale data would harm."),
                "instrument": Bound(since=PRESENT_ERA, says="The agreement it is under; left out for the CARICOM one."),
                "must_understand": Bound(
                    shape=Text(most=CODE),
                    since=PRESENT_ERA,
                    says="Fields without which it must not be applied: paths without the numbers of rows.",
                ),
            }
        ),
        OfficeReference: Bounds(
            fields={"office": Bound(shape=Matching(pattern=OFFICE)), "number": Bound(shape=Text(most=CODE))}
        ),
        EarlierMessage: Bounds(fields={"message_id": Bound(shape=Matching(pattern=UUID))}),
    },
    {},
)
"""The shape of the head."""

_HEAD: Final = HEAD.of(Head)
_HEAD_FIELDS: Final = tuple(entry.name for entry in dataclass_fields(Head))


def encode_message(message: Message) -> bytes:
    """Return the canonical form of a message; the strict reader takes back whatever this writes.

    It is written in the lowest version of its type that can say it. Raises `ExchangeProblem("message_not_writable")`
    with the `field` that is out of bounds.
    """
    try:
        written = write_json(_message_json(message))
        _read(written)
    except Unreadable as error:
        raise ExchangeProblem("message_not_writable", field=error.where) from None
    return written


def version_written(data: bytes) -> str:
    """Return the version of a message that this program wrote."""
    value = cast("Mapping[str, Json]", read_json(data, MESSAGE_BYTES))
    return cast("str", value["schema_version"])


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
    """Return a message as JSON, in the lowest version that can say it."""
    if message.type is not message_type_of(message.body):
        raise Unreadable("type")
    kind = KINDS[message.type]
    told = _told(message, kind, kind.minor)
    least = next((minor for minor in range(kind.minor) if _says(message, kind, minor, told)), kind.minor)
    vital = kind.vital & _paths(told["body"], "body") if least else frozenset[str]()
    if vital:
        told[_MUST_UNDERSTAND] = sorted({*message.must_understand, *vital})
    return {"type": message.type.value, "schema_version": f"{MAJOR}.{least}", **told}


def _told(message: Message, kind: MessageKind, minor: int) -> dict[str, Json]:
    head = Head(**{name: getattr(message, name) for name in _HEAD_FIELDS})
    return {**_HEAD.write(head, kind.era(minor)), "body": kind.write(message.body, minor)}


def _says(message: Message, kind: MessageKind, minor: int, whole: Mapping[str, Json]) -> bool:
    """Tell whether a lower minor version says all that the highest says."""
    try:
        return _told(message, kind, minor) == whole
    except Unreadable:
        return False


def _paths(value: Json, where: str) -> frozenset[str]:
    """Return the paths of all fields in a value, the numbers of rows left out."""
    if isinstance(value, Mapping):
        inner = {f"{where}.{name}": held for name, held in value.items()}
        return frozenset(inner).union(*(_paths(held, path) for path, held in inner.items()))
    if isinstance(value, list):
        return frozenset[str]().union(*(_paths(held, where) for held in value))
    return frozenset()


def _read(data: bytes) -> ReadMessage:
    value = read_json(data, MESSAGE_BYTES)
    head = Fields(value)
    told = head.matching("type", MESSAGE_TYPE)
    version = head.matching("schema_version", VERSION)
    major, minor = (int(part) for part in version.split("."))
    if told not in set(MessageType):
        raise ExchangeProblem("message_type", type=told, version=version)
    if major != MAJOR:
        raise ExchangeProblem("message_version", type=told, version=version)
    kind = KINDS[MessageType(told)]
    newer = minor > kind.minor
    kept: list[tuple[str, str]] = []
    fields = Fields(value, strange=kept if newer else None)
    try:
        message, needed = _message(fields, kind, minor)
    except _NewValue:
        raise ExchangeProblem("message_version", type=told, version=version) from None
    for path, _ in kept:
        if _without_rows(path) in needed:
            raise ExchangeProblem("message_must_understand", type=told, version=version, field=path)
    return ReadMessage(message=message, not_understood=tuple(kept))


class _NewValue(Exception):  # noqa: N818 - not a bug: the message waits for an update
    """A newer minor version says something in a field we know that this version cannot read."""


def _message(fields: Fields, kind: MessageKind, minor: int) -> tuple[Message, tuple[str, ...]]:
    """Read a message to its end; with it the fields that have to be understood."""
    fields.text("type", CODE)
    fields.text("schema_version", CODE)
    head = cast("Head", _HEAD.take(fields, kind.era(minor) if minor <= kind.minor else PRESENT_ERA))
    if len(set(head.must_understand)) != len(head.must_understand):
        raise Unreadable(_MUST_UNDERSTAND)
    try:
        body = kind.read(fields, "body", minor)
    except Unreadable:
        if minor > kind.minor:
            raise _NewValue from None
        raise
    fields.close()
    told = {name: getattr(head, name) for name in _HEAD_FIELDS}
    told[_MUST_UNDERSTAND] = tuple(path for path in head.must_understand if path not in kind.vital)
    return Message(**told, type=kind.type, body=body), head.must_understand


def _without_rows(path: str) -> str:
    """Return the path of a field with the numbers of rows left out: `body.rows.name` for `body.rows.3.name`."""
    return ".".join(step for step in path.split(".") if not step.isdecimal())
