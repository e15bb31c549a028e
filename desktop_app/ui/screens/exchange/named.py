"""Earlier messages, and their rows, in words where a text names them by their ids."""

import re

from desktop_app.domain.periods import InsurancePeriod
from desktop_app.wording.catalogue import plural
from desktop_app.wording.catalogue import text as _
from desktop_app.wording.formats import date_words
from desktop_app.wording.terms import message_type_words
from desktop_app.workflows.named_messages import NamedMessage


def in_words(said: str, named: tuple[NamedMessage, ...]) -> str:
    """Say a text with every message in it, and every row of such a message, named as people name it."""
    return "\n".join(_line_in_words(line, named) for line in said.split("\n"))


def _line_in_words(line: str, named: tuple[NamedMessage, ...]) -> str:
    for message in named:
        told = message_type_words(message.type).lower() in line.lower() and not message.number
        instead = _(" of {day}").format(day=date_words(message.day)) if told else f": {message_words(message)}"
        line = line.replace(f", message {message.message_id}", instead)
        line = line.replace(f": {message.message_id}", f": {message_words(message)}")
        line = line.replace(message.message_id, f"({message_words(message)})")
        for row in message.rows:
            by_id = re.escape(_("row {row}").format(row=row.row_id))
            line = _row_words(row).join(re.split(rf"(?<!\w){by_id}(?![\w-])", line))
    return line


def message_words(message: NamedMessage) -> str:
    """Name a message by its type, a certificate's number and version, its day, and the office that sent it."""
    parts = (
        message_type_words(message.type),
        message.number,
        _("version {version}").format(version=message.version) if message.version else "",
        date_words(message.day),
        _("from {office}").format(office=message.office) if message.office else "",
    )
    return ", ".join(part for part in parts if part)


def _row_words(row: InsurancePeriod) -> str:
    """Name a row by its span, or by its year where it has none, and its weeks."""
    span = str(row.year)
    if row.start and row.end:
        span = _("{start} to {end}").format(start=date_words(row.start), end=date_words(row.end))
    words = plural("row of {span}, {n} week", "row of {span}, {n} weeks", row.weeks)
    return words.format(span=span, n=row.weeks)
