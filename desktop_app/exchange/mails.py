"""What mail programs and gateways make of a bundle, undone: every sealed file in a mail, a text or a ZIP is found.

Nothing is believed of a name, and nothing is written to disk: bytes go in, the sealed bytes of each bundle come out.
"""

import email
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from email.message import Message
from io import BytesIO
from typing import Final

from desktop_app.exchange.armour import from_text, is_text, texts_in
from desktop_app.exchange.envelope import is_age
from desktop_app.exchange.limits import OPENED_BYTES, STICK_BYTES, TEXT_BYTES
from desktop_app.foundation.problems import ExchangeProblem

_HEAD: Final = re.compile(rb"\A(?:\xef\xbb\xbf)?(?:From [^\r\n]{1,200}\r?\n)?[!-9;-~]{1,60}:[ \t]")
_TOLD: Final = re.compile(
    rb"^(?:mime-version|content-type|content-transfer-encoding|received|subject|date|from):",
    re.IGNORECASE | re.MULTILINE,
)
_HEAD_BYTES: Final = 64 * 1024
_KIND_LINES: Final = re.compile(rb"(?:\A|[\r\n])content-type:[^\r\n]*(?:(?:\r\n|\r|\n)[ \t][^\r\n]*)*", re.IGNORECASE)
_MOST_KIND: Final = 4 * 1024
_MOST_LINES: Final = 1_000_000
_MOST_BORDERS: Final = 20_000
"""What Python's mail reader is given at most: its time grows by the square of a head, and with every line and part."""

_MOST_PARTS: Final = 200
_MOST_BUNDLES: Final = 50
_MOST_MEMBERS: Final = 200
_ZIP: Final = b"PK\x03\x04"
_LOCKED: Final = 0x1
_METHODS: Final = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_BROKEN: Final = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    IndexError,
    KeyError,
    OSError,
    OverflowError,
    RuntimeError,
    ValueError,
    NotImplementedError,
)
_ODD_MAIL: Final = (ValueError, LookupError, AttributeError, TypeError, RecursionError, AssertionError)
"""What Python's mail reader raises over bytes that are no sound mail; such a mail is read as a text."""


def bundles_in(data: bytes) -> tuple[bytes, ...]:
    """Return the sealed bundles in a file: one for a bundle itself, several for a mail, a text or a ZIP with several.

    The same bundle twice, as a mail has it in plain text and in HTML, is one. Raises `ExchangeProblem`:
    `bundle_not_cass` for none, what `from_text` raises where none of those found can be read, `bundle_too_large`,
    `archive_locked` (a ZIP with a password), `archive_unreadable`.
    """
    if is_age(data):
        return (data,)
    if len(data) > TEXT_BYTES:
        raise ExchangeProblem("bundle_too_large", size=len(data), most=TEXT_BYTES)
    found: dict[bytes, None] = {}
    problems: list[ExchangeProblem] = []
    for piece in _pieces(data):
        try:
            found.update(dict.fromkeys((piece,) if is_age(piece) else (from_text(piece.decode()),)))
        except ExchangeProblem as problem:
            problems.append(problem)
        if len(found) > _MOST_BUNDLES:
            raise ExchangeProblem("archive_unreadable")
    if not found:
        raise problems[0] if problems else ExchangeProblem("bundle_not_cass")
    return tuple(found)


def _pieces(data: bytes) -> Iterator[bytes]:
    """Yield what may be a bundle each: sealed bytes, or a text with a single bundle in it as UTF-8."""
    if data.startswith(_ZIP):
        yield from _of_zip(data)
        return
    parts = _parts(data)
    sealed = False
    for part in parts:
        for piece in _of_part(part):
            sealed = True
            yield piece
    if not sealed and is_text(data):
        yield from (text.encode() for text in texts_in(data))


def _of_part(data: bytes) -> Iterator[bytes]:
    if is_age(data):
        yield data
    elif data.startswith(_ZIP):
        yield from _of_zip(data)
    elif is_text(data):
        yield from (text.encode() for text in texts_in(data))


def _parts(data: bytes) -> list[bytes]:
    """Return what each part of a mail holds, its transfer encoding undone; nothing for what is no mail."""
    if not _HEAD.match(data) or not _TOLD.search(data, 0, _HEAD_BYTES) or _costly(data):
        return []
    try:
        mail = email.message_from_bytes(data)
        held: list[bytes] = []
        for number, part in enumerate(mail.walk()):
            if number >= _MOST_PARTS:
                break
            if not part.is_multipart():
                held.append(_payload(part))
    except _ODD_MAIL:
        return []
    return held


def _costly(data: bytes) -> bool:
    """Tell whether to read this as a mail would take longer than any real mail; it is then read as a text."""
    lines = max(data.count(b"\n"), data.count(b"\r"))
    if lines > _MOST_LINES or data.count(b"\n--") + data.count(b"\r--") > _MOST_BORDERS:
        return True
    return any(len(found[0]) > _MOST_KIND for found in _KIND_LINES.finditer(data))


def _payload(part: Message) -> bytes:
    payload = part.get_payload(decode=True)
    if not isinstance(payload, bytes):
        return b""
    charset = part.get_content_charset("utf-8")
    if part.get_content_maintype() == "text" and charset.startswith("utf-16"):
        return payload.decode(charset, errors="replace").encode()
    return payload


def _of_zip(data: bytes) -> Iterator[bytes]:
    """Yield the bundles in a ZIP that a gateway or a person made, bounded before anything is inflated."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
            _check(entries)
            for entry in entries:
                with archive.open(entry) as member:
                    content = member.read(entry.file_size)
                if is_age(content):
                    yield content
                elif is_text(content):
                    yield from (text.encode() for text in texts_in(content))
    except _BROKEN as error:
        raise ExchangeProblem("archive_unreadable") from error


def _check(entries: list[zipfile.ZipInfo]) -> None:
    if any(entry.flag_bits & _LOCKED for entry in entries):
        raise ExchangeProblem("archive_locked")
    if any(entry.compress_type not in _METHODS for entry in entries) or len(entries) > _MOST_MEMBERS:
        raise ExchangeProblem("archive_unreadable")
    if any(entry.file_size > STICK_BYTES for entry in entries) or sum(e.file_size for e in entries) > OPENED_BYTES:
        raise ExchangeProblem("archive_unreadable")
