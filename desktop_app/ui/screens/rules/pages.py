"""What is shown of a State: its dated values, what changed between two days, its worked examples, what is open."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desktop_app.calculation.pack import RulePack
from desktop_app.domain.claims import Benefit
from desktop_app.ui.screens.rules.cells import (
    begun,
    change_cells,
    confidence_pill,
    example_cells,
    value_cells,
)
from desktop_app.ui.screens.rules.presenter import RECORDED, RulesPresenter
from desktop_app.ui.screens.rules.value_detail import ValueDetail
from desktop_app.ui.theme import Kind, Look, Role
from desktop_app.ui.widgets.card import Card, scrolled
from desktop_app.ui.widgets.cells import Cell
from desktop_app.ui.widgets.chips import Pill
from desktop_app.ui.widgets.empty_state import EmptyState
from desktop_app.ui.widgets.fields import ChoiceField, DateField, LineField
from desktop_app.ui.widgets.filter_chip import FilterChip
from desktop_app.ui.widgets.styling import restyled
from desktop_app.ui.widgets.table import CellTableModel, Column, TableView
from desktop_app.ui.widgets.text import Paragraph, Text
from desktop_app.wording.catalogue import plural
from desktop_app.wording.catalogue import text as _
from desktop_app.wording.formats import date_words
from desktop_app.wording.rule_reading import source_line
from desktop_app.wording.terms import benefit_words
from desktop_app.workflows.read_rules import RuleRow, has_recorded


def benefit_choices(benefits: tuple[Benefit, ...], *, recorded: bool) -> tuple[tuple[str, str], ...]:
    """Offer every benefit of a pack, all of them, and what is kept for the reader."""
    kept = ((RECORDED, _("Kept for the reader")),) if recorded else ()
    return (("", _("All benefits")), *((each.value, benefit_words(each)) for each in benefits), *kept)


class Finder(QWidget):
    """The fields above a table: benefit, days, words."""

    def __init__(self, *fields: tuple[QWidget, int], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fields = fields
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        for widget, share in fields:
            self._row.addWidget(widget, share)
        restyled(self, self._restyle)

    def _restyle(self) -> None:
        self._row.setSpacing(Look.of(self).dp(12))


class ListPage(QWidget):
    """A table under its fields, with a sentence where it is empty."""

    def __init__(self, name: str, columns: Sequence[Column], empty: EmptyState) -> None:
        super().__init__()
        self.cells = CellTableModel(columns)
        self.table = TableView(name, row_height=44, header_height=32)
        self.table.set_model(self.cells)
        self.empty = empty
        self.count = Text("", Kind.CAPTION, Role.INK2)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.empty)
        card = Card(flush=True)
        card.body.addWidget(self._stack, 1)
        self.column = QVBoxLayout(self)
        self.column.addWidget(card, 1)
        restyled(self, self._restyle)

    def _restyle(self) -> None:
        look = Look.of(self)
        self.column.setContentsMargins(look.dp(20), look.dp(10), look.dp(20), look.dp(8))
        self.column.setSpacing(look.dp(10))

    def show_cells(self, rows: Sequence[Sequence[Cell]]) -> None:
        """Show these rows, or the sentence."""
        self.cells.set_rows(rows)
        self._stack.setCurrentWidget(self.table if rows else self.empty)

    def focus_first(self) -> None:
        """Put the keyboard on the table."""
        self.table.setFocus()


class ValuesPage(ListPage):
    """Every dated value of a State, as the law stood on a day."""

    def __init__(self, presenter: RulesPresenter) -> None:
        super().__init__(
            _("Dated values"),
            (
                Column(title=_("Parameter"), width=172, stretch=3, least=130),
                Column(title=_("What it says"), width=230, stretch=6, least=150),
                Column(title=_("On the day"), width=104, least=104),
                Column(title=_("When and for whom"), width=186, stretch=3, least=150),
                Column(title=_("How sure"), width=110, least=110),
                Column(title=_("Source"), width=140, stretch=3, least=100),
            ),
            EmptyState(
                "search", _("Nothing here fits what is looked for."), _("Take words out, or show all benefits.")
            ),
        )
        self._presenter = presenter
        self._rows: tuple[RuleRow, ...] = ()
        self.table.setObjectName("rules_values")
        self.benefit = ChoiceField(_("&Benefit"))
        self.on = DateField(_("As the law stood &on"))
        self.search = LineField(_("&Find"), placeholder=_("Word, parameter or source"))
        self.search.edit.setClearButtonEnabled(True)
        self.only = FilterChip(_("On&ly what held"))
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.count)
        column.addWidget(self.only)
        self.column.insertWidget(0, Finder((self.benefit, 4), (self.on, 3), (side, 0), (self.search, 5)))
        self.detail = ValueDetail(presenter.notices)
        self.column.addWidget(self.detail)
        self.benefit.chosen.connect(lambda key: self._ask(benefit=key))
        self.on.left.connect(self._on_day)
        self.on.text_changed.connect(lambda _text: self.on.set_finding(""))
        self.only.clicked.connect(lambda on: self._ask(only_holding=on))
        self.search.edit.textChanged.connect(lambda words: self._ask(words=words))
        self.search.edit.returnPressed.connect(self.table.setFocus)
        self.on.edit.returnPressed.connect(self.table.setFocus)
        self.table.current_changed.connect(self._on_row)

    def show_state(self) -> None:
        """Offer the benefits of the State, and show what is looked for."""
        pack = self._presenter.pack
        asked = self._presenter.question
        choices = benefit_choices(self._presenter.benefits(), recorded=pack is not None and has_recorded(pack))
        self.benefit.set_choices(choices)
        self.benefit.set_key(asked.benefit)
        self.on.set_value(asked.on)
        self.search.set_text(asked.words)
        self.only.setChecked(asked.only_holding)
        self.show_rows()

    def show_rows(self) -> None:
        """Show what is looked for."""
        pack = self._presenter.pack
        if pack is None:
            return
        asked = self._presenter.question
        self.benefit.set_key(asked.benefit)
        self.only.setChecked(asked.only_holding)
        self.only.setEnabled(asked.on is not None)
        self._rows = self._presenter.rows()
        self.count.setText(plural("{n} value", "{n} values", len(self._rows)).format(n=len(self._rows)))
        self.show_cells([value_cells(row, pack.currency) for row in self._rows])
        self.detail.setVisible(bool(self._rows))
        self._on_row(self.table.current_row())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave most of a low page to the table."""
        super().resizeEvent(event)
        self.detail.give_room(self.height())

    def current(self) -> RuleRow | None:
        """Return the dated value the table stands on."""
        row = self.table.current_row()
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def _ask(self, **asked: object) -> None:
        question = replace(self._presenter.question, **asked)  # type: ignore[arg-type]  # the fields of a Question
        if question != self._presenter.question:
            self._presenter.ask(question)

    def _on_day(self) -> None:
        typed = self.on.text().strip()
        day = self.on.value()
        wrong = bool(typed) and day is None
        self.on.set_finding("error" if wrong else "", _("Type a day, for example 1 Jan 2014.") if wrong else "")
        if not wrong and day != self._presenter.question.on:
            held = self._presenter.question.only_holding and day is not None
            self._ask(on=day, only_holding=held)

    def _on_row(self, _row: int) -> None:
        row, pack = self.current(), self._presenter.pack
        if row is not None and pack is not None:
            self.detail.show_row(row, pack.currency)


class ChangesPage(ListPage):
    """What a State's law said on two days."""

    def __init__(self, presenter: RulesPresenter) -> None:
        super().__init__(
            _("Differences between two dates"),
            (
                Column(title=_("Parameter"), width=180, stretch=3, least=130),
                Column(title=_("Before"), width=220, stretch=5, least=140),
                Column(title=_("After"), width=220, stretch=5, least=140),
                Column(title=_("Source"), width=150, stretch=3, least=100),
                Column(title=_("How sure"), width=110, least=110),
            ),
            EmptyState("equal", _("Type two days."), _("What the law said otherwise on them is listed here.")),
        )
        self._presenter = presenter
        self.table.setObjectName("rules_changes")
        self.before = DateField(_("&From"), placeholder=_("1 Jan 2010"))
        self.after = DateField(_("T&o"), placeholder=_("1 Jan 2026"))
        self.benefit = ChoiceField(_("&Benefit"))
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.addStretch(1)
        column.addWidget(self.count)
        self.column.insertWidget(0, Finder((self.before, 3), (self.after, 3), (self.benefit, 4), (side, 3)))
        for field in (self.before, self.after):
            field.left.connect(self._on_days)
            field.edit.returnPressed.connect(self._on_days)
            field.text_changed.connect(lambda _text, field=field: field.set_finding(""))
        self.benefit.chosen.connect(self._on_benefit)

    def show_state(self) -> None:
        """Offer the benefits of the State, and show what changed."""
        asked = self._presenter.question
        choices = benefit_choices(self._presenter.benefits(), recorded=False)
        self.benefit.set_choices(choices)
        self.before.set_value(asked.before)
        self.after.set_value(asked.after)
        self.show_rows()

    def show_rows(self) -> None:
        """Show what changed."""
        pack, asked = self._presenter.pack, self._presenter.question
        if pack is None:
            return
        self.benefit.set_key(asked.benefit)
        changes = self._presenter.changes()
        told = asked.before is not None and asked.after is not None
        self.empty.sentence.setText(_("Nothing differs between the two days.") if told else _("Type two days."))
        found = plural("{n} difference", "{n} differences", len(changes)).format(n=len(changes))
        self.count.setText(found if told else "")
        self.show_cells([change_cells(change, pack.currency) for change in changes])

    def focus_first(self) -> None:
        """Put the keyboard on the first day, or on the table where both are told."""
        (self.table if self.cells.rowCount() else self.before).setFocus()

    def _on_days(self) -> None:
        for field in (self.before, self.after):
            wrong = bool(field.text().strip()) and field.value() is None
            field.set_finding("error" if wrong else "", _("Type a day, for example 1 Jan 2014.") if wrong else "")
        asked = self._presenter.question
        question = replace(asked, before=self.before.value(), after=self.after.value())
        if question != asked:
            self._presenter.ask(question)

    def _on_benefit(self, key: str) -> None:
        self._presenter.ask(replace(self._presenter.question, benefit=key))


class ExamplesPage(ListPage):
    """The worked examples of a State's pack, as they came out on this computer."""

    def __init__(self, presenter: RulesPresenter) -> None:
        super().__init__(
            _("Worked examples"),
            (
                Column(title=_("Example"), width=280, stretch=5, least=180),
                Column(title=_("What must come out"), width=300, stretch=5, least=180),
                Column(title=_("Where from"), width=150, least=150),
                Column(title=_("Here"), width=130, least=124),
            ),
            EmptyState("calculator", _("This pack carries no worked example.")),
        )
        self._presenter = presenter
        self.table.setObjectName("rules_examples")
        self.column.insertWidget(0, self.count)

    def show_rows(self) -> None:
        """Show how the examples came out."""
        results = self._presenter.examples
        if results is None:
            self.count.setText(_("The examples are being calculated…"))
            return
        wrong = sum(not result.passed for result in results)
        published = sum(result.example.published for result in results)
        said = plural("{n} example calculated on this computer", "{n} examples calculated on this computer",
                      len(results)).format(n=len(results))  # fmt: skip
        parts = [said, plural("{n} published", "{n} published", published).format(n=published)]
        parts.append(
            plural("{n} differs", "{n} differ", wrong).format(n=wrong) if wrong else _("all came out as expected")
        )
        self.count.setText(", ".join(parts) if results else "")
        self.show_cells([example_cells(result) for result in results])


class NotesPage(QWidget):
    """Where the sources disagree or are silent, and what was chosen."""

    def __init__(self) -> None:
        super().__init__()
        held = QWidget()
        self._cards: list[Card] = []
        self._held = QVBoxLayout(held)
        self._held.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self.area = scrolled(held)
        column.addWidget(self.area)
        restyled(self, self._restyle)

    def _restyle(self) -> None:
        look = Look.of(self)
        self._held.setContentsMargins(look.dp(20), look.dp(12), look.dp(20), look.dp(16))
        self._held.setSpacing(look.dp(12))

    def focus_first(self) -> None:
        """Put the keyboard where it scrolls."""
        self.area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.area.setAccessibleName(_("Conflicts and gaps"))
        self.area.setFocus()

    def show_pack(self, pack: RulePack) -> None:
        """Show what is open in a pack."""
        for card in self._cards:
            card.setParent(None)
            card.deleteLater()
        self._cards = [card for card in (_absent(pack), _conflicts(pack), _readings(pack), _gaps(pack)) if card]
        for number, card in enumerate(self._cards):
            self._held.insertWidget(number, card)


def _absent(pack: RulePack) -> Card | None:
    absent = [rules for rules in pack.benefits.values() if rules.not_provided is not None]
    missing = [benefit for benefit in Benefit if benefit not in pack.benefits]
    if not absent and not missing:
        return None
    card = Card(_("Benefits that are not here"))
    for rules in absent:
        if rules.not_provided is not None:
            authority = rules.not_provided.authority
            card.body.addWidget(
                Paragraph(f"*{benefit_words(rules.benefit)}:* {rules.not_provided.says}", role=Role.INK)
            )
            for source in authority.sources:
                card.body.addWidget(Text(source_line(source), Kind.CAPTION, Role.INK2, wrap=True))
    for benefit in missing:
        card.body.addWidget(Text(_("{benefit}: nothing is known here.").format(benefit=benefit_words(benefit)),
                                 Kind.SENTENCE, Role.INK, wrap=True))  # fmt: skip
    return card


def _conflicts(pack: RulePack) -> Card | None:
    if not pack.conflicts:
        return None
    card = Card(_("Where sources disagree"))
    for conflict in pack.conflicts:
        said = _("*{about}*\nOne says: {a}\nThe other says: {b}\nUsed here: {use}")
        card.body.addWidget(
            Paragraph(
                said.format(about=begun(conflict.about), a=conflict.a, b=conflict.b, use=conflict.use), role=Role.INK
            )
        )
    return card


def _readings(pack: RulePack) -> Card | None:
    if not pack.readings:
        return None
    card = Card(_("Other readings one can choose for a case"))
    for reading in pack.readings.values():
        row = QHBoxLayout()
        row.addWidget(Paragraph(f"*{reading.id}:* {reading.note}", role=Role.INK), 1)
        spec = confidence_pill(reading.confidence)
        row.addWidget(Pill(spec.text, spec.tone, spec.icon, small=True))
        card.body.addLayout(row)
        for source in reading.sources:
            card.body.addWidget(Text(source_line(source), Kind.CAPTION, Role.INK2, wrap=True))
    return card


def _gaps(pack: RulePack) -> Card | None:
    if not pack.gaps:
        return None
    card = Card(_("What the sources leave open"))
    for gap in pack.gaps:
        card.body.addWidget(Text(f"\u2022  {gap}", Kind.SENTENCE, Role.INK, wrap=True))
    return card


def verified_words(pack: RulePack) -> str:
    """Say what a pack is: its institution, currency and the day it was last held against its sources."""
    return _("{institution} \u00b7 {currency} \u00b7 held against its sources on {day}").format(
        institution=pack.institution, currency=pack.currency, day=date_words(pack.verified_on)
    )
