"""Receive what a person drops, chooses or pastes: several files, a folder, mails and ZIPs with several bundles each."""

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, partial
from pathlib import Path
from typing import Final

from desktop_app.documents.scans import ScanRefused
from desktop_app.exchange.mails import bundles_in
from desktop_app.exchange.paper_codes import sets_in
from desktop_app.foundation.places import place_problem
from desktop_app.foundation.problems import ExchangeProblem, PlaceProblem, Problem
from desktop_app.foundation.progress import Progress, Silent
from desktop_app.store.mailbox import GOOD, PART, PART_WAITS, WAITS
from desktop_app.workflows.card_files import card_on_pages
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.keep_received import keep_refused
from desktop_app.workflows.receive_bundle import receive_file
from desktop_app.workflows.receive_paper import codes_in_file, holds_codes, holds_pages, receive_set
from desktop_app.workflows.veil import covers

LARGEST_FILE: Final = 64 * 1024 * 1024
"""Bytes above which a file is not even read: nothing of ours is that large, not even as text."""

ENDINGS: Final = (".cass", ".eml", ".txt", ".zip", ".age", ".asc")
"""How files that may hold a bundle are called; a file that was chosen by name is read whatever it is called."""

PAGE_ENDINGS: Final = (".pdf", ".png", ".jpg", ".jpeg", ".tif", ".tiff")
"""How pictures and pages are called that may show the codes of a signed paper."""

MOST_FILES: Final = 2_000
"""Files of one folder that are received at once."""

_IN_FOLDERS: Final = (*ENDINGS, *PAGE_ENDINGS)
_TOGETHER_FILES: Final = 50
_TOGETHER_BYTES: Final = 4 * 1024 * 1024
"""Files that reach the disk by one write: few enough that nobody waits for Cancel, and for more bytes fewer."""


class Came(StrEnum):
    """What became of a file."""

    NEW = "new"
    BEFORE = "before"  # the very same bundle came before
    PART = "part"  # it waits for the other parts of its bundle
    REFUSED = "refused"
    LEFT = "left"  # a picture or page of a folder without codes of ours: nothing of it is kept


@dataclass(frozen=True, slots=True, kw_only=True)
class FileResult:
    """One file, or one bundle of a file that held several, and what became of it.

    `mailbox_id` is 0 where nothing was kept. `missing` are the parts of its bundle that have not come. `problem` says
    why it was refused.
    """

    name: str
    came: Came
    mailbox_id: int = 0
    office_code: str = ""
    office_name: str = ""
    parts: int = 1
    missing: tuple[int, ...] = ()
    problem: Problem | None = None


@covers
def receive_files(desk: Desk, paths: Sequence[Path], progress: Progress | None = None) -> tuple[FileResult, ...]:
    """Receive files and whole folders (the files in them, not in folders further down); a result for each bundle.

    One file that cannot be read or is refused stops none of the others. Each is an act of its own; some of them reach
    the disk by one write, and Cancel is heard between. A picture of a folder that shows no codes is left alone.
    """
    told = progress or Silent()
    named = {path for path in paths if not path.is_dir()}
    sheets: list[_Sheet] = []
    files = tuple(dict.fromkeys(files_of(paths)))
    results: list[FileResult] = []
    names = cache(partial(_office_name, desk))
    done = 0
    while done < len(files):
        told.step(done, len(files), "receive")
        with desk.store.together():
            taken = 0
            for path in files[done : done + _TOGETHER_FILES]:
                done += 1
                try:
                    data = read_bounded(path)
                except Problem as problem:
                    results.append(FileResult(name=path.name, came=Came.REFUSED, problem=problem))
                    continue
                if holds_pages(data):
                    sheets.append(_sheet(desk, data, path.name) if path in named else _found_sheet(data, path.name))
                else:
                    results.extend(_received_all(desk, data, path.name, names))
                taken += len(data)
                if taken > _TOGETHER_BYTES:
                    break
    return (*results, *_papers(desk, sheets))


def files_of(paths: Iterable[Path]) -> list[Path]:
    """Return files, and of a folder the files in it that may hold a bundle, by name; no link is followed there."""
    found: list[Path] = []
    for path in paths:
        if not path.is_dir():
            found.append(path)
            continue
        try:
            inside = sorted(entry for entry in path.iterdir() if entry.suffix.lower() in _IN_FOLDERS)
        except OSError:
            found.append(path)  # reading it will say why
            continue
        found += [entry for entry in inside if entry.is_file() and not entry.is_symlink()][:MOST_FILES]
    return found


@covers
def receive_any(desk: Desk, data: bytes, file_name: str = "") -> tuple[FileResult, ...]:
    """Receive every bundle in a file: a bundle itself, a mail, a text, or a ZIP, with one or several in it.

    A picture, a page or what a scanner typed is received as the signed paper whose codes it shows. A file without any
    is kept with the reason, as any that is refused. Raises nothing of the exchange.
    """
    return _received_all(desk, data, file_name, partial(_office_name, desk))


def _received_all(desk: Desk, data: bytes, file_name: str, names: Callable[[str], str]) -> tuple[FileResult, ...]:
    if holds_pages(data):
        return _papers(desk, [_sheet(desk, data, file_name)])
    if holds_codes(data):
        return _papers(desk, [_Sheet(name=file_name, text=codes_in_file(data), problem=None)])
    try:
        bundles = bundles_in(data)
    except ExchangeProblem as problem:
        before = desk.store.mailbox.by_file_digest(hashlib.sha256(data).hexdigest())
        keep_refused(desk, data, file_name, problem, before)
        return (_refused(desk, data, file_name, problem),)
    return tuple(_received(desk, bundle, file_name, names) for bundle in bundles)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sheet:
    """A picture, a file of pages or a typed text: the codes in it, and why there are none; `left` for a stranger."""

    name: str
    text: str
    problem: ExchangeProblem | None
    left: bool = False


def _sheet(desk: Desk, data: bytes, name: str) -> _Sheet:
    """Read the codes of a picture or of pages; one without any is kept with the reason, as any file is."""
    problem = ExchangeProblem("qr_unreadable")
    try:
        text = codes_in_file(data)
    except ExchangeProblem as unread:
        text, problem = "", unread
    if text:
        return _Sheet(name=name, text=text, problem=None)
    if problem.code == "qr_unreadable" and _shows_card(data):
        return _Sheet(name=name, text="", problem=ExchangeProblem("picture_of_card"))
    keep_refused(desk, data, name, problem, desk.store.mailbox.by_file_digest(hashlib.sha256(data).hexdigest()))
    return _Sheet(name=name, text="", problem=problem)


def _shows_card(data: bytes) -> bool:
    try:
        return bool(card_on_pages(data))
    except (ExchangeProblem, ScanRefused):
        return False


def _found_sheet(data: bytes, name: str) -> _Sheet:
    """Read the codes of a picture or of pages that nobody named; one without any is none of ours and is left."""
    try:
        text = codes_in_file(data)
    except ExchangeProblem:
        text = ""
    return _Sheet(name=name, text=text, problem=None, left=not text)


@dataclass(frozen=True, slots=True, kw_only=True)
class PagesCame:
    """What became of pictures and pages that lay together in a folder.

    `waiting` are those whose paper is not whole yet: the others may still come.
    """

    results: tuple[FileResult, ...]
    waiting: frozenset[str]


@covers
def receive_found_pages(desk: Desk, pages: Mapping[str, bytes]) -> PagesCame:
    """Receive the signed papers whose codes stand on pictures and pages found in a folder, by their names.

    One without codes is left, and nothing of it is kept. Raises nothing of the exchange.
    """
    sheets = [_found_sheet(data, name) for name, data in pages.items()]
    unfinished = {codes.digest for codes in sets_in("\n".join(sheet.text for sheet in sheets)) if codes.missing}
    waiting = {sheet.name for sheet in sheets if any(codes.digest in unfinished for codes in sets_in(sheet.text))}
    return PagesCame(results=_papers(desk, sheets), waiting=frozenset(waiting))


@dataclass(frozen=True, slots=True, kw_only=True)
class PicturesRead:
    """The codes that stand on pictures, a line each, and what was wrong with which file (no name for a pasted one)."""

    text: str
    problems: tuple[tuple[str, Problem], ...]


def codes_in_pictures(pictures: Sequence[Path] | bytes, progress: Progress | None = None) -> PicturesRead:
    """Read the codes of picture files and PDFs, or of one picture that was pasted; nothing is kept."""
    told = progress or Silent()
    texts: list[str] = []
    problems: list[tuple[str, Problem]] = []
    given: Sequence[Path | bytes] = [pictures] if isinstance(pictures, bytes) else pictures
    for number, one in enumerate(given):
        told.step(number, len(given), "receive")
        name = one.name if isinstance(one, Path) else ""
        try:
            text = codes_in_file(read_bounded(one) if isinstance(one, Path) else one)
            if not text:
                raise ExchangeProblem("qr_unreadable")
        except Problem as problem:
            problems.append((name, problem))
        else:
            texts.append(text)
    return PicturesRead(text="\n".join(texts), problems=tuple(problems))


def _papers(desk: Desk, sheets: Sequence[_Sheet]) -> tuple[FileResult, ...]:
    """Receive each paper whose codes stand on the sheets, also where they stand on several."""
    results = [
        FileResult(name=sheet.name, came=Came.REFUSED, problem=sheet.problem) for sheet in sheets if sheet.problem
    ]
    results += [FileResult(name=sheet.name, came=Came.LEFT) for sheet in sheets if sheet.left]
    for codes in sets_in("\n".join(sheet.text for sheet in sheets)):
        name = next((sheet.name for sheet in sheets if codes.digest in sheet.text.upper()), "")
        last = desk.store.mailbox.last_id()
        try:
            mailbox_id = receive_set(desk, codes, name)
        except ExchangeProblem as problem:
            results.append(_refused(desk, codes.text.encode("ascii"), name, problem))
            continue
        row = desk.store.mailbox.get(mailbox_id)
        office = desk.store.offices.get(row.from_office)
        results.append(
            FileResult(
                name=name or row.file_name,
                came=Came.NEW if mailbox_id > last else Came.BEFORE,
                mailbox_id=mailbox_id,
                office_code=row.from_office,
                office_name=office.card.office.name if office else row.from_office,
            )
        )
    return tuple(results)


def read_bounded(path: Path) -> bytes:
    """Read a file of at most `LARGEST_FILE` bytes.

    Raises `PlaceProblem`, `ExchangeProblem("bundle_too_large")`.
    """
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST_FILE + 1)
    except OSError as error:
        raise place_problem(error, path) from error
    except ValueError:
        raise PlaceProblem("place_unavailable", path=str(path)) from None
    if len(data) > LARGEST_FILE:
        raise ExchangeProblem("bundle_too_large", size=len(data), most=LARGEST_FILE)
    return data


def _received(desk: Desk, data: bytes, file_name: str, names: Callable[[str], str]) -> FileResult:
    mailbox = desk.store.mailbox
    before, last = mailbox.by_file_digest(hashlib.sha256(data).hexdigest()), mailbox.last_id()
    try:
        mailbox_id = receive_file(desk, data, file_name)
    except ExchangeProblem as problem:
        return _refused(desk, data, file_name, problem)
    row = mailbox.get(mailbox_id)
    known = before.outcome in {GOOD, PART, WAITS} if before is not None else mailbox_id <= last
    waits = row.outcome == PART_WAITS
    have = [entry.part for entry in mailbox.parts_of(row.digest)] if waits else []
    return FileResult(
        name=file_name or row.file_name,
        came=Came.PART if waits else Came.BEFORE if known else Came.NEW,
        mailbox_id=mailbox_id,
        office_code=row.from_office,
        office_name=names(row.from_office),
        parts=row.parts,
        missing=tuple(part for part in range(1, row.parts + 1) if part not in have) if waits else (),
    )


def _office_name(desk: Desk, code: str) -> str:
    known = desk.store.offices.get(code)
    return known.card.office.name if known else code


def _refused(desk: Desk, data: bytes, file_name: str, problem: ExchangeProblem) -> FileResult:
    kept = desk.store.mailbox.by_file_digest(hashlib.sha256(data).hexdigest())
    office = desk.store.offices.get(kept.from_office) if kept and kept.from_office else None
    return FileResult(
        name=file_name,
        came=Came.REFUSED,
        mailbox_id=kept.id if kept else 0,
        office_code=kept.from_office if kept else "",
        office_name=office.card.office.name if office else "",
        problem=problem,
    )
