"""What of a message another system does not get, and why: words for the list beside an export."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from enum import StrEnum
from fractions import Fraction
from typing import Final

from desktop_app.domain.money import Money
from desktop_app.wording.catalogue import text
from desktop_app.wording.code_words import words_of
from desktop_app.wording.field_words import place_words
from desktop_app.wording.formats import date_words, fraction_words, moment_words, money_words

_MOST_VALUES: Final = 3
_LONGEST: Final = 80

WHY: Final[Mapping[str, str]] = {
    "attached": "A file that goes with the message; send it beside the export.",
    "less_exact": "It is carried over, but the other side has only a wider word for it.",
    "names_apart": "The other side has fields for each street, town, country or name; here it is one text.",
    "no_code": "The other side has no code for it.",
    "no_connection": "An address to answer to online; this office has none.",
    "no_document": "The other side has no document for such a message.",
    "no_earnings": "The other side does not ask for earnings with the periods.",
    "no_field": "The other side has no field for it.",
    "not_published": "The other side has a place for it, but its name is not published.",
    "one_only": "The other side has room for one; the first was carried over.",
    "one_survivor": "The other side tells of one survivor, who is the claimant, and of children.",
    "other_document": "The other side tells it in another document, which is made there.",
    "other_sector": "The other side deals with accidents at work in another branch, with documents of its own.",
    "own_exchange": "It belongs to the exchange between our offices.",
    "own_numbering": "It points into our own message; the other side points by the sections of its documents.",
    "said_above": "The text made from the other fields; it says nothing of its own.",
    "said_by_sender": "The other side takes it from who sends the document.",
    "signed_by_gateway": "The gateway that sends it signs it; our own signature is in the sealed bundle.",
    "taken": "Its place is taken by another value of the same message.",
}
"""Why a field is not carried over, by its code."""

TARGETS: Final[Mapping[str, str]] = {
    "eessi": "EESSI (social security institutions of Europe)",
    "dci": "DCI (gateways of social protection systems)",
}
"""Other standards, by their codes."""

HEADER: Final[Mapping[str, str]] = {
    "meta": "Further information (meta)",
    "receiver_id": "Who it goes to (receiver_id)",
    "sender_uri": "Address for answers (sender_uri)",
    "signature": "Signature (signature)",
}
"""Fields of another standard that stay empty."""


def why_words(code: str) -> str:
    """Say why a field is not carried over."""
    return text(WHY[code])


def target_words(code: str) -> str:
    """Name another standard."""
    return text(TARGETS[code])


def lost_words(path: str, values: Iterable[object]) -> tuple[str, str]:
    """Return the name of a field that is not carried over and what stands in it, shortened where it is long."""
    shown = [each for each in dict.fromkeys(value_words(value) for value in values) if each]
    said = "; ".join(shown[:_MOST_VALUES])
    if len(said) > _LONGEST:
        said = said[: _LONGEST - 1].rstrip() + "…"
    if len(shown) > _MOST_VALUES:
        said = text("{values} and {n} more").format(values=said, n=len(shown) - _MOST_VALUES)
    return text(HEADER[path]) if path in HEADER else place_words(path), said


def value_words(value: object) -> str:  # noqa: PLR0911 - one line a kind of value
    """Say the value of a field of a message."""
    match value:
        case bool():
            return text("yes") if value else text("no")
        case StrEnum():
            return words_of(value)
        case datetime():
            return moment_words(value)
        case date():
            return date_words(value)
        case Money():
            return money_words(value)
        case Fraction():
            return fraction_words((value.numerator, value.denominator))
        case tuple():
            return ", ".join(value_words(one) for one in value)
        case _:
            return " ".join(str(value).split())
