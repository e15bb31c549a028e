"""One dated value in full: what it says and its exact fields, when and for whom, how sure, and its sources."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop_app.calculation.pack import DatedValue
from desktop_app.calculation.trace import RuleTable, Source
from desktop_app.ui.notices import Notices
from desktop_app.ui.screens.rules.cells import begun, confidence_pill, home_words
from desktop_app.ui.theme import Kind, Look, Role
from desktop_app.ui.widgets.buttons import IconButton
from desktop_app.ui.widgets.card import Card, Hairline, scrolled
from desktop_app.ui.widgets.chips import Pill
from desktop_app.ui.widgets.fact_column import FactColumn
from desktop_app.ui.widgets.styling import restyled
from desktop_app.ui.widgets.text import Text
from desktop_app.wording.catalogue import text as _
from desktop_app.wording.formats import date_words
from desktop_app.wording.rule_reading import (
    basis_sentence,
    dates_words,
    field_title,
    group_words,
    parameter_title,
    rule_value_words,
    source_line,
    table_rows,
    unit_titles,
    unsure_words,
)
from desktop_app.workflows.read_rules import RuleRow

_HEIGHT = 208


class ValueDetail(Card):
    """What the current row of the values says, whole."""

    def __init__(self, notices: Notices, parent: QWidget | None = None) -> None:
        super().__init__(flush=True, parent=parent)
        self._room = 10 * _HEIGHT
        self.says = FactColumn("scroll-text", _("What it says"))
        self.holds = FactColumn("calendar", _("When and for whom"))
        self.sure = Pill("")
        self.sources = SourceColumn(notices)
        held = QWidget()
        self._row = QHBoxLayout(held)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._pill_row = QHBoxLayout()
        self._pill_row.addWidget(self.sure)
        self._pill_row.addStretch(1)
        column.addWidget(self.holds)
        column.addLayout(self._pill_row)
        column.addStretch(1)
        for number, (widget, share) in enumerate(((self.says, 5), (middle, 4), (self.sources, 5))):
            if number:
                self._row.addWidget(Hairline(upright=True))
            widget.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            self._row.addWidget(widget, share)
        self.area = scrolled(held)
        self.area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.area.setAccessibleName(_("The value in full"))
        self.body.addWidget(self.area)
        restyled(self, self._restyle_detail)

    def _restyle_detail(self) -> None:
        look = Look.of(self)
        self.give_room(self._room)
        self._pill_row.setContentsMargins(look.dp(16), 0, look.dp(16), look.dp(12))

    def give_room(self, room: int) -> None:
        """Take at most a good third of this height, in pixels."""
        self._room = room
        self.setFixedHeight(min(Look.of(self).dp(_HEIGHT), room * 2 // 5))

    def show_row(self, row: RuleRow, currency: str) -> None:
        """Show a dated value, or that a parameter has none."""
        value = row.value
        title = f"{parameter_title(row.parameter.name)} \u00b7 {home_words(row.benefit, recorded=row.recorded)}"
        verified = _("Last held against its sources on {day}").format(day=date_words(row.verified_on))
        self.sure.setVisible(value is not None)
        if value is None:
            said = _("No source here tells it. What needs it stops and says what is missing.")
            self.says.say(title, (said,))
            self.holds.say(_("Never"), (verified,))
            self.sources.show_sources(())
            return
        authority = value.authority
        self.says.say(title, (begun(authority.says), *field_lines(row.parameter.name, value, currency),
                              *((authority.note,) if authority.note else ())))  # fmt: skip
        lines = (
            group_words(value.group) and _("For {persons}").format(persons=group_words(value.group)),
            basis_sentence(row.parameter),
            value.reading and _("Reading {id}: another source's telling, used where chosen").format(id=value.reading),
            value.announced and _("Announced: made known and not yet in force; every worksheet says so"),
            unsure_words(value),
            verified,
        )
        self.holds.say(begun(dates_words(value)), tuple(str(line) for line in lines if line))
        pill = confidence_pill(authority.confidence)
        self.sure.show_words(pill.text, pill.tone, pill.icon)
        self.sources.show_sources(authority.sources)


def field_lines(parameter: str, value: DatedValue, currency: str) -> tuple[str, ...]:
    """Say every field of a value on a line of its own, a table row by row."""
    lines: list[str] = []
    for name, entry in value.fields.items():
        title = field_title(parameter, name)
        if isinstance(entry, RuleTable):
            heads = " \u2192 ".join(unit_titles(entry, currency))
            lines.append(f"{begun(title)}: {heads}" if title else heads)
            lines += ["    " + " \u2192 ".join(cells) for cells in table_rows(entry)]
            continue
        shown = rule_value_words(entry, value.units[name], currency)
        lines.append(f"{begun(title)}: {shown}" if title else _("Exactly: {value}").format(value=shown))
    return tuple(lines)


class SourceLine(QWidget):
    """One source and the button that copies its address."""

    def __init__(self, notices: Notices, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._notices = notices
        self._source: Source | None = None
        self._words = Text("", Kind.CAPTION, Role.INK, wrap=True)
        self._address = Text("", Kind.CAPTION, Role.INK2, elide=True)
        self.copy = IconButton("copy", _("Copy the address"))
        self.copy.clicked.connect(self._on_copy)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._words)
        words.addWidget(self._address)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addLayout(words, 1)
        row.addWidget(self.copy, 0, Qt.AlignmentFlag.AlignTop)

    def show_source(self, source: Source) -> None:
        """Show a source."""
        self._source = source
        self._words.setText(source_line(source))
        self._address.setText(source.url)
        self.copy.show_icon("copy", _("Copy the address of {source}").format(source=source.title))

    def _on_copy(self) -> None:
        if self._source is not None:
            QApplication.clipboard().setText(self._source.url)
            said = _("The address of {source} is on the clipboard.")
            self._notices.say(said.format(source=self._source.title))


class SourceColumn(QWidget):
    """The sources of a value; the lines are kept and filled anew, so that the keyboard stays where it is."""

    def __init__(self, notices: Notices, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._notices = notices
        self.lines: list[SourceLine] = []
        self._head = FactColumn("book-open", _("Sources"))
        self._head.main.hide()
        self._none = Text(_("None"), Kind.CAPTION, Role.INK2)
        self._held = QVBoxLayout()
        self._held.addWidget(self._none)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self._head)
        self._column.addLayout(self._held)
        self._column.addStretch(1)
        restyled(self, self._restyle)

    def _restyle(self) -> None:
        look = Look.of(self)
        self._held.setContentsMargins(look.dp(16), 0, look.dp(8), look.dp(12))
        self._held.setSpacing(look.dp(4))

    def show_sources(self, sources: tuple[Source, ...]) -> None:
        """Show these sources."""
        while len(self.lines) < len(sources):
            line = SourceLine(self._notices)
            self.lines.append(line)
            self._held.addWidget(line)
        for number, line in enumerate(self.lines):
            line.setVisible(number < len(sources))
            if number < len(sources):
                line.show_source(sources[number])
        self._none.setVisible(not sources)
