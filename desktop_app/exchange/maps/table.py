"""A table that says where each field of our messages goes in another standard, read strictly.

What each word of the file means is told at its head. Reading never looks at a message.
"""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Final, cast

from desktop_app.domain.messages import MessageType

FORMAT: Final = "cass-desk map 1"
ANY: Final = "*"
"""In a table of codes: every other value."""

_STEP: Final = re.compile(r"(?P<name>[^.\[\]]+)(\[(?P<row>\d*)\])?")
_CONFIDENCE: Final = frozenset({"high", "medium", "low"})


class Why(StrEnum):
    """Why a field is not carried over, or arrives less exact."""

    NO_FIELD = "no_field"
    NO_CODE = "no_code"
    NO_DOCUMENT = "no_document"
    NO_EARNINGS = "no_earnings"
    NAMES_APART = "names_apart"
    NOT_PUBLISHED = "not_published"
    ONE_ONLY = "one_only"
    ONE_SURVIVOR = "one_survivor"
    OTHER_DOCUMENT = "other_document"
    OTHER_SECTOR = "other_sector"
    OWN_EXCHANGE = "own_exchange"
    OWN_NUMBERING = "own_numbering"
    SAID_ABOVE = "said_above"
    SAID_BY_SENDER = "said_by_sender"
    ATTACHED = "attached"
    TAKEN = "taken"
    LESS_EXACT = "less_exact"
    SIGNED_BY_GATEWAY = "signed_by_gateway"
    NO_CONNECTION = "no_connection"


class Way(StrEnum):
    """How a value is written in the other standard."""

    TEXT = "text"
    SUM = "sum"
    AMOUNT = "amount"
    CURRENCY = "currency"
    DAYS = "days"
    THREE_PENSIONS = "three_pensions"
    THREE_PENSIONS_OR_ALL = "three_pensions_or_all"


class TableUnreadable(ValueError):  # noqa: N818 - it names what is wrong with a table, nobody has erred at run time
    """A table of ours that cannot be read; its text is the place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step into the other document. `rows`: a list; `at`: its one place, None for the rows of our own list."""

    name: str
    rows: bool = False
    at: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One way a field goes over. `chooses`: it is carried by which document or list is filled, not by a place in it."""

    to: tuple[Step, ...] = ()
    documents: tuple[str, ...] = ()
    when: Mapping[str, frozenset[str]] = field(default_factory=lambda: MappingProxyType({}))
    otherwise: Why = Why.NO_FIELD
    codes: str = ""
    way: Way = Way.TEXT
    less: frozenset[str] = frozenset()
    chooses: bool = False
    group: tuple[str, str] = ("", "")
    source: str = ""
    confidence: str = ""

    @property
    def rows(self) -> int:
        """How many lists of ours the place is in."""
        return sum(step.rows and step.at is None for step in self.to)


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """What is decided of one field: the lines it goes over by, or why it does not. `ordinary` values say nothing."""

    lines: tuple[Line, ...] = ()
    why: Why | None = None
    ordinary: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A document of the other standard that a message is told in; `sed` names it, by the value of the field `by`.

    It is told where it has anything in it; one that `needs` something, where that is in it.
    """

    id: str
    sed: Mapping[str, str]
    by: str
    style: str
    needs: str
    fixed: tuple[tuple[tuple[Step, ...], str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageMap:
    """The map of one type of message. `everything` is why nothing of it is carried, None where something is."""

    documents: tuple[Document, ...]
    fields: Mapping[str, Decided]
    everything: Why | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Codes:
    """A table of values; for those in `less` the other standard has only a wider word."""

    values: Mapping[str, str]
    less: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class MapTable:
    """A whole table."""

    sources: Mapping[str, Mapping[str, str]]
    styles: Mapping[str, tuple[str, Mapping[str, str]]]
    codes: Mapping[str, Codes]
    messages: Mapping[MessageType, MessageMap]


def read_table(data: bytes) -> MapTable:
    """Read a table. Raises `TableUnreadable` with the place that does not keep to its own rules."""
    try:
        told = tomllib.loads(data.decode())
        return _Reader(told).table()
    except TableUnreadable:
        raise
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise TableUnreadable(str(error)) from error


def path_of(written: str) -> tuple[Step, ...]:
    """Read a path, `nav.bruker.person.pin[].land`. Raises `TableUnreadable`."""
    steps = []
    for step in written.split("."):
        found = _STEP.fullmatch(step)
        if found is None:
            raise TableUnreadable(written)
        row = found["row"]
        steps.append(Step(name=found["name"], rows=row is not None, at=int(row) if row else None))
    return tuple(steps)


class _Reader:
    """Reads one table, with its place for what goes wrong."""

    def __init__(self, told: Mapping[str, Any]) -> None:
        self._told = told
        self._codes = told["codes"]

    def table(self) -> MapTable:
        if self._told["format"] != FORMAT:
            raise TableUnreadable("format")
        messages = {MessageType(name): self._message(name, told) for name, told in self._told["messages"].items()}
        return MapTable(
            sources=self._told["sources"],
            styles={name: (told["named"], told["constants"]) for name, told in self._told["styles"].items()},
            codes={
                name: Codes(values=told["values"], less=frozenset(told.get("less", ())))
                for name, told in self._codes.items()
            },
            messages=messages,
        )

    def _message(self, name: str, told: Mapping[str, Any]) -> MessageMap:
        documents = tuple(self._document(entry) for entry in told["documents"])
        first = documents[0].id if documents else ""
        fields: dict[str, Decided] = {}
        for part in told.get("parts", ()):
            for key, entry in self._told["parts"][part["part"]].items():
                at = part.get("at", "")
                pattern = f"{at}.{key}" if at else key
                decided = self._decided(f"{name}.{pattern}", entry, part, tuple(part.get("in", (first,))))
                if pattern in fields and (fields[pattern].why or decided.why):
                    raise TableUnreadable(f"{name}.{pattern}")
                known = fields.get(pattern, Decided()).lines
                fields[pattern] = Decided(lines=(*known, *decided.lines), why=decided.why, ordinary=decided.ordinary)
        for pattern, entry in told.get("fields", {}).items():
            if pattern in fields:
                raise TableUnreadable(f"{name}.{pattern}")
            fields[pattern] = self._decided(f"{name}.{pattern}", entry, {}, (first,))
        return MessageMap(documents=documents, fields=fields, everything=Why(told["all"]) if "all" in told else None)

    def _document(self, told: Mapping[str, Any]) -> Document:
        sed = told["sed"]
        self._known_source(told["source"])
        fixed = told.get("fixed", ())
        for entry in fixed:
            self._known_source(entry["source"])
        return Document(
            id=told["id"],
            sed={ANY: sed} if isinstance(sed, str) else sed,
            by=told.get("by", ""),
            style=told["style"],
            needs=told.get("needs", ""),
            fixed=tuple((path_of(entry["to"]), entry["value"]) for entry in fixed),
        )

    def _decided(self, place: str, told: object, part: Mapping[str, Any], documents: tuple[str, ...]) -> Decided:
        if isinstance(told, str):
            return Decided(why=Why(told))
        entries = cast("Sequence[Mapping[str, Any]]", told if isinstance(told, list) else [told])
        ordinary = frozenset(str(value) for entry in entries for value in entry.get("ordinary", ()))
        if "why" in entries[0]:
            return Decided(why=Why(entries[0]["why"]), ordinary=ordinary)
        return Decided(lines=tuple(self._line(place, entry, part, documents) for entry in entries), ordinary=ordinary)

    def _line(self, place: str, told: Mapping[str, Any], part: Mapping[str, Any], documents: tuple[str, ...]) -> Line:
        at = part.get("at", "")
        self._known_source(told["source"])
        if told["confidence"] not in _CONFIDENCE or ("to" in told) == ("chooses" in told):
            raise TableUnreadable(place)
        codes = told.get("codes", "")
        if codes and codes not in self._codes:
            raise TableUnreadable(f"{place}: {codes}")
        less = told.get("less", ())
        to = told.get("to", "")
        group = part.get("group", "")
        return Line(
            to=path_of(f"{part['to']}.{to}" if part.get("to") else to) if to else (),
            documents=tuple(told.get("in", documents)),
            when={f"{at}.{key}" if at else key: frozenset(values) for key, values in told.get("when", {}).items()},
            otherwise=Why(told.get("otherwise", Why.NO_FIELD)),
            codes=codes,
            way=Way(told.get("as", Way.TEXT)),
            less=frozenset({ANY}) if less is True else frozenset(less),
            chooses="chooses" in told,
            group=(group, f"{at}.type") if group else ("", ""),
            source=told["source"],
            confidence=told["confidence"],
        )

    def _known_source(self, source: str) -> None:
        if source.partition("/")[0] not in self._told["sources"]:
            raise TableUnreadable(source)
