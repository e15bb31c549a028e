"""Lines that the summaries of several messages share: who it is about, spans, amounts, remarks, and long lists."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from enum import StrEnum
from typing import Final, TypeVar

from desktop_app.domain.award_notices import Frequency
from desktop_app.domain.money import Money
from desktop_app.domain.person_block import PersonBlock
from desktop_app.domain.time import Certainty
from desktop_app.wording.catalogue import text
from desktop_app.wording.code_words import words_of
from desktop_app.wording.formats import date_words, money_words, month_words

REMARKS_SHOWN: Final = 200
ROWS_SHOWN: Final = 12

_Entry = TypeVar("_Entry")

_IN_FULL: Final = ContextVar("in_full", default=False)
"""Whether long lists and remarks are written out: on paper they are, in the text that travels they are counted."""


@contextmanager
def in_full() -> Iterator[None]:
    """Write out everything within: for the page that has the same content as its message."""
    token = _IN_FULL.set(True)
    try:
        yield
    finally:
        _IN_FULL.reset(token)


def person_line(person: PersonBlock, who: str) -> str:
    """Say whom a message is about, with the numbers of all States."""
    numbers = ", ".join(f"{entry.state} {entry.number}" for entry in person.numbers) or text("none known")
    name = ", ".join(part for part in (person.surname, person.forenames) if part)
    return text("{who}: {name}, born {born}. Numbers: {numbers}.").format(
        who=who, name=name, born=born_words(person), numbers=numbers
    )


def insured_line(person: PersonBlock) -> str:
    """Say which insured person a message is about."""
    return person_line(person, text("Insured person"))


def born_words(person: PersonBlock) -> str:
    """Say a birth date no surer than it is."""
    day = person.birth_date
    match person.birth_certainty:
        case Certainty.EXACT:
            return date_words(day)
        case Certainty.MONTH:
            return f"{month_words(day.month)} {day.year}"
        case Certainty.YEAR:
            return str(day.year)
        case Certainty.GUESS:
            return text("about {year}").format(year=day.year)


def span_words(start: date | None, end: date | None) -> str:
    """Say a span of days, either end of which may be open; empty where both are."""
    if start and end:
        return text("{start} to {end}").format(start=date_words(start), end=date_words(end))
    if start:
        return text("from {start}").format(start=date_words(start))
    return text("until {end}").format(end=date_words(end)) if end else ""


def paid_words(amount: Money, frequency: Frequency) -> str:
    """Say an amount with how often it is paid: `XCD 412.00 a month`."""
    return f"{money_words(amount)} {words_of(frequency)}"


def within(code: StrEnum) -> str:
    """Say what a code means, inside a sentence."""
    said = words_of(code)
    return said[:1].lower() + said[1:]


def joined(*parts: str) -> str:
    """Return the parts that say something, as one sentence."""
    said = ", ".join(part for part in parts if part).rstrip(".")
    return f"{said}." if said else ""


def noted(sentence: str, note: str) -> str:
    """Return a sentence with what was written to it, where anything was and it is not long."""
    shown = " ".join(note.split())
    if not shown:
        return sentence
    if len(shown) > REMARKS_SHOWN and not _IN_FULL.get():
        return f"{sentence} " + text("({count} letters, in the message)").format(count=len(note))
    return f"{sentence} {shown}"


def each(entries: Sequence[_Entry], say: Callable[[_Entry], str], many: str) -> list[str]:
    """Return a line an entry; a long list is counted instead, as `many` says with `{count}`."""
    if len(entries) > ROWS_SHOWN and not _IN_FULL.get():
        return [many.format(count=len(entries))]
    return [say(entry) for entry in entries]


def remarks_lines(remarks: str) -> list[str]:
    """Return what was remarked; a long remark is counted, not cut."""
    if not remarks:
        return []
    if len(remarks) > REMARKS_SHOWN and not _IN_FULL.get():
        return [text("Remarks: {count} letters, in the message.").format(count=len(remarks))]
    return [text("Remarks: {remarks}").format(remarks=remarks)]


def prepared_line(prepared: str, approved: str) -> str:
    """Say who prepared and who approved a document; a paper that was typed in names its signer alone."""
    if not prepared:
        return text("Approved by {approved}.").format(approved=approved)
    return text("Prepared by {prepared}, approved by {approved}.").format(prepared=prepared, approved=approved)


def told(lines: Iterable[str]) -> str:
    """Return the lines that say something, one under the other."""
    return "\n".join(line for line in lines if line)
