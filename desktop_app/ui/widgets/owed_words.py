"""What is owed in words, where several screens show it: the most urgent of it in a line, and the verb of its button."""

from desktop_app.wording.catalogue import plural
from desktop_app.wording.catalogue import text as _
from desktop_app.wording.formats import date_words
from desktop_app.wording.obligation_words import obligation_kind_words
from desktop_app.workflows.obligations import ObligationLine, Remedy


def strip_words(line: ObligationLine, count: int) -> str:
    """Say what is most urgent of what is owed, and how much more there is."""
    late = -line.days
    when = (
        plural("{n} day overdue", "{n} days overdue", late).format(n=late)
        if late > 0
        else _("due {day}").format(day=date_words(line.due_on))
    )
    owes = _("We owe {office}: {what}, {when}") if line.ours else _("{office} owes us: {what}, {when}")
    said = owes.format(office=line.partner_name, what=obligation_kind_words(line.kind), when=when)
    more = plural("and {n} more", "and {n} more", count - 1).format(n=count - 1)
    return f"{said}; {more}" if count > 1 else said


def remedy_words(remedy: Remedy) -> str:
    """Name what the button of an obligation does."""
    return {
        Remedy.REMIND: _("Remind…"),
        Remedy.SEND_QUESTION: _("Send the question"),
        Remedy.ANSWER: _("Answer…"),
        Remedy.CALL_HEAD: _("Call the head…"),
        Remedy.SENT_ALREADY: _("Call them…"),
        Remedy.NONE: _("Look at it…"),
    }[remedy]
