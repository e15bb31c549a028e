"""Strict reading of the fields of a JSON object: each is asked for by name, kind and bounds; what is left is refused.

An object of a newer minor version may hold fields we do not know: they are kept as text instead (exchange rules, 2.6).
"""

import re
import unicodedata
from collections.abc import Callable, KeysView, Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import Final, TypeVar

from desktop_app.exchange.canonical import Json, Unreadable, inside, write_json
from desktop_app.exchange.limits import LARGEST_INTEGER, NAME

UUID: Final = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
OFFICE: Final = re.compile(r"[A-Z][A-Z0-9-]{0,8}[A-Z0-9]")
"""An office's code: `VC-NIS`, at most ten characters, so that a file name stays within forty."""
STATE: Final = re.compile(r"[A-Z]{2}")
CURRENCY: Final = re.compile(r"[A-Z]{3}")
DIGEST: Final = re.compile(r"[0-9a-f]{64}")
VERSION: Final = re.compile(r"(0|[1-9][0-9]{0,2})\.(0|[1-9][0-9]{0,2})")

_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MOMENT: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}[+-][0-9]{2}:[0-9]{2}")
_TURNS_TEXT: Final = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_HIDING: Final = re.compile(f"[{''.join(sorted(_TURNS_TEXT))}\u2028\u2029\x7f-\x9f]")
_IN_NOTES: Final = frozenset("\n\t")
_WITHOUT_PLAIN: Final = str.maketrans("", "", "\n\t\xa0")
"""Leaves out what a note may hold besides what is printed: lines, and the space that keeps an amount together."""

Kept = tuple[tuple[str, str], ...]
"""Fields this version does not understand: their paths and what stands there, as JSON text."""

_Value = TypeVar("_Value")
_Choice = TypeVar("_Choice", bound=StrEnum)


class Fields:
    """The fields of one object, taken one by one. Every method raises `Unreadable` with the field's path.

    With a list as `strange`, fields that nobody asked for are put there by `close` instead of being refused.
    """

    __slots__ = ("_left", "_strange", "where")

    def __init__(self, value: Json, where: str = "", strange: list[tuple[str, str]] | None = None) -> None:
        if not isinstance(value, dict | Mapping):
            raise Unreadable(where)
        self._left = dict(value)
        self._strange = strange
        self.where = where

    @property
    def names(self) -> KeysView[str]:
        """The fields that are there and not yet taken."""
        return self._left.keys()

    def has(self, name: str) -> bool:
        """Tell whether a field is there and not yet taken."""
        return name in self._left

    def text(self, name: str, most: int = NAME, *, empty: bool = False, note: bool = False) -> str:
        """Take a text of at most `most` characters; a note may have several lines."""
        value = self._left.pop(name, None)
        if not isinstance(value, str) or len(value) > most or not (value or empty) or not _shown(value, note=note):
            raise self._at(name)
        return value

    def maybe_text(self, name: str, most: int = NAME, *, note: bool = False) -> str:
        """Take a text that may be missing: then it is empty."""
        return self.text(name, most, empty=True, note=note) if self.has(name) else ""

    def matching(self, name: str, pattern: re.Pattern[str], *, empty: bool = False) -> str:
        """Take a text of one exact shape, or an empty one where `empty`."""
        value = self._left.pop(name, None)
        if not isinstance(value, str) or not (pattern.fullmatch(value) or (empty and not value)):
            raise self._at(name)
        return value

    def maybe_matching(self, name: str, pattern: re.Pattern[str]) -> str:
        """Take a text of one exact shape that may be missing."""
        return self.matching(name, pattern, empty=True) if self.has(name) else ""

    def number(self, name: str, low: int = 0, high: int = LARGEST_INTEGER) -> int:
        """Take a whole number from `low` to `high`."""
        value = self._left.pop(name, None)
        if not isinstance(value, int) or value is True or value is False or not low <= value <= high:
            raise self._at(name)
        return value

    def maybe_number(self, name: str, low: int = 0, high: int = LARGEST_INTEGER) -> int | None:
        """Take a whole number that may be missing."""
        return self.number(name, low, high) if self.has(name) else None

    def flag(self, name: str) -> bool:
        """Take true or false."""
        value = self._left.pop(name, None)
        if not isinstance(value, bool):
            raise self._at(name)
        return value

    def day(self, name: str) -> date:
        """Take a date, `2014-06-14`."""
        text = self.matching(name, _DAY)
        try:
            return date.fromisoformat(text)
        except ValueError:
            raise self._at(name) from None

    def maybe_day(self, name: str) -> date | None:
        """Take a date that may be missing."""
        return self.day(name) if self.has(name) else None

    def moment(self, name: str) -> datetime:
        """Take a time in whole seconds with its offset from UTC, `2014-06-14T09:30:00-04:00`."""
        text = self.matching(name, _MOMENT)
        try:
            moment = datetime.fromisoformat(text)
        except ValueError:
            raise self._at(name) from None
        if moment.isoformat() != text:
            raise self._at(name)
        return moment

    def choice(self, name: str, kind: type[_Choice]) -> _Choice:
        """Take one of a closed set."""
        value = self._left.pop(name, None)
        if not isinstance(value, str):
            raise self._at(name)
        try:
            return kind(value)
        except ValueError:
            raise self._at(name) from None

    def maybe_choice(self, name: str, default: _Choice) -> _Choice:
        """Take one of a closed set, `default` where it is missing."""
        return self.choice(name, type(default)) if self.has(name) else default

    def object(self, name: str, read: Callable[["Fields"], _Value]) -> _Value:
        """Take an object and read it to its end."""
        return self._whole(self._take(name), inside(self.where, name), read)

    def maybe_object(self, name: str, read: Callable[["Fields"], _Value]) -> _Value | None:
        """Take an object that may be missing."""
        return self.object(name, read) if self.has(name) else None

    def objects(self, name: str, most: int, read: Callable[["Fields"], _Value]) -> tuple[_Value, ...]:
        """Take a list of at most `most` objects and read each to its end."""
        return tuple(
            self._whole(item, inside(inside(self.where, name), index), read)
            for index, item in enumerate(self._list(name, most))
        )

    def maybe_objects(self, name: str, most: int, read: Callable[["Fields"], _Value]) -> tuple[_Value, ...]:
        """Take a list of objects that may be missing."""
        return self.objects(name, most, read) if self.has(name) else ()

    def entries(self, name: str, most: int) -> tuple["Fields", int]:
        """Take a list of at most `most` values: its entries as fields by their place (`0`, `1`...), and how many."""
        values = self._list(name, most)
        named = {str(index): value for index, value in enumerate(values)}
        return Fields(named, inside(self.where, name), self._strange), len(values)

    def listed(self, name: str, most: int, read: Callable[[Json], _Value | None]) -> tuple[_Value, ...]:
        """Take a list of at most `most` plain values, each as `read` gives it; None from `read` refuses it."""
        values = [read(item) for item in self._list(name, most)]
        for index, value in enumerate(values):
            if value is None:
                raise Unreadable(inside(inside(self.where, name), index))
        return tuple(value for value in values if value is not None)

    def close(self) -> None:
        """Refuse what was not asked for, or keep it as text where the version is newer than ours.

        People are shown what is kept: a name that does not show what it holds is refused, and letters of a value that
        hide or turn others are written as JSON's escapes.
        """
        if not self._left:
            return
        for name in sorted(self._left):
            if self._strange is None or len(name) > NAME or not name.isprintable():
                raise self._at(name)
            kept = write_json(self._left[name]).decode()
            self._strange.append((inside(self.where, name), _HIDING.sub(_escaped, kept)))
        self._left.clear()

    def _take(self, name: str) -> Json:
        if name not in self._left:
            raise self._at(name)
        return self._left.pop(name)

    def _list(self, name: str, most: int) -> list[Json]:
        value = self._left.pop(name, None)
        if not isinstance(value, list) or len(value) > most:
            raise self._at(name)
        return value

    def _whole(self, value: Json, where: str, read: Callable[["Fields"], _Value]) -> _Value:
        fields = Fields(value, where, self._strange)
        result = read(fields)
        fields.close()
        return result

    def _at(self, name: str) -> Unreadable:
        return Unreadable(inside(self.where, name))


def filled(**fields: Json) -> dict[str, Json]:
    """Return the optional fields that say something: empty text, empty lists and None are left out."""
    return {name: value for name, value in fields.items() if value is not None and value not in ("", [], ())}


def shaped(pattern: re.Pattern[str]) -> Callable[[Json], str | None]:
    """Return a reader of list items for `Fields.listed`: texts of one exact shape."""
    return lambda item: item if isinstance(item, str) and pattern.fullmatch(item) else None


def one_of(kind: type[_Choice]) -> Callable[[Json], _Choice | None]:
    """Return a reader of list items for `Fields.listed`: members of a closed set."""
    values: dict[Json, _Choice] = {str(member.value): member for member in kind}
    return lambda item: values.get(item) if isinstance(item, str) else None


def _escaped(found: re.Match[str]) -> str:
    return f"\\u{ord(found[0]):04x}"


def _shown(text: str, *, note: bool) -> bool:
    """Tell whether text shows what it holds: no control characters, nothing that turns the order of letters.

    Only a note has lines.
    """
    if text.isprintable() or (note and text.translate(_WITHOUT_PLAIN).isprintable()):
        return True
    hidden = {"Cc", "Cs"} if note else {"Cc", "Cs", "Zl", "Zp"}
    return not any(
        (unicodedata.category(letter) in hidden and not (note and letter in _IN_NOTES)) or letter in _TURNS_TEXT
        for letter in text
    )
