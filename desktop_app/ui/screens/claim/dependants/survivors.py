"""The survivors of a claim: a block of fields each, to add and to take away."""

import itertools
from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.domain.dependant_forms import NO, YES, SurvivorLine
from desktop_app.domain.dependants import Relationship
from desktop_app.domain.findings import Finding
from desktop_app.ui.screens.claim.dependants.presenter import next_row_id
from desktop_app.ui.theme import Kind, Look
from desktop_app.ui.widgets.buttons import IconButton, QuietButton
from desktop_app.ui.widgets.card import Hairline
from desktop_app.ui.widgets.field_row import FieldRow
from desktop_app.ui.widgets.fields import ChoiceField, DateField, LineField
from desktop_app.ui.widgets.fields import Finding as FindingLabel
from desktop_app.ui.widgets.finding_said import field_words
from desktop_app.ui.widgets.styling import restyled
from desktop_app.ui.widgets.text import Text
from desktop_app.wording.catalogue import text as _
from desktop_app.wording.dependant_words import RELATIONSHIPS


def _three() -> tuple[tuple[str, str], ...]:
    return ((YES, _("Yes")), (NO, _("No")), ("", _("Not known")))


class SurvivorBlock(QWidget):
    """The fields of one survivor; those that this relationship is not asked for are away."""

    edited = Signal()
    """The person typed or chose."""

    removed = Signal()
    """The person takes the survivor away."""

    def __init__(self, line: SurvivorLine, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.row_id: Final = line.row_id
        self._note = line.note
        self.title = Text("", Kind.CARD_TITLE)
        self.remover = IconButton("x", "")
        self.remover.clicked.connect(self.removed)
        self.lines: dict[str, LineField] = {
            "surname": LineField(_("Surname")),
            "forenames": LineField(_("Forenames")),
            "birth_date": DateField(_("Date of birth"), placeholder=_("14 Jun 1954")),
            "union_since": DateField(_("Married or together since"), placeholder=_("14 Jun 1975")),
        }
        self.choices: dict[str, ChoiceField] = {
            "relationship": ChoiceField(
                _("Was to the deceased"),
                tuple((each.value, _(RELATIONSHIPS[each.value])) for each in Relationship),
                placeholder=_("Choose"),
            ),
            "invalid": ChoiceField(_("Invalid"), _three()),
            "in_education": ChoiceField(_("In full-time education"), _three()),
            "cares_for_child": ChoiceField(_("Cares for the deceased's child"), _three()),
            "dependent": ChoiceField(_("Maintained by the deceased"), _three()),
        }
        for name, field in self.lines.items():
            field.edit.setObjectName(f"survivors.{line.row_id}.{name}")
            field.set_text(getattr(line, name))
            field.text_changed.connect(lambda _text: self._on_edited())
            field.left.connect(self._on_edited)
        for name, choice in self.choices.items():
            choice.combo.setObjectName(f"survivors.{line.row_id}.{name}")
            choice.set_key(getattr(line, name))
            choice.chosen.connect(lambda _key: self._on_edited())
        self.note = FindingLabel()
        self._lay_out()
        self._show_asked()
        restyled(self, self._restyle)

    def _lay_out(self) -> None:
        self.line_above = Hairline()
        self._head = QHBoxLayout()
        self._head.addWidget(self.title, 1)
        self._head.addWidget(self.remover, 0, Qt.AlignmentFlag.AlignVCenter)
        self._who = FieldRow(
            (self.choices["relationship"], 160),
            (self.lines["surname"], 170),
            (self.lines["forenames"], 170),
            (self.lines["birth_date"], 150),
        )
        self._asked = FieldRow(
            (self.lines["union_since"], 186),
            (self.choices["in_education"], 150),
            (self.choices["cares_for_child"], 198),
            (self.choices["invalid"], 124),
            (self.choices["dependent"], 180),
        )
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self.line_above)
        self._column.addLayout(self._head)
        for row in (self._who, self._asked, self.note):
            self._column.addWidget(row)

    def _restyle(self) -> None:
        self._column.setSpacing(Look.of(self).dp(10))

    def _on_edited(self) -> None:
        self._show_asked()
        self.edited.emit()

    def _show_asked(self) -> None:
        """Ask only what a State's rules may ask of such a survivor."""
        chosen = self.choices["relationship"].key()
        relationship = Relationship(chosen) if chosen else None
        spouse = relationship is not None and relationship.spouse
        young = relationship is not None and relationship.young
        self.lines["union_since"].setVisible(spouse)
        self.choices["cares_for_child"].setVisible(spouse)
        self.choices["in_education"].setVisible(young)
        self.choices["invalid"].setVisible(relationship is not None)
        self.choices["dependent"].setVisible(relationship is not None)

    def line(self) -> SurvivorLine:
        """Return the survivor as typed."""
        texts = {name: field.text() for name, field in self.lines.items()}
        keys = {name: choice.key() for name, choice in self.choices.items()}
        return SurvivorLine(row_id=self.row_id, note=self._note, **texts, **keys)

    def name(self, number: int) -> None:
        """Say which survivor of the list this is."""
        who = " ".join(self.lines[part].text().strip() for part in ("forenames", "surname")).strip()
        numbered = _("Survivor {number}").format(number=number)
        self.title.setText(f"{numbered}: {who}" if who else numbered)
        self.line_above.setVisible(number > 1)
        words = _("Take {name} off the list").format(name=who or numbered)
        self.remover.setAccessibleName(words)
        self.remover.setToolTip(words)
        for field in self.lines.values():
            field.edit.setAccessibleName(f"{numbered}: {field.label.text()}")
        for choice in self.choices.values():
            choice.combo.setAccessibleName(f"{numbered}: {choice.label.text()}")

    def show_findings(self, said: Mapping[str, Finding]) -> None:
        """Say beside each field what is wrong with it."""
        for name, field in self.lines.items():
            field.set_finding(*field_words(said.get(f"survivors.{self.row_id}.{name}")))
        for name, choice in self.choices.items():
            choice.set_finding(*field_words(said.get(f"survivors.{self.row_id}.{name}")))

    def chain(self) -> list[QWidget]:
        """Return the fields in the order of Tab."""
        return [
            self.choices["relationship"].combo,
            self.lines["surname"].edit,
            self.lines["forenames"].edit,
            self.lines["birth_date"].edit,
            self.lines["union_since"].edit,
            self.choices["in_education"].combo,
            self.choices["cares_for_child"].combo,
            self.choices["invalid"].combo,
            self.choices["dependent"].combo,
            self.remover,
        ]


class SurvivorsEditor(QWidget):
    """All survivors, in the order entered."""

    edited = Signal()
    """Something changed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.blocks: list[SurvivorBlock] = []
        self._then: tuple[QWidget, ...] = ()
        self.finding = FindingLabel()
        self.adder = QuietButton(_("Add a sur&vivor"), "plus")
        self.adder.setObjectName("survivors")
        self.adder.clicked.connect(self.add_survivor)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self.finding)
        self._column.addWidget(self.adder, 0, Qt.AlignmentFlag.AlignLeft)
        restyled(self, self._restyle)

    def _restyle(self) -> None:
        self._column.setSpacing(Look.of(self).dp(14))

    def lead_to(self, *then: QWidget) -> None:
        """Let Tab go on to these widgets after the last survivor."""
        self._then = then
        self._order()

    def lines(self) -> tuple[SurvivorLine, ...]:
        """Return every survivor as typed."""
        return tuple(block.line() for block in self.blocks)

    def show_lines(self, lines: tuple[SurvivorLine, ...]) -> None:
        """Show these survivors in place of those before."""
        if lines == self.lines():
            return
        for block in list(self.blocks):
            self._drop(block)
        for line in lines:
            self._append(line)
        self._order()

    def add_survivor(self) -> None:
        """Add an empty survivor and put the cursor there."""
        block = self._append(SurvivorLine(row_id=next_row_id(self.lines())))
        self._order()
        block.choices["relationship"].combo.setFocus(Qt.FocusReason.OtherFocusReason)
        self.edited.emit()

    def _append(self, line: SurvivorLine) -> SurvivorBlock:
        block = SurvivorBlock(line)
        block.edited.connect(self._on_edited)
        block.removed.connect(lambda: self._on_removed(block))
        self._column.insertWidget(len(self.blocks), block)
        self.blocks.append(block)
        return block

    def _on_edited(self) -> None:
        self._number()
        self.edited.emit()

    def _order(self) -> None:
        self._number()
        chain = [widget for block in self.blocks for widget in block.chain()]
        chain += [self.adder, *self._then]
        for before, after in itertools.pairwise(chain):
            QWidget.setTabOrder(before, after)

    def _number(self) -> None:
        for number, block in enumerate(self.blocks, start=1):
            block.name(number)

    def _on_removed(self, block: SurvivorBlock) -> None:
        self._drop(block)
        self._order()
        self.adder.setFocus(Qt.FocusReason.OtherFocusReason)
        self.edited.emit()

    def _drop(self, block: SurvivorBlock) -> None:
        self.blocks.remove(block)
        self._column.removeWidget(block)
        block.hide()
        block.deleteLater()

    def show_findings(self, said: Mapping[str, Finding]) -> None:
        """Say beside each field what is wrong, and at the top where nobody is entered."""
        for block in self.blocks:
            block.show_findings(said)
        self.finding.show_words(*field_words(said.get("survivors")))
