"""Contribution records as Settings shows them: the files that were brought in, and the way to the next one."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop_app.ui.screens.settings.records_presenter import RecordFacts
from desktop_app.ui.theme import Kind, Role
from desktop_app.ui.widgets.buttons import PrimaryButton, SecondaryButton
from desktop_app.ui.widgets.card import Card
from desktop_app.ui.widgets.cells import Cell
from desktop_app.ui.widgets.detail_page import DetailPage
from desktop_app.ui.widgets.short_table import ShortTable
from desktop_app.ui.widgets.table import Column
from desktop_app.ui.widgets.text import Text
from desktop_app.wording.catalogue import text as _
from desktop_app.wording.formats import moment_words, number_words
from desktop_app.wording.rights_words import why_not_words
from desktop_app.workflows.undo_import import ImportLine


class RecordsPage(DetailPage):
    """One table, and the two things that can be done."""

    file_wanted = Signal()
    """A file is to be brought in."""

    undo_wanted = Signal(object)
    """A file is to be taken out again: its `ImportLine`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title.setText(_("Contribution records"))
        self.about.setText(_("Contributions from your institution's own system, as CSV or as an Excel workbook."))
        self.pill.hide()
        card = Card(title=_("Files brought in"))
        self._nothing = Text(
            _("None yet. You point out once what each column says; a file is tried before anything is kept."),
            Kind.SENTENCE,
            Role.INK2,
            wrap=True,
        )
        self.table = ShortTable(
            _("Files brought in"),
            (
                Column(title=_("File"), width=200, stretch=2, least=130),
                Column(title=_("When"), width=164, stretch=1, least=162),
                Column(title=_("Records"), width=80, align="right"),
                Column(title=_("Left out"), width=80, align="right"),
                Column(title=_("New persons"), width=104, align="right"),
            ),
            row_height=44,
            marks_current=True,
        )
        card.body.addWidget(self._nothing)
        card.body.addWidget(self.table)
        self.page.addWidget(card)
        self.page.addStretch(1)
        self.undo = SecondaryButton(_("Take &out again…"), "undo-2")
        self.bring = PrimaryButton(_("&Bring in a file…"), "plus")
        self.bar.tell(self.hint)
        self.bar.row.addWidget(self.undo)
        self.bar.row.addWidget(self.bring)
        self.undo.clicked.connect(self._on_undo)
        self.bring.clicked.connect(self.file_wanted)
        self.table.current_changed.connect(lambda _row: self._show_may())
        self._facts: RecordFacts | None = None
        self._show_may()

    def show_facts(self, facts: RecordFacts) -> None:
        """Show the files."""
        self._facts = facts
        self._nothing.setVisible(not facts.lines)
        self.table.setVisible(bool(facts.lines))
        self.table.show_rows([_cells(line) for line in facts.lines])
        self.hint.setText(why_not_words(facts.refused) if facts.refused else "")
        self._show_may()

    @property
    def chosen(self) -> ImportLine | None:
        """The file that is chosen."""
        row = self.table.current_row()
        return self._facts.lines[row] if self._facts and 0 <= row < len(self._facts.lines) else None

    def focus_first(self) -> None:
        """Put the keyboard on the files, or on the button where there are none."""
        (self.table if self._facts and self._facts.lines else self.bring).setFocus()

    def _show_may(self) -> None:
        may = self._facts is not None and self._facts.refused is None
        line = self.chosen
        self.bring.setEnabled(may)
        self.undo.setEnabled(may and line is not None and line.kept.undone_at is None)

    def _on_undo(self) -> None:
        if self.chosen is not None:
            self.undo_wanted.emit(self.chosen)


def _cells(line: ImportLine) -> tuple[Cell, ...]:
    kept, out = line.kept, line.kept.undone_at is not None
    if out and line.undone_by is not None and kept.undone_at is not None:
        second = _("taken out by {name}, {when}").format(
            name=line.undone_by.short_name, when=moment_words(kept.undone_at)
        )
    else:
        second = _("read as “{mapping}”").format(mapping=kept.mapping)
    return (
        Cell(text=kept.file_name, second=second, strong=not out, muted=out),
        Cell(text=moment_words(kept.made_at), second=line.made_by.short_name, muted=out),
        *(
            Cell(text=number_words(count), align="right", figure=True, muted=out)
            for count in (kept.records, kept.refused, kept.persons)
        ),
    )
