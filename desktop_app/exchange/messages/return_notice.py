"""A message sent back (exchange rules, 4.9): written to and read from canonical JSON, version 1.0."""

from desktop_app.domain.messages import ReturnNotice, ReturnReason
from desktop_app.exchange.canonical import Json
from desktop_app.exchange.fields import UUID, Fields, filled
from desktop_app.exchange.limits import NOTE


def write_return(notice: ReturnNotice) -> dict[str, Json]:
    """Return the body of a return."""
    return {"about_message": notice.about_message, "reason": notice.reason.value, **filled(note=notice.note)}


def read_return(fields: Fields) -> ReturnNotice:
    """Read the body of a return. Raises `Unreadable` with the field's path."""
    return ReturnNotice(
        about_message=fields.matching("about_message", UUID),
        reason=fields.choice("reason", ReturnReason),
        note=fields.maybe_text("note", NOTE, note=True),
    )
