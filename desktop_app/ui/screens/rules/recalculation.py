"""All claims calculated again: begin it, see how far it is, cancel it, read what it found and save it as a table."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QProgressBar, QSizePolicy, QVBoxLayout, QWidget

from desktop_app.foundation.problems import Problem
from desktop_app.ui.notices import Notices
from desktop_app.ui.screens.rules.recalculation_presenter import RecalculationPresenter
from desktop_app.ui.screens.rules.recalculation_words import (
    cut_words,
    found_lines,
    list_cells,
    list_claims,
    list_columns,
    progress_words,
)
from desktop_app.ui.tasks import Tasks
from desktop_app.ui.theme import Kind, Look, Role
from desktop_app.ui.widgets.buttons import PrimaryButton, QuietButton, SecondaryButton
from desktop_app.ui.widgets.card import Card
from desktop_app.ui.widgets.document_preview import DocumentPreview
from desktop_app.ui.widgets.focus_ring import FocusRing
from desktop_app.ui.widgets.said_line import SaidLines
from desktop_app.ui.widgets.styling import restyled
from desktop_app.ui.widgets.table import CellTableModel, TableView
from desktop_app.ui.widgets.table_export import ask_table_file
from desktop_app.ui.widgets.text import Text
from desktop_app.wording.catalogue import plural
from desktop_app.wording.catalogue import text as _
from desktop_app.wording.formats import number_words
from desktop_app.wording.problems import sentences
from desktop_app.workflows.export_table import ShownTable
from desktop_app.workflows.issue_document import IssuedDocument
from desktop_app.workflows.recalculate import RecalculationReport


class RecalculationDialog(QDialog):
    """Closing it while it works cancels it first. Nothing in the store is changed by it."""

    claim_wanted = Signal(str)
    """The person wants to see this claim (its id)."""

    def __init__(self, tasks: Tasks, notices: Notices, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._notices = notices
        self.presenter = presenter = RecalculationPresenter(tasks, self)
        self._claims: tuple[str, ...] = ()
        self.setObjectName("recalculation")
        self.setWindowTitle(_("Calculate all claims again"))
        self.setAccessibleName(_("Calculate all claims again"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._title = Text(_("Calculate all claims again"), Kind.STEP_TITLE)
        self._about = Text(
            _(
                "Every claim with a kept calculation is calculated by today's rules and data, and compared with what "
                "was kept. Nothing is written: what is kept stays until that claim is calculated and kept again."
            ),
            Kind.SENTENCE,
            Role.INK2,
            wrap=True,
        )
        self.said = SaidLines()
        self._column = QVBoxLayout(self)
        for widget in (self._title, self._about, self.said):
            self._column.addWidget(widget)
        self._column.addWidget(self._make_list(), 1)
        self._column.addStretch(0)
        self._column.addLayout(self._make_progress())
        self._column.addLayout(self._make_foot())
        self._ring = FocusRing(self)
        presenter.counted.connect(self._on_counted)
        presenter.progressed.connect(self._on_progressed)
        presenter.found.connect(self._on_found)
        presenter.stopped.connect(self._on_stopped)
        presenter.failed.connect(self._on_failed)
        presenter.table_ready.connect(self._on_table)
        presenter.summary_ready.connect(self._on_summary)
        presenter.saved.connect(self._on_saved)
        restyled(self, self._restyle)
        self._size_to(parent)
        self._show_bar(shown=False)
        presenter.count()

    def _make_list(self) -> Card:
        self.list_card = Card(flush=True)
        self.table = TableView(_("Claims that come out otherwise today"), row_height=40, top_of_card=True)
        self.table.setObjectName("recalculation_list")
        self.cells = CellTableModel(list_columns())
        self.table.set_model(self.cells)
        self.table.row_activated.connect(lambda _row: self._on_show())
        self.cut = Text("", Kind.CAPTION, Role.INK2)
        self.list_card.body.addWidget(self.table, 1)
        self.list_card.body.addWidget(self.cut)
        self.list_card.hide()
        return self.list_card

    def _make_progress(self) -> QHBoxLayout:
        self.bar = QProgressBar()
        self.bar.setObjectName("recalculation_bar")
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(_("Claims recalculated"))
        self.bar.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.how_far = Text("", Kind.SENTENCE, Role.INK2)
        self.how_far.setObjectName("recalculation_how_far")
        self._bar_row = QHBoxLayout()
        self._bar_row.addWidget(self.bar, 1)
        self._bar_row.addWidget(self.how_far)
        return self._bar_row

    def _make_foot(self) -> QHBoxLayout:
        self.closer = QuietButton(_("&Close"))
        self.closer.setObjectName("recalculation_close")
        self.closer.setAutoDefault(False)
        self.closer.clicked.connect(self.reject)
        self.show_claim = QuietButton(_("Show the c&laim"), "folder-open")
        self.show_claim.setObjectName("recalculation_claim")
        self.show_claim.setAutoDefault(False)
        self.show_claim.clicked.connect(self._on_show)
        self.show_claim.hide()
        self.saver = SecondaryButton(_("&Save as a table…"), "download")
        self.saver.setObjectName("recalculation_save")
        self.saver.setAutoDefault(False)
        self.saver.clicked.connect(self.presenter.make_table)
        self.saver.hide()
        self.printer = SecondaryButton(_("&Print…"), "printer")
        self.printer.setObjectName("recalculation_print")
        self.printer.setAutoDefault(False)
        self.printer.clicked.connect(self.presenter.make_summary)
        self.printer.hide()
        self.starter = PrimaryButton(_("Calculate &again"), "calculator")
        self.starter.setObjectName("recalculation_start")
        self.starter.setDefault(True)
        self.starter.setEnabled(False)
        self.starter.clicked.connect(self.start)
        self.canceller = SecondaryButton(_("Ca&ncel"))
        self.canceller.setObjectName("recalculation_cancel")
        self.canceller.setAutoDefault(False)
        self.canceller.clicked.connect(self._on_cancel)
        self.canceller.hide()
        self._foot = QHBoxLayout()
        self._foot.addWidget(self.closer)
        self._foot.addWidget(self.show_claim)
        self._foot.addStretch(1)
        for button in (self.saver, self.printer, self.canceller, self.starter):
            self._foot.addWidget(button)
        return self._foot

    def _restyle(self) -> None:
        look = Look.of(self)
        self._column.setContentsMargins(look.dp(20), look.dp(16), look.dp(20), look.dp(14))
        self._column.setSpacing(look.dp(10))
        self._bar_row.setSpacing(look.dp(12))
        self._foot.setSpacing(look.dp(8))
        self.cut.setContentsMargins(look.dp(14), look.dp(4), look.dp(14), look.dp(6))
        self.setMinimumSize(look.dp(800), look.dp(260))

    def _size_to(self, parent: QWidget | None) -> None:
        room = parent.window().size() if parent is not None else self.sizeHint()
        look = Look.of(self)
        self.resize(max(look.dp(800), min(look.dp(1080), room.width() * 84 // 100)), look.dp(280))

    def _show_bar(self, *, shown: bool) -> None:
        for widget in (self.bar, self.how_far):
            widget.setVisible(shown)

    def _on_counted(self, total: int) -> None:
        self.starter.setEnabled(total > 0)
        if total:
            words = plural("Calculate {n} claim &again", "Calculate {n} claims &again", total)
            self.starter.set_words(words.format(n=number_words(total)))
            self.starter.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.said.show_lines((("neutral", _("No claim has a kept calculation yet.")),))

    def start(self) -> None:
        """Begin."""
        self.said.show_lines(())
        for widget in (self.list_card, self.saver, self.printer, self.show_claim):
            widget.hide()
        self.bar.setRange(0, 0)
        self.how_far.setText("")
        self._show_bar(shown=True)
        self.starter.hide()
        self.canceller.setEnabled(True)
        self.canceller.show()
        self.canceller.setFocus(Qt.FocusReason.OtherFocusReason)
        self.presenter.start()

    def _on_progressed(self, done: int, total: int, seconds: int) -> None:
        self.bar.setRange(0, max(total, 1))
        self.bar.setValue(done)
        self.how_far.setText(progress_words(done, total, seconds))

    def _on_cancel(self) -> None:
        self.canceller.setEnabled(False)
        self.presenter.cancel()

    def _over(self) -> None:
        self._show_bar(shown=False)
        self.canceller.hide()
        self.starter.show()

    def _on_found(self, report: RecalculationReport) -> None:
        self._over()
        lines = found_lines(report)
        self.said.show_lines(lines)
        self.cells.set_rows(list_cells(report))
        cut = cut_words(report)
        self.cut.setText(cut)
        self.cut.setVisible(bool(cut))
        self._claims = list_claims(report)
        for widget in (self.list_card, self.saver, self.show_claim):
            widget.setVisible(bool(report.differing))
        self.printer.show()
        window = self.parentWidget()
        if report.differing and window is not None:
            self.resize(self.width(), window.window().height() * 88 // 100)
        (self.table if report.differing else self.closer).setFocus(Qt.FocusReason.OtherFocusReason)
        said = QAccessibleAnnouncementEvent(self, " ".join(words for _tone, words in lines))
        QAccessible.updateAccessibility(said)

    def _on_show(self) -> None:
        row = max(0, self.table.current_row())
        if row < len(self._claims):
            self.claim_wanted.emit(self._claims[row])
            self.accept()

    def _on_stopped(self) -> None:
        self._over()
        self.said.show_lines((("neutral", _("Cancelled. Everything is as it was.")),))
        self.starter.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_failed(self, problem: Problem) -> None:
        self._over()
        words = sentences(problem)
        self.said.show_lines((("bad", f"{words.happened} {words.kept} {words.do}"),))

    def _on_table(self, table: ShownTable) -> None:
        path = ask_table_file(self, _("Save as a table"), table.name)
        if path is not None:
            self.presenter.save(table, path)

    def _on_summary(self, document: IssuedDocument) -> None:
        DocumentPreview(_("Claims calculated again"), document, self.presenter.tasks, self._notices, self).open()

    def _on_saved(self, path: Path) -> None:
        self.cut.setText(_("Saved as {name}.").format(name=path.name))
        self.cut.show()

    def reject(self) -> None:
        """Close; while it works cancel it instead, and stay."""
        if self.presenter.running:
            self._on_cancel()
        else:
            super().reject()
