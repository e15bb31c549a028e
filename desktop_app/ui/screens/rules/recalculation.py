"""All kept calculations held against the rules in force: how far it is, Cancel, and which claims would differ."""

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.domain.findings import Reason
from desktop_app.foundation.problems import Problem
from desktop_app.foundation.progress import Progress
from desktop_app.ui.tasks import Tasks, Ticket
from desktop_app.ui.theme import Kind, Look, Role
from desktop_app.ui.widgets.buttons import PrimaryButton, QuietButton
from desktop_app.ui.widgets.card import Card, scrolled
from desktop_app.ui.widgets.cells import Cell
from desktop_app.ui.widgets.focus_ring import FocusRing
from desktop_app.ui.widgets.progress import ProgressStrip
from desktop_app.ui.widgets.short_table import ShortTable
from desktop_app.ui.widgets.styling import restyled
from desktop_app.ui.widgets.table import Column
from desktop_app.ui.widgets.text import Text
from desktop_app.wording.catalogue import plural
from desktop_app.wording.catalogue import text as _
from desktop_app.wording.formats import date_words, money_words
from desktop_app.wording.problems import sentences, sentences_of
from desktop_app.wording.terms import benefit_words
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.outcomes import Paid
from desktop_app.workflows.recalculate import Recalculated, RecalculationReport, recalculate_all

SHOWN: Final = 500
"""How many claims the list shows; how many there are is said."""


class RecalculationDialog(QDialog):
    """Works as soon as it is told to; closing it stops the work."""

    claim_wanted = Signal(str)
    """The person wants to see this claim (its id)."""

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        title = _("Calculate all claims again")
        self.setWindowTitle(title)
        self._tasks: Final = tasks
        self._ticket: Ticket | None = None
        self._claims: tuple[Recalculated, ...] = ()
        self._said = Text(
            _("Every kept calculation is held against the rules and settings of today. Nothing is changed."),
            Kind.SENTENCE,
            Role.INK2,
            wrap=True,
        )
        self.progress = ProgressStrip()
        self.rows = ShortTable(
            _("Claims that would come out otherwise"),
            (
                Column(title=_("Claim"), width=130),
                Column(title=_("Benefit"), width=150),
                Column(title=_("Kept on"), width=112),
                Column(title=_("A week, kept and today"), width=280, stretch=1),
            ),
            row_height=44,
            marks_when_focused=True,
        )
        self.rows.setObjectName("changed_claims")
        self.card = Card(flush=True)
        self.card.body.addWidget(self.rows)
        self.card.hide()
        self.start = PrimaryButton(_("&Calculate again"), "calculator")
        self.start.setObjectName("recalculate")
        self.start.clicked.connect(self.work)
        self.show_claim = QuietButton(_("&Show the claim"))
        self.show_claim.clicked.connect(self._on_show)
        self.show_claim.hide()
        self.closer = QuietButton(_("C&lose"))
        self.closer.clicked.connect(self.reject)
        self._buttons = QHBoxLayout()
        self._buttons.addWidget(self.show_claim)
        self._buttons.addStretch(1)
        self._buttons.addWidget(self.closer)
        self._buttons.addWidget(self.start)
        self._column = QVBoxLayout(self)
        self._column.addWidget(Text(title, Kind.STEP_TITLE))
        self._column.addWidget(self._said)
        self._column.addWidget(self.progress)
        self._column.addWidget(scrolled(self.card), 1)
        self._column.addLayout(self._buttons)
        self._ring = FocusRing(self)
        restyled(self, self._restyle)

    def _restyle(self) -> None:
        look = Look.of(self)
        self._column.setContentsMargins(look.dp(20), look.dp(20), look.dp(20), look.dp(16))
        self._column.setSpacing(look.dp(10))
        self.setMinimumSize(look.dp(900), look.dp(440))

    def work(self) -> None:
        """Begin; the window stays free meanwhile."""

        def job(desk: Desk, progress: Progress) -> RecalculationReport:
            return recalculate_all(desk, progress)

        self.start.setEnabled(False)
        ticket = self._ticket = self._tasks.run(job)
        ticket.succeeded.connect(self._on_report)
        ticket.failed.connect(self._on_failed)
        ticket.finished.connect(self._on_finished)
        self.progress.follow(ticket, _("Claims"))

    def _on_report(self, report: RecalculationReport) -> None:
        self._claims = report.differing[:SHOWN]
        looked = plural(
            "One claim was calculated again.", "{count} claims were calculated again.", report.claims
        ).format(count=f"{report.claims:,}")
        differ = (
            plural("One would come out otherwise.", "{count} would come out otherwise.", len(report.differing)).format(
                count=f"{len(report.differing):,}"
            )
            if report.differing
            else _("All come out as they were kept.")
        )
        words = [looked, differ]
        if report.not_calculated:
            first = report.not_calculated[0]
            cannot = _("{count} could not be calculated, among them {number}: {why}")
            words.append(cannot.format(count=len(report.not_calculated), number=first.number, why=_why(first.reason)))
        self._said.setText(" ".join(words))
        self.card.setVisible(bool(self._claims))
        self.show_claim.setVisible(bool(self._claims))
        self.rows.show_rows([_cells(each) for each in self._claims])

    def _on_failed(self, problem: Problem) -> None:
        self._said.setText(sentences(problem).happened)

    def _on_finished(self) -> None:
        ticket, self._ticket = self._ticket, None
        self.start.setEnabled(True)
        if ticket is not None and ticket.cancelled:
            self._said.setText(_("Stopped. Nothing was changed."))

    def _on_show(self) -> None:
        row = max(0, self.rows.current_row())
        if row < len(self._claims):
            self.claim_wanted.emit(self._claims[row].claim_id)
            self.accept()

    def reject(self) -> None:
        """Stop what is under way, and close."""
        if self._ticket is not None:
            self._ticket.cancel()
        super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Stop what is under way."""
        if self._ticket is not None:
            self._ticket.cancel()
        super().closeEvent(event)


def _cells(claim: Recalculated) -> tuple[Cell, ...]:
    lines = [f"{each.state}: {_amount(each.before)} \u2192 {_amount(each.after)}" for each in claim.changes]
    return (
        Cell(text=claim.number),
        Cell(text=benefit_words(claim.benefit)),
        Cell(text=date_words(claim.kept_at.date())),
        Cell(text="; ".join(lines), wrap=True),
    )


def _amount(paid: Paid | None) -> str:
    if paid is None or (paid.weekly is None and paid.lump_sum is None):
        return _("nothing")
    if paid.weekly is not None:
        return money_words(paid.weekly)
    return _("one sum of {amount}").format(amount=money_words(paid.lump_sum)) if paid.lump_sum is not None else ""


def _why(reason: Reason) -> str:
    return sentences_of(reason.code, reason.facts).happened
