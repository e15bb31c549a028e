"""The details of a row of a certificate: for what it counts, what it raises, as what the person was insured."""

from dataclasses import replace
from typing import Final

from PySide6.QtWidgets import QWidget

from desktop_app.domain.claims import Benefit
from desktop_app.domain.dependant_forms import NO, YES
from desktop_app.domain.forms import NONE, PeriodLine
from desktop_app.domain.periods import InsuredClass
from desktop_app.ui.theme import Kind, Role
from desktop_app.ui.widgets.buttons import PrimaryButton
from desktop_app.ui.widgets.check_line import CheckLine
from desktop_app.ui.widgets.field_row import FieldRow
from desktop_app.ui.widgets.fields import ChoiceField, LineField
from desktop_app.ui.widgets.question import Question
from desktop_app.ui.widgets.text import Text
from desktop_app.wording.catalogue import text as _
from desktop_app.wording.code_words import words_of
from desktop_app.wording.terms import benefit_words

DETAILS: Final = ("counts_for", "raises_amount", "insured_class", "ceiling_reached", "employer_number")
"""The fields of a line that a grid of rows does not show."""


def which_row(line: PeriodLine) -> str:
    """Say which row it is, as far as it is typed."""
    parts = (line.state, line.year or ", ".join(part for part in (line.start, line.end) if part), line.employer)
    return ", ".join(part.strip() for part in parts if part.strip()) or _("An empty row")


def details_words(line: PeriodLine) -> str:
    """Say in a few words what was told of a row beside the grid, empty for nothing."""
    said = []
    if line.counts_for:
        said.append(_("counts for some"))
    if line.raises_amount:
        said.append(_("raises none") if line.raises_amount == NONE else _("raises some"))
    if line.insured_class:
        said.append(words_of(InsuredClass(line.insured_class)))
    if line.ceiling_reached == YES:
        said.append(_("ceiling reached"))
    return ", ".join(said)


class RecordRowDialog(Question):
    """For what a row counts and raises, as what the person was insured, and whether the earnings were cut."""

    def __init__(self, line: PeriodLine, parent: QWidget | None = None) -> None:
        super().__init__(_("Details of this row"), which_row(line), PrimaryButton(_("&Keep"), "check"), parent)
        self._line: Final = line
        counted = line.counts_for.split()
        self.benefits: dict[Benefit, CheckLine] = {}
        self.body.addWidget(Text(_("The row counts for"), Kind.SENTENCE, Role.INK2))
        for each in Benefit:
            box = self.benefits[each] = CheckLine(benefit_words(each))
            box.box.setObjectName(f"counts_for.{each.value}")
            box.set_checked(not counted or each.value in counted)
        self.body.addWidget(FieldRow(*((box, 150) for box in self.benefits.values())))
        self.raises = ChoiceField(_("It raises the &amount of"), self._raising(line.raises_amount))
        self.raises.combo.setObjectName("raises_amount")
        self.raises.set_key(line.raises_amount)
        self.insured_class = ChoiceField(
            _("&Insured as"),
            (("", _("Not said")), *((each.value, words_of(each)) for each in InsuredClass)),
        )
        self.insured_class.combo.setObjectName("insured_class")
        self.insured_class.set_key(line.insured_class)
        self.number = LineField(_("E&mployer's number"))
        self.number.edit.setObjectName("employer_number")
        self.number.set_text(line.employer_number)
        self.ceiling = ChoiceField(
            _("&Ceiling reached"), (("", _("Not said")), (YES, _("Yes: earnings cut there")), (NO, _("No")))
        )
        self.ceiling.combo.setObjectName("ceiling_reached")
        self.ceiling.set_key(line.ceiling_reached)
        self.body.addWidget(FieldRow((self.raises, 220), (self.insured_class, 200)))
        self.body.addWidget(FieldRow((self.ceiling, 220), (self.number, 200)))
        self.benefits[Benefit.AGE].setFocus()

    @staticmethod
    def _raising(kept: str) -> tuple[tuple[str, str], ...]:
        choices = [("", _("All it counts for")), (NONE, _("None of them"))]
        choices += [(each.value, _("Only: {benefit}").format(benefit=benefit_words(each))) for each in Benefit]
        if kept not in {key for key, _words in choices}:
            words = ", ".join(benefit_words(Benefit(code)) for code in kept.split())
            choices.append((kept, _("Only: {benefit}").format(benefit=words)))
        return tuple(choices)

    def _missing(self) -> str:
        missing = "" if any(box.checked() for box in self.benefits.values()) else _("Tick at least one benefit.")
        self.says.show_words("error" if missing else "", missing)
        return missing

    def line(self) -> PeriodLine:
        """Return the row with these details; one that counts for every benefit says nothing of it."""
        chosen = [each.value for each, box in self.benefits.items() if box.checked()]
        return replace(
            self._line,
            counts_for="" if len(chosen) == len(self.benefits) else " ".join(chosen),
            raises_amount=self.raises.key(),
            insured_class=self.insured_class.key(),
            ceiling_reached=self.ceiling.key(),
            employer_number=self.number.text(),
        )
