"""How long each office takes: figures by office and kind of answer, without anything about a person."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop_app.domain.messages import MessageType
from desktop_app.domain.obligations import ObligationKind
from desktop_app.ui.theme import Look
from desktop_app.ui.widgets.buttons import PrimaryButton
from desktop_app.ui.widgets.card import scrolled
from desktop_app.ui.widgets.cells import Cell
from desktop_app.ui.widgets.question import Question
from desktop_app.ui.widgets.short_table import ShortTable
from desktop_app.ui.widgets.styling import restyled
from desktop_app.ui.widgets.table import Column
from desktop_app.ui.widgets.table_export import ask_table_file
from desktop_app.ui.widgets.text import Text
from desktop_app.wording.catalogue import text as _
from desktop_app.wording.formats import number_words
from desktop_app.wording.obligation_words import obligation_kind_words
from desktop_app.wording.terms import message_type_words
from desktop_app.workflows.partner_statistics import PartnerStatistics

_NAME = "trace-log"


class StatisticsDialog(Question):
    """The table, and the trace log as a file."""

    export_wanted = Signal(object)
    """The trace log is to be written to this file: its `Path`."""

    def __init__(self, figures: tuple[PartnerStatistics, ...], parent: QWidget | None = None) -> None:
        sentence = _("Days from question to whole answer, within which half, and 9 in 10, of the answers came.")
        act = PrimaryButton(_("&Export the trace log…"), "download")
        super().__init__(_("How long they take"), sentence, act, parent)
        self.table = ShortTable(
            _("How long they take"),
            _columns(),
            row_height=44,
            header_height=44,
            cell_padding=8,
            marks_when_focused=True,
        )
        self.table.show_rows([figure_cells(line) for line in figures])
        self.body.addWidget(scrolled(self.table) if figures else Text(_("Nothing was asked or sent yet.")), 1)
        self.cancel.setText(_("&Close"))
        restyled(self, self._restyle_table)
        self.act.setFocus()

    def _restyle_table(self) -> None:
        look = Look.of(self)
        self.setMinimumSize(look.dp(940), look.dp(420))

    def _on_act(self) -> None:
        path = ask_table_file(self, _("Export the trace log"), _NAME)
        if path is not None:
            self.export_wanted.emit(path)


def figure_cells(line: PartnerStatistics) -> tuple[Cell, ...]:
    """Describe the figures of one office and kind."""
    median = number_words(line.median_days, 1) if line.median_days is not None else ""
    ninetieth = str(line.ninetieth_days) if line.ninetieth_days is not None else ""
    counts = (line.asked, line.answered, median, ninetieth, line.reminded, line.corrected, line.returned, line.lost)
    return (
        Cell(text=_("This office") if line.own else line.office, strong=True),
        Cell(text=kind_words(line.kind), wrap=True),
        *(Cell(text=str(count), align="right", figure=True) for count in counts),
    )


def kind_words(kind: str) -> str:
    """Name a kind of answer or of message."""
    if kind in set(ObligationKind):
        return obligation_kind_words(ObligationKind(kind))
    return message_type_words(MessageType(kind)) if kind in set(MessageType) else kind


def _columns() -> tuple[Column, ...]:
    titles = (
        _("Asked"), _("Answered"), _("Half\n(days)"), _("9 in 10\n(days)"),
        _("Reminded"), _("Corrected"), _("Returned"), _("Lost"),
    )  # fmt: skip
    return (
        Column(title=_("Office"), width=96),
        Column(title=_("What"), width=196, stretch=1),
        *(Column(title=title, width=78, align="right") for title in titles),
    )
