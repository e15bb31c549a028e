"""Enter presses what has the keyboard, everywhere as in a dialog; Qt itself knows the space bar alone."""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton

_HELD: Final = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


def pressed_by_enter(button: QAbstractButton, event: QKeyEvent) -> bool:
    """Click a button whose key event is Enter alone; tell whether it was. Ctrl+Enter is left to the window."""
    if event.key() not in {Qt.Key.Key_Return, Qt.Key.Key_Enter} or event.modifiers() & _HELD:
        return False
    if not event.isAutoRepeat():
        button.click()
    return True


class DrawnButton(QAbstractButton):
    """A button that paints itself."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press with Enter too."""
        if not pressed_by_enter(self, event):
            super().keyPressEvent(event)
