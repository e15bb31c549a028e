"""The choice whether a claim is about a person we know: both records side by side, and the reason for the choice."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QRadioButton, QWidget

from desktop_app.domain.person_block import PersonBlock
from desktop_app.domain.persons import InsuredPerson
from desktop_app.ui.theme import Kind, Look, Role
from desktop_app.ui.widgets.card import Card, scrolled
from desktop_app.ui.widgets.fields import LineField
from desktop_app.ui.widgets.styling import restyled
from desktop_app.ui.widgets.text import Text
from desktop_app.wording.catalogue import text as _
from desktop_app.wording.formats import date_words

NEW_PERSON = "new"


class MatchingCard(Card):
    """Who is meant? Nothing is chosen beforehand: a number alone is never a match."""

    changed = Signal()
    """Another choice, or another reason."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(title=_("Is this a person we know?"), edge=Role.WARN_LINE, parent=parent)
        self._sheet = QWidget()
        self._grid = QGridLayout(self._sheet)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._area = scrolled(self._sheet)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.body.addWidget(self._area)
        self.reason = LineField(
            _("&Why do you think so?"), placeholder=_("for example: same name, birth date and number")
        )
        self.reason.text_changed.connect(lambda _text: self.changed.emit())
        self.body.addWidget(self.reason)
        self._group = QButtonGroup(self)
        self.choices: dict[str, QRadioButton] = {}
        restyled(self, self._restyle_grid)

    def _restyle_grid(self) -> None:
        look = Look.of(self)
        self._grid.setHorizontalSpacing(look.dp(20))
        self._grid.setVerticalSpacing(look.dp(5))
        self._area.setMinimumHeight(self._sheet.sizeHint().height() + 4)

    def show_candidates(self, asked: PersonBlock, candidates: tuple[InsuredPerson, ...]) -> None:
        """Show the person of the bundle and the persons known beside each other."""
        self._clear()
        rows = (_("Name"), _("Name at birth"), _("Born"), _("Numbers"), _("Address"))
        for row, caption in enumerate(rows, start=1):
            self._grid.addWidget(Text(caption, Kind.CAPTION, Role.INK2), row, 0)
        self._grid.addWidget(Text(_("In the bundle"), Kind.HEADER, Role.INK2), 0, 1)
        told = _block_facts(asked)
        for row, words in enumerate(told, start=1):
            self._grid.addWidget(Text(words or "\u2013", Kind.CELL), row, 1)
        for column, person in enumerate(candidates, start=2):
            button = self._choice(person.id, _("This one: {name}").format(name=person.name))
            self._grid.addWidget(button, 0, column)
            for row, (words, other) in enumerate(zip(_person_facts(person), told, strict=True), start=1):
                same = words.casefold() == other.casefold()
                shown = words or "\u2013"
                label = Text(shown if same else f"\u2260 {shown}", Kind.CELL if same else Kind.CELL_STRONG,
                             Role.INK if same else Role.WARN)  # fmt: skip
                self._grid.addWidget(label, row, column)
        last = len(candidates) + 2
        self._grid.addWidget(self._choice(NEW_PERSON, _("A new person")), 0, last)
        self._grid.setColumnStretch(last + 1, 1)
        self._restyle_grid()

    def chosen(self) -> str | None:
        """Return the id of the person chosen, empty text for a new person, None while nothing is chosen."""
        for key, button in self.choices.items():
            if button.isChecked():
                return "" if key == NEW_PERSON else key
        return None

    def complete(self) -> bool:
        """Tell whether a person was chosen and a reason given."""
        return self.chosen() is not None and bool(self.reason.text().strip())

    def _choice(self, key: str, words: str) -> QRadioButton:
        button = QRadioButton(words)
        button.setFont(Look.of(self).font(Kind.CELL_STRONG))
        button.toggled.connect(lambda _on: self.changed.emit())
        self._group.addButton(button)
        self.choices[key] = button
        return button

    def _clear(self) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.setParent(None)
                widget.deleteLater()
        self.choices.clear()
        self.reason.set_text("")


def _block_facts(block: PersonBlock) -> tuple[str, ...]:
    return (
        f"{block.forenames} {block.surname}".strip(),
        block.name_at_birth,
        date_words(block.birth_date),
        ", ".join(f"{entry.state} {entry.number}" for entry in block.numbers),
        block.address,
    )


def _person_facts(person: InsuredPerson) -> tuple[str, ...]:
    return (
        person.name,
        person.name_at_birth,
        date_words(person.birth_date),
        ", ".join(f"{entry.state} {entry.number}" for entry in person.numbers),
        person.address,
    )
