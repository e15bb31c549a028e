"""The line below the grid: the weeks of every State, and together."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop_app.ui.parties import party_name
from desktop_app.ui.screens.claim.work_history.presenter import HistoryTotals
from desktop_app.ui.theme import Kind, Look, Role
from desktop_app.ui.widgets.card import Hairline
from desktop_app.ui.widgets.chips import LaneChip
from desktop_app.ui.widgets.text import Text
from desktop_app.wording.catalogue import text as _
from desktop_app.wording.formats import money_words, weeks_words

MOST_APART = 4
"""More States than this are told together only; the strip and the grid show them one by one."""


class TotalsLine(QWidget):
    """Chips with weeks, then the sum of weeks and, in one currency, of earnings."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._shown: HistoryTotals | None = None

    def show_totals(self, totals: HistoryTotals) -> None:
        """Show these sums."""
        if totals == self._shown:
            return
        self._shown = totals
        while (item := self._row.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        look = Look.of(self)
        self._row.setSpacing(look.dp(8))
        self._row.addStretch(1)
        for entry in totals.states if len(totals.states) <= MOST_APART else ():
            self._row.addWidget(LaneChip(entry.state, entry.lane, party_name(entry.state)))
            self._row.addWidget(Text(weeks_words(entry.weeks), Kind.FIELD))
            self._row.addSpacing(look.dp(6))
        if not totals.states:
            return
        line = Hairline(upright=True)
        line.setFixedHeight(look.dp(18))
        self._row.addWidget(line)
        self._row.addSpacing(look.dp(6))
        self._row.addWidget(Text(_("Together"), Kind.SENTENCE, Role.INK2))
        self._row.addWidget(Text(weeks_words(totals.weeks), Kind.CELL_STRONG))
        if totals.earnings is not None and totals.earnings.minor:
            self._row.addWidget(Text(money_words(totals.earnings), Kind.CELL_STRONG))
        self.setAccessibleName(
            ", ".join((*(f"{entry.state} {entry.weeks}" for entry in totals.states), weeks_words(totals.weeks)))
        )
