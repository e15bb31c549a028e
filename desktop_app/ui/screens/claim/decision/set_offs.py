"""Parts of the decision's form: what is to be held back, a line each; and why a decision is given back."""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.domain.findings import Finding
from desktop_app.ui.theme import Look
from desktop_app.ui.widgets.buttons import PrimaryButton, QuietButton
from desktop_app.ui.widgets.field_row import FieldRow
from desktop_app.ui.widgets.fields import LineField
from desktop_app.ui.widgets.finding_said import field_words
from desktop_app.ui.widgets.question import Question
from desktop_app.ui.widgets.styling import restyled
from desktop_app.wording.catalogue import text as _
from desktop_app.workflows.decision_entries import SetOffEntry

MOST: Final = 9


class SetOffRows(QWidget):
    """Amount and ground a line; a line is added and taken out by its button. None at first."""

    edited = Signal()
    """A field was left, or a line taken out."""

    typed = Signal()
    """A key was pressed in one of the fields."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: list[_Row] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._lines = QVBoxLayout()
        self._column.addLayout(self._lines)
        self.add = QuietButton(_("Ask another State to hold &back money"), "plus")
        self.add.setObjectName("decision_add_set_off")
        self.add.clicked.connect(lambda _on: self._on_add())
        self._column.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)
        restyled(self, self._restyle)

    def _restyle(self) -> None:
        look = Look.of(self)
        self._column.setSpacing(look.dp(6))
        self._lines.setSpacing(look.dp(6))

    def entries(self) -> tuple[SetOffEntry, ...]:
        """Return every line as typed."""
        return tuple(SetOffEntry(amount=row.amount.text(), ground=row.ground.text()) for row in self.rows)

    def show_rows(self, entries: tuple[SetOffEntry, ...]) -> None:
        """Show these lines in place of what is there."""
        while self.rows:
            self._drop(self.rows[-1])
        for entry in entries:
            row = self._new_row()
            row.amount.set_text(entry.amount)
            row.ground.set_text(entry.ground)
        self.add.setEnabled(len(self.rows) < MOST)

    def show_findings(self, findings: tuple[Finding, ...]) -> None:
        """Say below each field what is wrong or doubtful in it."""
        said = {finding.where: finding for finding in reversed(findings)}
        for number, row in enumerate(self.rows):
            row.amount.set_finding(*field_words(said.get(f"set_off_{number}_amount")))
            row.ground.set_finding(*field_words(said.get(f"set_off_{number}_ground")))

    def _on_add(self) -> None:
        self._new_row().amount.edit.setFocus(Qt.FocusReason.OtherFocusReason)
        self.add.setEnabled(len(self.rows) < MOST)

    def _new_row(self) -> "_Row":
        row = _Row(len(self.rows))
        self.rows.append(row)
        self._lines.addWidget(row)
        for field in (row.amount, row.ground):
            field.left.connect(self.edited)
            field.text_changed.connect(lambda _text: self.typed.emit())
        row.out.clicked.connect(lambda _on, row=row: self._on_out(row))
        return row

    def _on_out(self, row: "_Row") -> None:
        self._drop(row)
        self.add.setEnabled(True)
        self.add.setFocus(Qt.FocusReason.OtherFocusReason)
        self.edited.emit()

    def _drop(self, row: "_Row") -> None:
        self.rows.remove(row)
        self._lines.removeWidget(row)
        row.hide()
        row.deleteLater()


class _Row(QWidget):
    """One set-off."""

    def __init__(self, number: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.amount = LineField(_("Amount to hold back"), placeholder=_("XCD 120.00"))
        self.ground = LineField(_("For what"))
        self.amount.edit.setObjectName(f"set_off_{number}_amount")
        self.ground.edit.setObjectName(f"set_off_{number}_ground")
        self.out = QuietButton(_("Take out"), "x")
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(FieldRow((self.amount, 240), (self.ground, 320)), 1)
        self._out = QVBoxLayout()
        self._out.addWidget(self.out)
        self._out.addStretch(1)
        self._row.addLayout(self._out)
        restyled(self, self._restyle)

    def _restyle(self) -> None:
        look = Look.of(self)
        self._row.setSpacing(look.dp(8))
        self._out.setContentsMargins(0, look.dp(21), 0, 0)  # beside the fields, below their labels


class GiveBackDialog(Question):
    """Asks why; who prepared the decision sees it on the claim."""

    wanted = Signal(str)
    """The reason."""

    def __init__(self, parent: QWidget | None = None) -> None:
        sentence = _("Nothing is sent. Who prepared it sees your reason on the claim and can lay it before you again.")
        super().__init__(_("Give the decision back"), sentence, PrimaryButton(_("&Give back"), "undo-2"), parent)
        self.reason = LineField(_("&Reason"))
        self.reason.edit.setObjectName("give_back_reason")
        self.body.addWidget(self.reason)
        self.reason.edit.setFocus()

    def _on_act(self) -> None:
        reason = self.reason.text().strip()
        if not reason:
            self.says.show_words("error", _("Say why it goes back."))
            self.reason.edit.setFocus()
            return
        self.wanted.emit(reason)
