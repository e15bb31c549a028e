"""The text form of a bundle, for mail that loses attachments: age's own armour between plain lines.

Reading forgives what mail programs do: quoting, other line ends and widths, blanks, text before and after.
"""

import base64
import binascii
import re
from typing import Final

from desktop_app.exchange.envelope import is_age
from desktop_app.exchange.limits import TEXT_BYTES
from desktop_app.foundation.problems import ExchangeProblem

BEGIN: Final = "-----BEGIN AGE ENCRYPTED FILE-----"
END: Final = "-----END AGE ENCRYPTED FILE-----"
_WIDTH: Final = 64
_FILE_LINE: Final = "CASS-Bundle: "
_SIZE_LINE: Final = "CASS-Size: "
_LINE_ENDS: Final = r"\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029"
_SIZE: Final = re.compile(r"^[>| \t]*CASS-Size:[ \t]*([0-9]{1,9})[ \t]*\r?$", re.MULTILINE)
_NO_LETTERS: Final = re.compile(
    rf"\A[>|\s]+|[{_LINE_ENDS}][>|\s]*|(?:(?![{_LINE_ENDS}])[\s\u00ad\u200b-\u200d\u2060\ufeff])+"
)
"""Quoting at the start of lines, line ends, blanks of every kind. Both patterns read a text once, whatever it is."""

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
    begin = text.find(BEGIN)
    if begin < 0:
        raise ExchangeProblem("bundle_not_cass")
    start = begin + len(BEGIN)
    end = text.find(END, start)
    if end < 0:
        raise ExchangeProblem("bundle_truncated")
    if text.find(BEGIN, start) >= 0:
        raise ExchangeProblem("bundle_text_several")
    letters = _NO_LETTERS.sub("", text[start:end]).replace("=3D", "=")  # as a mail in quoted-printable writes it
    try:
        data = base64.b64decode(letters.encode("ascii"), validate=True)
    except (binascii.Error, UnicodeEncodeError):
        raise ExchangeProblem("bundle_text_damaged") from None
    told = _SIZE.search(text, 0, begin)
    if told and int(told[1]) != len(data):
        raise ExchangeProblem("bundle_truncated" if len(data) < int(told[1]) else "bundle_text_damaged")
    return data


def is_text(data: bytes) -> bool:
    """Tell whether bytes are a text with a bundle in it."""
    return not is_age(data) and BEGIN in _decoded(data[:TEXT_BYTES])


def read_any(data: bytes) -> bytes:
    """Return the sealed bundle in a file, whichever of its two forms the file has. Raises as `from_text`."""
    if is_age(data):
        return data
    if len(data) > TEXT_BYTES:
        raise ExchangeProblem("bundle_too_large", size=len(data), most=TEXT_BYTES)
    text = _decoded(data)
    return from_text(text) if BEGIN in text else data


def _decoded(data: bytes) -> str:
    coding = next((coding for mark, coding in _CODINGS if data.startswith(mark)), "utf-8")
    return data.decode(coding, errors="replace")
