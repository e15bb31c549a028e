"""Survivors in the What if: other facts of each, one left out, one more."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.calculation.case import Case
from desktop_app.domain.dependants import Relationship
from desktop_app.ui.screens.claim.what_if.typed import ANSWERS, Typed, TypedSurvivor, as_typed
from desktop_app.ui.theme import Kind, Look
from desktop_app.ui.widgets.buttons import IconButton, QuietButton
from desktop_app.ui.widgets.check_line import CheckLine
from desktop_app.ui.widgets.field_row import FieldRow
from desktop_app.ui.widgets.fields import ChoiceField, DateField
from desktop_app.ui.widgets.styling import restyled
from desktop_app.ui.widgets.text import Text
from desktop_app.wording.benefit_words import relationship_words
from desktop_app.wording.catalogue import text as _

_DATES = ("birth", "union")
_FACTS = ("invalid", "in_education", "cares_for_child", "dependent")


class SurvivorFields(QWidget):
    """The facts of one survivor, as typed; `was` are those on record, None for one who was added."""

    changed = Signal()
    """Something was typed or chosen."""

    removed = Signal()
    """One who was added is taken away again."""

    def __init__(self, place: str, typed: TypedSurvivor, was: TypedSurvivor | None) -> None:
        super().__init__()
        self._place, self._typed, self._was = place, typed, was
        self.dates = {
            "birth": self._date("birth", _("Date of birth")),
            "union": self._date("union", _("Together since")),
        }
        self.facts = {
            "invalid": self._fact("invalid", _("Invalid")),
            "in_education": self._fact("in_education", _("In education")),
            "cares_for_child": self._fact("cares_for_child", _("Cares for child")),
            "dependent": self._fact("dependent", _("Maintained")),
        }
        self.relationship = ChoiceField(
            _("Was to the deceased"), tuple((each.value, relationship_words(each.value)) for each in Relationship)
        )
        self.relationship.combo.setObjectName(f"what_if_survivor_{place}_relationship")
        self.relationship.set_key(typed.relationship)
        self.relationship.chosen.connect(lambda key: self._take("relationship", key))
        self.claims = CheckLine(_("Survivor {place}, {who}, claims").format(place=place, who=self._who()))
        self.claims.box.setObjectName(f"what_if_survivor_{place}")
        self.claims.set_checked(checked=typed.claims)
        self.claims.toggled.connect(self._on_claims)
        self.remover = IconButton("x", _("Take the added survivor away"))
        self.remover.setObjectName(f"what_if_survivor_{place}_remove")
        self.remover.clicked.connect(self.removed)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._lay_out(added=was is None)
        self._mark()
        restyled(self, self._restyle)

    def _who(self) -> str:
        return relationship_words(self._typed.relationship)

    def _lay_out(self, *, added: bool) -> None:
        head = QHBoxLayout()
        if added:
            head.addWidget(Text(_("One more survivor"), Kind.CELL_STRONG), 1)
            head.addWidget(self.remover)
            self._column.addLayout(head)
            self._column.addWidget(
                FieldRow((self.relationship, 170), (self.dates["birth"], 150), (self.dates["union"], 150))
            )
        else:
            self._column.addWidget(self.claims)
            self._column.addWidget(FieldRow((self.dates["birth"], 170), (self.dates["union"], 170)))
        self._column.addWidget(FieldRow(*((self.facts[name], 124) for name in _FACTS)))

    def _restyle(self) -> None:
        self._column.setSpacing(Look.of(self).dp(6))

    def _date(self, name: str, label: str) -> DateField:
        field = DateField(label)
        field.edit.setObjectName(f"what_if_survivor_{self._place}_{name}")
        field.set_text(getattr(self._typed, name))
        field.text_changed.connect(lambda text: self._take(name, text))
        return field

    def _fact(self, name: str, label: str) -> ChoiceField:
        words = {"yes": _("Yes"), "no": _("No"), "": _("Not known")}
        field = ChoiceField(label, tuple((key, words[key]) for key in ANSWERS))
        field.combo.setObjectName(f"what_if_survivor_{self._place}_{name}")
        field.set_key(getattr(self._typed, name))
        field.chosen.connect(lambda key: self._take(name, key))
        return field

    def _take(self, name: str, text: str) -> None:
        setattr(self._typed, name, text)
        self._mark()
        self.changed.emit()

    def _on_claims(self, on: bool) -> None:
        self._typed.claims = on
        self._mark()
        self.changed.emit()

    def _mark(self) -> None:
        """Mark what is another date than on record; who does not claim has no facts to change."""
        for name in _DATES:
            self.dates[name].set_changed(
                self._was is not None and getattr(self._typed, name) != getattr(self._was, name)
            )
        for field in (*self.dates.values(), *self.facts.values()):
            field.setEnabled(self._typed.claims)

    def show_errors(self, errors: Mapping[str, str]) -> None:
        """Say what cannot be read."""
        for name, field in self.dates.items():
            field.set_finding("error", errors.get(f"survivor.{self._place}.{name}", ""))


class SurvivorsEditor(QWidget):
    """All survivors of the case. What is typed goes into `typed` at once, and `changed` tells of it."""

    changed = Signal()
    """Something was typed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._case: Case | None = None
        self._typed = Typed()
        self.fields: list[SurvivorFields] = []
        self.adder = QuietButton(_("Add a sur&vivor"), "plus")
        self.adder.setObjectName("what_if_add_survivor")
        self.adder.clicked.connect(self._on_add)
        self._blocks = QVBoxLayout()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addLayout(self._blocks)
        foot = QHBoxLayout()
        foot.addWidget(self.adder)
        foot.addStretch(1)
        self._column.addLayout(foot)
        restyled(self, self._restyle)

    def _restyle(self) -> None:
        for column in (self._column, self._blocks):
            column.setSpacing(Look.of(self).dp(12))

    def show_case(self, case: Case, typed: Typed) -> None:
        """Show the survivors of a case with what was typed about them."""
        self._case, self._typed = case, typed
        self._fill()

    def show_errors(self, errors: Mapping[str, str]) -> None:
        """Say what cannot be read."""
        for fields in self.fields:
            fields.show_errors(errors)

    def _fill(self) -> None:
        for fields in self.fields:
            self._blocks.removeWidget(fields)
            fields.hide()
            fields.deleteLater()
        self.fields = []
        case = self._case
        if case is None:
            return
        for survivor in case.survivors:
            self._append(SurvivorFields(survivor.id, self._typed.survivors[survivor.id], as_typed(survivor)))
        for number, added in enumerate(self._typed.added_survivors):
            fields = SurvivorFields(f"added.{number}", added, None)
            fields.removed.connect(self._remover(added))
            self._append(fields)

    def _append(self, fields: SurvivorFields) -> None:
        fields.changed.connect(self.changed)
        self.fields.append(fields)
        self._blocks.addWidget(fields)

    def _remover(self, added: TypedSurvivor) -> Callable[[], None]:
        def remove() -> None:
            self._typed.added_survivors = [each for each in self._typed.added_survivors if each is not added]
            self._fill()
            self.adder.setFocus()
            self.changed.emit()

        return remove

    def _on_add(self) -> None:
        self._typed.added_survivors.append(TypedSurvivor(relationship=Relationship.CHILD.value))
        self._fill()
        self.fields[-1].relationship.combo.setFocus()
        self.changed.emit()
