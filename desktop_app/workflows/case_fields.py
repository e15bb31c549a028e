"""Strict reading of one JSON table: every key known, every value of its kind, every refusal names where it stands.

Knows nothing of what the values are for. Numbers with a point are never read as such: money is text.
"""

import difflib
import json
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final, TypeVar

from desktop_app.domain.money import Money, parse_money
from desktop_app.domain.time import EARLIEST_YEAR, LATEST_YEAR
from desktop_app.foundation.problems import CaseProblem

MOST_BYTES: Final = 4_000_000
"""The largest case file read; the longest career has a few hundred rows, some 100 KB."""

_MOST_DIGITS: Final = 12
_LONGEST_SHOWN: Final = 60
_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_AMOUNT: Final = re.compile(r"\d{1,12}(\.\d{1,2})?", re.ASCII)
_CURRENCY: Final = re.compile(r"[A-Z]{3}")

_Word = TypeVar("_Word", bound=StrEnum)


class _Table(dict[str, object]):
    """A table as read, with the first key that stood in it twice."""

    doubled: str | None = None


class _OtherNumber:
    """A number with a point, an exponent, or more figures than any count has: nowhere in a case file does it belong."""


def read_json(data: bytes) -> object:
    """Read JSON with its doubled keys kept for the refusal. Raises `CaseProblem` for what is no JSON text in UTF-8."""
    if len(data) > MOST_BYTES:
        raise CaseProblem("case_too_large", most=MOST_BYTES)
    try:
        return json.loads(
            data.decode("utf-8-sig"),
            object_pairs_hook=_paired,
            parse_float=lambda _: _OtherNumber(),
            parse_constant=lambda _: _OtherNumber(),
            parse_int=lambda text: int(text) if len(text) <= _MOST_DIGITS else _OtherNumber(),
        )
    except json.JSONDecodeError as error:
        raise CaseProblem("case_not_json", line=error.lineno, column=error.colno) from error
    except (UnicodeDecodeError, RecursionError) as error:
        raise CaseProblem("case_not_json", line=1, column=1) from error


def _paired(pairs: list[tuple[str, object]]) -> _Table:
    table = _Table()
    for key, value in pairs:
        if key in table and table.doubled is None:
            table.doubled = key
        table[key] = value
    return table


@dataclass(frozen=True, slots=True)
class Fields:
    """One table of a case file. `place` says in words where it stands: `row 3`. A key that is null counts as absent."""

    place: str
    _entries: Mapping[str, object]

    @classmethod
    def of(cls, value: object, place: str, known: Collection[str] = (), needed: Collection[str] = ()) -> "Fields":
        """Believe in a table as far as its keys go; `known` empty lets every key pass.

        Raises `CaseProblem` for what is no table, and for a doubled, unknown or missing key.
        """
        if not isinstance(value, _Table):
            raise CaseProblem("case_needs_table", place=place)
        if value.doubled is not None:
            raise CaseProblem("case_key_doubled", place=place, key=shown(value.doubled))
        for key in value:
            if known and key not in known:
                raise _unknown_key(place, key, known)
        for key in needed:
            if value.get(key) is None:
                raise CaseProblem("case_key_missing", place=place, key=key)
        return cls(place, value)

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys that are there, in the order of the file."""
        return tuple(self._entries)

    def has(self, key: str) -> bool:
        """Tell whether something stands under a key."""
        return self._entries.get(key) is not None

    def text(self, key: str) -> str:
        """Return a text, empty where there is none. Raises `CaseProblem` for a number where text must stand."""
        value = self._entries.get(key)
        if value is None:
            return ""
        if not isinstance(value, str):
            raise CaseProblem("case_needs_text", place=self.place, key=shown(key))
        return value

    def word(self, key: str, words: type[_Word], otherwise: _Word) -> _Word:
        """Return one of a closed set of words."""
        value = self.text(key)
        if not self.has(key):
            return otherwise
        return words(self.one_of(key, value, [each.value for each in words]))

    def words(self, key: str, words: type[_Word]) -> tuple[_Word, ...] | None:
        """Return a list of words of a closed set, each once, in the order of the set; None where nothing stands.

        Raises `CaseProblem` for what is no list, for what is no text in it, and for a word that is not among them.
        """
        value = self._entries.get(key)
        if value is None:
            return None
        if not isinstance(value, list):
            raise CaseProblem("case_needs_list", place=self.place, key=key)
        known = [each.value for each in words]
        found: set[str] = set()
        for each in value:
            if not isinstance(each, str):
                raise CaseProblem("case_needs_text", place=self.place, key=key)
            found.add(self.one_of(key, each, known))
        return tuple(each for each in words if each.value in found)

    def one_of(self, key: str, value: str, known: Collection[str]) -> str:
        """Return a word that is among the known ones. Raises `CaseProblem` with the nearest of them, else with all."""
        if value in known:
            return value
        near = nearest(value, known)
        if near:
            raise CaseProblem("case_word_near", place=self.place, key=key, text=shown(value), near=near)
        raise CaseProblem("case_word_unknown", place=self.place, key=key, text=shown(value), known=", ".join(known))

    def day(self, key: str) -> date | None:
        """Return a day written `1954-06-14`, in the years 1900 to 2100."""
        value = self.text(key)
        if not self.has(key):
            return None
        try:
            found = date.fromisoformat(value) if _DAY.fullmatch(value) else None
        except ValueError:
            found = None
        if found is None or not EARLIEST_YEAR <= found.year <= LATEST_YEAR:
            raise CaseProblem("case_day_wrong", place=self.place, key=key, text=shown(value))
        return found

    def whole(self, key: str, most: int) -> int | None:
        """Return a whole number from 0 to `most`, None where there is none."""
        value = self._entries.get(key)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int):
            raise CaseProblem("case_needs_whole_number", place=self.place, key=key)
        if value < 0:
            raise CaseProblem("case_negative", place=self.place, key=key, value=value)
        if value > most:
            raise CaseProblem("case_too_many", place=self.place, key=key, value=value, most=most)
        return value

    def flag(self, key: str) -> bool | None:
        """Return a yes or no, None where it is not stated."""
        value = self._entries.get(key)
        if value is None or isinstance(value, bool):
            return value
        raise CaseProblem("case_needs_yes_no", place=self.place, key=key)

    def currency(self, otherwise: str) -> str:
        """Return the currency: three capital letters, the State's own where none is said."""
        value = self.text("currency")
        if not self.has("currency"):
            return otherwise
        if not _CURRENCY.fullmatch(value):
            raise CaseProblem("case_currency_wrong", place=self.place, text=shown(value))
        return value

    def money(self, key: str, currency: str) -> Money | None:
        """Return an amount, written as text: `"12600.00"`. Raises `CaseProblem` for a bare number."""
        value = self.text(key)
        if not self.has(key):
            return None
        if not _AMOUNT.fullmatch(value):
            raise CaseProblem("case_amount_wrong", place=self.place, key=key, text=shown(value))
        return parse_money(value, currency)

    def table(self, key: str, known: Collection[str] = (), needed: Collection[str] = ()) -> "Fields":
        """Return a table within this one; an empty one where there is none."""
        return Fields.of(self._entries[key], key, known, needed) if self.has(key) else Fields(key, {})

    def tables(self, key: str, word: str, known: Collection[str], needed: Collection[str]) -> list["Fields"]:
        """Return a list of tables, each in its place: `word` and its number, counted from 1."""
        value = self._entries.get(key)
        if value is None:
            return []
        if not isinstance(value, list):
            raise CaseProblem("case_needs_list", place=self.place, key=key)
        return [Fields.of(each, f"{word} {at}", known, needed) for at, each in enumerate(value, start=1)]

    def is_table(self, key: str) -> bool:
        """Tell whether a table stands under a key."""
        return isinstance(self._entries.get(key), _Table)


def nearest(word: str, known: Collection[str]) -> str:
    """Return the known word most like a mistaken one, empty where none is near."""
    folded = {each.casefold(): each for each in known}
    found = difflib.get_close_matches(word.casefold(), folded, n=1)
    return folded[found[0]] if found else ""


def shown(text: str) -> str:
    """Return what was read as it may stand in a sentence on a terminal: printable, and not too long."""
    plain = "".join(letter if letter.isprintable() else "\ufffd" for letter in text)
    return plain if len(plain) <= _LONGEST_SHOWN else f"{plain[:_LONGEST_SHOWN]}…"


def _unknown_key(place: str, key: str, known: Collection[str]) -> CaseProblem:
    near = nearest(key, known)
    if near:
        return CaseProblem("case_key_near", place=place, key=shown(key), near=near)
    return CaseProblem("case_key_unknown", place=place, key=shown(key), known=", ".join(known))
