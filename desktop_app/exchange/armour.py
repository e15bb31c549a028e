"""The text form of a bundle, for mail that loses attachments: age's own armour between plain lines.

Reading forgives what mail programs do: quoting, other line ends and widths, blanks, text before and after.
"""

import base64
import binascii
import re
from html import unescape
from itertools import islice
from typing import Final

from desktop_app.exchange.envelope import is_age
from desktop_app.exchange.limits import TEXT_BYTES
from desktop_app.foundation.problems import ExchangeProblem

BEGIN: Final = "-----BEGIN AGE ENCRYPTED FILE-----"
END: Final = "-----END AGE ENCRYPTED FILE-----"
_WIDTH: Final = 64
_FILE_LINE: Final = "CASS-Bundle: "
_SIZE_LINE: Final = "CASS-Size: "
_DASHES: Final = r"[-\u2010-\u2015\u2212]{1,8}"
_GAP: Final = r"(?:\s|=20){1,4}"
_BEGIN: Final = re.compile(rf"{_DASHES}BEGIN{_GAP}AGE{_GAP}ENCRYPTED{_GAP}FILE{_DASHES}")
_END: Final = re.compile(rf"{_DASHES}END{_GAP}AGE{_GAP}ENCRYPTED{_GAP}FILE{_DASHES}")
"""The marks as they come through programs that make one dash of two, or a blank that does not break."""

_LINE_ENDS: Final = r"\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029"
_SIZE: Final = re.compile(r"^[>| \t]*CASS-Size:(?:[ \t]|=20)*([0-9]{1,9})[ \t]*\r?$", re.MULTILINE)
_TAG: Final = re.compile(r"<[^<>]{0,2000}>")
_BREAK: Final = re.compile(r"<(?:br|/p|/div|/tr|/li|/pre|/blockquote)\b[^<>]{0,200}>", re.IGNORECASE)
_ENTITY: Final = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]{2,12});")
_SOFT_BREAK: Final = re.compile(rf"=[ \t]*(?=[{_LINE_ENDS}])")
_NO_LETTERS: Final = re.compile(
    rf"\A[>|\s]+|[{_LINE_ENDS}][>|\s]*|(?:(?![{_LINE_ENDS}])[\s\u00ad\u200b-\u200d\u2060\ufeff])+"
)
"""Quoting at the start of lines, line ends, blanks of every kind. All patterns read a text once, whatever it is."""

_MOST: Final = 100
"""Bundles that are looked for in one text."""

_HEAD: Final = 4_000
"""Letters before a bundle in which the lines that tell its size are looked for."""

_CODINGS: Final = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


def to_text(data: bytes, file_name: str = "") -> str:
    """Return the text form of a sealed bundle: two plain lines (its file name, its size), then age's armour.

    The armour alone, saved to a file, is what `age -d` reads.
    """
    letters = base64.b64encode(data).decode("ascii")
    lines = [letters[place : place + _WIDTH] for place in range(0, len(letters), _WIDTH)]
    head = [f"{_FILE_LINE}{file_name}"] if file_name else []
    return "\n".join([*head, f"{_SIZE_LINE}{len(data)}", "", BEGIN, *lines, END, ""])


def from_text(text: str) -> bytes:
    """Return the sealed bundle in a text.

    Raises `ExchangeProblem`: `bundle_not_cass` (no bundle in it), `bundle_text_several` (more than one),
    `bundle_truncated` (the end is missing), `bundle_text_damaged` (letters changed or lost).
    """
    if len(text) > TEXT_BYTES:
        raise ExchangeProblem("bundle_too_large", size=len(text), most=TEXT_BYTES)
    begin = _BEGIN.search(text)
    if not begin:
        raise ExchangeProblem("bundle_not_cass")
    end = _END.search(text, begin.end())
    if not end:
        raise ExchangeProblem("bundle_truncated")
    if _BEGIN.search(text, begin.end()):
        raise ExchangeProblem("bundle_text_several")
    letters = _letters(text[begin.end() : end.start()])
    try:
        data = base64.b64decode(letters.encode("ascii"), validate=True)
    except (binascii.Error, UnicodeEncodeError):
        raise ExchangeProblem("bundle_text_damaged") from None
    told = _size_told(text[: begin.start()])
    if told is not None and told != len(data):
        raise ExchangeProblem("bundle_truncated" if len(data) < told else "bundle_text_damaged")
    return data


def texts_in(data: bytes) -> tuple[str, ...]:
    """Return each bundle in a text with the lines that belong to it, so that `from_text` reads one at a time.

    A bundle whose end is missing ends where the next begins.
    """
    text = decoded(data)
    begins = [found.start() for found in islice(_BEGIN.finditer(text), _MOST)]
    pieces = []
    before = 0
    for number, begin in enumerate(begins):
        following = begins[number + 1] if number + 1 < len(begins) else len(text)
        end = _END.search(text, begin, following)
        stop = end.end() if end else following
        pieces.append(text[max(before, begin - _HEAD) : stop])
        before = stop
    return tuple(pieces)


def _letters(armoured: str) -> str:
    """Return the letters of the armour alone: quoting, line ends, tags, entities and soft breaks taken away."""
    if "<" in armoured:
        armoured = _TAG.sub("", _BREAK.sub("\n", armoured))
    if "&" in armoured:
        armoured = _ENTITY.sub(lambda found: unescape(found[0]), armoured)
    if "=3D" in armoured or _SOFT_BREAK.search(armoured.rstrip().rstrip("=")):  # a mail in quoted-printable
        armoured = _SOFT_BREAK.sub("", armoured).replace("=3D", "=")
    letters = _NO_LETTERS.sub("", armoured).rstrip("=")
    return letters + "=" * (-len(letters) % 4)


def _size_told(head: str) -> int | None:
    """Return the bytes that the lines before the armour tell, the last told, None where they are lost."""
    if "<" in head:
        head = _TAG.sub("", _BREAK.sub("\n", head))
    if "&" in head:
        head = _ENTITY.sub(lambda found: unescape(found[0]), head)
    told = None
    for told in _SIZE.finditer(head):  # noqa: B007 - the last one is wanted
        continue
    return int(told[1]) if told else None


def is_text(data: bytes) -> bool:
    """Tell whether bytes are a text with a bundle in it."""
    return not is_age(data) and _BEGIN.search(decoded(data[:TEXT_BYTES])) is not None


def read_any(data: bytes) -> bytes:
    """Return the sealed bundle in a file, whichever of its two forms the file has. Raises as `from_text`."""
    if is_age(data):
        return data
    if len(data) > TEXT_BYTES:
        raise ExchangeProblem("bundle_too_large", size=len(data), most=TEXT_BYTES)
    text = decoded(data)
    return from_text(text) if _BEGIN.search(text) else data


def decoded(data: bytes) -> str:
    """Return a text in the coding in which it was saved."""
    coding = next((coding for mark, coding in _CODINGS if data.startswith(mark)), "utf-8")
    return data.decode(coding, errors="replace")
