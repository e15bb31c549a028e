"""Write down what became of an obligation: promised, refused, no longer wanted, given up. And look at one."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop_app.domain.inquiries import NotAvailable
from desktop_app.domain.obligations import CancelReason, LapseReason
from desktop_app.ui.screens.owed.asking import Act, Asking
from desktop_app.ui.screens.owed.models import Settling, facts_words, step_cells, step_columns
from desktop_app.ui.tasks import Tasks
from desktop_app.ui.theme import Kind, Look, Role
from desktop_app.ui.widgets.buttons import DangerButton, PrimaryButton, SecondaryButton
from desktop_app.ui.widgets.card import scrolled
from desktop_app.ui.widgets.fields import ChoiceField, DateField, LineField
from desktop_app.ui.widgets.question import Question
from desktop_app.ui.widgets.short_table import ShortTable
from desktop_app.ui.widgets.styling import restyled
from desktop_app.ui.widgets.text import Picture, Text
from desktop_app.wording.catalogue import text as _
from desktop_app.wording.code_words import words_of
from desktop_app.wording.obligation_words import cancel_reason_words, lapse_reason_words
from desktop_app.workflows.obligations import ObligationLine, Remedy, StepLine
from desktop_app.workflows.settle_obligations import cancel, lapse, promise, refuse


class SettleDialog(Asking):
    """One of the four ways; who said it is asked where the other office owes."""

    def __init__(self, how: Settling, line: ObligationLine, tasks: Tasks, parent: QWidget | None = None) -> None:
        titles = {
            Settling.PROMISE: (_("Promised for a day"), _("&Keep the promise"), "calendar"),
            Settling.REFUSE: (_("It will not come"), _("&Keep the refusal"), "undo-2"),
            Settling.CANCEL: (_("No longer wanted"), _("&Cancel it"), "x"),
            Settling.LAPSE: (_("Give up waiting"), _("&Let it lapse"), "x"),
        }
        title, words, icon = titles[how]
        act = PrimaryButton(words, icon) if how is Settling.PROMISE else DangerButton(words, icon)
        super().__init__(tasks, title, facts_words(line), act, parent)
        self._how, self._line = how, line
        self.day = DateField(_("&Day"), placeholder=_("14 Jun 2026"))
        self.reason = ChoiceField(_("&Reason"), _reasons(how), placeholder=_("Choose the reason"))
        self.reason.set_key("")
        self.heard = LineField(_("&Who said so, there"), hint=_("Name and how: by phone, by mail, on a visit."))
        if how is Settling.PROMISE:
            self.body.addWidget(self.day)
        else:
            self.body.addWidget(self.reason)
        if how in {Settling.PROMISE, Settling.REFUSE} and not line.ours:
            self.body.addWidget(self.heard)
        self.body.addStretch(1)
        (self.day if how is Settling.PROMISE else self.reason).setFocus()

    def _missing(self) -> str:
        said = []
        if self._how is Settling.PROMISE:
            day = "" if self.day.value() else _("Enter the day, as 14/6/2026 or 14 Jun 2026.")
            self.day.set_finding("error" if day else "", day)
            said.append(day)
        else:
            reason = "" if self.reason.key() else _("Choose the reason.")
            self.reason.set_finding("error" if reason else "", reason)
            said.append(reason)
        if self.body.indexOf(self.heard) >= 0:
            heard = "" if self.heard.text().strip() else _("Enter who said so.")
            self.heard.set_finding("error" if heard else "", heard)
            said.append(heard)
        return next((words for words in said if words), "")

    def _act(self) -> Act:
        key, day, reason, heard = self._line.id, self.day.value(), self.reason.key(), self.heard.text()
        if self._how is Settling.PROMISE and day is not None:
            return lambda desk: promise(desk, key, day, heard_from=heard)
        if self._how is Settling.REFUSE:
            return lambda desk: refuse(desk, key, NotAvailable(reason), heard_from=heard)
        if self._how is Settling.CANCEL:
            return lambda desk: cancel(desk, key, CancelReason(reason))
        return lambda desk: lapse(desk, key, LapseReason(reason))


class LookDialog(Question):
    """One obligation: what it is about, whom to call, its history, and what can be written down about it."""

    settle_wanted = Signal(str)
    """The person writes down what became of it: a `Settling`."""

    claim_wanted = Signal(str)
    """The person opens the claim: its key."""

    sheet_wanted = Signal()
    """What was typed from paper is to be seen beside its scan."""

    paper_wanted = Signal()
    """The answer came on paper and is to be typed in."""

    def __init__(
        self, line: ObligationLine, steps: tuple[StepLine, ...], phone: str, parent: QWidget | None = None
    ) -> None:
        act = PrimaryButton(_("&Close")) if not line.claim_key else PrimaryButton(_("&Open the claim"), "folder-open")
        super().__init__(_("What is owed"), facts_words(line), act, parent)
        self._line = line
        self.phone = Text(_call_words(line, phone), Kind.CARD_TITLE)
        if not line.ours and line.open:
            row = QHBoxLayout()
            row.addWidget(Picture("phone", Role.ACCENT, 18))
            row.addWidget(self.phone, 1)
            self.body.addLayout(row)
        self.history = ShortTable(_("History"), step_columns(), row_height=34, marks_when_focused=True)
        self.history.show_rows([step_cells(step) for step in steps])
        self.body.addWidget(scrolled(self.history), 1)
        self.ways: dict[Settling, SecondaryButton] = {}
        row = QHBoxLayout()
        for how, words in _ways(line):
            button = SecondaryButton(words)
            button.setAutoDefault(False)
            button.clicked.connect(lambda _on=False, how=how: self._on_settle(how))
            self.ways[how] = button
            row.addWidget(button)
        self.paper = SecondaryButton(_("Ca&me on paper…"))
        self.paper.setAutoDefault(False)
        self.paper.setVisible(takes_paper(line))
        self.paper.clicked.connect(self._on_paper)
        row.addWidget(self.paper)
        self.sheet = SecondaryButton(_("&Scan and typed values…"))
        self.sheet.setAutoDefault(False)
        self.sheet.setVisible(line.from_paper or any(step.from_paper for step in steps))
        self.sheet.clicked.connect(self.sheet_wanted)
        row.addWidget(self.sheet)
        row.addStretch(1)
        self.body.addLayout(row)
        self.cancel.setText(_("Ca&ncel") if line.claim_key else _("Bac&k"))
        restyled(self, self._restyle_look)
        self.act.setFocus()

    def _restyle_look(self) -> None:
        look = Look.of(self)
        self.setMinimumSize(look.dp(760), look.dp(400))

    def _on_settle(self, how: Settling) -> None:
        self.settle_wanted.emit(how.value)
        self.reject()

    def _on_paper(self) -> None:
        self.paper_wanted.emit()
        self.reject()

    def _on_act(self) -> None:
        self.accept()
        if self._line.claim_key:
            self.claim_wanted.emit(self._line.claim_key)


def takes_paper(line: ObligationLine) -> bool:
    """Tell whether an answer may come on paper and be typed in."""
    return line.takes_paper


def _ways(line: ObligationLine) -> list[tuple[Settling, str]]:
    if not line.open:
        return []
    ways = [(Settling.PROMISE, _("&Promised…")), (Settling.REFUSE, _("&Refused…"))]
    if not line.ours:
        ways += [(Settling.CANCEL, _("No longer &wanted…")), (Settling.LAPSE, _("&Give up…"))]
    return ways


def _call_words(line: ObligationLine, phone: str) -> str:
    if line.remedy is Remedy.CALL_HEAD and line.partner_head:
        reached = ", ".join(part for part in (line.partner_head, phone) if part)
        return _("Call the head of {office}: {head}").format(office=line.partner_name, head=reached)
    if not phone:
        return _("No phone number of {office} is kept. Look under Offices.").format(office=line.partner_name)
    if line.remedy is not Remedy.CALL_HEAD:
        return _("Call {office}: {phone}").format(office=line.partner_name, phone=phone)
    return _("Call the head of {office}: {phone}").format(office=line.partner_name, phone=phone)


def _reasons(how: Settling) -> list[tuple[str, str]]:
    if how is Settling.CANCEL:
        return [(reason.value, cancel_reason_words(reason)) for reason in CancelReason]
    if how is Settling.LAPSE:
        return [(reason.value, lapse_reason_words(reason)) for reason in LapseReason]
    return [(reason.value, words_of(reason)) for reason in NotAvailable]
