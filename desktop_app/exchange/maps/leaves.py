"""Every field of a message as one flat list, from the declarations by which messages are read and written.

A pattern names a field without the numbers of rows, `body.rows[].weeks_paid`. Lists of plain values, amounts and shares
are one field each. The type and its version are not among them: they say which map to take.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from fractions import Fraction
from typing import Final, cast

from desktop_app.domain.messages import MessageType
from desktop_app.domain.money import Money
from desktop_app.exchange.canonical import Json
from desktop_app.exchange.messages.certificate import CertificateForm
from desktop_app.exchange.messages.declared import Declared
from desktop_app.exchange.messages.head import HEAD, Head
from desktop_app.exchange.messages.registry import DECLARATIONS, KINDS
from desktop_app.exchange.messages.shapes import Amount, Choice, Day, Many, Moment, Shape, Share, Written

BODY: Final = "body"
ROWS: Final = "[]"
_MINOR_UNITS: Final = frozenset({"earnings", "stated_earnings"})
"""Fields of a certificate that are minor units of its one currency."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf:
    """A field that says something: its pattern, the rows it stands in, counted from 0, and its value in the domain."""

    pattern: str
    rows: tuple[int, ...]
    value: object

    @property
    def path(self) -> str:
        """The field with its rows, `body.rows.3.weeks_paid`."""
        path = self.pattern
        for row in self.rows:
            path = path.replace(ROWS, f".{row}", 1)
        return path


def patterns(kind: MessageType) -> tuple[str, ...]:
    """Return the pattern of every field that a type of message can have, those of the head first."""
    return (*_patterns(HEAD.of(Head), ""), *_patterns(KINDS[kind].shape, BODY))


def leaves(kind: MessageType, told: Mapping[str, Json]) -> Iterator[Leaf]:
    """Yield every field that a message, as it is written, says something in, also by leaving the ordinary out."""
    yield from _leaves(HEAD.of(Head), told, "", (), "")
    yield from _leaves(KINDS[kind].shape, told[BODY], BODY, (), "")


def text_of(value: object) -> str:
    """Return a plain value as codes and conditions know it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return value.isoformat() if isinstance(value, date) else str(value)


def _whole(shape: Shape) -> Declared | None:
    """Return the declaration behind an object, None for a plain value."""
    if isinstance(shape, Written):
        return DECLARATIONS.of(shape.like)
    return shape if isinstance(shape, Declared) else None


def _patterns(shape: Shape, path: str) -> Iterator[str]:
    if isinstance(shape, Many) and _whole(shape.entry):
        yield from _patterns(shape.entry, path + ROWS)
        return
    whole = _whole(shape)
    if whole is None:
        yield path
        return
    for part in whole.parts:
        yield from _patterns(part.shape, f"{path}.{part.name}" if path else part.name)


def _leaves(shape: Shape, told: Json, path: str, rows: tuple[int, ...], currency: str) -> Iterator[Leaf]:
    if isinstance(shape, Many) and _whole(shape.entry):
        for number, entry in enumerate(cast("list[Json]", told)):
            yield from _leaves(shape.entry, entry, path + ROWS, (*rows, number), currency)
        return
    whole = _whole(shape)
    if whole is None:
        value = _value(shape, told)
        if currency and path.rpartition(".")[2] in _MINOR_UNITS:
            value = Money(minor=cast("int", told), currency=currency)
        yield Leaf(pattern=path, rows=rows, value=value)
        return
    inside = cast("Mapping[str, Json]", told)
    if whole.kind is CertificateForm:
        currency = cast("str", inside["currency"])
    for part in whole.parts:
        place = f"{path}.{part.name}" if path else part.name
        if part.name in inside:
            yield from _leaves(part.shape, inside[part.name], place, rows, currency)
        elif _speaks(part.shape, part.default):
            yield Leaf(pattern=place, rows=rows, value=part.default)


def _speaks(shape: Shape, default: object) -> bool:
    """Whether leaving a field out says something: the ordinary code, or all of a set of codes."""
    return isinstance(default, StrEnum) or (
        default == () and isinstance(shape, Many) and isinstance(shape.entry, Choice)
    )


def _value(shape: Shape, told: Json) -> object:
    if isinstance(shape, Many):
        return tuple(_value(shape.entry, entry) for entry in cast("list[Json]", told))
    if isinstance(shape, Choice | Day | Moment):
        said = cast("str", told)
        return shape.kind(said) if isinstance(shape, Choice) else _DAYS[type(shape)](said)
    if isinstance(shape, Amount | Share):
        return _pair(shape, cast("Mapping[str, Json]", told))
    return told


_DAYS: Final[Mapping[type, Callable[[str], object]]] = {Day: date.fromisoformat, Moment: datetime.fromisoformat}


def _pair(shape: Amount | Share, told: Mapping[str, Json]) -> object:
    if isinstance(shape, Amount):
        return Money(minor=cast("int", told["minor"]), currency=cast("str", told["currency"]))
    return Fraction(cast("int", told["numerator"]), cast("int", told["denominator"]))
