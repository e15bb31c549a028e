"""An office at work in tests: a real desk, its real window, and a clerk who uses the keyboard."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QWidget

from desktop_app.foundation.places import Places
from desktop_app.ui.app.office_window import OfficeWindow, opened
from desktop_app.ui.notices import Notices
from desktop_app.ui.screens.claim.view import ClaimScreen
from desktop_app.ui.theme import Look
from desktop_app.workflows.desk import Desk
from tests.support.desks import NOON, desk_of
from tests.support.inline_tasks import InlineTasks
from tests.support.waiting import let_pass

CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
PLAIN = Qt.KeyboardModifier.NoModifier


class OfficeAtWork:
    """One office: its desk, its window, and the keys pressed in it. Call `close` at the end."""

    def __init__(
        self, state: str, places: Places, look: Look, *, now: datetime = NOON, desk: Desk | None = None
    ) -> None:
        self.desk = desk or desk_of(state, places, now=now)
        self.tasks = InlineTasks(self.desk)
        self.notices = Notices()
        self.crashes: list[object] = []
        self.tasks.crashed.connect(self.crashes.append)
        found = opened(self.desk)
        self.office = OfficeWindow(look, self.tasks, self.notices, clock=self.desk.clock, places=places, opened=found)
        self.window = self.office.window
        self.window.resize(1366, 768)
        self.window.show()
        self.office.begin(found.place)
        self.settle()

    def close(self) -> None:
        """Close window and desk."""
        self.window.close()
        self.settle()
        self.office.deleteLater()
        self.window.deleteLater()
        self.tasks.shutdown()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QApplication.processEvents()

    @property
    def claim(self) -> ClaimScreen:
        """The claim's screen."""
        return self.office.claim_screen

    def settle(self) -> None:
        """Let every job be answered and everything be painted."""
        self.tasks.settle()
        QApplication.processEvents()
        assert not self.crashes, self.crashes

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = PLAIN, on: QWidget | None = None) -> None:
        """Press a key where the focus is, in this office's window."""
        self.come_forward()
        QTest.keyClick(on or QApplication.focusWidget() or self.window, key, modifier)
        self.settle()

    def come_forward(self) -> None:
        """Make this window the active one: shortcuts and focus belong to it."""
        if not self.window.isActiveWindow():
            self.window.activateWindow()
            QApplication.processEvents()

    def type(self, text: str) -> None:
        """Type into the widget with the focus; letters beyond ASCII go as events of their own."""
        for letter in text:
            widget = QApplication.focusWidget()
            assert widget is not None
            if letter.isascii():
                QTest.keyClicks(widget, letter)
                continue
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                QApplication.sendEvent(widget, QKeyEvent(kind, 0, PLAIN, letter))

    def fill(self, name: str, text: str, within: QWidget | None = None) -> None:
        """Go to a field by its name, replace what is in it, and leave it with Tab."""
        self.come_forward()
        field = self.find(name, within)
        field.setFocus()
        self.press(Qt.Key.Key_A, CTRL)
        self.type(text)
        self.press(Qt.Key.Key_Tab)

    def find(self, name: str, within: QWidget | None = None) -> QWidget:
        """Find a widget that is shown by its object name."""
        for widget in (within or self.window).findChildren(QWidget, name):
            if widget.isVisible():
                return widget
        raise AssertionError(f"{name} is not shown")

    def push(self, name: str, within: QWidget | None = None) -> None:
        """Press a button with the space bar."""
        button = self.find(name, within)
        assert button.isEnabled(), f"{name} cannot be pressed"
        button.setFocus()
        self.press(Qt.Key.Key_Space)

    def primary(self) -> None:
        """Ctrl+Enter: the one thing to do next."""
        self.press(Qt.Key.Key_Return, CTRL)

    def paste_into(self, grid: QAbstractItemView, rows: list[tuple[str, ...]]) -> None:
        """Copy a table, as Excel does, and paste it into a grid from its first cell."""
        QApplication.clipboard().setText("\r\n".join("\t".join(row) for row in rows))
        grid.setFocus()
        grid.setCurrentIndex(grid.model().index(0, 0))
        self.press(Qt.Key.Key_V, CTRL)

    def picture(self, path: Path) -> None:
        """Save the window as it is."""
        self.settle()
        path.parent.mkdir(parents=True, exist_ok=True)
        pixmap = self.window.grab()
        assert pixmap.save(str(path))

    def wait_for(self, true: Callable[[], bool], milliseconds: int = 4000) -> None:
        """Wait until something is so."""
        for _ in range(milliseconds // 20):
            self.settle()
            if true():
                return
            let_pass(20)
        raise AssertionError("it never came to be")


def shown_texts(widget: QWidget) -> list[str]:
    """Return the texts of every label that is shown in a widget."""
    return [
        child.text()
        for child in widget.findChildren(QWidget)
        if child.isVisible() and hasattr(child, "text") and callable(child.text) and isinstance(child.text(), str)
    ]


__all__ = ["ALT", "CTRL", "PLAIN", "OfficeAtWork", "shown_texts"]
