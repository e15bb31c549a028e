"""What will be sealed, word by word: what differs from before, whom it goes to, what was built on what it corrects."""

from typing import Final

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.domain.messages import MessageType
from desktop_app.domain.obligations import ObligationKind
from desktop_app.ui.theme import Kind, Look, Role
from desktop_app.ui.widgets.cells import Cell
from desktop_app.ui.widgets.said_line import SaidLine
from desktop_app.ui.widgets.short_table import ShortTable
from desktop_app.ui.widgets.styling import restyled
from desktop_app.ui.widgets.table import Column
from desktop_app.ui.widgets.text import Text
from desktop_app.wording.catalogue import text as _
from desktop_app.wording.formats import date_words
from desktop_app.wording.obligation_words import obligation_kind_words
from desktop_app.wording.problems import sentences
from desktop_app.workflows.word_view import BuiltKind, BuiltOn, Line, Word

_ROW: Final = 40


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
        self.table = ShortTable(
            _("What will be sealed"), _columns(word), row_height=_ROW, header_height=30, marks_when_focused=True
        )
        self.table.show_rows(line_rows(word))
        self._column.addWidget(self.table)
        built = built_words(word)
        if built:
            self._column.addWidget(Text(_("Built on it, as far as is known here"), Kind.CELL_STRONG, Role.INK))
        for line in built:
            self._column.addWidget(SaidLine("warn", line))
        self._column.addStretch(1)
        restyled(self, self._restyle)

    def _restyle(self) -> None:
        look = Look.of(self)
        self._column.setContentsMargins(look.dp(12), 0, look.dp(4), 0)
        self._column.setSpacing(look.dp(8))


def _columns(word: Word) -> tuple[Column, ...]:
    if not word.has_before:
        return (Column(title=_("What it says"), width=320, stretch=1),)
    after = _("What holds then") if word.type is MessageType.CORRECTION else _("As it will be")
    return (Column(title=_("As it is now"), width=160, stretch=1), Column(title=after, width=160, stretch=1))


def line_rows(word: Word) -> list[tuple[Cell, ...]]:
    """Return the lines as rows; what changes is marked on both sides."""
    return [_row(line, word) for line in word.lines]


def _row(line: Line, word: Word) -> tuple[Cell, ...]:
    if not word.has_before:
        return (Cell(text=line.after, wrap=True),)
    taken_back = word.type is MessageType.CORRECTION and not any(each.after for each in word.lines)
    if taken_back:
        return (
            Cell(text=line.before, wrap=True, tint="bad"),
            Cell(text=_("Holds no longer"), muted=True, wrap=True),
        )
    if not line.differs:
        return (Cell(text=line.before, wrap=True, muted=True), Cell(text=line.after, wrap=True, muted=True))
    return (
        Cell(text=line.before or "\u2013", wrap=True, tint="bad" if line.before else None),
        Cell(text=line.after or "\u2013", wrap=True, strong=True, tint="ok" if line.after else None),
    )


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
            return _("{office} decided on {day}; its decision may rest on it.").format(office=entry.office, day=day)


def _held(state: str) -> str:
    words = {
        "accepted": _("taken into its file"),
        "accepted_with_remarks": _("taken into its file with remarks"),
        "opened": _("opened"),
        "registered": _("opened"),
        "returned": _("returned to us"),
    }
    return words.get(state, _("sealed and on its way"))
