"""Whether anybody is at the desk: minutes without a key, a click or a move of the mouse in any of its windows."""

from datetime import datetime, timedelta
from typing import Final

from PySide6.QtCore import QElapsedTimer, QEvent, QKeyCombination, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QWindow

from desktop_app.foundation.clock import Clock

EVERY: Final = 5_000
"""Milliseconds between two looks."""

_MINUTE: Final = 60_000
_LOCK: Final = QKeyCombination(Qt.KeyboardModifier.ControlModifier, Qt.Key.Key_L)
_SIGNS: Final = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TabletPress,
    }
)


class IdleWatch(QObject):
    """Looks from time to time how long ago somebody last did something.

    It listens at the windows themselves, so that a keystroke passes here once. The time is counted as it passes, and by
    the clock as well: a computer that slept was idle.
    """

    idle = Signal()
    """Nobody did anything for so long, or somebody who leaves pressed Ctrl+L: in any window, over any dialog."""

    def __init__(self, clock: Clock, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._clock = clock
        self._minutes = 0
        self._passed = QElapsedTimer()
        self._at: datetime = clock.now()
        self._timer = QTimer(self, interval=EVERY)
        self._timer.timeout.connect(self.look)

    def start(self, minutes: int) -> None:
        """Watch from now on; also with another number of minutes."""
        self._minutes = minutes
        self.touch()
        for window in QGuiApplication.topLevelWindows():
            self._listen(window)
        QGuiApplication.instance().focusWindowChanged.connect(self._listen)  # type: ignore[union-attr] # it runs
        self._timer.start()

    def stop(self) -> None:
        """Watch no more."""
        if self._timer.isActive():
            self._timer.stop()
            QGuiApplication.instance().focusWindowChanged.disconnect(self._listen)  # type: ignore[union-attr] # as above

    @property
    def watching(self) -> bool:
        """Whether it watches."""
        return self._timer.isActive()

    def touch(self) -> None:
        """Begin to count anew: somebody is there."""
        self._passed.start()
        self._at = self._clock.now()

    def look(self) -> None:
        """Look now."""
        limit = self._minutes * _MINUTE
        if self._passed.elapsed() >= limit or abs(self._clock.now() - self._at) >= timedelta(milliseconds=limit):
            self.idle.emit()

    def eventFilter(self, _window: QObject, event: QEvent) -> bool:
        """Note that somebody is there; every event but Ctrl+L goes on its way."""
        if event.type() in _SIGNS:
            self.touch()
            if isinstance(event, QKeyEvent) and event.keyCombination() == _LOCK and self.watching:
                self.idle.emit()
                return True
        return False

    def _listen(self, window: QWindow | None) -> None:
        if window is not None:
            window.installEventFilter(self)
