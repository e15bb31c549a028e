"""New persons of a file who resemble somebody known, each beside whom they resemble: the clerk says who it is."""

from datetime import date
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QHBoxLayout, QWidget

from desktop_app.domain.likeness import AGAINST
from desktop_app.domain.persons import InsuredPerson, Sex
from desktop_app.domain.time import Certainty
from desktop_app.ui.theme import Kind, Look, Role
from desktop_app.ui.widgets.buttons import PrimaryButton
from desktop_app.ui.widgets.card import Card
from desktop_app.ui.widgets.cells import Cell
from desktop_app.ui.widgets.fields import ChoiceField, LineField
from desktop_app.ui.widgets.option_line import OptionLine
from desktop_app.ui.widgets.question import Question
from desktop_app.ui.widgets.said_line import SaidLines
from desktop_app.ui.widgets.styling import restyled
from desktop_app.ui.widgets.table import CellTableModel, Column, TableView
from desktop_app.ui.widgets.text import Text
from desktop_app.wording.catalogue import plural
from desktop_app.wording.catalogue import text as _
from desktop_app.wording.formats import date_words, number_words
from desktop_app.wording.people_words import reason_words
from desktop_app.wording.terms import certainty_words, sex_words
from desktop_app.workflows.import_alike import AlikeAnswer, NewAlike, left_open
from desktop_app.workflows.import_contributions import ImportOutcome

if TYPE_CHECKING:
    from desktop_app.ui.widgets.drawing import Tone

_NONE: Final = "\u2013"
_LATER, _SAME, _ELSE = "later", "same", "else"


class AlikeDialog(Question):
    """A line a new person, and below it both beside each other with the three answers. Nothing is kept here."""

    def __init__(self, outcome: ImportOutcome, answers: dict[str, AlikeAnswer], parent: QWidget | None = None) -> None:
        sentence = _("Their numbers are new here. Say who each is; who is left for later comes in as a new person.")
        super().__init__(_("May be known already"), sentence, PrimaryButton(_("&Done"), "check"), parent)
        self._alike = outcome.alike
        self.answers = {each.number: answers.get(each.number, left_open(each)) for each in outcome.alike}
        """What is said of each, by number."""
        self._row = -1
        self._showing = False
        self.model = CellTableModel(
            (
                Column(title=_("Line"), width=60, align="right"),
                Column(title=_("In the file"), width=220, stretch=3, least=150, personal=True),
                Column(title=_("Number"), width=110, least=90, personal=True),
                Column(title=_("Resembles"), width=220, stretch=3, least=150, personal=True),
                Column(title=_("Answer"), width=150, least=130),
            )
        )
        self.table = TableView(_("New persons who may be known"), row_height=28, header_height=32, cell_padding=8)
        self.table.set_model(self.model)
        self.table.current_changed.connect(self._on_row)
        card = Card(flush=True)
        card.body.addWidget(self.table, 1)
        self.body.addWidget(card, 1)
        more = outcome.alike_count - len(outcome.alike)
        words = plural(
            "One further new person who resembles somebody is not listed: likely pairs in People will tell.",
            "{n} further new persons who resemble somebody are not listed: likely pairs in People will tell.",
            more,
        )
        self.more = Text(words.format(n=number_words(more)), Kind.CAPTION, Role.INK2, wrap=True)
        self.more.setVisible(more > 0)
        self.body.addWidget(self.more)
        self.body.addWidget(self._sides())
        self.model.set_rows([self._cells(each) for each in self._alike])
        restyled(self, self._restyle_table)
        self.table.choose_row(0)
        self.table.setFocus()

    def _sides(self) -> Card:
        card = Card()
        self.beside = ChoiceField(_("&Beside"), ())
        self.beside.chosen.connect(lambda _key: self._show_sides())
        sheet = QWidget()
        self._grid = QGridLayout(sheet)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self.reasons = SaidLines()
        self.options = {
            _SAME: OptionLine(_("Same person: the number is given to them, and the rows are theirs")),
            _ELSE: OptionLine(_("Somebody else: a new person, kept apart from who is here")),
            _LATER: OptionLine(_("Decide later: a new person, on the list of likely pairs")),
        }
        self._group = QButtonGroup(self)
        for key, option in self.options.items():
            option.radio.setObjectName(f"alike_{key}")
            self._group.addButton(option.radio)
            option.chosen.connect(lambda key=key: self._on_answer(key))
        self.why = LineField(_("&What shows that it is somebody else?"), placeholder=_("it goes on the record of both"))
        self.why.edit.setObjectName("alike_reason")
        self.why.text_changed.connect(lambda _text: self._on_why())
        told = QHBoxLayout()
        told.addWidget(sheet, 5)
        told.addWidget(self.reasons, 2, Qt.AlignmentFlag.AlignTop)
        card.body.addWidget(self.beside)
        card.body.addLayout(told)
        for option in self.options.values():
            card.body.addWidget(option)
        card.body.addWidget(self.why)
        return card

    def _restyle_table(self) -> None:
        look = Look.of(self)
        self._grid.setHorizontalSpacing(look.dp(20))
        self._grid.setVerticalSpacing(look.dp(3))
        self.table.setMinimumHeight(look.dp(92))
        self.setMinimumSize(look.dp(920), look.dp(528))

    def _cells(self, each: NewAlike) -> tuple[Cell, ...]:
        answer = self.answers[each.number]
        known = next((known for known in each.known if known.person.id == answer.same), each.known[0])
        said = {_SAME: _("same person"), _ELSE: _("somebody else"), _LATER: _("later")}[_kind(answer)]
        return (
            Cell(text=number_words(each.line), align="right", figure=True),
            Cell(text=f"{each.person.name}, {date_words(each.person.birth_date)}"),
            Cell(text=each.number),
            Cell(text=known.person.name),
            Cell(text=said, strong=_kind(answer) != _LATER, muted=_kind(answer) == _LATER),
        )

    def _on_row(self, row: int) -> None:
        if not 0 <= row < len(self._alike) or row == self._row:
            return
        self._row = row
        each, answer = self._alike[row], self.answers[self._alike[row].number]
        self._showing = True
        self.beside.set_choices([(known.person.id, known.person.name) for known in each.known])
        self.beside.set_key(answer.same or each.known[0].person.id)
        self.beside.setVisible(len(each.known) > 1)
        self.options[_kind(answer)].radio.setChecked(True)
        self.why.set_text(answer.reason)
        self.why.set_finding("")
        self._showing = False
        self._show_sides()
        self._show_why()

    def _show_sides(self) -> None:
        each = self._alike[self._row]
        known = next(entry for entry in each.known if entry.person.id == self.beside.key())
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.setParent(None)
                widget.deleteLater()
        for column, words in ((1, _("In the file")), (2, _("On record"))):
            self._grid.addWidget(Text(words, Kind.HEADER, Role.INK2), 0, column)
        sides = (_facts(each.person), _facts(known.person))
        shown = [name for name in sides[0] if any(side[name] for side in sides)]
        for row, name in enumerate(shown, start=1):
            self._grid.addWidget(Text(name, Kind.CAPTION, Role.INK2), row, 0)
            differs = len({side[name].casefold() for side in sides}) > 1 and all(side[name] for side in sides)
            for column, side in enumerate(sides, start=1):
                kind = Kind.CELL_STRONG if differs else Kind.CELL
                self._grid.addWidget(Text(side[name] or _NONE, kind, elide=True), row, column)
        for column in (1, 2):
            self._grid.setColumnStretch(column, 1)
        said: list[tuple[Tone, str]] = [
            ("warn" if reason.sign in AGAINST else "ok", _sentence(reason_words(reason))) for reason in known.reasons
        ]
        self.reasons.show_lines(tuple(said))
        if _kind(self.answers[each.number]) == _SAME and not self._showing:
            self._on_answer(_SAME)

    def _on_answer(self, key: str) -> None:
        if self._showing:
            return
        each = self._alike[self._row]
        known = tuple(entry.person.id for entry in each.known)
        self.answers[each.number] = {
            _SAME: AlikeAnswer(same=self.beside.key()),
            _ELSE: AlikeAnswer(apart=known, reason=self.why.text().strip()),
            _LATER: left_open(each),
        }[key]
        self._show_why()
        self.model.fill(self._row, [self._cells(each)])

    def _show_why(self) -> None:
        self.why.setVisible(_kind(self.answers[self._alike[self._row].number]) == _ELSE)

    def _on_why(self) -> None:
        self.why.set_finding("")
        each = self._alike[self._row]
        if not self._showing and _kind(self.answers[each.number]) == _ELSE:
            self.answers[each.number] = AlikeAnswer(
                apart=tuple(entry.person.id for entry in each.known), reason=self.why.text().strip()
            )

    def _missing(self) -> str:
        for row, each in enumerate(self._alike):
            answer = self.answers[each.number]
            if answer.apart and not answer.reason:
                self.table.choose_row(row)
                said = _("Say why: a word or two is enough.")
                self.why.set_finding("error", said)
                self.why.edit.setFocus()
                return said
        return ""

    def _on_act(self) -> None:
        if not self._missing():
            self.accept()


def answered_words(outcome: ImportOutcome, answers: dict[str, AlikeAnswer]) -> str:
    """Say how many new persons resemble somebody known, and what was said of them."""
    count = outcome.alike_count
    words = plural("One new person may be somebody known.", "{n} new persons may be somebody known.", count).format(
        n=number_words(count)
    )
    kinds = [_kind(answer) for answer in answers.values()]
    same, other = kinds.count(_SAME), kinds.count(_ELSE)
    if same or other:
        said = _("Same person: {same}; somebody else: {other}; later: {later}.")
        words = f"{words} " + said.format(
            same=number_words(same), other=number_words(other), later=number_words(count - same - other)
        )
    return words


def _kind(answer: AlikeAnswer) -> str:
    return _SAME if answer.same else _ELSE if answer.apart else _LATER


def _facts(person: InsuredPerson) -> dict[str, str]:
    born = date_words(person.birth_date) if person.birth_date != date.min else ""
    if person.birth_certainty is not Certainty.EXACT:
        born = f"{born} ({certainty_words(person.birth_certainty).lower()})"
    return {
        _("Name"): person.name,
        _("Name at birth"): person.name_at_birth,
        _("Date of birth"): born,
        _("Sex"): "" if person.sex is Sex.NOT_STATED else sex_words(person.sex),
        _("Numbers"): ", ".join(f"{entry.state} {entry.number}" for entry in person.numbers),
        _("Place of birth"): person.birth_place,
        _("Address"): person.address,
    }


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]
