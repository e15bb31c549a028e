"""Earlier messages in words where a text names them by their ids."""

from desktop_app.wording.catalogue import text as _
from desktop_app.wording.formats import date_words
from desktop_app.wording.terms import message_type_words
from desktop_app.workflows.named_messages import NamedMessage


def in_words(said: str, named: tuple[NamedMessage, ...]) -> str:
    """Say a text with every message in it named as people name it."""
    return "\n".join(_line_in_words(line, named) for line in said.split("\n"))


def _line_in_words(line: str, named: tuple[NamedMessage, ...]) -> str:
    for message in named:
        told = message_type_words(message.type).lower() in line.lower() and not message.number
        instead = _(" of {day}").format(day=date_words(message.day)) if told else f": {message_words(message)}"
        line = line.replace(f", message {message.message_id}", instead)
        line = line.replace(message.message_id, f"({message_words(message)})")
    return line


def message_words(message: NamedMessage) -> str:
    """Name a message by its type, a certificate's number and version, and its day."""
    parts = (
        message_type_words(message.type),
        message.number,
        _("version {version}").format(version=message.version) if message.version else "",
        date_words(message.day),
    )
    return ", ".join(part for part in parts if part)
