"""Earlier messages in words where a text names them by their ids."""

from desktop_app.wording.catalogue import text as _
from desktop_app.wording.formats import date_words
from desktop_app.wording.terms import message_type_words
from desktop_app.workflows.named_messages import NamedMessage


def in_words(said: str, named: tuple[NamedMessage, ...]) -> str:
    """Say a text with every message in it named as people name it."""
    for message in named:
        said = said.replace(message.message_id, f"({message_words(message)})")
    return said


def message_words(message: NamedMessage) -> str:
    """Name a message by its type, a certificate's number and version, and its day."""
    parts = (
        message_type_words(message.type),
        message.number,
        _("version {version}").format(version=message.version) if message.version else "",
        date_words(message.day),
    )
    return ", ".join(part for part in parts if part)
