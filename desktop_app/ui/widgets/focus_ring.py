"""One transparent overlay a window: a 2 px ring, 4 px outside whatever has the keyboard."""

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from desktop_app.ui.theme import Look, Role
from desktop_app.ui.widgets.drawing import rounded

_OUTSIDE = 4
_OWN_FOCUS = (
    "QLineEdit", "QComboBox", "QAbstractSpinBox", "QPlainTextEdit", "QTextEdit", "QAbstractItemView", "QScrollArea",
)  # fmt: skip
"""By name: making Python's side of these classes costs the first window milliseconds."""

DRAWS_OWN_FOCUS = "drawsOwnFocus"
"""Set this property on a widget that draws its focus itself."""


class FocusRing(QWidget):
    """Follows the focus inside one window. Fields, tables and whoever sets `DRAWS_OWN_FOCUS` draw their own."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._target: QWidget | None = None
        self._watched: list[QWidget] = []
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus_changed)
        Look.of(self).changed.connect(self._place)
        self.hide()

    @property
    def target(self) -> QWidget | None:
        """The widget it rings, if any."""
        return self._target

    def _on_focus_changed(self, _before: QWidget, now: QWidget | None) -> None:
        for widget in filter(isValid, self._watched):  # a dialog that closes takes what it holds along
            widget.removeEventFilter(self)
        self._watched = []
        self._target = now if now is not None and self._rings(now) else None
        if self._target is not None:
            self._watch(self._target)
            self._target.destroyed.connect(self._on_destroyed)
        self._place()

    def _watch(self, widget: QWidget | None) -> None:
        """Watch the widget and all that holds it, up to the window."""
        while widget is not None and widget is not self.window():
            widget.installEventFilter(self)
            self._watched.append(widget)
            widget = widget.parentWidget()

    def _rings(self, widget: QWidget) -> bool:
        if widget.window() is not self.window() or any(map(widget.inherits, _OWN_FOCUS)):
            return False
        return not widget.property(DRAWS_OWN_FOCUS)

    def _on_destroyed(self) -> None:
        self._target = None
        self._watched = []
        self.hide()

    def _place(self) -> None:
        target = self._target
        if target is None or not target.isVisible() or target.visibleRegion().isEmpty():
            self.hide()  # what is scrolled away is not ringed
            return
        rect = QRect(target.mapTo(self.window(), QPoint(0, 0)), target.size())
        rect.adjust(-_OUTSIDE, -_OUTSIDE, _OUTSIDE, _OUTSIDE)
        self.setGeometry(rect.intersected(self.window().rect()))
        self.raise_()
        self.show()
        self.update()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Follow the widget when it, or what holds it, moves, hides or grows."""
        if event.type() in {QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide}:
            self._place()
        return False

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the ring."""
        rounded(QPainter(self), self.rect().toRectF(), 8, None, Look.of(self).colour(Role.ACCENT), width=2)
