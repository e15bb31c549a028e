"""Two records side by side: what differs is marked, what is to be kept is chosen, and they are joined or kept apart."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QRadioButton, QWidget

from desktop_app.domain.likeness import AGAINST
from desktop_app.domain.persons import Sex
from desktop_app.domain.time import parse_date
from desktop_app.foundation.problems import Problem
from desktop_app.ui.screens.people.models import born_words
from desktop_app.ui.screens.people.presenter import PeoplePresenter
from desktop_app.ui.theme import Kind, Look, Role
from desktop_app.ui.widgets.buttons import PrimaryButton, QuietButton, SecondaryButton
from desktop_app.ui.widgets.card import Card
from desktop_app.ui.widgets.detail_page import DetailPage
from desktop_app.ui.widgets.fields import LineField
from desktop_app.ui.widgets.said_line import SaidLines
from desktop_app.ui.widgets.styling import restyled
from desktop_app.ui.widgets.text import Text
from desktop_app.wording.catalogue import text as _
from desktop_app.wording.formats import date_words
from desktop_app.wording.people_words import field_words, reason_words
from desktop_app.wording.terms import sex_words
from desktop_app.workflows.merge_people import SideBySide, SideLine

if TYPE_CHECKING:
    from desktop_app.ui.widgets.drawing import Tone

_NONE = "\u2013"


class SidePage(DetailPage):
    """The page. The left record stays; what is chosen on the right is taken over from the one that is joined."""

    left = Signal()
    """The page is left without doing anything."""

    def __init__(self, presenter: PeoplePresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._presenter = presenter
        self.shown: SideBySide | None = None
        self.choices: dict[str, tuple[QRadioButton, QRadioButton]] = {}
        self._groups: list[QButtonGroup] = []
        self.title.setText(_("Is it one person?"))
        self.pill.hide()
        self.reasons = SaidLines()
        card = Card(_("What speaks for it, and against"))
        card.body.addWidget(self.reasons)
        self.page.addWidget(card)
        self.page.addWidget(self._reason_card())
        self.page.addWidget(self._sides_card())
        self.page.addStretch(1)
        self._fill_bar()
        presenter.refused.connect(self._on_refused)
        restyled(self, self._restyle_grid)

    def _sides_card(self) -> Card:
        card = Card(_("Both records"))
        self.swap = SecondaryButton(_("Let the &other record stay"), "arrow-left-right")
        self.swap.clicked.connect(self._on_swap)
        card.add_beside_title(self.swap)
        sheet = QWidget()
        self._grid = QGridLayout(sheet)
        self._grid.setContentsMargins(0, 0, 0, 0)
        card.body.addWidget(sheet)
        note = _("What is not kept stays known: another name, a former number, an earlier address. Claims go along.")
        card.body.addWidget(Text(note, Kind.CAPTION, Role.INK2, wrap=True))
        return card

    def _reason_card(self) -> Card:
        card = Card()
        self.reason = LineField(
            _("&What shows whether it is one person?"), placeholder=_("for example: the same birth certificate")
        )
        self.reason.edit.setObjectName("merge_reason")
        self.reason.text_changed.connect(lambda _text: self.reason.set_finding(""))
        card.body.addWidget(self.reason)
        return card

    def _fill_bar(self) -> None:
        self.leave = QuietButton(_("Ca&ncel"))
        self.apart = SecondaryButton(_("No&t the same person"), "split")
        self.join = PrimaryButton(_("&Join the two records"), "equal")
        self.leave.clicked.connect(self.left)
        self.apart.clicked.connect(self._on_apart)
        self.join.clicked.connect(self._on_join)
        self.bar.tell(self.hint)
        for button in (self.leave, self.apart, self.join):
            self.bar.row.addWidget(button)

    def _restyle_grid(self) -> None:
        look = Look.of(self)
        self._grid.setHorizontalSpacing(look.dp(20))
        self._grid.setVerticalSpacing(look.dp(7))

    def show_sides(self, both: SideBySide) -> None:
        """Show two records."""
        self.shown = both
        self.about.setText(_("{one} and {other}").format(one=both.kept.name, other=both.gone.name))
        said_lines: list[tuple[Tone, str]] = [
            ("warn" if each.sign in AGAINST else "ok", _sentence(reason_words(each))) for each in both.reasons
        ]
        if both.apart is not None:
            said = _("{who} said on {day} that they are not the same: {reason}")
            day = date_words(both.apart.said_at.date())
            said_lines.append(("warn", said.format(who=both.apart.said_by, day=day, reason=both.apart.reason)))
        if not said_lines:
            said_lines.append(("neutral", _("Nothing speaks for it by itself.")))
        self.reasons.show_lines(tuple(said_lines))
        self._clear()
        for column, words in ((1, _("This record stays")), (2, _("This one is joined with it"))):
            self._grid.addWidget(Text(words, Kind.HEADER, Role.INK2), 0, column)
        lines = [line for line in both.lines if line.kept or line.gone]
        for row, line in enumerate(lines, start=1):
            self._add_line(row, line, both)
        claims = len(lines) + 1
        self._grid.addWidget(Text(_("Claims"), Kind.CAPTION, Role.INK2), claims, 0)
        for column, its in ((1, both.kept_claims), (2, both.gone_claims)):
            numbers = ", ".join(claim.number for claim in its) or _NONE
            self._grid.addWidget(Text(numbers, Kind.CELL, wrap=True), claims, column)
        for column in (1, 2):
            self._grid.setColumnStretch(column, 1)
        self.reason.set_text("")
        self.reason.set_finding("")
        self.hint.setText("")
        self.to_top()

    def _add_line(self, row: int, line: SideLine, both: SideBySide) -> None:
        caption = field_words(line.field)
        self._grid.addWidget(Text(caption, Kind.CAPTION, Role.INK2), row, 0)
        words = tuple(_value(line.field, value, both) for value in (line.kept, line.gone))
        if not line.to_choose:
            for column in (1, 2):
                self._grid.addWidget(Text(words[column - 1] or _NONE, Kind.CELL, wrap=True), row, column)
            return
        group = QButtonGroup(self)
        self._groups.append(group)
        buttons = []
        for column, value in enumerate(words, start=1):
            mark = "\u2260 " if line.differs else ""
            button = QRadioButton(f"{mark}{(value or _('not known')).replace('&', '&&')}")
            button.setAccessibleName(f"{caption}: {value or _('not known')}")
            button.setFont(Look.of(self).font(Kind.CELL_STRONG if line.differs else Kind.CELL))
            group.addButton(button)
            self._grid.addWidget(button, row, column)
            buttons.append(button)
        buttons[1 if line.from_gone else 0].setChecked(True)
        self.choices[line.field] = (buttons[0], buttons[1])

    def taken(self) -> frozenset[str]:
        """Return the fields taken from the record that is joined."""
        return frozenset(name for name, (_left, right) in self.choices.items() if right.isChecked())

    def focus_first(self) -> None:
        """Put the keyboard on the first choice, or on the reason."""
        first = next(iter(self.choices.values()), None)
        (first[1] if first is not None and first[1].isChecked() else first[0] if first else self.reason.edit).setFocus()

    def _clear(self) -> None:
        self.choices.clear()
        self._groups.clear()
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.setParent(None)
                widget.deleteLater()

    def _said(self) -> str:
        reason = self.reason.text().strip()
        if not reason:
            self.reason.set_finding("error", _("Say what shows it: a word or two is enough."))
            self.reason.edit.setFocus(Qt.FocusReason.OtherFocusReason)
        return reason

    def _on_join(self) -> None:
        if self.shown is not None and (reason := self._said()):
            self._presenter.join(self.shown.kept.id, self.shown.gone.id, self.taken(), reason)

    def _on_apart(self) -> None:
        if self.shown is not None and (reason := self._said()):
            self._presenter.say_apart(self.shown.kept.id, self.shown.gone.id, reason)

    def _on_swap(self) -> None:
        if self.shown is not None:
            self._presenter.compare(self.shown.gone.id, self.shown.kept.id)

    def _on_refused(self, problem: Problem) -> None:
        if self.isVisible():
            self._presenter.notices.refuse(problem)


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]


def _value(field: str, value: str, both: SideBySide) -> str:
    if not value:
        return ""
    if field == "sex":
        return sex_words(Sex(value))
    if field == "birth_date":
        person = both.kept if value == both.kept.birth_date.isoformat() else both.gone
        return born_words(person.birth_date, person.birth_certainty)
    return date_words(parse_date(value)) if field == "death_date" else value
