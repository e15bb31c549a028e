"""Papers that go with messages: attached to a claim, made small for the road, saved where they arrive by a person."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from desktop_app.documents.scans import ScanRefused, shrink
from desktop_app.exchange.limits import ATTACHMENTS as MOST_ATTACHMENTS
from desktop_app.foundation.places import left_if_told, write_atomically
from desktop_app.foundation.problems import CaseProblem, ExchangeProblem
from desktop_app.store.attachments import KeptAttachment
from desktop_app.store.outbox import OutboxState
from desktop_app.workflows.case_of_message import file_to_read
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.left_files import remember_folder
from desktop_app.workflows.opened_bundle import open_kept
from desktop_app.workflows.veil import refuse_hidden

MOST_BYTES: Final = 40 * 1024 * 1024
"""The most a file may weigh that is attached; of a scan, before it is made smaller."""

MOST_TO_SEND: Final = 20 * 1024 * 1024
"""The most a paper may weigh on the road."""

_PICTURES: Final = {
    b"\x89PNG\r\n\x1a\n": "image/png",
    b"\xff\xd8\xff": "image/jpeg",
    b"II*\x00": "image/tiff",
    b"MM\x00*": "image/tiff",
}
_ENDINGS: Final = {
    "application/pdf": (".pdf",),
    "image/png": (".png",),
    "image/jpeg": (".jpg", ".jpeg"),
    "image/tiff": (".tif", ".tiff"),
    "text/plain": (".txt",),
}
_NOT_IN_NAMES: Final = re.compile(r"[\x00-\x1f\x7f-\x9f/\\:*?\"<>|\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]+")
_DEVICES: Final = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\.|$)", re.IGNORECASE)
_LONGEST_NAME: Final = 100
_CODE: Final = re.compile(r"[a-z][a-z0-9_]{0,40}")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceivedAttachment:
    """A paper that came with a bundle. `number` counts from 0; `about` is the message it belongs to, empty for none."""

    number: int
    name: str
    kind: str
    media_type: str
    size: int
    about: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Fitted:
    """A paper ready to be kept: what travels, and what was attached where that differs."""

    kept: KeptAttachment
    made: bytes
    original: bytes | None


def attach_file(desk: Desk, claim_id: str, data: bytes, file_name: str, kind: str = "scan") -> KeptAttachment:
    """Attach a file to a claim: a picture is kept as it is and made small for the road, a PDF or text passes as it is.

    `kind` is a code of what it is (`scan`, `proof`, `medical`). Raises `ExchangeProblem`: `attachment_too_large` (size,
    most), `attachment_not_known`, `attachment_unreadable`; `StoreProblem("record_missing")` for an unknown claim.
    """
    claim = desk.store.claims.get(claim_id)
    paper = fitted(desk, claim.id, data, file_name, kind)
    with desk.store.act(verb="paper_attached", user=desk.user.id, about=claim.id, facts={"size": len(paper.made)}):
        desk.store.attachments.add(paper.kept, paper.made, paper.original)
    return desk.store.attachments.of_claim(claim.id)[-1]


def fitted(desk: Desk, claim_id: str, data: bytes, file_name: str, kind: str) -> Fitted:
    """Return a file made fit for the road and not kept yet. Raises as `attach_file`, but for the claim."""
    made, media_type = _fit(data)
    kept = KeptAttachment(
        id=desk.clock.new_id(),
        claim_id=claim_id,
        name=name_for(file_name, media_type),
        kind=kind if _CODE.fullmatch(kind) else "scan",
        media_type=media_type,
        digest="",
        size=len(made),
        original_size=len(data),
        added_at=desk.clock.now(),
        added_by=desk.user.id,
    )
    return Fitted(kept=kept, made=made, original=data if made != data else None)


def attachments_of(desk: Desk, claim_id: str) -> tuple[KeptAttachment, ...]:
    """Return the papers of a claim, the oldest first."""
    return desk.store.attachments.of_claim(claim_id)


def original_of(desk: Desk, attachment_id: str) -> bytes:
    """Return a paper as it was attached. Raises `StoreProblem("record_missing")`, `DutyProblem` as its claim does."""
    kept = desk.store.attachments.get(attachment_id)
    refuse_hidden(desk, kept.claim_id if kept else None)
    return desk.store.attachments.data_of(attachment_id, original=True)


def send_with(desk: Desk, message_id: str, attachment_ids: Sequence[str]) -> tuple[KeptAttachment, ...]:
    """Put papers with a message that waits to leave; return all that go with it.

    Raises `CaseProblem("message_left_already")`, `ExchangeProblem("attachment_unknown")`,
    `ExchangeProblem("attachment_too_many")` (most), `StoreProblem("record_missing")` for an unknown message.
    """
    row = desk.store.outbox.get(message_id)
    if row.state is not OutboxState.WAITING:
        raise CaseProblem("message_left_already")
    if any(desk.store.attachments.get(entry) is None for entry in attachment_ids):
        raise ExchangeProblem("attachment_unknown")
    check_room_for(desk, message_id, attachment_ids)
    with desk.store.act(
        verb="papers_put_with_message", user=desk.user.id, about=message_id, facts={"papers": len(attachment_ids)}
    ):
        desk.store.attachments.put_with(message_id, attachment_ids)
    return desk.store.attachments.of_message(message_id)


def check_room_for(desk: Desk, message_id: str, attachment_ids: Sequence[str]) -> None:
    """Refuse more papers with a message than travel with one. Raises `ExchangeProblem("attachment_too_many")`."""
    together = {entry.id for entry in desk.store.attachments.of_message(message_id)} | set(attachment_ids)
    if len(together) > MOST_ATTACHMENTS:
        raise ExchangeProblem("attachment_too_many", most=MOST_ATTACHMENTS)


def received_attachments(desk: Desk, mailbox_id: int) -> tuple[ReceivedAttachment, ...]:
    """Return the papers that came with a received bundle. Raises as `preview`."""
    opened = open_kept(desk, file_to_read(desk, mailbox_id))
    return tuple(
        ReceivedAttachment(
            number=number,
            name=paper.name,
            kind=paper.kind,
            media_type=paper.media_type,
            size=len(paper.data),
            about=paper.about,
        )
        for number, paper in enumerate(opened.attachments)
    )


def save_attachment(desk: Desk, mailbox_id: int, number: int, folder: Path) -> Path:
    """Save a paper that came into a folder, under its own name and never over another file; return its path.

    It is a plain file that nothing runs. Raises `ExchangeProblem`: `attachment_unknown`, `attachment_type_differs`
    (its bytes are not what its type says), what `preview` raises; `PlaceProblem` for the folder.
    """
    opened = open_kept(desk, file_to_read(desk, mailbox_id))
    if not 0 <= number < len(opened.attachments):
        raise ExchangeProblem("attachment_unknown")
    paper = opened.attachments[number]
    if media_type_of(paper.data) != paper.media_type:
        raise ExchangeProblem("attachment_type_differs")
    path = _free(folder / name_for(paper.name, paper.media_type))
    remember_folder(desk, folder)
    write_atomically(path, paper.data)
    facts = {"number": number}
    told = desk.store.act(verb="paper_saved", user=desk.user.id, about=str(mailbox_id), facts=facts)
    with left_if_told(path), told:
        pass
    return path


def media_type_of(data: bytes) -> str:
    """Return what a file is by its own bytes, whatever it is called; empty for what cannot be attached."""
    if data.startswith(b"%PDF-"):
        return "application/pdf"
    for mark, media_type in _PICTURES.items():
        if data.startswith(mark):
            return media_type
    return "text/plain" if _is_text(data) else ""


def name_for(name: str, media_type: str) -> str:
    """Return a name any system can show and save, whose ending says what the file is."""
    clean = _NOT_IN_NAMES.sub(" ", unicodedata.normalize("NFC", name)).strip(" .")
    endings = _ENDINGS[media_type]
    stem = Path(clean).stem if clean.lower().endswith(_known_endings()) else clean
    ending = next((end for end in endings if clean.lower().endswith(end)), endings[0])
    stem = (stem.strip(" .") or "paper")[:_LONGEST_NAME].strip(" .")
    return f"_{stem}{ending}" if _DEVICES.match(stem) else f"{stem}{ending}"


def _known_endings() -> tuple[str, ...]:
    return tuple(ending for endings in _ENDINGS.values() for ending in endings)


def _fit(data: bytes) -> tuple[bytes, str]:
    if len(data) > MOST_BYTES:
        raise ExchangeProblem("attachment_too_large", size=len(data), most=MOST_BYTES)
    media_type = media_type_of(data)
    if not media_type:
        raise ExchangeProblem("attachment_not_known")
    if media_type in _PICTURES.values():
        try:
            shrunk = shrink(data)
        except ScanRefused:
            raise ExchangeProblem("attachment_unreadable") from None
        data, media_type = shrunk.data, shrunk.media_type
    if len(data) > MOST_TO_SEND:
        raise ExchangeProblem("attachment_too_large", size=len(data), most=MOST_TO_SEND)
    return data, media_type


def _is_text(data: bytes) -> bool:
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return bool(text) and not any(unicodedata.category(letter) == "Cc" and letter not in "\n\r\t" for letter in text)


def _free(path: Path) -> Path:
    number, free = 1, path
    while free.exists():
        number += 1
        free = path.with_name(f"{path.stem} ({number}){path.suffix}")
    return free
