"""What was made from data that goes, or is gone, in words; and how each of it is set right."""

from typing import Final

from desktop_app.domain.messages import MessageType
from desktop_app.wording.catalogue import text as _
from desktop_app.wording.formats import date_words
from desktop_app.wording.terms import message_type_words
from desktop_app.workflows.made_from import Made, MadeLine

PAPER_NAMES: Final[dict[str, str]] = {
    "worksheet": "the worksheet",
    "decision_letter": "the letter of the decision",
    "decision_summary": "the page of all decisions",
}
"""What a kind of paper is called."""


def made_words(line: MadeLine) -> str:
    """Name one thing that was made, and when."""
    day = date_words(line.made_on)
    if line.what is Made.CALCULATION:
        return _("the calculation kept on {day}").format(day=day)
    if line.what is Made.PAPER:
        return _("{paper} of {day}").format(paper=_(PAPER_NAMES[line.code]), day=day)
    kind = message_type_words(MessageType(line.code))
    return _("{what} of {day} for {office}").format(what=kind, day=day, office=line.office)


def made_note(line: MadeLine) -> str:
    """Say on the claim what has to be done about one thing."""
    made = made_words(line)
    said = {
        Made.CALCULATION: _("Made from data destroyed since: {made}. Calculate again and keep it."),
        Made.PAPER: _("Made from data destroyed since: {made}. Issue it again and ask the earlier one back."),
        Made.MESSAGE: _("Made from data destroyed since: {made}. Correct it or take it back."),
    }
    if not line.left:
        return _("Made from data destroyed since, and waiting to be sent: {made}. Decide again: the new one takes its "
                 "place.").format(made=made)  # fmt: skip
    return said[line.what].format(made=made)


def made_warning(lines: tuple[MadeLine, ...]) -> str:
    """Say before the destruction what stays of what was made; empty where nothing was."""
    if not lines:
        return ""
    return _(
        "Made here from it, and not destroyed with it: {made}. The claim names each until it is made again or taken "
        "back."
    ).format(made="; ".join(made_words(line) for line in lines))
