"""The result in a card: a row a State, the total below. A click or the arrows unfold another figure's worksheet."""

from collections.abc import Mapping, Sequence
from typing import Final

from PySide6.QtCore import QModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop_app.calculation.award import Award
from desktop_app.domain.states import Party
from desktop_app.ui.screens.claim.calculation.models import (
    COLUMNS,
    NO_FIGURE,
    award_columns,
    award_rows,
    fitted_columns,
    total_words,
)
from desktop_app.ui.screens.claim.calculation.result_notes import ResultNotes
from desktop_app.ui.screens.claim.calculation.span_choice import SpanChoice
from desktop_app.ui.theme import Kind, Look, Role
from desktop_app.ui.widgets.buttons import QuietButton
from desktop_app.ui.widgets.card import Card
from desktop_app.ui.widgets.short_table import ShortTable
from desktop_app.ui.widgets.table import CellTableModel, Column
from desktop_app.ui.widgets.text import Text
from desktop_app.wording.award_words import Span
from desktop_app.wording.catalogue import text as _
from desktop_app.workflows.calculate_claim import CalculationView

RATIO_FROM: Final = 950
"""The least width of the table at which the ratio is shown."""

WHY_LEAST: Final = 150
"""The least width of the column of reasons; with less room, or longer reasons, they stand under each row."""

WHY_LINES: Final = 2
"""The most lines a reason may take in its column."""

NARROW_UNDER: Final = 700
"""Below this width of the table only the columns that decide are left: what stands beside it says the rest."""

LEFT_OUT: Final = ("share", "totalised_weeks", "notional")
"""The columns left out one after the other where there is too little room: others say the same, or the worksheet."""

SPARED: Final = ("share", "totalised_weeks", "alone", "notional", "local")
"""The columns left out of a narrow table, with the reasons."""


class AwardTable(ShortTable):
    """The table itself."""

    figure_chosen = Signal(str, str)
    """The State and the name of the column whose worksheet is wanted."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            _("What each State pays"),
            award_columns(with_why=True),
            row_height=44,
            header_height=40,
            cell_padding=9,
            top_of_card=True,
            parent=parent,
        )
        self.setObjectName("award")
        self._award: Award | None = None
        self._parties: Mapping[str, Party] = {}
        self._unfolded = ("", "")
        self._with_why = True
        self._span = Span.WEEK
        self._quiet = False
        self.selectionModel().currentChanged.connect(self._on_current)
        self.clicked.connect(self._on_clicked)

    def show_award(self, award: Award, parties: Mapping[str, Party], unfolded: tuple[str, str]) -> None:
        """Show a result; `unfolded` is the State and the column whose worksheet is shown."""
        self._award, self._parties, self._unfolded = award, parties, unfolded
        self._fill()

    def show_span(self, span: Span) -> None:
        """Tell what is payable for another span of time."""
        self._span = span
        self._fill()

    def _fill(self) -> None:
        if self._award is None:
            return
        self._quiet = True
        self.clearSpans()
        whole = award_rows(self._award, self._parties, self._unfolded, with_why=True, span=self._span)
        fitted = fitted_columns(award_columns(with_why=True, span=self._span), whole, Look.of(self))
        self._with_why = self._has_room(fitted, [row[-1].text for row in whole])
        columns = fitted if self._with_why else fitted[:-1]
        if columns != self.cells.columns:
            self.cells = CellTableModel(columns)
            self.set_model(self.cells)
            self.selectionModel().currentChanged.connect(self._on_current)
        rows = award_rows(self._award, self._parties, self._unfolded, with_why=self._with_why, span=self._span)
        self.show_rows(rows)
        self._dress_reasons()
        self._spare_columns()
        states = [line.state for line in self._award.states]
        if self._unfolded[0] in states and self._unfolded[1] in COLUMNS:
            row = states.index(self._unfolded[0]) * self._rows_a_state
            self.setCurrentIndex(self.cells.index(row, COLUMNS.index(self._unfolded[1])))
        self._quiet = False

    def _has_room(self, columns: Sequence[Column], reasons: Sequence[str]) -> bool:
        """Tell whether the reasons can be read in a column of their own."""
        look = Look.of(self)
        spare = self.width() - sum(look.dp(column.width) for column in columns)
        given = sum(look.dp(column.width - column.least) for column in columns[:-1] if column.least)
        if spare + given + look.dp(columns[-1].width - WHY_LEAST) < 0:
            return False
        room = look.dp(columns[-1].width) + (spare // 2 if spare > 0 else max(spare, look.dp(WHY_LEAST) - look.dp(176)))
        metrics = QFontMetrics(look.font(Kind.CAPTION))
        box = QRect(0, 0, room - look.dp(2 * self.cell_padding), 9999)
        flags = Qt.TextFlag.TextWordWrap
        return all(
            metrics.boundingRect(box, flags, said).height() <= WHY_LINES * metrics.lineSpacing() for said in reasons
        )

    @property
    def _rows_a_state(self) -> int:
        return 1 if self._with_why else 2

    def _dress_reasons(self) -> None:
        look = Look.of(self)
        for row in range(self.cells.rowCount()):
            reason = not self._with_why and row % 2 == 1
            self.setRowHeight(row, look.dp(24 if reason else 44))
            self.setRowHidden(row, reason and self._is_narrow())
            if reason:
                self.setSpan(row, 0, 1, self.cells.columnCount())
        self._share_width()  # and with it the height

    def full_height(self) -> int:
        """Tell how high the table is with all its rows, which may be of two heights."""
        if not hasattr(self, "_with_why"):
            return super().full_height()
        rows = sum(self.rowHeight(row) for row in range(self.cells.rowCount()))
        return Look.of(self).dp(40) + rows

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the reason a column of its own, or take it back, by the width there is."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fill()

    def _spare_columns(self) -> None:
        """Leave columns out, those first that others say too, until what is payable is seen whole.

        Beside another page only the columns that decide are left.
        """
        look = Look.of(self)
        spared = set(SPARED) if self._is_narrow() else set()
        if self.width() < look.dp(RATIO_FROM):
            spared.add(LEFT_OUT[0])
        for name in LEFT_OUT:
            if self._least_width(spared) > self.viewport().width():
                spared.add(name)
        changed = False
        for at, name in enumerate(COLUMNS[: len(self.cells.columns)]):
            if self.isColumnHidden(at) is not (name in spared):
                self.setColumnHidden(at, name in spared)
                changed = True
        if changed:
            self._dress_reasons()

    def _least_width(self, spared: set[str]) -> int:
        look = Look.of(self)
        return sum(
            look.dp((column.least or column.width * 7 // 10) if column.stretch else column.width)
            for name, column in zip(COLUMNS, self.cells.columns, strict=False)
            if name not in spared
        )

    def _is_narrow(self) -> bool:
        return self.width() < Look.of(self).dp(NARROW_UNDER)

    def _on_current(self, now: QModelIndex, _before: QModelIndex) -> None:
        if not self._quiet:
            self._choose(now)

    def _on_clicked(self, index: QModelIndex) -> None:
        self._choose(index)

    def _choose(self, index: QModelIndex) -> None:
        if self._award is None or not index.isValid():
            return
        column = COLUMNS[index.column()]
        state = self._award.states[index.row() // self._rows_a_state].state
        if column not in NO_FIGURE and (state, column) != self._unfolded:
            self.figure_chosen.emit(state, column)

    def current_state(self) -> str:
        """Return the State of the current row, empty for none."""
        row = self.current_row()
        if self._award is None or row < 0:
            return ""
        return self._award.states[row // self._rows_a_state].state

    def mark_unfolded(self, state: str, column: str) -> None:
        """Frame the figure whose worksheet is shown."""
        if (state, column) != self._unfolded:
            self._unfolded = (state, column)
            self._fill()


class ResultCard(Card):
    """The table, what belongs to it beside the amounts, and its total line with the span of time to choose."""

    points_asked = Signal(str)
    """What an officer may decide is wanted, for the State of the current row."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(flush=True, parent=parent)
        self._award: Award | None = None
        self.table = AwardTable()
        self.notes = ResultNotes()
        self._sentence = Text("", Kind.CAPTION, Role.INK2, elide=True)
        self._label = Text(_("All States together"), Kind.SENTENCE, Role.INK2)
        self._sum = Text("", Kind.CARD_TITLE)
        self._sum.setObjectName("award_total")
        self.span = SpanChoice()
        self.span.chosen.connect(self._on_span)
        self.points = QuietButton(_("&Decisions…"), "user-check")
        self.points.setObjectName("open_points")
        self.points.clicked.connect(lambda: self.points_asked.emit(self.table.current_state()))
        self._foot = QHBoxLayout()
        for widget in (self.span, self.points):
            self._foot.addWidget(widget)
        self._foot.addWidget(self._sentence, 1)
        self._foot.addWidget(self._label)
        self._foot.addWidget(self._sum)
        self.body.addWidget(self.table)
        self.body.addWidget(self.notes)
        self.body.addLayout(self._foot)
        Look.of(self).changed.connect(self._space)
        self._space()

    def _space(self) -> None:
        look = Look.of(self)
        self._foot.setContentsMargins(look.dp(12), look.dp(4), look.dp(16), look.dp(5))
        self._foot.setSpacing(look.dp(12))

    def show_result(self, view: CalculationView, parties: Mapping[str, Party], unfolded: tuple[str, str]) -> None:
        """Show a result."""
        self._award = view.award
        self.table.show_award(view.award, parties, unfolded)
        self.notes.show_result(view.award, view.case, view.decisions)
        self._say_total()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say the sum without its label beside another page, so that it is seen whole."""
        super().resizeEvent(event)
        self._label.setVisible(self._is_wide() and not self._sum.isHidden())

    def _is_wide(self) -> bool:
        return self.width() >= Look.of(self).dp(NARROW_UNDER)

    def _on_span(self, span: Span) -> None:
        self.table.show_span(span)
        self._say_total()

    def _say_total(self) -> None:
        if self._award is None:
            return
        sentence, together = total_words(self._award, self.span.span)
        self._sentence.setText(sentence)
        self._sum.setText(together)
        self._label.setVisible(bool(together) and self._is_wide())
        self._sum.setVisible(bool(together))
