"""A message told in the documents of another standard, from a file or from this office, with what does not come along.

Nothing is sent and no record changes; an export from this office leaves a line in the journal.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Final

from desktop_app.domain.messages import Message, MessageType
from desktop_app.exchange.canonical import Json
from desktop_app.exchange.limits import MESSAGE_BYTES
from desktop_app.exchange.maps.carry import Lost, carry
from desktop_app.exchange.maps.dci import HeaderTable, read_header_table, with_header
from desktop_app.exchange.maps.table import MapTable, Why, read_table
from desktop_app.exchange.maps.tree_xml import to_xml
from desktop_app.exchange.messages.head import decode_message
from desktop_app.foundation.clock import Clock
from desktop_app.foundation.places import left_if_told, resource, write_atomically
from desktop_app.foundation.problems import CaseProblem, ExchangeProblem
from desktop_app.workflows.bundle_files import bytes_of, read_message_file
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.left_files import remember_folder
from desktop_app.workflows.veil import refuse_hidden

__all__ = ["LostField", "MappedMessage", "Target", "Why", "map_file", "map_kept", "save_mapped", "write_mapped"]

_XML: Final = ".xml"
_OFFICE_OF_A_FILE: Final = ""


class Target(StrEnum):
    """Another standard."""

    EESSI = "eessi"
    DCI = "dci"


@dataclass(frozen=True, slots=True, kw_only=True)
class LostField:
    """A field that does not come along, or arrives less exact, in all rows it stands in.

    `path` has the numbers of rows where it is one row, none where there are more; `values` is what stands there, in the
    order of the rows.
    """

    path: str
    values: tuple[object, ...]
    why: Why


@dataclass(frozen=True, slots=True, kw_only=True)
class MappedMessage:
    """A message in another standard: its documents, and what is not in them."""

    target: Target
    type: MessageType
    message_id: str
    documents: tuple[tuple[str, Mapping[str, Json]], ...]
    lost: tuple[LostField, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the documents; none where the standard has nothing for such a message."""
        return tuple(name for name, _ in self.documents)

    @property
    def file_name(self) -> str:
        """A name for the file, without anything of a person."""
        return f"{self.type.value.replace('_', '-')}-{self.message_id[:8]}-{self.target.value}.json"

    def as_json(self) -> bytes:
        """Return the file as JSON: a document by itself, several as a list."""
        told = [document for _, document in self.documents]
        data = json.dumps(told[0] if len(told) == 1 else told, ensure_ascii=False, indent=2)
        return data.encode() + b"\n"

    def as_xml(self) -> bytes:
        """Return the file as XML. Only documents of EESSI are written so."""
        return to_xml(self.documents)


def map_file(path: Path, target: Target, clock: Clock, *, sender: str = "", recipient: str = "") -> MappedMessage:
    """Map a message in JSON, in any spacing, as `bundle seal` reads it; `sender` and `recipient` are codes of offices.

    Raises `ExchangeProblem`: `message_unreadable` (field), `map_sender_missing` where the standard wants one;
    `PlaceProblem`.
    """
    message = read_message_file(bytes_of(path, MESSAGE_BYTES), _OFFICE_OF_A_FILE, clock)
    return _mapped(message, target, sender, recipient)


def map_kept(desk: Desk, message_id: str, target: Target) -> MappedMessage:
    """Map a message of the outbox or the mailbox. Raises `CaseProblem("message_not_here")`."""
    sent = desk.store.outbox.find(message_id)
    if sent is not None:
        refuse_hidden(desk, sent.claim_id)
        return _mapped(decode_message(sent.data), target, desk.office.code, sent.office)
    kept = desk.store.mailbox.message(message_id)
    if kept is None:
        raise CaseProblem("message_not_here")
    refuse_hidden(desk, kept.claim_id)
    sender = desk.store.mailbox.get(kept.received_id).from_office
    return _mapped(decode_message(kept.data), target, sender, desk.office.code)


def save_mapped(desk: Desk, mapped: MappedMessage, path: Path) -> None:
    """Write a mapped message of this office, as XML where the file's name ends so, and note it in the journal.

    Raises `PlaceProblem`, and `ExchangeProblem("map_empty")` where there is no document to write.
    """
    remember_folder(desk, path.parent)
    write_mapped(mapped, path)
    facts = {"type": mapped.type.value, "target": mapped.target.value}
    told = desk.store.act(verb="message_exported", user=desk.user.id, about=mapped.message_id, facts=facts)
    with left_if_told(path), told:
        pass


def write_mapped(mapped: MappedMessage, path: Path) -> None:
    """Write a mapped message, as XML where the file's name ends so. Raises as `save_mapped`."""
    if not mapped.documents:
        raise ExchangeProblem("map_empty")
    xml = path.suffix.casefold() == _XML and mapped.target is Target.EESSI
    write_atomically(path, mapped.as_xml() if xml else mapped.as_json())


@cache
def eessi_table() -> MapTable:
    """Return the table of EESSI's documents."""
    return read_table(resource("maps", "eessi.toml").read_bytes())


@cache
def dci_table() -> HeaderTable:
    """Return the table of DCI's header."""
    return read_header_table(resource("maps", "dci.toml").read_bytes())


def _mapped(message: Message, target: Target, sender: str, recipient: str) -> MappedMessage:
    documents: tuple[tuple[str, Mapping[str, Json]], ...]
    if target is Target.DCI:
        whole, lost = with_header(message, dci_table(), sender=sender, recipient=recipient)
        documents = (("message", whole),)
    else:
        carried = carry(message, eessi_table())
        documents, lost = carried.documents, carried.lost
    return MappedMessage(
        target=target,
        type=message.type,
        message_id=message.message_id,
        documents=documents,
        lost=tuple(_together(lost)),
    )


def _together(lost: Iterable[Lost]) -> Iterable[LostField]:
    """Put the rows of one field together; what the exchange itself needs comes last."""
    groups: dict[tuple[str, Why], list[Lost]] = {}
    for loss in lost:
        groups.setdefault((loss.pattern, loss.why), []).append(loss)
    told = [
        LostField(
            path=group[0].path if len(group) == 1 else pattern.replace("[]", ""),
            values=tuple(loss.value for loss in group),
            why=why,
        )
        for (pattern, why), group in groups.items()
    ]
    return sorted(told, key=lambda field: field.why in {Why.OWN_EXCHANGE, Why.SAID_ABOVE})
