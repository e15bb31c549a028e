"""What a file is, told without opening it: no key is needed, and nothing personal is there to be read."""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from desktop_app.exchange.armour import decoded, is_text, read_any
from desktop_app.exchange.envelope import OuterName, check_outer, format_of, is_age, read_file_name, recipients
from desktop_app.exchange.keys import CARD_FORMAT, read_card
from desktop_app.exchange.limits import CARD_BYTES
from desktop_app.exchange.mails import bundles_in
from desktop_app.foundation.problems import ExchangeProblem

_HEAD: Final = 4_000
"""How far into a text its head is looked for."""


class Kind(StrEnum):
    """What sort of file it is."""

    BUNDLE = "bundle"
    BUNDLE_TEXT = "bundle_text"
    WRAPPED = "wrapped"
    """A mail, a text or a ZIP with one bundle or several in it."""

    OFFICE_CARD = "office_card"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Inspection:
    """What can be seen from outside.

    `name` is what the file's name says, or the head of a text, None where neither does; `recipients` are the kinds of
    the keys a bundle is sealed for (whose they are nothing outside tells); `office` and `key_id` are of a card.
    `format` is what the file itself says, empty for nothing; `problem` is the code of what is wrong with the outer
    layer already, empty for nothing. `held` counts the bundles in a mail, a text or a ZIP; the first is told of.
    """

    kind: Kind
    size: int
    name: OuterName | None
    recipients: tuple[str, ...] = ()
    office: str = ""
    key_id: str = ""
    problem: str = ""
    format: str = ""
    held: int = 0


def inspect(data: bytes, name: str = "") -> Inspection:
    """Look at a file from outside. Raises nothing: what is wrong is in the answer."""
    told = read_file_name(name)
    if is_age(data):
        return _bundle(data, Kind.BUNDLE, len(data), told)
    if is_text(data):
        head = decoded(data[:_HEAD])
        return _bundle(data, Kind.BUNDLE_TEXT, len(data), told or read_file_name(head))
    if len(data) <= CARD_BYTES and data.lstrip().startswith(b'{"format":"' + CARD_FORMAT.encode() + b'"'):
        return _card(data, told)
    return _wrapped(data, told)


def _wrapped(data: bytes, name: OuterName | None) -> Inspection:
    try:
        held = bundles_in(data)
    except ExchangeProblem as problem:
        return Inspection(kind=Kind.OTHER, size=len(data), name=name, problem=problem.code)
    first = _bundle(held[0], Kind.WRAPPED, len(data), name)
    return replace(first, held=len(held))


def _bundle(data: bytes, kind: Kind, size: int, name: OuterName | None) -> Inspection:
    try:
        outer = read_any(data)
    except ExchangeProblem as problem:
        return Inspection(kind=kind, size=size, name=name, problem=problem.code)
    told = format_of(outer)
    try:
        check_outer(outer)
    except ExchangeProblem as problem:
        return Inspection(kind=kind, size=size, name=name, format=told, problem=problem.code)
    return Inspection(kind=kind, size=size, name=name, format=told, recipients=recipients(outer))


def _card(data: bytes, name: OuterName | None) -> Inspection:
    try:
        card = read_card(data)
    except ExchangeProblem as problem:
        return Inspection(kind=Kind.OFFICE_CARD, size=len(data), name=name, format=CARD_FORMAT, problem=problem.code)
    return Inspection(
        kind=Kind.OFFICE_CARD,
        size=len(data),
        name=name,
        format=CARD_FORMAT,
        office=card.office.code,
        key_id=card.keys.key_id,
    )
