"""To which office goes what is not for this one: a message of another office, or a claim that was taken here."""

from PySide6.QtWidgets import QWidget

from desktop_app.domain.case_notices import ForwardReason
from desktop_app.foundation.progress import Progress
from desktop_app.ui.tasks import Tasks
from desktop_app.ui.widgets.buttons import PrimaryButton
from desktop_app.ui.widgets.drawing import Tone
from desktop_app.ui.widgets.fields import ChoiceField, LineField
from desktop_app.ui.widgets.question import Question
from desktop_app.ui.widgets.said_line import SaidLines
from desktop_app.wording.catalogue import plural
from desktop_app.wording.catalogue import text as _
from desktop_app.wording.code_words import words_of
from desktop_app.wording.formats import date_words
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.forward_message import LONGEST_TEXT, Forwarding, forward_message
from desktop_app.workflows.hand_over_claim import HandingOver, hand_over_claim


class ForwardDialog(Question):
    """To which office a message goes, and why; what that means for the claim and for both offices is said."""

    def __init__(self, forwarding: Forwarding | HandingOver, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(
            _("Pass to another office"), _sentence(forwarding), PrimaryButton(_("&Pass it on"), "send"), parent
        )
        self._forwarding, self._tasks = forwarding, tasks
        offices = [
            (known.card.office.code, f"{known.card.office.name} ({known.card.office.code})")
            for known in forwarding.choices
        ]
        reasons = [(reason.value, words_of(reason)) for reason in ForwardReason]
        self.office = ChoiceField(_("&To which office"), offices, placeholder=_("Choose the competent office"))
        self.office.set_key("")
        self.reason = ChoiceField(_("&Why"), reasons, placeholder=_("Choose the reason"))
        self.reason.set_key("")
        self.note = LineField(_("N&ote for both offices (may stay empty)"))
        for widget in (self.office, self.reason, self.note):
            self.body.addWidget(widget)
        said = SaidLines()
        if isinstance(forwarding, HandingOver):
            said.show_lines(handing_over_lines(forwarding))
        else:
            said.show_lines(forward_lines(forwarding))
        self.body.addWidget(said)
        self.body.addStretch(1)
        self.office.setFocus()

    def _missing(self) -> str:
        office = "" if self.office.key() else _("Choose the office.")
        if not self._forwarding.choices:
            office = _("No other office has a key that was compared: add its card under Offices.")
        reason = "" if self.reason.key() else _("Choose the reason.")
        self.office.set_finding("error" if office else "", office)
        self.reason.set_finding("error" if reason else "", reason)
        over = len(self.note.text()) - LONGEST_TEXT
        note = _("The note is {n} characters too long.").format(n=over) if over > 0 else ""
        self.note.set_finding("error" if note else "", note)
        self._grow()
        return office or reason or note

    def _grow(self) -> None:
        """Make room for what is said below the fields."""
        if (column := self.layout()) is not None:
            column.activate()
            self.resize(self.width(), max(self.height(), column.totalHeightForWidth(self.width())))

    def _on_act(self) -> None:
        if self._missing():
            return
        meant, office, text = self._forwarding, self.office.key(), self.note.text()
        reason = ForwardReason(self.reason.key())

        def job(desk: Desk, _progress: Progress) -> None:
            if isinstance(meant, HandingOver):
                hand_over_claim(desk, meant.claim_id, to_office=office, reason=reason, text=text)
            else:
                forward_message(desk, meant.message_id, to_office=office, reason=reason, text=text)

        self.follow(self._tasks.run(job))


def _sentence(forwarding: Forwarding | HandingOver) -> str:
    if isinstance(forwarding, HandingOver):
        return _(
            "For a claim taken here of a person never insured here: the office of the last insurance examines it "
            "from now on."
        )
    sender = forwarding.office.card.office.name
    return _("It goes on whole, as {sender} signed it. {sender} is told where it went.").format(sender=sender)


def forward_lines(forwarding: Forwarding) -> tuple[tuple[Tone, str], ...]:
    """Say what stays and what ends when a message is passed on."""
    lines: list[tuple[Tone, str]] = []
    if forwarding.filing_date is not None:
        words = _("The claim of {name} counts as filed on {day} in every State: that stays.").format(
            name=forwarding.person_name, day=date_words(forwarding.filing_date)
        )
        lines.append(("neutral", words))
    if forwarding.claim_number:
        words = _("Case {number} closes here, and what this office owes in it is owed no longer.").format(
            number=forwarding.claim_number
        )
        lines.append(("warn", words))
    else:
        lines.append(("neutral", _("Nothing of it is entered here.")))
    return tuple(lines)


def handing_over_lines(meant: HandingOver) -> tuple[tuple[Tone, str], ...]:
    """Say what stays and what ends when a claim of this office goes on, and what speaks against it."""
    words = _("The claim of {name} counts as filed on {day} in every State: that stays.")
    lines: list[tuple[Tone, str]] = [
        ("neutral", words.format(name=meant.person_name, day=date_words(meant.filing_date))),
        (
            "warn",
            _("Case {number} closes here, and what is owed in it is owed no longer.").format(number=meant.claim_number),
        ),
    ]
    if meant.told:
        words = _("Told who examines it now: {offices}.").format(offices=", ".join(meant.told))
        lines.append(("neutral", words))
    if meant.certified_here:
        lines.append(("bad", _("Our own records show insurance periods of this person: look again.")))
    elif meant.rows_here:
        words = plural(
            "{n} row of work is stated in our own State: look again.",
            "{n} rows of work are stated in our own State: look again.",
            meant.rows_here,
        )
        lines.append(("bad", words.format(n=meant.rows_here)))
    return tuple(lines)
