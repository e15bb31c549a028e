"""The details of one row of the work history, as the claimant tells them."""

from dataclasses import replace
from typing import Final

from PySide6.QtWidgets import QWidget

from desktop_app.domain.dependant_forms import YES
from desktop_app.domain.forms import PeriodLine
from desktop_app.domain.time import Certainty
from desktop_app.ui.widgets.buttons import PrimaryButton
from desktop_app.ui.widgets.check_line import CheckLine
from desktop_app.ui.widgets.field_row import FieldRow
from desktop_app.ui.widgets.fields import ChoiceField, LineField
from desktop_app.ui.widgets.question import Question
from desktop_app.ui.widgets.record_row import which_row
from desktop_app.wording.catalogue import text as _
from desktop_app.wording.code_words import words_of


class HistoryRowDialog(Question):
    """What else the claimant tells of one work: all of it may stay empty."""

    def __init__(self, line: PeriodLine, parent: QWidget | None = None) -> None:
        super().__init__(_("Details of this work"), which_row(line), PrimaryButton(_("&Keep"), "check"), parent)
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


def with_line(lines: tuple[PeriodLine, ...], line: PeriodLine) -> tuple[PeriodLine, ...]:
    """Return rows with one of them as it is now."""
    return tuple(line if each.row_id == line.row_id else each for each in lines)
