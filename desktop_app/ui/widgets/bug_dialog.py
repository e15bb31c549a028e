"""The one calm dialog when the program itself made a mistake: a reference, and details for support to copy."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from desktop_app.ui.notices import BugReport
from desktop_app.ui.theme import Kind, Look, Role
from desktop_app.ui.widgets.buttons import PrimaryButton, QuietButton, SecondaryButton
from desktop_app.ui.widgets.styling import restyled
from desktop_app.ui.widgets.text import Picture, Text
from desktop_app.wording.catalogue import text as _


class BugDialog(QDialog):
    """Says that something went wrong, what is safe, and which reference to name."""

    def __init__(self, report: BugReport, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Something went wrong"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._report = report
        self._column = QVBoxLayout(self)
        head = QHBoxLayout()
        head.addWidget(Picture("octagon-alert", Role.WARN, 24))
        head.addWidget(Text(_("The program made a mistake"), Kind.STEP_TITLE), 1)
        self._column.addLayout(head)
        self._column.addWidget(
            Text(
                _(
                    "What was stored before is safe; the last thing you asked for was not done. You can go on working. "
                    "If it happens again, give your support this reference:"
                ),
                Kind.BASE,
                Role.INK,
                wrap=True,
            )
        )
        self.reference = Text(report.reference, Kind.TITLE, Role.ACCENT_INK)
        self.reference.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._column.addWidget(self.reference)
        self.details = QPlainTextEdit(report.details)
        self.details.setReadOnly(True)
        self.details.setAccessibleName(_("Details for support; no names or numbers of persons"))
        self.details.hide()
        self._column.addWidget(self.details, 1)
        row = QHBoxLayout()
        self.more = QuietButton(_("&Details"), "chevron-down")
        self.more.clicked.connect(self._on_more)
        self.copy = SecondaryButton(_("&Copy the details"), "copy")
        self.copy.clicked.connect(self._on_copy)
        self.go_on = PrimaryButton(_("&Go on working"))
        self.go_on.setDefault(True)
        self.go_on.clicked.connect(self.accept)
        row.addWidget(self.more)
        row.addStretch(1)
        row.addWidget(self.copy)
        row.addWidget(self.go_on)
        self._column.addLayout(row)
        restyled(self, self._restyle)

    def _restyle(self) -> None:
        look = Look.of(self)
        self._column.setContentsMargins(look.dp(20), look.dp(20), look.dp(20), look.dp(16))
        self._column.setSpacing(look.dp(12))
        self.setMinimumWidth(look.dp(520))
        self.details.setMinimumHeight(look.dp(160))

    def _on_more(self) -> None:
        self.details.setVisible(not self.details.isVisible())
        self.adjustSize()

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self._report.details)


def show_report(report: object, parent: QWidget) -> None:
    """Show the dialog for a `BugReport` without holding up what else is going on."""
    if isinstance(report, BugReport):
        dialog = BugDialog(report, parent)
        dialog.setWindowModality(Qt.WindowModality.WindowModal)
        dialog.open()
