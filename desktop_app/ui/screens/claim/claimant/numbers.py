"""The insurance numbers of the claimant: a row a State, to add and to take away."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.ui.parties import party_name, short_party_choices
from desktop_app.ui.theme import Look
from desktop_app.ui.widgets.buttons import IconButton, QuietButton
from desktop_app.ui.widgets.fields import ChoiceField, Finding, LineField
from desktop_app.ui.widgets.styling import restyled
from desktop_app.wording.catalogue import text as _


class NumberRow(QWidget):
    """One State with the claimant's number there."""

    edited = Signal()
    """The person chose a State or typed."""

    removed = Signal()
    """The person takes the row away."""

    def __init__(self, state: str, number: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.state = ChoiceField("", short_party_choices(), placeholder=_("State"))
        self.state.set_key(state)
        self.number = LineField("", placeholder=_("Number"))
        self.number.set_text(number)
        self.remover = IconButton("x", "")
        self._name()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(self.state, 5)
        self._row.addWidget(self.number, 4)
        self._row.addWidget(self.remover, 0, Qt.AlignmentFlag.AlignVCenter)
        self.state.chosen.connect(self._on_state)
        self.number.text_changed.connect(lambda _text: self.edited.emit())
        self.remover.clicked.connect(self.removed)
        restyled(self, self._restyle)

    def _restyle(self) -> None:
        self._row.setSpacing(Look.of(self).dp(8))

    def _on_state(self) -> None:
        self._name()
        self.edited.emit()

    def _name(self) -> None:
        name = party_name(self.state.key()) if self.state.key() else _("a State")
        self.state.combo.setAccessibleName(_("State of this number"))
        self.number.edit.setAccessibleName(_("Insurance number in {state}").format(state=name))
        self.remover.setAccessibleName(_("Take the number in {state} away").format(state=name))
        self.remover.setToolTip(self.remover.accessibleName())

    def take_place(self, place: int | None) -> None:
        """Name the fields by the row's place, so that the cursor finds them again; None for a row that goes."""
        self.state.combo.setObjectName("" if place is None else f"number_state_{place}")
        self.number.edit.setObjectName("" if place is None else f"number_{place}")

    def pair(self) -> tuple[str, str]:
        """Return State and number as typed."""
        return (self.state.key(), self.number.text())


class NumbersEditor(QWidget):
    """All numbers of the claimant, in the order entered."""

    edited = Signal()
    """Something changed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: list[NumberRow] = []
        self._before: QWidget | None = None
        self.finding = Finding()
        self.adder = QuietButton(_("Add a nu&mber"), "plus")
        self.adder.setObjectName("add_number")
        self.adder.clicked.connect(self.add_row)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self.finding)
        self._column.addWidget(self.adder, 0, Qt.AlignmentFlag.AlignLeft)
        restyled(self, self._restyle)

    def _restyle(self) -> None:
        self._column.setSpacing(Look.of(self).dp(8))

    def follow(self, before: QWidget) -> None:
        """Let Tab come here from this widget."""
        self._before = before

    def numbers(self) -> tuple[tuple[str, str], ...]:
        """Return State and number of every row, as typed."""
        return tuple(row.pair() for row in self.rows)

    def show_numbers(self, numbers: tuple[tuple[str, str], ...]) -> None:
        """Show these rows in place of those before."""
        if numbers == self.numbers():
            return
        for row in list(self.rows):
            self._drop(row)
        for state, number in numbers:
            self._append(state, number)

    def add_row(self) -> None:
        """Add an empty row and put the cursor there."""
        row = self._append("", "")
        row.state.combo.setFocus(Qt.FocusReason.OtherFocusReason)
        self.edited.emit()

    def _append(self, state: str, number: str) -> NumberRow:
        row = NumberRow(state, number)
        row.take_place(len(self.rows))
        row.edited.connect(self.edited)
        row.removed.connect(lambda: self._on_removed(row))
        self._column.insertWidget(len(self.rows), row)
        if self.rows:
            QWidget.setTabOrder(self.rows[-1].remover, row.state.combo)
        elif self._before is not None:
            QWidget.setTabOrder(self._before, row.state.combo)
        QWidget.setTabOrder(row.state.combo, row.number.edit)
        QWidget.setTabOrder(row.number.edit, row.remover)
        QWidget.setTabOrder(row.remover, self.adder)
        self.rows.append(row)
        return row

    def _on_removed(self, row: NumberRow) -> None:
        place = self.rows.index(row)
        self._drop(row)
        after = self.rows[min(place, len(self.rows) - 1)].number.edit if self.rows else self.adder
        after.setFocus(Qt.FocusReason.OtherFocusReason)
        self.edited.emit()

    def _drop(self, row: NumberRow) -> None:
        self.rows.remove(row)
        row.take_place(None)
        for place, left in enumerate(self.rows):
            left.take_place(place)
        self._column.removeWidget(row)
        row.hide()
        row.deleteLater()
