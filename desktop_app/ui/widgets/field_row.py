"""Fields beside each other that go on to a second row when there is no room, never narrower than they can be read."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from desktop_app.ui.theme import Look
from desktop_app.ui.widgets.styling import restyled

_GAP = 16


class FieldRow(QWidget):
    """A row of fields with their widths in the design; they share what is left, and break into rows when narrow.

    A field that is hidden leaves no gap.
    """

    def __init__(self, *fields: tuple[QWidget, int], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fields = fields
        self._rows: tuple[tuple[int, ...], ...] = ()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        for widget, _width in fields:
            widget.setParent(self)
        restyled(self, self._restyle)

    def _restyle(self) -> None:
        look = Look.of(self)
        self._grid.setHorizontalSpacing(look.dp(_GAP))
        self._grid.setVerticalSpacing(look.dp(12))
        self._rows = ()
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the row anew."""
        super().resizeEvent(event)
        self._arrange()
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def event(self, event: QEvent) -> bool:
        """Arrange anew where a field was shown or hidden."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._arrange()
        return super().event(event)

    def sizeHint(self) -> QSize:
        """Ask for the height that the sentences below the fields need at this width."""
        hint = super().sizeHint()
        if self._grid.hasHeightForWidth() and self.width() > 0:
            hint.setHeight(max(hint.height(), self._grid.totalHeightForWidth(self.width())))
        return hint

    def minimumSizeHint(self) -> QSize:
        """At least the widest field."""
        look = Look.of(self)
        widest = max(look.dp(width) for _widget, width in self._fields)
        return QSize(widest, super().minimumSizeHint().height())

    def _broken(self) -> tuple[tuple[int, ...], ...]:
        look = Look.of(self)
        rows: list[tuple[int, ...]] = []
        row: tuple[int, ...] = ()
        used = 0
        for number, (widget, width) in enumerate(self._fields):
            if _hidden(widget):
                continue
            need = look.dp(width)
            if row and used + look.dp(_GAP) + need > self.width():
                rows.append(row)
                row, used = (), 0
            used += need + (look.dp(_GAP) if row else 0)
            row = (*row, number)
        return (*rows, row) if row else tuple(rows)

    def _arrange(self) -> None:
        rows = self._broken()
        if rows == self._rows:
            return
        self._rows = rows
        for widget, _width in self._fields:
            self._grid.removeWidget(widget)
        for column in range(len(self._fields)):
            self._grid.setColumnStretch(column, 0)
        if len(rows) == 1:
            for column, number in enumerate(rows[0]):
                widget, width = self._fields[number]
                self._grid.addWidget(widget, 0, column, Qt.AlignmentFlag.AlignTop)
                self._grid.setColumnStretch(column, width)
        elif rows:
            self._arrange_rows(rows)
        self.updateGeometry()

    def _arrange_rows(self, rows: tuple[tuple[int, ...], ...]) -> None:
        most = max(len(row) for row in rows)
        for line, row in enumerate(rows):
            for place, number in enumerate(row):
                widget, _width = self._fields[number]
                last = place == len(row) - 1
                span = most - place if last else 1
                self._grid.addWidget(widget, line, place, 1, span, Qt.AlignmentFlag.AlignTop)
        for column in range(most):
            self._grid.setColumnStretch(column, 1)


def _hidden(widget: QWidget) -> bool:
    """Tell whether a field was hidden on purpose: one not shown yet is not."""
    return widget.isHidden() and widget.testAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide)
