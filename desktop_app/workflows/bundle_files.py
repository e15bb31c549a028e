"""Bundles by themselves, without a desk: looked at, opened for support, and made from a message of another system.

Nothing here is applied to any record; a file that is opened is verified as at a desk, against the cards that are given.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from desktop_app.documents.summaries import summary_of
from desktop_app.domain.claims import OfficeReference
from desktop_app.domain.messages import BODIES, Message, message_type_of
from desktop_app.domain.offices import KeyCheck, KnownOffice, Office, OfficeCard
from desktop_app.exchange.bundle import (
    MANIFEST,
    Attachment,
    OpenedBundle,
    Original,
    SealedBundle,
    open_to_read,
    read_quarantined,
    seal,
)
from desktop_app.exchange.canonical import Json, Unreadable, write_json
from desktop_app.exchange.inspect import Inspection, Kind, inspect
from desktop_app.exchange.keys import card, read_card
from desktop_app.exchange.limits import CARD_BYTES, MESSAGE_BYTES, STICK_BYTES, TEXT_BYTES
from desktop_app.exchange.mails import bundles_in
from desktop_app.exchange.manifest import write_manifest
from desktop_app.exchange.messages import decode_message, encode_message
from desktop_app.exchange.signing import SignatureRefused, read_public_key
from desktop_app.foundation.clock import Clock
from desktop_app.foundation.places import place_problem, reading_problem, write_atomically
from desktop_app.foundation.problems import ExchangeProblem, PlaceProblem
from desktop_app.workflows.case_messages import Unnamed, bodies_of_case, is_case
from desktop_app.workflows.consult_rules import load_rulebook
from desktop_app.workflows.opening_key import OpeningKey
from desktop_app.workflows.seal_rules import OpenKey

__all__ = ["Inspection", "Kind", "UnpackedBundle", "check_unused", "look_at", "seal_message", "unpack"]

_MEDIA: Final = {
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".tif": "image/tiff",
    ".tiff": "image/tiff",
    ".txt": "text/plain",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class UnpackedBundle:
    """A bundle that was opened and written to a folder. `verified`: the sender's card was there to check it."""

    bundle: OpenedBundle
    verified: bool
    files: tuple[Path, ...]


def look_at(path: Path) -> Inspection:
    """Say what a file is without opening it. Raises `PlaceProblem` for one that cannot be read."""
    return inspect(bytes_of(path, TEXT_BYTES), path.name)


def check_unused(out: Path) -> None:
    """Look that nothing would be written over: no file, no folder that holds any. Raises `file_exists` (file)."""
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise PlaceProblem("file_exists", file=out.name)


def unpack(paths: Iterable[Path], key: OpeningKey, out: Path, cards: Iterable[Path] = ()) -> UnpackedBundle:
    """Open a bundle (its files, where it came in parts) with an office's key and write what is in it to a new folder.

    The key is that of the recipient or of the sender, who keeps a copy. With the sender's card among `cards` the
    signature is verified as at a desk; without it the bundle is read all the same and says so. Raises `PlaceProblem`
    (`file_exists`: the folder is not empty) and what `open_to_read` raises.
    """
    check_unused(out)
    data = [found for path in paths for found in bundles_in(bytes_of(path, TEXT_BYTES))]
    known = {each.office.code: KnownOffice(card=each, check=KeyCheck.IN_PERSON) for each in map(_card, cards)}
    office = ""
    if key.own is not None:
        office = key.own.office.code
        known.setdefault(office, KnownOffice(card=key.own, check=KeyCheck.OWN))
    verified = True
    try:
        opened = open_to_read(data[0], *data[1:], opener=key.opens, office=office, find_office=known.get)
    except ExchangeProblem as problem:
        if problem.code != "bundle_key_unknown" or problem.facts.get("office") in known:
            raise
        opened, verified = read_quarantined(*data, secret=key.opens), False
    return UnpackedBundle(bundle=opened, verified=verified, files=_written(opened, out))


def seal_message(
    source: Path,
    key: OpenKey,
    recipient: Path,
    out: Path,
    clock: Clock,
    *,
    sequence: int = 1,
    attachments: Iterable[Path] = (),
    said: Unnamed | None = None,
) -> SealedBundle:
    """Make a bundle for the office of a card, signed with a key file; nothing is written over.

    The file is a message in JSON, in any spacing: `type` and `body` are needed; id, day, names, summary and case
    numbers are made where they are not there. Or it is a case file: `said` is then what that does not say. Raises
    `ExchangeProblem`: `message_unreadable` (field) and what `bodies_of_case` and `seal` raise; `PlaceProblem`.
    """
    check_unused(out)
    own, other = _own_card(key, clock), _card(recipient)
    data = bytes_of(source, MESSAGE_BYTES)
    if said is not None and is_case(data):
        messages = _of_case(data, key, other, said, clock)
    else:
        messages = (read_message_file(data, key.office, clock),)
    made = seal(
        secret=key.secret,
        sender=own,
        recipient=other,
        sequence=sequence,
        bundle_id=clock.new_id(),
        created_at=clock.now(),
        previous_digest="",
        received_up_to=0,
        missing=(),
        messages=messages,
        attachments=tuple(_attachment(path, messages[0].message_id) for path in attachments),
        channel="stick",
    )
    write_atomically(out, made.data)
    return made


def _of_case(data: bytes, key: OpenKey, other: OfficeCard, said: Unnamed, clock: Clock) -> tuple[Message, ...]:
    rules = load_rulebook()
    names = {party.code: party.name for party in rules.parties}
    bodies = bodies_of_case(
        data,
        office=key.office,
        state=key.state,
        recipient_state=other.office.state,
        said=said,
        rules=rules,
        clock=clock,
    )
    return tuple(
        Message(
            message_id=clock.new_id(),
            type=message_type_of(body),
            created_at=clock.now().replace(microsecond=0),
            case_refs=(OfficeReference(office=key.office, number=said.number),),
            prepared_by=key.office,
            approved_by=key.office,
            body=body,
            summary=summary_of(body, names),
        )
        for body in bodies
    )


def _own_card(key: OpenKey, clock: Clock) -> OfficeCard:
    return card(Office(code=key.office, state=key.state, name=key.office), key.secret, clock.today())


def _card(path: Path) -> OfficeCard:
    found = read_card(bytes_of(path, CARD_BYTES))
    try:
        read_public_key(found.keys.signing_key)
    except SignatureRefused:
        raise ExchangeProblem("card_unreadable", field="keys.signing_key") from None
    return found


def read_message_file(data: bytes, office: str, clock: Clock) -> Message:
    """Read a message in JSON, in any spacing; what its head lacks is made, the names of who wrote it from `office`.

    Raises `ExchangeProblem("message_unreadable")` with the `field`, and what reading a message raises.
    """
    try:
        told = json.loads(data)
    except (ValueError, RecursionError):
        raise ExchangeProblem("message_unreadable", field="") from None
    if not isinstance(told, dict):
        raise ExchangeProblem("message_unreadable", field="")
    made: dict[str, Json] = {
        "message_id": clock.new_id(),
        "schema_version": "1.0",
        "created_at": clock.now().replace(microsecond=0).isoformat(),
        "case_refs": [],
        "prepared_by": office,
        "approved_by": office,
        "summary": "",
        **told,
    }
    if made.get("type") not in {kind.value for kind in BODIES}:
        raise ExchangeProblem("message_unreadable", field="type")
    try:
        read = decode_message(write_json(made))
    except Unreadable as error:
        raise ExchangeProblem("message_unreadable", field=error.where) from None
    if read.summary:
        return read
    names = {party.code: party.name for party in load_rulebook().parties}
    return decode_message(write_json({**made, "summary": summary_of(read.body, names)}))


def _attachment(path: Path, about: str) -> Attachment:
    media_type = _MEDIA.get(path.suffix.casefold())
    if media_type is None:
        raise ExchangeProblem("bundle_not_writable", field="attachments")
    return Attachment(
        name=path.name, kind="paper", media_type=media_type, data=bytes_of(path, STICK_BYTES), about=about
    )


def _written(opened: OpenedBundle, out: Path) -> tuple[Path, ...]:
    """Write what was opened: the signed list, each message with its summary, what was passed on, the attachments.

    Everything has its signature beside it, and a numbered name.
    """
    files: dict[str, bytes] = {}
    signed = (
        opened.signed_list if opened.signed_list.data else Original(data=write_manifest(opened.manifest), signature=b"")
    )
    _add(files, MANIFEST, signed)
    for number, message in enumerate(opened.messages, start=1):
        stem = f"{number:02d}-{message.type.value}"
        kept = opened.originals.get(message.message_id)
        _add(files, f"{stem}.json", kept or Original(data=encode_message(message), signature=b""))
        files[f"{stem}.txt"] = message.summary.encode()
    for number, document in enumerate(opened.enclosed, start=1):
        _add(files, f"enclosed-{number:02d}-{document.message.type.value}.json", document.original)
    for number, handed_on in enumerate(opened.forwarded, start=1):
        files[f"forwarded-{number:02d}-{handed_on.message.type.value}.json"] = handed_on.original.data
        _add(files, f"forwarded-{number:02d}-list.json", handed_on.original.signed_list)
    for number, attachment in enumerate(opened.attachments, start=1):
        ending = next((end for end, media in _MEDIA.items() if media == attachment.media_type), ".bin")
        files[f"attachment-{number:02d}{ending}"] = attachment.data
    return _put(files, out)


def _add(files: dict[str, bytes], name: str, original: Original) -> None:
    files[name] = original.data
    if original.signature:
        files[f"{name}.minisig"] = original.signature


def _put(files: Mapping[str, bytes], out: Path) -> tuple[Path, ...]:
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise place_problem(error, out) from error
    for name, data in files.items():
        write_atomically(out / name, data)
    return tuple(out / name for name in files)


def bytes_of(path: Path, most: int) -> bytes:
    """Return a file's bytes. Raises `PlaceProblem`, `ExchangeProblem("bundle_too_large")` for more than `most`."""
    try:
        with path.open("rb") as file:
            data = file.read(most + 1)
    except OSError as error:
        raise reading_problem(error, path) from error
    if len(data) > most:
        raise ExchangeProblem("bundle_too_large", size=len(data), most=most)
    return data
