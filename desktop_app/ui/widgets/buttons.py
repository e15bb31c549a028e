"""Buttons by their weight on the screen: one primary, the rest quieter. 32 high unless said otherwise."""

from typing import ClassVar

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QToolButton, QWidget

from desktop_app.ui.theme import Kind, Look, Role
from desktop_app.ui.widgets.pressing import pressed_by_enter
from desktop_app.ui.widgets.styling import restyled


class WordButton(QPushButton):
    """A button with a verb, and an icon before it or an arrow after it."""

    sheet_kind: ClassVar[str] = "secondary"
    text_kind: ClassVar[Kind] = Kind.BUTTON
    icon_role: ClassVar[Role] = Role.INK2

    def __init__(self, text: str, icon: str = "", *, trailing: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = icon or trailing
        self.setProperty("kind", self.sheet_kind)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        if trailing:
            self.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self.set_words(text)
        restyled(self, self._restyle)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press with Enter too, everywhere as in a dialog."""
        if not pressed_by_enter(self, event):
            super().keyPressEvent(event)

    def set_words(self, text: str) -> None:
        """Change the words; `&` marks the mnemonic."""
        trailing = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        gap = f"{text} " if trailing else f" {text}"  # Qt's own gap after an icon is fixed and too small
        self.setText(gap if self._icon else text)
        self.setAccessibleName(text.replace("&", "").strip())

    def set_icon(self, name: str) -> None:
        """Change the icon."""
        self._icon = name
        self.set_words(self.text().strip())
        self._restyle()

    def _restyle(self) -> None:
        look = Look.of(self)
        self.setFont(look.font(self.text_kind))
        if self._icon:
            self.setIcon(look.icon(self._icon, self.icon_role))
            self.setIconSize(QSize(look.dp(16), look.dp(16)))
        self.updateGeometry()


class PrimaryButton(WordButton):
    """The one thing to do next on this screen; Ctrl+Enter presses it."""

    sheet_kind = "primary"
    text_kind = Kind.BUTTON_STRONG
    icon_role = Role.ON_ACCENT


class SecondaryButton(WordButton):
    """Something one may do."""


class QuietButton(WordButton):
    """A word to click, without an edge."""

    sheet_kind = "quiet"
    icon_role = Role.ACCENT_INK


class DangerButton(WordButton):
    """Something that is not undone by pressing again."""

    sheet_kind = "danger"
    icon_role = Role.BAD


class WarningButton(WordButton):
    """A way out of a warning, inside its band; 28 high."""

    sheet_kind = "warning"
    text_kind = Kind.GRID_STRONG
    icon_role = Role.WARN


class TrainingButton(WordButton):
    """The way into the training mode, nothing else."""

    sheet_kind = "training"
    icon_role = Role.TRAINING_INK


class IconButton(QToolButton):
    """A button without a word: its name is for the screen reader and the tool tip."""

    def __init__(
        self, icon: str, name: str, role: Role | str = Role.INK2, size: int = 16, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._icon, self._role, self._size = icon, role, size
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        restyled(self, self._restyle)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press with Enter too."""
        if not pressed_by_enter(self, event):
            super().keyPressEvent(event)

    def show_icon(self, icon: str, name: str) -> None:
        """Show another icon with another name."""
        self._icon = icon
        self.setAccessibleName(name)
        self.setToolTip(name)
        self._restyle()

    def _restyle(self) -> None:
        look = Look.of(self)
        self.setIcon(look.icon(self._icon, self._role, self._size))
        self.setIconSize(QSize(look.dp(self._size), look.dp(self._size)))
