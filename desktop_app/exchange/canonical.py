"""Canonical JSON: the same value is always the same bytes (RFC 8785, text in Unicode NFC, whole numbers only).

What is read must be in that form already: then the SHA-256 of a file is the digest of what it says.
"""

import json
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Final, NoReturn, TypeAlias

import rfc8785

from desktop_app.exchange.limits import JSON_DEPTH, LARGEST_INTEGER

Json: TypeAlias = "bool | int | str | Sequence[Json] | Mapping[str, Json] | None"
"""What a message is made of: no fractions, no other numbers than whole ones."""

_LONGEST_INTEGER: Final = 17
_MOST_MARKS: Final = 30
"""Accents on one letter, at most (Unicode's Stream-Safe Text): to sort a longer run takes time by its square."""


_LONGEST_PLACE: Final = 200
_BEFORE_MARKS: Final = bytes(range(0xCC))
"""UTF-8 of letters before U+0300: none is a mark or is ever composed otherwise, and UTF-16 sorts as Unicode does."""

_WRITE_PLAIN: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode


class Unreadable(Exception):  # noqa: N818 - not a bug: the reader of each kind of file turns it into its own problem
    """A file of JSON is not as agreed. `where` is the path of the field (`body.rows.3.year`), empty for the whole.

    A path holds names that a stranger chose and a clerk is shown: it is cut, and letters that hide or turn others are
    replaced.
    """

    def __init__(self, where: str = "") -> None:
        shown = "".join(letter if letter.isprintable() else "\ufffd" for letter in where[:_LONGEST_PLACE])
        super().__init__(shown)
        self.where = shown


def write_json(value: Json) -> bytes:
    """Return the canonical form of a value.

    Raises `Unreadable` with the place of what cannot be written: half a surrogate pair, a fraction, a number too large.
    """
    try:
        return rfc8785.dumps(_composed(value, "", 0))
    except rfc8785.CanonicalizationError:
        raise Unreadable from None


def read_json(data: bytes, most: int) -> Json:
    """Return the value written in `data`, at most `most` bytes long.

    Raises `Unreadable` for anything but the canonical form: doubled keys, fractions, deep nesting, other spacing, text
    that is not NFC.
    """
    if len(data) > most:
        raise Unreadable
    try:
        text = data.decode("utf-8")
        value = None if data.translate(None, _BEFORE_MARKS) else _read_plain(text)
        return _read_any(text) if value is None else value
    except (ValueError, RecursionError):
        raise Unreadable from None


def _read_plain(text: str) -> Json:
    """Read a text without marks: Python's own writer makes its canonical form. None leaves it to `_read_any`.

    A doubled key, another order, spacing or spelling shows in what is written again.
    """
    value: Json = _PLAIN.decode(text)
    return value if _bounded(value) and _WRITE_PLAIN(value) == text else None


def _bounded(value: Json) -> bool:
    """Tell whether a value as the JSON reader gives it keeps to the depth and to whole numbers of ours."""
    level = [value]
    for _ in range(JSON_DEPTH + 1):
        inner: list[Json] = []
        for each in level:
            if isinstance(each, str):
                continue
            if isinstance(each, dict):
                inner.extend(each.values())
            elif isinstance(each, list):
                inner.extend(each)
            elif isinstance(each, int) and not -LARGEST_INTEGER <= each <= LARGEST_INTEGER:
                return False
        if not inner:
            return True
        level = inner
    return False


def _read_any(text: str) -> Json:
    value: Json = _CAREFUL.decode(text)
    if write_json(value) != text.encode():
        raise Unreadable
    return value


def _composed(value: Json, where: str, depth: int) -> Json:
    """Return the value with its text in NFC, nothing in it but what canonical JSON can hold."""
    if depth > JSON_DEPTH:
        raise Unreadable(where)
    match value:
        case bool() | None:
            return value
        case str():
            return _text(value, where)
        case int() if abs(value) <= LARGEST_INTEGER:
            return value
        case Mapping():
            return {_text(key, where): _composed(item, inside(where, key), depth + 1) for key, item in value.items()}
        case list() | tuple():
            return [_composed(item, inside(where, index), depth + 1) for index, item in enumerate(value)]
        case _:
            raise Unreadable(where)


def _text(value: str, where: str) -> str:
    try:
        value.encode("utf-8")
    except UnicodeEncodeError:
        raise Unreadable(where) from None
    if not value.isascii() and _longest_marks(value) > _MOST_MARKS:
        raise Unreadable(where)
    return unicodedata.normalize("NFC", value)


def _longest_marks(value: str) -> int:
    longest = run = 0
    for letter in value:
        run = run + 1 if unicodedata.combining(letter) else 0
        longest = max(longest, run)
    return longest


def inside(where: str, name: str | int) -> str:
    """Return the path of a field or row inside another: `body.rows.3`."""
    return f"{where}.{name}" if where else str(name)


def _without_doubles(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
    read = dict(pairs)
    if len(read) != len(pairs):
        raise Unreadable
    return read


def _whole(digits: str) -> int:
    if len(digits) > _LONGEST_INTEGER:
        raise Unreadable
    return int(digits)


def _refuse(_: str) -> NoReturn:
    raise Unreadable


_CAREFUL: Final = json.JSONDecoder(
    object_pairs_hook=_without_doubles, parse_int=_whole, parse_float=_refuse, parse_constant=_refuse
)
_PLAIN: Final = json.JSONDecoder(parse_float=_refuse, parse_constant=_refuse)
