"""What can be changed in the What if: dates, weeks and earnings, the Agreement, and behind "More" all the rest."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial

from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from desktop_app.calculation.case import Case
from desktop_app.domain.dependant_forms import FOR_SURVIVORS
from desktop_app.domain.persons import Sex
from desktop_app.ui.parties import short_party_choices, short_party_name
from desktop_app.ui.screens.claim.what_if.presenter import WhatIfPresenter
from desktop_app.ui.screens.claim.what_if.rows import RowsEditor
from desktop_app.ui.screens.claim.what_if.survivors_editor import SurvivorsEditor
from desktop_app.ui.theme import Kind, Look, Role
from desktop_app.ui.widgets.buttons import QuietButton, SecondaryButton
from desktop_app.ui.widgets.check_line import CheckLine
from desktop_app.ui.widgets.field_row import FieldRow
from desktop_app.ui.widgets.fields import ChoiceField, DateField, FieldLabel, LineField
from desktop_app.ui.widgets.styling import restyled
from desktop_app.ui.widgets.text import Text
from desktop_app.wording.calculation_words import option_words, point_words
from desktop_app.wording.catalogue import plural
from desktop_app.wording.catalogue import text as _
from desktop_app.wording.formats import date_words
from desktop_app.workflows.what_if import WhatIf, WhatIfStart

_FIELD = 34
_READING = 250
_POINT = 340


class RowsButton(QWidget):
    """The field `Weeks and earnings`: a button that says how much of them is changed, and opens them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.button = SecondaryButton(_("as certified"))
        self.button.setObjectName("what_if_rows")
        self.button.setCheckable(True)
        self.button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.button.setAccessibleName(_("Weeks and earnings"))
        label = FieldLabel(_("&Weeks and earnings"), self.button)
        self._hint = Text(_("unchanged"), Kind.CAPTION, Role.INK2)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        for widget in (label, self.button, self._hint):
            self._column.addWidget(widget)
        self.setFocusProxy(self.button)
        restyled(self, self._restyle)

    def _restyle(self) -> None:
        look = Look.of(self)
        self._column.setSpacing(look.dp(4))
        self.button.setFixedHeight(look.dp(_FIELD))

    def show_count(self, count: int) -> None:
        """Say how many figures are changed."""
        words = plural("{n} changed", "{n} changed", count).format(n=count) if count else _("as certified")
        self.button.set_words(words)
        self.button.setAccessibleName(_("Weeks and earnings: {words}").format(words=words))
        self._hint.setText(_("was as certified") if count else _("unchanged"))
        self._hint.set_role(Role.ACCENT_INK if count else Role.INK2)


class WhatIfForm(QWidget):
    """The fields. What is typed goes to the presenter at once. The panel places `more`, which opens the rest."""

    def __init__(self, presenter: WhatIfPresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._presenter = presenter
        self._case: Case | None = None
        self._make_first()
        self._make_more()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(FieldRow((self.birth, 114), (self.claim, 114), (self.rows, 130), (self._applies, 126)))
        self._column.addWidget(self.editor)
        self._column.addWidget(self._rest)
        presenter.begun.connect(self._on_begun)
        presenter.found.connect(self._on_found)
        presenter.errors_changed.connect(self._on_errors)
        restyled(self, self._restyle)

    def _make_first(self) -> None:
        self.birth = self._date(_("Date of &birth"), "birth")
        self.claim = self._date(_("&Date of claim"), "claim")
        self.rows = RowsButton()
        self.rows.button.toggled.connect(self._on_rows)
        self.editor = RowsEditor()
        self.editor.changed.connect(self._on_rows_typed)
        self.editor.hide()
        self.agreement = CheckLine(_("The &Agreement applies"))
        self.agreement.box.setObjectName("what_if_agreement")
        self.agreement.toggled.connect(self._on_agreement)
        self._applies = QWidget()
        self._applies_column = QVBoxLayout(self._applies)
        self._applies_column.addWidget(self.agreement)
        self._applies.setFocusProxy(self.agreement)

    def _make_more(self) -> None:
        self.more = QuietButton(_("&More to change"), "chevron-right")
        self.more.setObjectName("what_if_more")
        self.more.clicked.connect(self._on_more)
        self.contingency = self._date(_("Date of the &contingency"), "contingency")
        self.place = ChoiceField(_("State of c&laim"), short_party_choices())
        self.place.combo.setObjectName("what_if_state_of_claim")
        self.place.chosen.connect(lambda key: self._choose("state_of_claim", key))
        self.sex = ChoiceField(
            _("Se&x"),
            ((Sex.FEMALE.value, _("female")), (Sex.MALE.value, _("male")), (Sex.NOT_STATED.value, _("not stated"))),
        )
        self.sex.combo.setObjectName("what_if_sex")
        self.sex.chosen.connect(lambda key: self._choose("sex", key))
        self.degree = LineField(_("De&gree of disablement, per cent"))
        self.degree.edit.setObjectName("what_if_degree")
        self.degree.text_changed.connect(self._on_degree)
        self._rest = QWidget()
        self._rest_column = QVBoxLayout(self._rest)
        self._rest_column.setContentsMargins(0, 0, 0, 0)
        self._rest_column.addWidget(FieldRow((self.contingency, 150), (self.place, 180), (self.sex, 130)))
        self._rest_column.addWidget(self.degree)
        self._special = QWidget()
        self._special_column = QVBoxLayout(self._special)
        self._special_column.setContentsMargins(0, 0, 0, 0)
        self._rest_column.addWidget(self._special)
        self.survivors = SurvivorsEditor()
        self.survivors.changed.connect(self._presenter.change)
        self._rest_column.addWidget(self.survivors)
        self._rest.hide()

    def _date(self, label: str, name: str) -> DateField:
        field = DateField(label)
        field.edit.setObjectName(f"what_if_{name}")
        field.text_changed.connect(lambda text: self._on_date(name, text))
        return field

    def _restyle(self) -> None:
        look = Look.of(self)
        self._column.setSpacing(look.dp(8))
        self._rest_column.setSpacing(look.dp(10))
        self._special_column.setSpacing(look.dp(8))
        self._applies_column.setContentsMargins(0, look.dp(23), 0, 0)

    # What the presenter tells

    def _on_begun(self, start: WhatIfStart) -> None:
        self._case = start.case
        typed = self._presenter.typed
        self.editor.show_case(start.case, typed)
        self.agreement.box.blockSignals(True)
        self.agreement.set_checked(typed.agreement)
        self.agreement.box.blockSignals(False)
        self.place.set_key(typed.state_of_claim)
        self.sex.set_key(typed.sex)
        held = start.case.disablement
        self.degree.setVisible(held is not None)
        self.degree.set_text("" if held is None else str(held.degree_percent))
        self._show_days(start.case)
        self._make_special(start)
        self._mark()

    def _on_found(self, result: WhatIf) -> None:
        self._show_days(result.case)
        self._mark()

    def _show_days(self, now: Case) -> None:
        """Show the days the result is for, and what they were; a day that follows another moves by itself."""
        case = self._case
        if case is None:
            return
        for field, typed, day, was in (
            (self.birth, self._presenter.typed.birth, now.birth_date, case.birth_date),
            (self.claim, self._presenter.typed.claim, now.claim_date, case.claim_date),
            (self.contingency, self._presenter.typed.contingency, now.contingency_date, case.contingency_date),
        ):
            if not typed:
                field.set_value(day)
            _mark_day(field, day, was)

    def _on_errors(self, errors: Mapping[str, str]) -> None:
        for field, name in ((self.birth, "birth"), (self.claim, "claim"), (self.contingency, "contingency")):
            field.set_finding("error", errors.get(name, ""))
        self.degree.set_finding("error", errors.get("degree", ""))
        self.editor.show_errors(errors)
        self.survivors.show_errors(errors)

    def _mark(self) -> None:
        changes = self._presenter.changes
        self.rows.show_count(len(changes.rows) + len(changes.added) + len(changes.weeks))
        others = (
            changes.contingency_date is not None,
            changes.sex is not None,
            bool(changes.state_of_claim),
            changes.degree is not None,
            changes.survivors is not None,
        )
        count = sum(others) + len(changes.readings) + len(changes.settings) + len(changes.decisions)
        words = _("&More to change")
        self.more.set_words(f"{words} ({count})" if count else words)

    # Readings, open points, decisions, survivors: as the claim has them

    def _make_special(self, start: WhatIfStart) -> None:
        while (item := self._special_column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        readings = []
        for reading in start.readings:
            options = (("", _("the institution's own rules")), *((each.id, each.id) for each in reading.options))
            name = _("{state}: reading of the rules").format(state=short_party_name(reading.state))
            readings.append((self._choice(f"reading.{reading.state}", name, options, reading.chosen), _READING))
        points = []
        for point in start.points:
            named = tuple((option, option_words(option)) for option in point.options)
            words = point_words(point.point)
            field = self._choice(f"point.{point.point}", f"{words[:1].upper()}{words[1:]}", named, point.chosen)
            points.append((field, _POINT))
        for fields in (readings, points):
            if fields:
                self._special_column.addWidget(FieldRow(*fields))
        for decision in start.case.decisions:
            words = _("{state}: the officer's decision stands ({option})").format(
                state=short_party_name(decision.state), option=option_words(decision.option)
            )
            keep = partial(self._presenter.typed.decisions.__setitem__, (decision.point, decision.state))
            self._tick(f"what_if_decision_{decision.state}", words, keep)
        self.survivors.setVisible(start.case.benefit in FOR_SURVIVORS)
        self.survivors.show_case(start.case, self._presenter.typed)

    def _choice(self, key: str, words: str, options: tuple[tuple[str, str], ...], chosen: str) -> ChoiceField:
        field = ChoiceField(words, options)
        field.combo.setObjectName(f"what_if_{key}")
        field.set_key(chosen)
        field.chosen.connect(lambda option: self._on_choice(key, option))
        return field

    def _tick(self, name: str, words: str, keep: Callable[[bool], None]) -> None:
        line = CheckLine(words)
        line.box.setObjectName(name)
        line.set_checked(checked=True)
        line.toggled.connect(keep)
        line.toggled.connect(lambda _on: self._presenter.change())
        self._special_column.addWidget(line)

    # What the person does

    def _on_date(self, name: str, text: str) -> None:
        setattr(self._presenter.typed, name, text)
        self._presenter.change()

    def _on_agreement(self, on: bool) -> None:
        self._presenter.typed.agreement = on
        self._presenter.change()

    def _on_rows_typed(self) -> None:
        self._presenter.change()

    def _on_degree(self, text: str) -> None:
        self._presenter.typed.degree = text
        self._presenter.change()

    def _choose(self, name: str, key: str) -> None:
        setattr(self._presenter.typed, name, key)
        self._presenter.change()

    def _on_choice(self, key: str, option: str) -> None:
        kind, _dot, name = key.partition(".")
        into = self._presenter.typed.readings if kind == "reading" else self._presenter.typed.settings
        into[name] = option
        self._presenter.change()

    def _on_rows(self, on: bool) -> None:
        self.editor.setVisible(on)

    def _on_more(self) -> None:
        shown = self._rest.isVisibleTo(self)
        self._rest.setVisible(not shown)
        self.more.set_icon("chevron-right" if shown else "chevron-down")

    def fold(self) -> None:
        """Close what was opened below the first row."""
        self.rows.button.setChecked(False)
        self._rest.hide()
        self.more.set_icon("chevron-right")


def _mark_day(field: DateField, day: date, was: date) -> None:
    changed = day != was
    field.set_changed(changed)
    if changed:
        field.set_hint(_("was {date}").format(date=date_words(was)), Role.ACCENT_INK)
    else:
        field.set_hint(_("unchanged"))
