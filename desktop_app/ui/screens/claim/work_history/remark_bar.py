"""Where the reason is written why a warning is let stand; it opens below the grid and is no dialog."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.ui.theme import Kind, Look, Role
from desktop_app.ui.widgets.buttons import QuietButton, SecondaryButton
from desktop_app.ui.widgets.fields import LineField
from desktop_app.ui.widgets.styling import restyled
from desktop_app.ui.widgets.text import Text
from desktop_app.wording.catalogue import text as _


class RemarkBar(QWidget):
    """A line to write the remark of one row, to keep it or to leave it."""

    kept = Signal(str, str)
    """The row's id and the remark; an empty remark takes the one before away."""

    left = Signal()
    """The person left it as it was."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.row_id = ""
        self._about = Text("", Kind.SENTENCE, Role.INK2, elide=True)
        self.remark = LineField("", placeholder=_("For example: she says that she left Kingstown on 3 July"))
        self.remark.edit.setObjectName("remark")
        self.remark.edit.setAccessibleName(_("Remark"))
        self.keeper = SecondaryButton(_("Keep the &remark"), "check")
        self.keeper.setObjectName("remark_keep")
        self.leaver = QuietButton(_("Leave it (Esc)"))
        self.keeper.clicked.connect(self._on_keep)
        self.leaver.clicked.connect(self.left)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self._about)
        self._row = QHBoxLayout()
        self._row.addWidget(self.remark, 1)
        self._row.addWidget(self.keeper)
        self._row.addWidget(self.leaver)
        self._column.addLayout(self._row)
        self.hide()
        restyled(self, self._restyle)

    def _restyle(self) -> None:
        look = Look.of(self)
        self._column.setContentsMargins(look.dp(14), look.dp(6), look.dp(14), look.dp(6))
        self._column.setSpacing(look.dp(4))
        self._row.setSpacing(look.dp(8))

    def ask(self, row_id: str, about: str, remark: str) -> None:
        """Open for a row; `about` says which."""
        self.row_id = row_id
        self._about.setText(about)
        self.remark.set_text(remark)
        self.show()
        self.remark.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_keep(self) -> None:
        self.kept.emit(self.row_id, self.remark.text())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keep with Enter, leave with Esc."""
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not control:
            self._on_keep()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
