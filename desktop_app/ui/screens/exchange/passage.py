"""Messages under way: one that is not for us goes to the office that is competent; one that never came leaves again."""

from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from desktop_app.domain.case_notices import ForwardReason
from desktop_app.foundation.progress import Progress
from desktop_app.ui.screens.exchange.presenter import ExchangePresenter
from desktop_app.ui.screens.exchange.received_page import ReceivedPage
from desktop_app.ui.screens.exchange.sending_page import SendingPage
from desktop_app.ui.tasks import Tasks
from desktop_app.ui.widgets.buttons import PrimaryButton
from desktop_app.ui.widgets.drawing import Tone
from desktop_app.ui.widgets.fields import ChoiceField, LineField
from desktop_app.ui.widgets.question import Question
from desktop_app.ui.widgets.said_line import SaidLines
from desktop_app.wording.catalogue import text as _
from desktop_app.wording.code_words import words_of
from desktop_app.wording.formats import date_words
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.dispatch_bundle import SentLine
from desktop_app.workflows.forward_message import LONGEST_TEXT, Forwarding, forward_message, forwarding_of
from desktop_app.workflows.receive_bundle import Preview
from desktop_app.workflows.reissue_bundle import declare_lost


class ForwardDialog(Question):
    """To which office a message goes, and why; what that means for the claim and for both offices is said."""

    def __init__(self, forwarding: Forwarding, tasks: Tasks, parent: QWidget | None = None) -> None:
        sender = forwarding.office.card.office.name
        sentence = _("It goes on whole, as {sender} signed it. {sender} is told where it went.").format(sender=sender)
        super().__init__(_("Pass to another office"), sentence, PrimaryButton(_("&Pass it on"), "send"), parent)
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
        message_id, office, text = self._forwarding.message_id, self.office.key(), self.note.text()
        reason = ForwardReason(self.reason.key())

        def job(desk: Desk, _progress: Progress) -> None:
            forward_message(desk, message_id, to_office=office, reason=reason, text=text)

        self.follow(self._tasks.run(job))


class LostDialog(Question):
    """What it means that a bundle is declared lost, before it is."""

    def __init__(self, line: SentLine, tasks: Tasks, parent: QWidget | None = None) -> None:
        sentence = _(
            "{name} leaves again: the same number and contents, sealed for the key {office} has now. If the first one "
            "turns up after all, it is recognised there and nothing counts twice."
        ).format(name=line.file_name, office=line.office_name)
        super().__init__(_("They say it never came"), sentence, PrimaryButton(_("&Declare it lost"), "send"), parent)
        self._bundle, self._tasks = line.bundle_id, tasks
        said = SaidLines()
        said.show_lines((("neutral", _("The days for an answer count from when you hand it over again.")),))
        self.body.addWidget(said)
        self.body.addStretch(1)
        self.act.setFocus()

    def _on_act(self) -> None:
        bundle_id = self._bundle

        def job(desk: Desk, _progress: Progress) -> None:
            declare_lost(desk, bundle_id)

        self.follow(self._tasks.run(job))


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


class Passage(QObject):
    """Joins both pages to what is done about messages under way."""

    changed = Signal()
    """Something left, or is to leave again: lists are old."""

    def __init__(
        self, presenter: ExchangePresenter, received: ReceivedPage, sending: SendingPage, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._presenter, self._received, self._sending, self._over = presenter, received, sending, parent
        self._forwarding: Forwarding | None = None
        self._looked = ""
        presenter.previewed.connect(self._look)
        received.forward_wanted.connect(self._on_forward)
        sending.lost_wanted.connect(self._on_lost)

    def _look(self, view: Preview) -> None:
        """Ask whether the message shown may be passed on."""
        message_id = self._looked = view.main.message_id
        self._show(None)
        if not view.trusted:
            return

        def job(desk: Desk, _progress: Progress) -> Forwarding | None:
            return forwarding_of(desk, message_id)

        ticket = self._presenter.tasks.run(job)
        ticket.succeeded.connect(partial(self._on_looked, message_id))
        ticket.failed.connect(self._presenter.notices.refuse)

    def _on_looked(self, message_id: str, found: Forwarding | None) -> None:
        if message_id == self._looked:
            self._show(found)

    def _show(self, found: Forwarding | None) -> None:
        self._forwarding = found
        self._received.forward.setVisible(found is not None)

    def _on_forward(self) -> None:
        if self._forwarding is not None:
            dialog = ForwardDialog(self._forwarding, self._presenter.tasks, self._over)
            self._open(dialog, _("Passed on. Both notices wait under To send."))

    def _on_lost(self) -> None:
        line = self._presenter.sent_line
        if line is not None:
            dialog = LostDialog(line, self._presenter.tasks, self._over)
            self._open(dialog, _("Declared lost. Save it for the mail or write it to a stick again."))

    def _open(self, dialog: Question, said: str) -> None:
        dialog.accepted.connect(lambda: self._presenter.notices.say(said))
        dialog.accepted.connect(self.changed)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
