"""What will be sealed, word by word: what differs from before, whom it goes to, what was built on what it corrects."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from desktop_app.domain.messages import MessageType
from desktop_app.domain.obligations import ObligationKind
from desktop_app.ui.theme import Kind, Look, Role
from desktop_app.ui.widgets.buttons import QuietButton
from desktop_app.ui.widgets.said_line import SaidLine
from desktop_app.ui.widgets.styling import restyled
from desktop_app.ui.widgets.text import Text
from desktop_app.wording.catalogue import text as _
from desktop_app.wording.formats import date_words, money_words
from desktop_app.wording.obligation_words import obligation_kind_words
from desktop_app.wording.paper_words import issued_words
from desktop_app.wording.problems import sentences
from desktop_app.workflows.word_view import BuiltKind, BuiltOn, Line, Word

_MOST_BUILT = 6
"""So many lines of what was built on a message are shown before the rest is folded."""


class WordPane(QWidget):
    """The words themselves; where something is corrected, as before and as it will be."""

    def __init__(self, word: Word, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        if word.problem is not None:
            words = sentences(word.problem)
            self._column.addWidget(SaidLine("bad", f"{words.happened} {words.do}"))
        offices = ", ".join(word.recipients)
        goes = _("It goes to {offices}.").format(offices=offices) if offices else _("No other office gets it yet.")
        self._column.addWidget(Text(goes, Kind.CELL_STRONG, Role.INK, wrap=True))
        self._grid = QGridLayout()
        for column, (title, _role) in enumerate(_titles(word)):
            self._grid.addWidget(Text(title, Kind.SMALL_STRONG, Role.INK2), 0, column)
            self._grid.setColumnStretch(column, 1)
        for number, line in enumerate(word.lines, start=1):
            for column, (said, role) in enumerate(line_words(line, word)):
                kind = Kind.CELL if role in {Role.INK, Role.INK2} else Kind.CELL_STRONG
                label = Text(said, kind, role, wrap=True)
                label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
                self._grid.addWidget(label, number, column, Qt.AlignmentFlag.AlignTop)
        self._column.addLayout(self._grid)
        built = built_words(word)
        if built:
            self._column.addWidget(Text(_("Built on it, as far as is known here"), Kind.CELL_STRONG, Role.INK))
        self.built = tuple(SaidLine("warn", entry) for entry in built)
        for entry in self.built:
            self._column.addWidget(entry)
        more = len(built) - _MOST_BUILT
        self.unfold = QuietButton(_("S&how {n} more").format(n=more), "chevron-down")
        self.unfold.clicked.connect(self._on_unfold)
        self._column.addWidget(self.unfold, 0, Qt.AlignmentFlag.AlignLeft)
        self._fold(folded=more > 1)
        self._column.addStretch(1)
        restyled(self, self._restyle)

    def _fold(self, *, folded: bool) -> None:
        self.unfold.setVisible(folded)
        for entry in self.built[_MOST_BUILT:]:
            entry.setVisible(not folded)

    def _on_unfold(self) -> None:
        self._fold(folded=False)
        self.built[_MOST_BUILT].setFocus()

    def _restyle(self) -> None:
        look = Look.of(self)
        self._column.setContentsMargins(look.dp(12), 0, look.dp(4), 0)
        self._column.setSpacing(look.dp(8))
        self._grid.setHorizontalSpacing(look.dp(16))
        self._grid.setVerticalSpacing(look.dp(8))


def _titles(word: Word) -> tuple[tuple[str, Role], ...]:
    if not word.has_before:
        return ((_("What it says"), Role.INK2),)
    after = _("What holds then") if word.type is MessageType.CORRECTION else _("As it will be")
    return ((_("As it is now"), Role.INK2), (after, Role.INK2))


def line_words(line: Line, word: Word) -> tuple[tuple[str, Role], ...]:
    """Return a line as before and as it will be, each with the colour of its meaning; quiet where nothing changes."""
    if not word.has_before:
        return ((line.after, Role.INK),)
    if word.type is MessageType.CORRECTION and not any(each.after for each in word.lines):
        return ((line.before, Role.BAD), (_("Holds no longer"), Role.INK2))
    if not line.differs:
        return ((line.before, Role.INK2), (line.after, Role.INK2))
    return ((line.before or "\u2013", Role.BAD), (line.after or "\u2013", Role.OK))


def built_words(word: Word) -> tuple[str, ...]:
    """Say what rests on a message that is corrected."""
    return tuple(_built(entry) for entry in word.built_on)


def _built(entry: BuiltOn) -> str:
    day = date_words(entry.on)
    match entry.kind:
        case BuiltKind.HELD:
            return _("{office}: {state} on {day}.").format(office=entry.office, state=_held(entry.said), day=day)
        case BuiltKind.MET:
            what = obligation_kind_words(ObligationKind(entry.said))
            return _("It answered what {office} asked for: {what}. We owe it again if it is taken back.").format(
                office=entry.office, what=what
            )
        case BuiltKind.CALCULATION:
            return _("A calculation was kept here on {day}; it is to be made anew.").format(day=day)
        case BuiltKind.DECISION:
            paid = "; ".join(money_words(amount) for amount in entry.amounts)
            said = (
                _("{office} decided on {day}, {paid}; its decision may rest on it.")
                if paid
                else _("{office} decided on {day}; its decision may rest on it.")
            )
            return said.format(office=entry.office, day=day, paid=paid)
        case BuiltKind.LETTER:
            return _("Issued on {day}: {paper}; look whether it still holds.").format(
                day=day, paper=issued_words(entry.said)
            )


def _held(state: str) -> str:
    words = {
        "accepted": _("taken into its file"),
        "accepted_with_remarks": _("taken into its file with remarks"),
        "opened": _("opened"),
        "registered": _("opened"),
        "returned": _("returned to us"),
    }
    return words.get(state, _("sealed and on its way"))
