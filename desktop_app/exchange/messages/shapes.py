"""The shapes a field of a message can have: how each is read strictly and written, with its bounds.

`era` counts the versions of what is shared: 0 for the four types of the first program in their version 1.0, 1 since.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from fractions import Fraction
from types import MappingProxyType
from typing import Final, Protocol, cast

from desktop_app.domain.money import Money
from desktop_app.exchange.canonical import Json, Unreadable, inside
from desktop_app.exchange.fields import CURRENCY, Fields
from desktop_app.exchange.limits import LARGEST_INTEGER, NAME

FIRST_ERA: Final = 0
PRESENT_ERA: Final = 1


class Shape(Protocol):
    """What stands in a field."""

    def read(self, fields: Fields, name: str, era: int) -> object:
        """Take the field. Raises `Unreadable` with its path."""

    def write(self, value: object, era: int) -> Json:
        """Return the value as JSON. Raises `Unreadable` where that era has no way to say it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """Text of at most `most` characters; a note may have several lines."""

    most: int = NAME
    empty: bool = False
    note: bool = False

    def read(self, fields: Fields, name: str, _: int) -> str:
        """Take the text."""
        return fields.text(name, self.most, empty=self.empty, note=self.note)

    def write(self, value: object, _: int) -> Json:
        """Return the text."""
        return cast("str", value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Matching:
    """Text of one exact shape, or an empty one where `empty`."""

    pattern: re.Pattern[str]
    empty: bool = False

    def read(self, fields: Fields, name: str, _: int) -> str:
        """Take the text."""
        return fields.matching(name, self.pattern, empty=self.empty)

    def write(self, value: object, _: int) -> Json:
        """Return the text."""
        return cast("str", value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Whole:
    """A whole number from `low` to `high`."""

    low: int = 0
    high: int = LARGEST_INTEGER

    def read(self, fields: Fields, name: str, _: int) -> int:
        """Take the number."""
        return fields.number(name, self.low, self.high)

    def write(self, value: object, _: int) -> Json:
        """Return the number."""
        return cast("int", value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Flag:
    """True or false."""

    def read(self, fields: Fields, name: str, _: int) -> bool:
        """Take the flag."""
        return fields.flag(name)

    def write(self, value: object, _: int) -> Json:
        """Return the flag."""
        return cast("bool", value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """A date, `2014-06-14`."""

    def read(self, fields: Fields, name: str, _: int) -> date:
        """Take the date."""
        return fields.day(name)

    def write(self, value: object, _: int) -> Json:
        """Return the date as text."""
        return cast("date", value).isoformat()


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A time in whole seconds with its offset from UTC."""

    def read(self, fields: Fields, name: str, _: int) -> datetime:
        """Take the time."""
        return fields.moment(name)

    def write(self, value: object, _: int) -> Json:
        """Return the time as text."""
        return cast("datetime", value).isoformat()


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One of a closed set. `since` names members that came in a later era."""

    kind: type[StrEnum]
    since: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))

    def read(self, fields: Fields, name: str, era: int) -> StrEnum:
        """Take the member."""
        value = fields.choice(name, self.kind)
        if self.since.get(value.value, FIRST_ERA) > era:
            raise Unreadable(inside(fields.where, name))
        return value

    def write(self, value: object, era: int) -> Json:
        """Return the member's code."""
        code = cast("StrEnum", value).value
        if self.since.get(code, FIRST_ERA) > era:
            raise Unreadable
        return code


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """An exact part of a whole, as two whole numbers."""

    def read(self, fields: Fields, name: str, _: int) -> Fraction:
        """Take the fraction."""
        return fields.object(name, self._fraction)

    def write(self, value: object, _: int) -> Json:
        """Return both numbers."""
        share = cast("Fraction", value)
        return {"numerator": share.numerator, "denominator": share.denominator}

    @staticmethod
    def _fraction(fields: Fields) -> Fraction:
        return Fraction(fields.number("numerator"), fields.number("denominator", 1))


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """Money: whole minor units and a currency."""

    def read(self, fields: Fields, name: str, _: int) -> Money:
        """Take the amount."""
        return fields.object(name, self._money)

    def write(self, value: object, _: int) -> Json:
        """Return minor units and currency."""
        money = cast("Money", value)
        return {"minor": money.minor, "currency": money.currency}

    @staticmethod
    def _money(fields: Fields) -> Money:
        return Money(minor=fields.number("minor", -LARGEST_INTEGER), currency=fields.matching("currency", CURRENCY))


@dataclass(frozen=True, slots=True, kw_only=True)
class Many:
    """A list of at most `most`; where `unique` names a field, no two entries have the same in it."""

    entry: Shape
    most: int
    unique: str = ""

    def read(self, fields: Fields, name: str, era: int) -> tuple[object, ...]:
        """Take the list."""
        entries, count = fields.entries(name, self.most)
        values = tuple(self.entry.read(entries, str(index), era) for index in range(count))
        if self.unique:
            seen: set[object] = set()
            for index, value in enumerate(values):
                key = getattr(value, self.unique)
                if key in seen:
                    raise Unreadable(inside(inside(entries.where, index), self.unique))
                seen.add(key)
        return values

    def write(self, value: object, era: int) -> Json:
        """Return the list."""
        return [self.entry.write(entry, era) for entry in cast("tuple[object, ...]", value)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """An object with a reader and a writer of its own; `like` is the class that declares its fields."""

    reader: Callable[[Fields, int], object]
    writer: Callable[[object, int], dict[str, Json]]
    like: type

    def read(self, fields: Fields, name: str, era: int) -> object:
        """Take the object and read it to its end."""
        return fields.object(name, lambda inner: self.reader(inner, era))

    def write(self, value: object, era: int) -> Json:
        """Return the object."""
        return self.writer(value, era)
