"""The details of one row: of the work history as it is told, and of our own record as it will be certified."""

from dataclasses import replace
from typing import Final

from PySide6.QtWidgets import QWidget

from desktop_app.domain.claims import Benefit
from desktop_app.domain.dependant_forms import YES
from desktop_app.domain.forms import NONE, PeriodLine
from desktop_app.domain.periods import InsuredClass
from desktop_app.domain.time import Certainty
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


def _which(line: PeriodLine) -> str:
    """Say which row it is, as far as it is typed."""
    parts = (line.state, line.year or ", ".join(part for part in (line.start, line.end) if part), line.employer)
    return ", ".join(part.strip() for part in parts if part.strip()) or _("An empty row")


class HistoryRowDialog(Question):
    """What else the claimant tells of one work: all of it may stay empty."""

    def __init__(self, line: PeriodLine, parent: QWidget | None = None) -> None:
        super().__init__(_("Details of this work"), _which(line), PrimaryButton(_("&Keep"), "check"), parent)
        self._line: Final = line
        self.lines: dict[str, LineField] = {
            "occupation": LineField(_("&Occupation")),
            "employer_number": LineField(_("E&mployer's number"), hint=_("Sent only to the State of this work.")),
            "proof": LineField(_("&Proof that the claimant holds"), placeholder=_("payslips, letter")),
        }
        certainties = (
            ("", words_of(Certainty.EXACT)),
            *((each.value, words_of(each)) for each in Certainty if each is not Certainty.EXACT),
        )
        self.choices: dict[str, ChoiceField] = {
            "start_certainty": ChoiceField(_("How sure is the &first day?"), certainties),
            "end_certainty": ChoiceField(_("How sure is the &last day?"), certainties),
        }
        self.goes_on = CheckLine(_("The work &goes on"))
        self.goes_on.box.setObjectName("open_ended")
        for name, field in self.lines.items():
            field.edit.setObjectName(name)
            field.set_text(getattr(line, name))
        for name, choice in self.choices.items():
            choice.combo.setObjectName(name)
            choice.set_key(getattr(line, name))
        self.goes_on.set_checked(line.open_ended == YES)
        self.body.addWidget(FieldRow((self.lines["occupation"], 240), (self.lines["employer_number"], 220)))
        self.body.addWidget(FieldRow((self.choices["start_certainty"], 220), (self.choices["end_certainty"], 220)))
        self.body.addWidget(self.goes_on)
        self.body.addWidget(self.lines["proof"])
        self.lines["occupation"].setFocus()

    def line(self) -> PeriodLine:
        """Return the row with these details."""
        texts = {name: field.text() for name, field in self.lines.items()}
        keys = {name: choice.key() for name, choice in self.choices.items()}
        return replace(self._line, open_ended=YES if self.goes_on.checked() else "", **texts, **keys)


class RecordRowDialog(Question):
    """For what a row of our record counts, and as what the person was insured."""

    def __init__(self, line: PeriodLine, parent: QWidget | None = None) -> None:
        super().__init__(_("Details of this row"), _which(line), PrimaryButton(_("&Keep"), "check"), parent)
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
        self.body.addWidget(FieldRow((self.raises, 220), (self.insured_class, 200), (self.number, 170)))
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
            employer_number=self.number.text(),
        )


def with_line(lines: tuple[PeriodLine, ...], line: PeriodLine) -> tuple[PeriodLine, ...]:
    """Return rows with one of them as it is now."""
    return tuple(line if each.row_id == line.row_id else each for each in lines)
