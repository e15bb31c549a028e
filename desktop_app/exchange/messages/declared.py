"""Objects of a message read and written by their declaration: the type hints of a frozen dataclass and its bounds.

A field that may be None, or has a default, is left out where it says nothing else; everything else must be there.
"""

from collections.abc import Callable, Mapping
from dataclasses import MISSING, dataclass, field, replace
from dataclasses import fields as dataclass_fields
from datetime import date, datetime
from enum import StrEnum
from fractions import Fraction
from types import NoneType, UnionType
from typing import Final, cast, get_args, get_origin, get_type_hints

from desktop_app.domain.money import Money
from desktop_app.exchange.canonical import Json, Unreadable, inside
from desktop_app.exchange.fields import Fields
from desktop_app.exchange.limits import PARTIES
from desktop_app.exchange.messages.shapes import (
    Amount,
    Choice,
    Day,
    Flag,
    Many,
    Matching,
    Moment,
    Shape,
    Share,
    Text,
    Whole,
    Written,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bound:
    """What a type hint does not tell about a field.

    `shape` is that of the value, or of each entry of a list; `most` and `unique` bound the list. `name` is the field's
    name in the message where it is another. `always`: written even where it is the default; `optional`: left out where
    it is empty, although the class has no default. `since` is the era it came with. `says` is told in the published
    schema.
    """

    shape: Shape | None = None
    most: int = PARTIES
    unique: str = ""
    name: str = ""
    always: bool = False
    optional: bool = False
    since: int = 0
    says: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """The bounds of one class: its fields that need any, and the `check` of fields that belong together.

    `check` returns the name of the field that does not go with the others, empty where all is well.
    """

    fields: Mapping[str, Bound]
    check: Callable[..., str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One field of a declared object."""

    attribute: str
    name: str
    shape: Shape
    optional: bool
    default: object
    since: int
    says: str


_PLAIN: Final[Mapping[object, Shape]] = {
    str: Text(),
    bool: Flag(),
    int: Whole(),
    date: Day(),
    datetime: Moment(),
    Fraction: Share(),
    Money: Amount(),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Declared:
    """An object whose fields are those of a frozen dataclass."""

    kind: type
    parts: tuple[Part, ...]
    check: Callable[..., str] | None = None
    _asked: dict[int, "_Asked"] = field(default_factory=dict, init=False, repr=False, compare=False)

    def read(self, fields: Fields, name: str, era: int) -> object:
        """Take the object and read it to its end."""
        return fields.object(name, lambda inner: self.take(inner, era))

    def write(self, value: object, era: int) -> dict[str, Json]:
        """Return the object; what its era does not know and what says nothing is left out."""
        written: dict[str, Json] = {}
        for part in self.parts:
            held = getattr(value, part.attribute)
            if part.since > era or (part.optional and held == part.default):
                continue
            try:
                written[part.name] = part.shape.write(held, era)
            except Unreadable as error:
                raise Unreadable(inside(part.name, error.where) if error.where else part.name) from None
        return written

    def take(self, fields: Fields, era: int) -> object:
        """Read the object's fields; what is left in `fields` was not asked for. Raises `Unreadable`."""
        asked = self._asked.get(era) or self._asked_in(era)
        values, there = asked.defaults.copy(), fields.names
        for attribute, name, optional, read in asked.fields:
            if not optional or name in there:
                values[attribute] = read(fields, name, era)
        made = self.kind(**values)
        wrong = self.check(made) if self.check else ""
        if wrong:
            raise Unreadable(inside(fields.where, wrong))
        return cast("object", made)

    def _asked_in(self, era: int) -> "_Asked":
        known = [part for part in self.parts if part.since <= era]
        asked = _Asked(
            defaults={part.attribute: part.default for part in self.parts if part.since > era or part.optional},
            fields=tuple((part.attribute, part.name, part.optional, part.shape.read) for part in known),
        )
        self._asked[era] = asked
        return asked


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """What the reader of an era asks for: attribute, name, whether it may be missing, and how it is read."""

    defaults: dict[str, object]
    fields: tuple[tuple[str, str, bool, Callable[[Fields, str, int], object]], ...]


class Declarations:
    """All classes of messages with their bounds; each class's shape is made once."""

    def __init__(self, bounds: Mapping[type, Bounds], written: Mapping[type, Written]) -> None:
        self._bounds = bounds
        self._written = written
        self._made: dict[type, Declared] = {}

    def of(self, kind: type) -> Declared:
        """Return the shape of a class. Raises `TypeError` for a type hint no message can hold."""
        if kind not in self._made:
            self._made[kind] = self._declared(kind)
        return self._made[kind]

    def _declared(self, kind: type) -> Declared:
        bounds = self._bounds.get(kind, Bounds(fields={}))
        hints = get_type_hints(kind)
        parts = []
        for entry in dataclass_fields(kind):
            bound = bounds.fields.get(entry.name, Bound())
            shape, may_be_none = self._shape(hints[entry.name], bound)
            default, has_default = None, bound.optional
            if entry.default is not MISSING:
                default, has_default = entry.default, True
            elif bound.optional:
                default = () if isinstance(shape, Many) else ""
            if default == "" and isinstance(shape, Text | Matching):
                shape = replace(shape, empty=True)
            parts.append(
                Part(
                    attribute=entry.name,
                    name=bound.name or entry.name,
                    shape=shape,
                    optional=(has_default or may_be_none) and not bound.always,
                    default=default,
                    since=bound.since,
                    says=bound.says,
                )
            )
        return Declared(kind=kind, parts=tuple(parts), check=bounds.check)

    def _shape(self, hint: object, bound: Bound) -> tuple[Shape, bool]:
        """Return the shape of a type hint, and whether it may be None."""
        if get_origin(hint) is UnionType:
            (bare,) = (option for option in get_args(hint) if option is not NoneType)
            return self._shape(bare, bound)[0], True
        if get_origin(hint) is tuple:
            entry = self._shape(get_args(hint)[0], bound)[0]
            return Many(entry=entry, most=bound.most, unique=bound.unique), False
        if bound.shape is not None:
            return bound.shape, False
        if hint in _PLAIN:
            return _PLAIN[hint], False
        if not isinstance(hint, type):
            raise TypeError(hint)
        if hint in self._written:
            return self._written[hint], False
        return (Choice(kind=hint) if issubclass(hint, StrEnum) else self.of(hint)), False
