"""The result in a card: a row a State, the total below. A click or the arrows unfold another figure's worksheet."""

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop_app.calculation.award import Award
from desktop_app.domain.states import Party
from desktop_app.ui.screens.claim.calculation.models import (
    COLUMNS,
    NO_FIGURE,
    award_columns,
    award_rows,
    total_words,
)
from desktop_app.ui.theme import Kind, Look, Role
from desktop_app.ui.widgets.card import Card
from desktop_app.ui.widgets.short_table import ShortTable
from desktop_app.ui.widgets.table import CellTableModel
from desktop_app.ui.widgets.text import Text
from desktop_app.wording.catalogue import text as _

RATIO_FROM: Final = 950
"""The least width of the table at which the ratio is shown."""

WHY_FROM: Final = 1178
"""The least width of the table at which the reason has a column of its own; below it stands under each row."""


NARROW_UNDER: Final = 700
"""Below this width of the table only the columns that decide are left: what stands beside it says the rest."""

SPARED: Final = ("totalised_weeks", "alone", "notional", "local")
"""The columns left out of a narrow table, with the ratio and the reasons."""


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
        self._quiet = False
        self.selectionModel().currentChanged.connect(self._on_current)
        self.clicked.connect(self._on_clicked)

    def show_award(self, award: Award, parties: Mapping[str, Party], unfolded: tuple[str, str]) -> None:
        """Show a result; `unfolded` is the State and the column whose worksheet is shown."""
        self._award, self._parties, self._unfolded = award, parties, unfolded
        self._fill()

    def _fill(self) -> None:
        if self._award is None:
            return
        self._quiet = True
        self.clearSpans()
        self.show_rows(award_rows(self._award, self._parties, self._unfolded, with_why=self._with_why))
        self._dress_reasons()
        states = [line.state for line in self._award.states]
        if self._unfolded[0] in states and self._unfolded[1] in COLUMNS:
            row = states.index(self._unfolded[0]) * self._rows_a_state
            self.setCurrentIndex(self.cells.index(row, COLUMNS.index(self._unfolded[1])))
        self._quiet = False

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
        with_why = self.width() >= Look.of(self).dp(WHY_FROM)
        self._spare_ratio()
        if with_why != self._with_why:
            self._with_why = with_why
            self._quiet = True
            self.cells = CellTableModel(award_columns(with_why=with_why))
            self.set_model(self.cells)
            self.selectionModel().currentChanged.connect(self._on_current)
            self._fill()
            self._quiet = False

    def _spare_ratio(self) -> None:
        """Leave the ratio out where the payable amount would not be seen; both its numbers have their own columns."""
        tight = self.width() < Look.of(self).dp(RATIO_FROM)
        column = COLUMNS.index("share")
        if self.isColumnHidden(column) is not tight:
            self.show_column(column, shown=not tight)
        self._spare_columns()

    def _is_narrow(self) -> bool:
        return self.width() < Look.of(self).dp(NARROW_UNDER)

    def _spare_columns(self) -> None:
        """Leave only the columns that decide where the page shares its width with another."""
        narrow = self._is_narrow()
        if self.isColumnHidden(COLUMNS.index(SPARED[0])) is narrow:
            return
        for name in SPARED:
            self.show_column(COLUMNS.index(name), shown=not narrow)
        self._dress_reasons()

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

    def mark_unfolded(self, state: str, column: str) -> None:
        """Frame the figure whose worksheet is shown."""
        if (state, column) != self._unfolded:
            self._unfolded = (state, column)
            self._fill()


class ResultCard(Card):
    """The table with its total line."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(flush=True, parent=parent)
        self.table = AwardTable()
        self._sentence = Text("", Kind.CAPTION, Role.INK2, elide=True)
        self._label = Text(_("All States together"), Kind.SENTENCE, Role.INK2)
        self._sum = Text("", Kind.CARD_TITLE)
        self._sum.setObjectName("award_total")
        self._foot = QHBoxLayout()
        self._foot.addWidget(self._sentence, 1)
        self._foot.addWidget(self._label)
        self._foot.addWidget(self._sum)
        self.body.addWidget(self.table)
        self.body.addLayout(self._foot)
        Look.of(self).changed.connect(self._space)
        self._space()

    def _space(self) -> None:
        look = Look.of(self)
        self._foot.setContentsMargins(look.dp(12), look.dp(6), look.dp(16), look.dp(7))
        self._foot.setSpacing(look.dp(12))

    def show_award(self, award: Award, parties: Mapping[str, Party], unfolded: tuple[str, str]) -> None:
        """Show a result."""
        self.table.show_award(award, parties, unfolded)
        sentence, together = total_words(award)
        self._sentence.setText(sentence)
        self._sum.setText(together)
        self._label.setVisible(bool(together))
        self._sum.setVisible(bool(together))
