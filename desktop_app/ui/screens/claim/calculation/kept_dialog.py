"""The kept calculations of a claim: the list, and the one chosen as it was kept. Nothing in it can be changed."""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop_app.foundation.problems import Problem
from desktop_app.ui.parties import parties_by_code
from desktop_app.ui.screens.claim.calculation.figures import FIGURES, first_figure, node_of
from desktop_app.ui.screens.claim.calculation.kept_presenter import KeptPresenter
from desktop_app.ui.screens.claim.calculation.kept_words import (
    head_words,
    kept_cells,
    kept_columns,
    packs_words,
    verified_words,
)
from desktop_app.ui.screens.claim.calculation.result_card import AwardTable
from desktop_app.ui.screens.claim.calculation.shares_card import SharesCard
from desktop_app.ui.screens.claim.calculation.worksheet_card import WorksheetCard
from desktop_app.ui.theme import Kind, Look, Role
from desktop_app.ui.widgets.buttons import PrimaryButton, QuietButton, SecondaryButton
from desktop_app.ui.widgets.card import Card, scrolled
from desktop_app.ui.widgets.document_preview import DocumentPreview
from desktop_app.ui.widgets.focus_ring import FocusRing
from desktop_app.ui.widgets.said_line import SaidLines
from desktop_app.ui.widgets.short_table import ShortTable
from desktop_app.ui.widgets.styling import restyled
from desktop_app.ui.widgets.text import Text
from desktop_app.wording.catalogue import text as _
from desktop_app.wording.problems import sentences
from desktop_app.workflows.issue_document import IssuedDocument
from desktop_app.workflows.kept_calculations import KeptLine, KeptView, Verification

_LINES_SHOWN: Final = 4
_HEADER: Final = 32
_ROW: Final = 40


class KeptDialog(QDialog):
    """Choosing a line opens that calculation, read only: its result, its worksheet, its paper."""

    def __init__(self, presenter: KeptPresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._presenter = presenter
        self._lines: tuple[KeptLine, ...] = ()
        self.setObjectName("kept_dialog")
        self.setWindowTitle(_("Kept calculations"))
        self.setAccessibleName(_("Kept calculations"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint, on=True)
        self._make_list()
        self._make_result()
        self._column = QVBoxLayout(self)
        self._list_area = scrolled(self.list_card)
        self._list_area.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._column.addWidget(self._list_area)
        self._column.addWidget(self._area, 1)
        self._column.addLayout(self._make_foot())
        self._ring = FocusRing(self)
        presenter.listed.connect(self._show_list)
        presenter.opened.connect(self._show)
        presenter.verified.connect(self._show_verified)
        presenter.document_ready.connect(self._on_document)
        presenter.refused.connect(self._show_refusal)
        restyled(self, self._restyle)
        self._size_to(parent)
        presenter.load()

    def _make_list(self) -> None:
        self.list_card = Card(flush=True)
        self.table = ShortTable(
            _("Kept calculations, the newest first"),
            kept_columns(),
            row_height=_ROW,
            marks_current=True,
            top_of_card=True,
        )
        self.table.setObjectName("kept_list")
        self.table.current_changed.connect(self._on_row)
        self.list_card.body.addWidget(self.table)

    def _make_result(self) -> None:
        self.head = Text("", Kind.CARD_TITLE, wrap=True)
        self.head.setObjectName("kept_head")
        self.packs = Text("", Kind.CAPTION, Role.INK2, wrap=True)
        self.packs.setObjectName("kept_packs")
        self.said = SaidLines()
        self.result_card = Card(flush=True)
        self.award_table = AwardTable()
        self.award_table.setObjectName("kept_award")
        self.award_table.figure_chosen.connect(self._unfold)
        self.result_card.body.addWidget(self.award_table)
        self.shares = SharesCard()
        self.worksheet = WorksheetCard()
        page = QWidget()
        self._page = QVBoxLayout(page)
        for widget in (self.head, self.packs, self.said, self.result_card, self.shares, self.worksheet):
            self._page.addWidget(widget)
        self._page.addStretch(1)
        self._area = scrolled(page)
        self._parts = (self.result_card, self.worksheet)

    def _make_foot(self) -> QHBoxLayout:
        self.closer = QuietButton(_("&Close"))
        self.closer.setObjectName("kept_close")
        self.closer.clicked.connect(self.reject)
        self.verifier = SecondaryButton(_("&Run it again with its own rules"), "rotate-ccw")
        self.verifier.setObjectName("kept_verify")
        self.verifier.clicked.connect(self._presenter.verify)
        self.printer = PrimaryButton(_("&Print its worksheet"), "printer")
        self.printer.setObjectName("kept_print")
        self.printer.clicked.connect(self._presenter.make_worksheet)
        self.printer.setDefault(True)
        self._foot = QHBoxLayout()
        self._foot.addWidget(self.closer)
        self._foot.addStretch(1)
        self._foot.addWidget(self.verifier)
        self._foot.addWidget(self.printer)
        self._let_act(on=False)
        return self._foot

    def _restyle(self) -> None:
        look = Look.of(self)
        self._column.setContentsMargins(look.dp(16), look.dp(12), look.dp(16), look.dp(12))
        self._column.setSpacing(look.dp(12))
        self._page.setContentsMargins(0, 0, look.dp(10), 0)
        self._page.setSpacing(look.dp(8))
        self._foot.setSpacing(look.dp(8))
        self.setMinimumSize(look.dp(760), look.dp(420))
        self._fit_list()

    def _size_to(self, parent: QWidget | None) -> None:
        """Take most of the window it stands on."""
        room = parent.window().size() if parent is not None else self.sizeHint()
        look = Look.of(self)
        self.resize(max(look.dp(760), room.width() * 92 // 100), max(look.dp(420), room.height() * 92 // 100))

    def _let_act(self, *, on: bool) -> None:
        self.verifier.setEnabled(on)
        self.printer.setEnabled(on)

    def _show_list(self, lines: tuple[KeptLine, ...]) -> None:
        self._lines = lines
        self.table.show_rows([kept_cells(line) for line in lines])
        self._fit_list()
        if lines:
            self.table.choose_row(0)
            self._on_row(0)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fit_list(self) -> None:
        """Let the list be as high as its lines, and no higher than some of them."""
        high = min(len(self._lines), _LINES_SHOWN) * _ROW + _HEADER
        self._list_area.setFixedHeight(Look.of(self).dp(high))

    def _on_row(self, row: int) -> None:
        if 0 <= row < len(self._lines):
            view = self._presenter.view
            wanted = self._lines[row].calculation_id
            if view is None or view.line.calculation_id != wanted:
                self._presenter.open(wanted)

    def _show(self, view: KeptView) -> None:
        self.head.setText(head_words(view))
        self.packs.setText(packs_words(view.award.rule_packs))
        self.said.show_lines(())
        for part in self._parts:
            part.show()
        first = next(
            (line for line in view.award.states if line.payable.weekly is not None), next(iter(view.award.states), None)
        )
        unfolded = (first.state, first_figure(first)) if first is not None else ("", "")
        self.award_table.show_award(view.award, parties_by_code(), unfolded)
        self.shares.show_award(view.award, view.names)
        self._unfold(*unfolded)
        self._let_act(on=True)

    def _unfold(self, state: str, figure: str) -> None:
        view = self._presenter.view
        if view is None or figure not in FIGURES or not state:
            return
        lane = [line.state for line in view.award.states].index(state)
        self.worksheet.show_node(node_of(view.award.states[lane], figure), state, lane)
        self.award_table.mark_unfolded(state, figure)

    def _show_verified(self, found: Verification) -> None:
        self.said.show_lines((verified_words(found),))
        self._area.verticalScrollBar().setValue(0)

    def _show_refusal(self, problem: Problem) -> None:
        words = sentences(problem)
        self.said.show_lines((("bad", f"{words.happened} {words.kept} {words.do}"),))
        if self._presenter.view is None:
            for part in self._parts:
                part.hide()
            self._let_act(on=False)

    def _on_document(self, document: IssuedDocument) -> None:
        claim = self._presenter.claim
        DocumentPreview(_("Calculation worksheet"), document, claim.tasks, claim.notices, self).open()
