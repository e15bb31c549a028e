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


class Unreadable(Exception):  # noqa: N818 - not a bug: the reader of each kind of file turns it into its own problem
    """A file of JSON is not as agreed. `where` is the path of the field (`body.rows.3.year`), empty for the whole."""

    def __init__(self, where: str = "") -> None:
        super().__init__(where)
        self.where = where


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
        value: Json = json.loads(
            data.decode("utf-8"),
            object_pairs_hook=_without_doubles,
            parse_int=_whole,
            parse_float=_refuse,
            parse_constant=_refuse,
        )
        canonical = write_json(value)
    except (ValueError, RecursionError):
        raise Unreadable from None
    if canonical != data:
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
