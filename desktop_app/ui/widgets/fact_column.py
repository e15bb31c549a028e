"""A column of a card that says one thing: an icon with a caption, the thing itself, a few lines below it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.ui.theme import Kind, Look, Role
from desktop_app.ui.widgets.styling import restyled
from desktop_app.ui.widgets.text import Picture, Text


class FactColumn(QWidget):
    """Caption, main line, lines."""

    def __init__(self, icon: str, caption: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = Picture(icon, Role.INK2, 16)
        self.main = Text("", Kind.BASE_STRONG, Role.INK, wrap=True)
        self._head = QHBoxLayout()
        self._head.addWidget(self._icon)
        self._head.addWidget(Text(caption, Kind.HEADER, Role.INK2))
        self._head.addStretch(1)
        self._lines: list[Text] = []
        self._column = QVBoxLayout(self)
        self._column.addLayout(self._head)
        self._column.addWidget(self.main)
        self._more = QVBoxLayout()
        self._column.addLayout(self._more)
        self._mark = Picture("key-round", Role.INK2, 14)
        self._marked = Text("", Kind.SMALL_STRONG, Role.INK, wrap=True)
        self._marked.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._last = QHBoxLayout()
        self._last.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        self._last.addWidget(self._marked, 1)
        self._column.addLayout(self._last)
        for widget in (self._mark, self._marked):
            widget.hide()
        self._column.addStretch(1)
        restyled(self, self._restyle)

    def _restyle(self) -> None:
        look = Look.of(self)
        self._column.setContentsMargins(look.dp(16), look.dp(12), look.dp(16), look.dp(12))
        self._column.setSpacing(look.dp(4))
        self._head.setSpacing(look.dp(8))
        self._more.setSpacing(look.dp(1))
        self._last.setSpacing(look.dp(6))
        self._mark.setFixedHeight(self._marked.fontMetrics().height())  # in the middle of the first line

    def mark(self, icon: str, words: str, name: str) -> None:
        """Say below the lines what matters most, with an icon; `name` tells a screen reader what it is."""
        if words:
            self._mark.show_icon(icon, Role.INK2)
        self._marked.setText(words)
        self._marked.setAccessibleName(f"{name}: {words}")
        for widget in (self._mark, self._marked):
            widget.setVisible(bool(words))

    def say(self, main: str, lines: tuple[str, ...], *, icon: tuple[str, Role] | None = None) -> None:
        """Say the thing and its lines; `icon` with its colour also colours the main line."""
        self.main.setText(main)
        if icon is not None:
            self._icon.show_icon(*icon)
        self.main.set_role(icon[1] if icon is not None and icon[1] is not Role.INK2 else Role.INK)
        while len(self._lines) < len(lines):
            label = Text("", Kind.CAPTION, Role.INK2, wrap=True)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self._lines.append(label)
            self._more.addWidget(label)
        for number, label in enumerate(self._lines):
            label.setText(lines[number] if number < len(lines) else "")
            label.setVisible(number < len(lines))
