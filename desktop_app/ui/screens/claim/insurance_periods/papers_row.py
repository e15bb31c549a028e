"""What can be done with a State's papers, in a row of its card: pass on, see the scan, type in what came on paper."""

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop_app.ui.screens.claim.insurance_periods.presenter import InsurancePeriodsPresenter
from desktop_app.ui.theme import Kind, Look, Role
from desktop_app.ui.widgets.buttons import QuietButton, SecondaryButton
from desktop_app.ui.widgets.pass_on import PassOnDialog, passed_words
from desktop_app.ui.widgets.text import Text
from desktop_app.ui.widgets.typed_sheet import TypedSheetDialog
from desktop_app.wording.catalogue import text as _
from desktop_app.workflows.state_papers import StatePapers
from desktop_app.workflows.view_papers import TypedSheet


class PapersRow(QWidget):
    """Hidden where nothing can be done."""

    paper_asked = Signal(str)
    """What is awaited came on paper: the obligation's id."""

    def __init__(self, presenter: InsurancePeriodsPresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._presenter: Final = presenter
        self._papers = StatePapers(state="")
        self.passed = Text("", Kind.SENTENCE, Role.INK2, elide=True)
        self.on_paper = SecondaryButton(_("Came on &paper…"), "scroll-text")
        self.on_paper.setObjectName("came_on_paper")
        self.on_paper.clicked.connect(lambda: self.paper_asked.emit(self._papers.awaited))
        self.scan = SecondaryButton(_("Scan and t&yped values…"), "eye")
        self.scan.setObjectName("typed_scan")
        self.scan.clicked.connect(presenter.look_at_scan)
        self.pass_on = QuietButton(_("Pass it &on…"), "send")
        self.pass_on.setObjectName("pass_on")
        self.pass_on.clicked.connect(self._on_pass_on)
        self._row = QHBoxLayout(self)
        for button in (self.on_paper, self.scan, self.pass_on):
            self._row.addWidget(button)
        self._row.addWidget(self.passed, 1)
        presenter.papers_shown.connect(self._show)
        presenter.sheet_ready.connect(self._on_sheet)
        self.hide()

    def space(self, look: Look) -> None:
        """Take the spacing of the look."""
        self._row.setContentsMargins(look.dp(14), 0, look.dp(14), look.dp(8))
        self._row.setSpacing(look.dp(8))

    def _show(self, papers: StatePapers) -> None:
        self._papers = papers
        passing = papers.passing
        self.on_paper.setVisible(bool(papers.awaited))
        self.scan.setVisible(papers.typed)
        self.pass_on.setVisible(passing is not None)
        self.passed.setText(passed_words(passing) if passing else "")
        self.setVisible(bool(papers.awaited) or papers.typed or passing is not None)

    def _on_pass_on(self) -> None:
        passing, claim = self._papers.passing, self._presenter.claim
        if passing is None:
            return
        dialog = PassOnDialog(passing, claim.tasks, self.window())
        dialog.accepted.connect(lambda: claim.notices.say(_("Kept. What is passed on waits under To send.")))
        dialog.accepted.connect(claim.reload)
        dialog.accepted.connect(dialog.deleteLater)
        dialog.open()

    def _on_sheet(self, sheet: TypedSheet) -> None:
        dialog = TypedSheetDialog(sheet, self._presenter.claim.tasks, self.window())
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
