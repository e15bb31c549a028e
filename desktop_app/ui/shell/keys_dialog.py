"""The list of all keys."""

from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.ui.theme import Kind, Look, Role
from desktop_app.ui.widgets.buttons import PrimaryButton
from desktop_app.ui.widgets.card import scrolled
from desktop_app.ui.widgets.styling import restyled
from desktop_app.ui.widgets.text import KeyHint, Text
from desktop_app.wording.catalogue import text as _


def all_keys() -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    """Return the keys by place: (place, ((key, what it does), ...))."""
    return (
        (
            _("Anywhere"),
            (
                ("Ctrl+K", _("Search")),
                ("Ctrl+L", _("Lock the desk")),
                ("Ctrl+N", _("New claim")),
                ("Ctrl+S", _("Save now")),
                ("Ctrl+Enter", _("The filled button")),
                ("Alt+1 … 7", _("A step of the claim")),
                ("Alt+0", _("What is owed in the claim")),
                ("Alt+Shift+9", _("Answer what is owed there; in Exchange, what can be done about it")),
                ("Alt+Shift+0", _("What is owed there came on paper")),
                ("F1", _("Open or fold the help")),
                ("Ctrl+P", _("Print")),
                ("Ctrl+Shift+L", _("The covering letter of what is sent")),
                ("Alt+F8", _("Show or hide a passphrase")),
                ("Esc", _("Close or go back")),
            ),
        ),
        (
            _("Lists"),
            (
                ("↑ ↓", _("Choose a row")),
                ("Enter", _("Its next step")),
                ("F2", _("Open it")),
            ),
        ),
        (
            _("Work history"),
            (
                ("Enter", _("Cell below")),
                ("Tab", _("Cell to the right")),
                ("Ctrl+D", _("Copy the cell above")),
                ("Ins", _("Add a row")),
                ("Del", _("Empty the cells")),
                ("Ctrl+Del", _("Take the row away")),
                ("Ctrl+Z  Ctrl+Y", _("Undo, redo")),
                ("Ctrl+C  Ctrl+V", _("Copy, paste from Excel")),
            ),
        ),
        (
            _("Timeline and worksheet"),
            (
                ("← →", _("Along the lane; fold and unfold a figure")),
                ("↑ ↓", _("To another lane or figure")),
                ("Enter", _("Go to the period")),
            ),
        ),
    )


class KeysDialog(QDialog):
    """All keys, by place."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Keys"))
        body = QWidget()
        self._grid = QGridLayout(body)
        row = 0
        for place, keys in all_keys():
            self._grid.addWidget(Text(place, Kind.CARD_TITLE), row, 0, 1, 2)
            row += 1
            for key, meaning in keys:
                self._grid.addWidget(KeyHint(key), row, 0)
                self._grid.addWidget(Text(meaning, Kind.SENTENCE, Role.INK2), row, 1)
                row += 1
        self._grid.setRowStretch(row, 1)
        self._grid.setColumnStretch(1, 1)
        close = PrimaryButton(_("&Close"))
        close.clicked.connect(self.accept)
        close.setDefault(True)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(close)
        self._column = QVBoxLayout(self)
        self._column.addWidget(scrolled(body), 1)
        self._column.addLayout(foot)
        restyled(self, self._restyle)

    def _restyle(self) -> None:
        look = Look.of(self)
        self._column.setContentsMargins(look.dp(20), look.dp(16), look.dp(20), look.dp(16))
        self._grid.setHorizontalSpacing(look.dp(16))
        self._grid.setVerticalSpacing(look.dp(6))
        self.resize(look.dp(460), look.dp(560))
