"""A new key for the store: the new recovery words typed back, everybody else's passphrase for one use handed over."""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop_app.foundation.problems import Problem
from desktop_app.ui.tasks import Ticket
from desktop_app.ui.theme import Kind, Look, Role
from desktop_app.ui.widgets.buttons import DangerButton, SecondaryButton
from desktop_app.ui.widgets.cells import Cell
from desktop_app.ui.widgets.fields import LineField
from desktop_app.ui.widgets.passphrase import PassphraseField
from desktop_app.ui.widgets.question import Question
from desktop_app.ui.widgets.table import CellTableModel, Column, TableView
from desktop_app.ui.widgets.text import Text
from desktop_app.wording.catalogue import text as _

_WIDTH: Final = 700
_HEIGHT: Final = 380
_ROW: Final = 30
_HEAD: Final = 28
_MOST_ROWS: Final = 4
"""Persons that are seen at once; the table scrolls to the others."""


class RenewKeyDialog(Question):
    """The sheet to print, the words for one use of everybody else, the sheet's words and one's own passphrase."""

    sheet_wanted = Signal()
    """The new recovery sheet is to be looked at and printed."""

    wanted = Signal(str, str)
    """The words as typed from the sheet, and the passphrase."""

    def __init__(self, given: tuple[tuple[str, str], ...], parent: QWidget | None = None) -> None:
        self.others: TableView | None = None
        sentence = _(
            "The store is written anew under a key that no copy of the old keys opens. From then on only the new "
            "recovery sheet counts; sheets and halves made before open nothing."
        )
        super().__init__(_("A new key for the store"), sentence, DangerButton(_("&Renew the key"), "key-round"), parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.sheet = SecondaryButton(_("New reco&very sheet…"), "printer")
        self.sheet.setAutoDefault(False)
        self.sheet.clicked.connect(self.sheet_wanted)
        row = QHBoxLayout()
        row.addWidget(self.sheet)
        row.addStretch(1)
        self.body.addLayout(row)
        self.typed = LineField(_("The &twelve words, typed from the sheet"))
        self.body.addWidget(self.typed)
        if given:
            others = _(
                "Everybody else signs in once with these words, and then chooses a passphrase. Write them down now and "
                "hand them over in person: they are not shown again. Until the key is renewed they open nothing."
            )
            self.body.addWidget(Text(others, Kind.SENTENCE, Role.INK2, wrap=True))
            columns = (
                Column(title=_("Name"), width=170, stretch=1, least=130),
                Column(title=_("Passphrase for one use"), width=330, stretch=2, least=280),
            )
            cells = CellTableModel(columns)
            cells.set_rows([(Cell(text=name), Cell(text=words)) for name, words in given])
            self.others = TableView(_("Passphrases for one use"), row_height=_ROW, header_height=_HEAD)
            self.others.set_model(cells)
            self.body.addWidget(self.others)
        self.passphrase = PassphraseField(_("&Your own passphrase, which stays"))
        self.body.addWidget(self.passphrase)
        backups = _("Backups of before stay under the old key: whoever could open them still can. Make one afterwards.")
        self.body.addWidget(Text(backups, Kind.CAPTION, Role.INK2, wrap=True))
        self.body.addStretch(1)
        self._restyle()
        self.sheet.setFocus()

    def _restyle(self) -> None:
        super()._restyle()
        look, rows = Look.of(self), 0
        if self.others is not None:
            rows = _HEAD + _ROW * min(self.others.model().rowCount(), _MOST_ROWS)
            self.others.setFixedHeight(look.dp(rows) + 4)
        self.setMinimumSize(look.dp(_WIDTH), look.dp(_HEIGHT + rows))

    def show_refusal(self, problem: Problem) -> None:
        """Say why the key is the old one still; the passphrase is typed anew."""
        super().show_refusal(problem)
        self.passphrase.forget()
        (self.typed if problem.code == "recovery_wrong" else self.passphrase).edit.setFocus()

    def follow(self, ticket: Ticket, what: str = "") -> None:
        """Wait for the store to be written anew; Cancel stops that, and the key is the old one still."""
        super().follow(ticket, what or _("Writing the store under the new key"))
        ticket.finished.connect(lambda: self._on_stopped(ticket))

    def reject(self) -> None:
        """Leave; while the store is written, stop that first."""
        if self._ticket is not None and not self._ticket.over:
            self._ticket.cancel()
            return
        super().reject()

    def _on_stopped(self, ticket: Ticket) -> None:
        if ticket.cancelled and self.isVisible():
            self.passphrase.forget()
            self.says.show_words("ok", _("Stopped. The key is the old one, and everybody signs in as before."))

    def done(self, result: int) -> None:
        """Forget what was typed, however it ends."""
        self.passphrase.forget()
        self.typed.edit.clear()
        super().done(result)

    def _missing(self) -> str:
        said = {
            self.typed: _("Print the new sheet, and type its twelve words from the paper."),
            self.passphrase: _("Type your passphrase."),
        }
        first = ""
        for field, words in said.items():
            empty = not field.text().strip()
            field.set_finding("error" if empty else "", words if empty else "")
            if empty and not first:
                first = words
                field.edit.setFocus()
        return first

    def _on_act(self) -> None:
        if not self._missing():
            self.wanted.emit(self.typed.text(), self.passphrase.text())
