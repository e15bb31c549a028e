"""The weeks that do not count: which row, how many, to whom they gave way and why, and the way to decide otherwise."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop_app.calculation.award import Award
from desktop_app.calculation.lost_weeks import LostWeeks
from desktop_app.ui.theme import Kind, Role
from desktop_app.ui.widgets.card import Card
from desktop_app.ui.widgets.cells import ButtonSpec, Cell, IconSpec, LaneSpec
from desktop_app.ui.widgets.short_table import ShortTable
from desktop_app.ui.widgets.table import Column
from desktop_app.ui.widgets.text import Text
from desktop_app.wording.award_words import lost_row_words, lost_why_words
from desktop_app.wording.catalogue import plural
from desktop_app.wording.catalogue import text as _


class LostCard(Card):
    """A row a loss. Away where every week counts."""

    decide_asked = Signal(str)
    """The State about which an officer decides whether it keeps its weeks."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Weeks that do not count"), flush=True, parent=parent)
        self._sum = Text("", Kind.SENTENCE, Role.INK2)
        self.add_beside_title(self._sum)
        self._losses: tuple[LostWeeks, ...] = ()
        self.table = ShortTable(
            _("Weeks that do not count"),
            (
                Column(title=_("State"), width=64),
                Column(title=_("Year"), width=56, align="right"),
                Column(title=_("Row"), width=320, stretch=3, least=220),
                Column(title=_("Weeks"), width=60, align="right"),
                Column(title=_("Gave way to"), width=96),
                Column(title=_("Why"), width=260, stretch=2, least=190),
                Column(title=_("Decision"), width=150),
            ),
            row_height=38,
            cell_padding=9,
            marks_when_focused=True,
        )
        self.table.setObjectName("lost_weeks")
        self.table.button_clicked.connect(self._on_button)
        self.body.addWidget(self.table)
        self.hide()

    def show_losses(self, losses: tuple[LostWeeks, ...], award: Award) -> None:
        """Show these losses of a result."""
        self._losses = losses
        lanes = {line.state: lane for lane, line in enumerate(award.states)}
        self.table.show_rows([_row(lost, lanes) for lost in losses])
        weeks = sum(lost.weeks for lost in losses)
        words = plural("{n} week, no row is changed", "{n} weeks, no row is changed", weeks)
        self._sum.setText(words.format(n=weeks))
        self.setVisible(bool(losses))

    def _on_button(self, row: int) -> None:
        if keeper := self._losses[row].keeper:
            self.decide_asked.emit(keeper)


def _row(lost: LostWeeks, lanes: dict[str, int]) -> tuple[Cell, ...]:
    state, to = lost.row.state, lost.to_state
    undecided = lost.for_officer
    icon = IconSpec(name="circle-alert", tone="bad") if undecided else None
    return (
        Cell(chips=(LaneSpec(code=state, lane=lanes.get(state)),)),
        Cell(text=str(lost.row.year), align="right"),
        Cell(text=lost_row_words(lost)),
        Cell(text=str(lost.weeks), align="right", strong=True),
        Cell(chips=(LaneSpec(code=to, lane=lanes.get(to)),)) if to else Cell(text="\u2013", muted=True),
        Cell(text=lost_why_words(lost), icon=icon, tone="bad" if undecided else None),
        Cell(button=ButtonSpec(text=_("Decide…") if undecided else _("Decide otherwise"))) if lost.keeper else Cell(),
    )
