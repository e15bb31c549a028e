"""A row that goes on to the next line where there is no room: for chips and small buttons."""

from PySide6.QtCore import QMargins, QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QSizePolicy, QWidget

from desktop_app.ui.theme import Look
from desktop_app.ui.widgets.styling import restyled


class WrappingLayout(QLayout):
    """Items from left to right, as many as fit on a line, each at the size it asks for, lines centred in height."""

    def __init__(self, parent: QWidget | None = None, *, right: bool = False) -> None:
        super().__init__(parent)
        self._right = right
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(QMargins(0, 0, 0, 0))

    def addItem(self, item: QLayoutItem) -> None:
        """Take an item."""
        self._items.append(item)

    def count(self) -> int:
        """Count the items."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """Return an item, None beyond the last."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Give an item back."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def move_last(self, at: int) -> None:
        """Put the last item at this place."""
        self._items.insert(at, self._items.pop())
        self.invalidate()

    def expandingDirections(self) -> Qt.Orientation:
        """Ask for no more than needed."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """Grow in height when narrow."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of all lines at a width."""
        return self._arrange(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        """Place the items."""
        super().setGeometry(rect)
        self._arrange(rect, move=True)

    def sizeHint(self) -> QSize:
        """Ask for one line."""
        widths = [item.sizeHint().width() for item in self._items]
        height = max((item.sizeHint().height() for item in self._items), default=0)
        return QSize(sum(widths) + self.spacing() * max(0, len(widths) - 1), height)

    def minimumSize(self) -> QSize:
        """At least the widest item."""
        width = max((item.minimumSize().width() for item in self._items), default=0)
        height = max((item.minimumSize().height() for item in self._items), default=0)
        return QSize(width, height)

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        lines: list[list[QLayoutItem]] = [[]]
        used = 0
        for item in self._items:
            if item.isEmpty():
                continue
            width = item.sizeHint().width()
            if lines[-1] and used + self.spacing() + width > rect.width():
                lines.append([])
                used = 0
            used += width + (self.spacing() if lines[-1] else 0)
            lines[-1].append(item)
        top = rect.y()
        for number, line in enumerate(lines):
            height = max((item.sizeHint().height() for item in line), default=0)
            top += self.spacing() if number else 0
            if move:
                widths = sum(item.sizeHint().width() for item in line) + self.spacing() * max(0, len(line) - 1)
                left = rect.x() + (max(0, rect.width() - widths) if self._right else 0)
                self._place(line, QPoint(left, top), height)
            top += height
        return top - rect.y()

    def _place(self, line: list[QLayoutItem], start: QPoint, height: int) -> None:
        x = start.x()
        for item in line:
            size = item.sizeHint()
            item.setGeometry(QRect(x, start.y() + (height - size.height()) // 2, size.width(), size.height()))
            x += size.width() + self.spacing()


class WrappingRow(QWidget):
    """The row as a widget; with `right` its lines end at the right."""

    def __init__(self, parent: QWidget | None = None, *, right: bool = False) -> None:
        super().__init__(parent)
        self._flow = WrappingLayout(self, right=right)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        restyled(self, self._restyle)

    def add(self, widget: QWidget) -> None:
        """Put a widget at the end."""
        self._flow.addWidget(widget)

    def put(self, at: int, widget: QWidget) -> None:
        """Put a widget before the one at this place."""
        self._flow.addWidget(widget)
        self._flow.move_last(at)

    def take(self, widget: QWidget) -> None:
        """Take a widget away; the others close up."""
        self._flow.removeWidget(widget)

    def fit(self, width: int) -> None:
        """Be as high as all lines are at a width, and no higher: for a page whose height nothing may ask to grow."""
        self.setFixedHeight(self._flow.heightForWidth(width))

    def _restyle(self) -> None:
        self._flow.setSpacing(Look.of(self).dp(8))
