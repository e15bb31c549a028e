"""A list of short lines of fields, to add to and to take away from."""

from collections.abc import Callable, Mapping
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.domain.findings import Finding
from desktop_app.ui.theme import Kind, Look, Role
from desktop_app.ui.widgets.buttons import IconButton, QuietButton
from desktop_app.ui.widgets.fields import ChoiceField, LineField
from desktop_app.ui.widgets.fields import Finding as FindingLabel
from desktop_app.ui.widgets.finding_said import field_words
from desktop_app.ui.widgets.styling import restyled
from desktop_app.ui.widgets.text import Text

Made = Callable[[], tuple[tuple[ChoiceField | LineField, int], ...]]
"""Makes the fields of a line with their shares of the width."""


class FieldsLine(QWidget):
    """One line of fields and the button that takes it away."""

    edited = Signal()
    """The person typed or chose."""

    removed = Signal()
    """The person takes the line away."""

    def __init__(
        self, fields: tuple[tuple[ChoiceField | LineField, int], ...], away: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.fields: Final = tuple(field for field, _share in fields)
        self.remover = IconButton("x", "")
        self.remover.setAccessibleName(away)
        self.remover.setToolTip(away)
        self.remover.clicked.connect(self.removed)
        self.finding = FindingLabel()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._row = QHBoxLayout()
        for field, share in fields:
            self._row.addWidget(field, share)
            if isinstance(field, ChoiceField):
                field.chosen.connect(lambda _key: self.edited.emit())
            else:
                field.text_changed.connect(lambda _text: self.edited.emit())
                field.left.connect(self.edited)
        self._row.addWidget(self.remover, 0, Qt.AlignmentFlag.AlignVCenter)
        self._column.addLayout(self._row)
        self._column.addWidget(self.finding)
        restyled(self, self._restyle)

    def _restyle(self) -> None:
        look = Look.of(self)
        self._row.setSpacing(look.dp(8))
        self._column.setSpacing(look.dp(4))

    def values(self) -> tuple[str, ...]:
        """Return what is typed, field by field."""
        return tuple(field.key() if isinstance(field, ChoiceField) else field.text() for field in self.fields)

    def show_values(self, values: tuple[str, ...]) -> None:
        """Show these in the fields."""
        for field, value in zip(self.fields, values, strict=True):
            if isinstance(field, ChoiceField):
                field.set_key(value)
            else:
                field.set_text(value)

    def chain(self) -> tuple[QWidget, ...]:
        """Return the fields in the order of Tab."""
        inner = (field.combo if isinstance(field, ChoiceField) else field.edit for field in self.fields)
        return (*inner, self.remover)


class LinesEditor(QWidget):
    """All lines under one heading. `name` begins the object names: the first field of a line is `name.place`."""

    edited = Signal()
    """Something changed."""

    reordered = Signal()
    """There are other lines than before: whoever orders the page's fields does it anew."""

    def __init__(
        self, name: str, heading: str, adder: str, away: str, make: Made, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._name, self._away, self._make = name, away, make
        self.lines: list[FieldsLine] = []
        self.adder = QuietButton(adder, "plus")
        self.adder.setObjectName(f"{name}.add")
        self.adder.clicked.connect(self._on_add)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(Text(heading, Kind.SENTENCE, Role.INK2))
        self._column.addWidget(self.adder, 0, Qt.AlignmentFlag.AlignLeft)
        restyled(self, self._restyle)

    def _restyle(self) -> None:
        self._column.setSpacing(Look.of(self).dp(6))

    def chain(self) -> tuple[QWidget, ...]:
        """Return everything in the order of Tab."""
        return (*(widget for line in self.lines for widget in line.chain()), self.adder)

    def values(self) -> tuple[tuple[str, ...], ...]:
        """Return what is typed, line by line."""
        return tuple(line.values() for line in self.lines)

    def show_lines(self, lines: tuple[tuple[str, ...], ...]) -> None:
        """Show these lines in place of those before."""
        if lines == self.values():
            return
        for line in list(self.lines):
            self._drop(line)
        for values in lines:
            self._append().show_values(values)
        self._order()

    def show_findings(self, said: Mapping[str, Finding]) -> None:
        """Say below each line what is wrong with it."""
        for place, line in enumerate(self.lines):
            line.finding.show_words(*field_words(said.get(f"{self._name}.{place}")))

    def _append(self) -> FieldsLine:
        line = FieldsLine(self._make(), self._away)
        line.edited.connect(self.edited)
        line.removed.connect(lambda: self._on_removed(line))
        self._column.insertWidget(len(self.lines) + 1, line)
        self.lines.append(line)
        return line

    def _on_add(self) -> None:
        line = self._append()
        self._order()
        line.chain()[0].setFocus(Qt.FocusReason.OtherFocusReason)
        self.edited.emit()

    def _on_removed(self, line: FieldsLine) -> None:
        self._drop(line)
        self._order()
        self.adder.setFocus(Qt.FocusReason.OtherFocusReason)
        self.edited.emit()

    def _drop(self, line: FieldsLine) -> None:
        self.lines.remove(line)
        self._column.removeWidget(line)
        for widget in line.chain():
            widget.setObjectName("")
        line.hide()
        line.deleteLater()

    def _order(self) -> None:
        for place, line in enumerate(self.lines):
            for part, widget in enumerate(line.chain()[:-1]):
                widget.setObjectName(f"{self._name}.{place}" + (f".{part}" if part else ""))
        self.reordered.emit()
