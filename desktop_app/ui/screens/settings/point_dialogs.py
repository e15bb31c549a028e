"""The questions about an open point: which option to propose, and with what remark a proposal is decided."""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QWidget

from desktop_app.ui.widgets.buttons import DangerButton, PrimaryButton, WordButton
from desktop_app.ui.widgets.field_row import FieldRow
from desktop_app.ui.widgets.fields import DateField, LineField
from desktop_app.ui.widgets.option_line import OptionLine
from desktop_app.ui.widgets.question import Question
from desktop_app.ui.widgets.text import Paragraph
from desktop_app.wording.calculation_words import option_words
from desktop_app.wording.catalogue import text as _
from desktop_app.wording.duty_words import point_about_words, point_title_words
from desktop_app.workflows.settle_points import PointView


def begun(words: str) -> str:
    """Return words with a capital first letter."""
    return words[:1].upper() + words[1:]


class ProposeDialog(Question):
    """Which option shall hold, from which day, by which law, and why."""

    wanted = Signal()

    def __init__(self, view: PointView, today: date, parent: QWidget | None = None) -> None:
        point = view.point
        title = _("Propose: {point}").format(point=point_title_words(point.id))
        super().__init__(title, point_about_words(point.id), PrimaryButton(_("&Propose it"), "check"), parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._group = QButtonGroup(self)
        self.options: dict[str, OptionLine] = {}
        for option in point.options:
            words = begun(option_words(option))
            marks = [_("default")] if option == point.default else []
            marks += [_("holds now")] if option == view.option else []
            line = OptionLine(f"{words} ({', '.join(marks)})" if marks else words)
            self._group.addButton(line.radio)
            self.options[option] = line
            self.body.addWidget(line)
        self.valid_from = DateField(_("It holds &from"), hint=_("The day of a calculation counts."))
        self.valid_from.set_value(today)
        self.legal_reference = LineField(
            _("&Legal reference"),
            hint=_("As it shall stand on worksheets: a decision, a circular."),
        )
        self.reason = LineField(_("&Reason"))
        self.body.addWidget(FieldRow((self.valid_from, 170), (self.legal_reference, 330)))
        self.body.addWidget(self.reason)
        self.body.addStretch(1)
        next(iter(self.options.values())).radio.setFocus()

    @property
    def option(self) -> str:
        """The option chosen, empty for none."""
        return next((option for option, line in self.options.items() if line.radio.isChecked()), "")

    def _missing(self) -> str:
        day = "" if self.valid_from.value() else _("Enter a day, for example 1 Jan 2027.")
        law = "" if self.legal_reference.text().strip() else _("Say on what this rests.")
        reason = "" if self.reason.text().strip() else _("Say why.")
        option = "" if self.option else _("Choose how the point shall be taken.")
        for field, words in ((self.valid_from, day), (self.legal_reference, law), (self.reason, reason)):
            field.set_finding("error" if words else "", words)
        self.says.show_words("error" if option else "", option)
        first = next((field for field, words in ((self.valid_from, day), (self.legal_reference, law),
                                                 (self.reason, reason)) if words), None)  # fmt: skip
        if first is not None:
            first.edit.setFocus()
        return day or law or reason or option

    def _on_act(self) -> None:
        if not self._missing():
            self.wanted.emit()


class RemarkDialog(Question):
    """One line with an act: a remark, or a reason that must be given."""

    wanted = Signal(str)
    """What was typed."""

    def __init__(
        self,
        title: str,
        what: str,
        act: WordButton,
        *,
        label: str,
        needed: bool,
        sentence: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(title, sentence or _("It is kept with your name."), act, parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._needed = needed
        self.body.addWidget(Paragraph(f"*{what}*"))
        self.line = LineField(label)
        self.body.addWidget(self.line)
        self.body.addStretch(1)
        self.line.edit.setFocus()

    def _missing(self) -> str:
        missing = _("Say why.") if self._needed and not self.line.text().strip() else ""
        self.line.set_finding("error" if missing else "", missing)
        return missing

    def _on_act(self) -> None:
        if not self._missing():
            self.wanted.emit(self.line.text())


class TakeBackDialog(RemarkDialog):
    """Why a setting shall hold no longer; it still holds until a second person accepts that."""

    def __init__(self, what: str, parent: QWidget | None = None) -> None:
        sentence = _("It holds until a second person accepts that it is taken back. What was calculated stays.")
        super().__init__(
            _("Propose to take it back"),
            what,
            DangerButton(_("&Propose it"), "undo-2"),
            label=_("&Reason"),
            needed=True,
            sentence=sentence,
            parent=parent,
        )
        self.legal_reference = LineField(_("&Legal reference (may stay empty)"))
        self.body.insertWidget(self.body.count() - 1, self.legal_reference)
