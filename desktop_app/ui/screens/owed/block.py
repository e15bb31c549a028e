"""Fields that belong together and can be taken out of a form."""

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.ui.screens.owed.case_form import Field
from desktop_app.ui.theme import Kind, Look
from desktop_app.ui.widgets.buttons import QuietButton
from desktop_app.ui.widgets.card import Hairline
from desktop_app.ui.widgets.text import Text

Rows = tuple[Mapping[str, Field], ...]


class FieldBlock(QWidget):
    """One of several: its number, its fields in rows, and the button that takes it out."""

    def __init__(self, number: int, rows: Rows, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.number = number
        self.name = Text("", Kind.HEADER)
        self.remove = QuietButton("", "trash-2")
        self.remove.setAutoDefault(False)
        look = Look.of(self)
        head = QHBoxLayout()
        head.addWidget(self.name, 1)
        head.addWidget(self.remove)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, look.dp(4), 0, 0)
        column.setSpacing(look.dp(6))
        column.addWidget(Hairline())
        column.addLayout(head)
        for fields in rows:
            row = QHBoxLayout()
            row.setSpacing(look.dp(12))
            for field in fields.values():
                row.addWidget(field, 1, Qt.AlignmentFlag.AlignTop)
            column.addLayout(row)
