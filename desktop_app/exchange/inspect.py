"""What a file is, told without opening it: no key is needed, and nothing personal is there to be read."""

from dataclasses import dataclass
from enum import StrEnum

from desktop_app.exchange.armour import is_text, read_any
from desktop_app.exchange.envelope import OuterName, check_outer, is_age, read_file_name
from desktop_app.exchange.keys import CARD_FORMAT
from desktop_app.exchange.limits import CARD_BYTES
from desktop_app.foundation.problems import ExchangeProblem


class Kind(StrEnum):
    """What sort of file it is."""

    BUNDLE = "bundle"
    BUNDLE_TEXT = "bundle_text"
    OFFICE_CARD = "office_card"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Inspection:
    """What can be seen from outside.

    `name` is what the file's name says, None where it says nothing; `problem` the code of what is wrong with the outer
    layer already, empty for nothing.
    """

    kind: Kind
    size: int
    name: OuterName | None
    problem: str = ""


def inspect(data: bytes, name: str = "") -> Inspection:
    """Look at a file from outside. Raises nothing: what is wrong is in the answer."""
    told = read_file_name(name)
    if is_age(data):
        kind = Kind.BUNDLE
    elif is_text(data):
        kind = Kind.BUNDLE_TEXT
    elif len(data) <= CARD_BYTES and data.lstrip().startswith(b'{"format":"' + CARD_FORMAT.encode() + b'"'):
        return Inspection(kind=Kind.OFFICE_CARD, size=len(data), name=told)
    else:
        return Inspection(kind=Kind.OTHER, size=len(data), name=told, problem="bundle_not_cass")
    try:
        check_outer(read_any(data))
    except ExchangeProblem as problem:
        return Inspection(kind=kind, size=len(data), name=told, problem=problem.code)
    return Inspection(kind=kind, size=len(data), name=told)
