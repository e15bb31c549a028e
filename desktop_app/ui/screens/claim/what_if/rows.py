"""Weeks and earnings in the What if: a State's total, and every row: other figures, left out, or one more."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.calculation.case import Case
from desktop_app.domain.periods import InsurancePeriod
from desktop_app.ui.parties import short_party_choices
from desktop_app.ui.screens.claim.what_if.typed import AddedRow, Typed, TypedRow
from desktop_app.ui.theme import Kind, Look, Role
from desktop_app.ui.widgets.buttons import QuietButton
from desktop_app.ui.widgets.field_row import FieldRow
from desktop_app.ui.widgets.fields import ChoiceField, LineField
from desktop_app.ui.widgets.styling import restyled
from desktop_app.ui.widgets.text import Text
from desktop_app.wording.catalogue import text as _
from desktop_app.wording.formats import amount_words, weeks_words


class RowsEditor(QWidget):
    """One State at a time. What is typed goes into `typed` at once, and `changed` tells of it."""

    changed = Signal()
    """Something was typed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._case: Case | None = None
        self._typed = Typed()
        self._errors: dict[str, LineField] = {}
        self.state = ChoiceField(_("S&tate"))
        self.state.combo.setObjectName("what_if_rows_state")
        self.state.chosen.connect(lambda _key: self._fill())
        self.total = LineField(_("Own weeks in a&ll"), placeholder=_("by the rows below"))
        self.total.edit.setObjectName("what_if_total")
        self.total.text_changed.connect(self._on_total)
        self.adder = QuietButton(_("Add a &year"), "plus")
        self.adder.setObjectName("what_if_add")
        self.adder.clicked.connect(self._on_add)
        self._lines = QWidget()
        self._grid = QGridLayout(self._lines)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(FieldRow((self.state, 220), (self.total, 220)))
        self._column.addWidget(self._lines)
        foot = QHBoxLayout()
        foot.addWidget(self.adder)
        foot.addStretch(1)
        self._column.addLayout(foot)
        restyled(self, self._restyle)

    def _restyle(self) -> None:
        look = Look.of(self)
        self._column.setSpacing(look.dp(8))
        self._grid.setHorizontalSpacing(look.dp(10))
        self._grid.setVerticalSpacing(look.dp(4))

    def show_case(self, case: Case, typed: Typed) -> None:
        """Show the rows of a case with what was typed about them."""
        states = dict.fromkeys(row.state for row in case.periods)
        self._case, self._typed = case, typed
        words = dict(short_party_choices())
        first = [(state, words.get(state, state)) for state in states]
        self.state.set_choices([*first, *((state, name) for state, name in words.items() if state not in states)])
        if not self.state.key() and first:
            self.state.set_key(first[0][0])
        self._fill()

    def _fill(self) -> None:
        """Make the fields of the State shown."""
        if self._case is None:
            return
        self._clear()
        state = self.state.key()
        self.total.set_text(self._typed.totals.get(state, ""))
        self._hint_total(state)
        mine = [row for row in self._case.periods if row.state == state]
        added = [(number, row) for number, row in enumerate(self._typed.added) if row.state == state]
        if mine or added:
            self._head()
        for row in mine:
            self._row(row, self._typed.rows[row.state, row.row_id])
        for number, entry in added:
            self._added(number, entry)

    def _hint_total(self, state: str) -> None:
        case = self._case
        if case is None:
            return
        rows = sum(row.weeks for row in case.periods if row.state == state)
        stated = next((each.weeks for each in case.stated_totals if each.state == state), None)
        hint = _("the rows give {weeks}").format(weeks=weeks_words(rows))
        if stated is not None:
            hint = _("was {stated} as stated; {rows}").format(stated=weeks_words(stated), rows=hint)
        self.total.set_hint(hint)
        self.total.set_changed(bool(self._typed.totals.get(state)))

    def _clear(self) -> None:
        self._errors = {}
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    def _head(self) -> None:
        for column, title in enumerate((_("Year"), _("Weeks"), _("Earnings"), "")):
            self._grid.addWidget(Text(title, Kind.HEADER, Role.INK2), 0, column)
        self._grid.setColumnStretch(2, 1)

    def _field(self, place: str, name: str, text: str, width: int) -> LineField:
        field = LineField("", name=name)
        field.edit.setObjectName(place)
        field.set_text(text)
        field.setMinimumWidth(Look.of(self).dp(width))
        self._errors[place] = field
        return field

    def _row(self, row: InsurancePeriod, typed: TypedRow) -> None:
        at = self._grid.rowCount()
        place = f"row.{row.state}.{row.row_id}"
        year = _("{year} in {state}").format(year=row.year, state=row.state)
        weeks = self._field(f"{place}.weeks", _("Weeks, {year}").format(year=year), typed.weeks, 64)
        earnings = self._field(f"{place}.earnings", _("Earnings, {year}").format(year=year), typed.earnings, 120)
        counts = QCheckBox(_("counts"))
        counts.setObjectName(f"{place}.counts")
        counts.setAccessibleName(_("Counts, {year}").format(year=year))
        counts.setChecked(typed.counts)

        def mark() -> None:
            weeks.set_changed(typed.weeks != str(row.weeks))
            held = amount_words(row.earnings) if row.earnings is not None else ""
            earnings.set_changed(typed.earnings != held)
            weeks.setEnabled(typed.counts)
            earnings.setEnabled(typed.counts)

        def take(text: str, *, of_weeks: bool) -> None:
            if of_weeks:
                typed.weeks = text
            else:
                typed.earnings = text
            mark()
            self.changed.emit()

        def tick(on: bool) -> None:
            typed.counts = on
            mark()
            self.changed.emit()

        weeks.text_changed.connect(lambda text: take(text, of_weeks=True))
        earnings.text_changed.connect(lambda text: take(text, of_weeks=False))
        counts.toggled.connect(tick)
        mark()
        self._grid.addWidget(Text(str(row.year), Kind.GRID), at, 0)
        self._grid.addWidget(weeks, at, 1, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(earnings, at, 2, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(counts, at, 3)

    def _added(self, number: int, entry: AddedRow) -> None:
        at = self._grid.rowCount()
        place = f"added.{number}"
        year = self._field(f"{place}.year", _("Year of the row added"), entry.year, 72)
        weeks = self._field(f"{place}.weeks", _("Weeks of the row added"), entry.weeks, 64)
        earnings = self._field(f"{place}.earnings", _("Earnings of the row added"), entry.earnings, 120)
        for field, name in ((year, "year"), (weeks, "weeks"), (earnings, "earnings")):
            field.set_changed(changed=True)
            field.text_changed.connect(lambda text, name=name: self._on_added(entry, name, text))
        drop = QuietButton(_("Remove"))
        drop.setAccessibleName(_("Remove the row added"))
        drop.clicked.connect(lambda: self._on_drop(entry))
        for column, widget in enumerate((year, weeks, earnings, drop)):
            self._grid.addWidget(widget, at, column, Qt.AlignmentFlag.AlignTop)

    def _on_total(self, text: str) -> None:
        state = self.state.key()
        if text.strip():
            self._typed.totals[state] = text
        else:
            self._typed.totals.pop(state, None)
        self._hint_total(state)
        self.changed.emit()

    def _on_add(self) -> None:
        self._typed.added.append(AddedRow(state=self.state.key()))
        self._fill()
        field = self._errors.get(f"added.{len(self._typed.added) - 1}.year")
        if field is not None:
            field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_added(self, entry: AddedRow, name: str, text: str) -> None:
        match name:
            case "year":
                entry.year = text
            case "weeks":
                entry.weeks = text
            case _:
                entry.earnings = text
        self.changed.emit()

    def _on_drop(self, entry: AddedRow) -> None:
        self._typed.added = [each for each in self._typed.added if each is not entry]
        self._fill()
        self.adder.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    def show_errors(self, errors: Mapping[str, str]) -> None:
        """Say beside the fields what cannot be read."""
        self.total.set_finding("error", errors.get(f"total.{self.state.key()}", ""))
        for place, field in self._errors.items():
            field.set_finding("error", errors.get(place, ""))
