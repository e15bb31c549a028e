"""A line of the journal in full: who, when, what, before and after beside each other, and its place in the chain.

Everything is said in words; the ids of the store stand under "For the auditor" alone.
"""

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.ui.theme import Kind, Look, Role
from desktop_app.ui.widgets.card import Card, scrolled
from desktop_app.ui.widgets.cells import Cell
from desktop_app.ui.widgets.short_table import ShortTable
from desktop_app.ui.widgets.styling import restyled
from desktop_app.ui.widgets.table import Column
from desktop_app.ui.widgets.text import Text
from desktop_app.wording.catalogue import text as _
from desktop_app.wording.formats import moment_words
from desktop_app.wording.journal_words import verb_words
from desktop_app.wording.record_words import column_words, is_id, record_words, said_about, table_words, value_words
from desktop_app.wording.retention_words import stays_words
from desktop_app.workflows.read_journal import ChangeKind, FieldChange, JournalEntry, LineDetail, RowDetail

_RECORDS_SHOWN = 60
_HASH_PARTS = 16
_MOST_NAME = 20


class LinePane(QWidget):
    """The right side of the page."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("The line in full"))
        self._held = QWidget()
        self.page = QVBoxLayout(self._held)
        self.title = Text("", Kind.TITLE, wrap=True)
        self.about = Text("", Kind.SENTENCE, Role.INK2, wrap=True)
        self.facts = Text("", Kind.SENTENCE, wrap=True)
        self.note = Text("", Kind.SENTENCE, Role.WARN, wrap=True)
        self.records = QVBoxLayout()
        self.chain = Card(title=_("For the auditor"))
        self.own = Text("", Kind.CAPTION, Role.INK2, wrap=True)
        self.before = Text("", Kind.CAPTION, Role.INK2, wrap=True)
        self.ids = Text("", Kind.CAPTION, Role.INK2, wrap=True)
        for text in (self.own, self.before, self.ids):
            text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self.chain.body.addWidget(text)
        for widget in (self.title, self.about, self.facts, self.note):
            self.page.addWidget(widget)
        self.page.addLayout(self.records)
        self.page.addWidget(self.chain)
        self.page.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self._area = scrolled(self._held)
        column.addWidget(self._area)
        self.tables: list[ShortTable] = []
        restyled(self, self._restyle)
        self.show_line(None)

    def _restyle(self) -> None:
        look = Look.of(self)
        self.page.setContentsMargins(look.dp(16), look.dp(4), look.dp(16), look.dp(16))
        self.page.setSpacing(look.dp(10))
        self.records.setSpacing(look.dp(10))

    def show_line(self, line: LineDetail | None) -> None:
        """Show a line, or that none is chosen."""
        self._clear()
        self.chain.setVisible(line is not None)
        if line is None:
            self.title.setText(_("No line is chosen"))
            for text in (self.about, self.facts, self.note):
                text.hide()
            return
        entry = line.entry
        self.title.setText(verb_words(entry.verb))
        who = entry.user or _("the program")
        self.about.setText(" · ".join(part for part in (who, moment_words(entry.at), about_words(entry)) if part))
        self.about.show()
        told = {name: _fact(name, value, line.names) for name, value in entry.facts.items()}
        said = [f"{column_words(name)}: {words}" for name, words in told.items() if words]
        if line.said:
            said.append(_("Said: {words}").format(words=line.said))
        self.facts.setText("\n".join(said))
        self.facts.setVisible(bool(said))
        self.note.setText(note_words(line))
        self.note.setVisible(bool(note_words(line)))
        for row in line.rows[:_RECORDS_SHOWN]:
            self.records.addWidget(self._record(row, line.names))
        fits = _("fits") if line.fits else _("does NOT fit")
        number = f"{entry.id:,}"
        self.own.setText(_("Line {line}, {fits}: {hash}").format(line=number, fits=fits, hash=parts_of(entry.hash)))
        self.own.set_role(Role.INK2 if line.fits else Role.BAD)
        self.before.setText(_("The line before it: {hash}").format(hash=parts_of(line.previous)))
        self.ids.setText("\n".join(id_lines(line)))
        self.ids.setVisible(bool(self.ids.text()))
        self._area.verticalScrollBar().setValue(0)

    def _clear(self) -> None:
        self.tables = []
        while (item := self.records.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    def _record(self, row: RowDetail, names: Mapping[str, str]) -> Card:
        card = Card(title=record_words(row.table, row.row, names))
        if row.hidden:
            card.body.addWidget(Text(_("It belongs to a protected case."), Kind.SENTENCE, Role.INK2, wrap=True))
            return card
        table = ShortTable(
            f"{kind_words(row.kind)}: {table_words(row.table)}",
            (
                Column(title=kind_words(row.kind), width=112, least=96),
                Column(title=_("Before"), width=110, stretch=1, least=90),
                Column(title=_("After"), width=110, stretch=1, least=90),
            ),
            row_height=26,
            marks_when_focused=True,
        )
        fields = [field for field in (said_in(each, names) for each in row.fields) if shown(field)]
        table.show_rows([_cells(field, row.kind) for field in fields])
        self.tables.append(table)
        card.body.addWidget(table)
        whole = Text("", Kind.CAPTION, wrap=True)
        whole.hide()
        card.body.addWidget(whole)

        def say_whole(at: int) -> None:
            said = whole_words(fields[at]) if 0 <= at < len(fields) else ""
            whole.setText(said)
            whole.setVisible(bool(said))

        table.current_changed.connect(say_whole)
        table.clicked.connect(lambda index: say_whole(index.row()))
        say_whole(next((at for at, field in enumerate(fields) if whole_words(field)), -1))
        return card


def about_words(entry: JournalEntry) -> str:
    """Say what an act is about; an id of the store says nothing to anybody."""
    return "" if is_id(entry.about) else said_about(entry.about)


def id_lines(line: LineDetail) -> list[str]:
    """Tell the ids of what was changed, as the exported file has them."""
    about = [_("About: {id}").format(id=line.about_id)] if line.about_id and line.about_id != line.entry.about else []
    records = [f"{row.table} {row.row}" for row in line.rows[:_RECORDS_SHOWN] if not row.hidden]
    values = [
        f"{row.table} {field.name}: {value}"
        for row in line.rows[:_RECORDS_SHOWN]
        for field in row.fields
        for value in dict.fromkeys((field.before, field.after))
        if field.differs and is_id(value) and str(value) not in row.row.split()
    ]
    facts = [f"{name}: {value}" for name, value in line.entry.facts.items() if is_id(value)]
    return list(dict.fromkeys((*about, *records, *values, *facts)))


def said_in(field: FieldChange, names: Mapping[str, str]) -> FieldChange:
    """Return a column with its values in words."""
    before, after = (value_words(value, field.name, names) for value in (field.before, field.after))
    return FieldChange(name=field.name, before=before, after=after)


def shown(field: FieldChange) -> bool:
    """Whether a column says anything: of a record added or removed the empty ones are left out."""
    return field.differs


def _cells(field: FieldChange, kind: ChangeKind) -> tuple[Cell, ...]:
    before, after = str(field.before), str(field.after)
    marked = kind is ChangeKind.CHANGED
    nothing = _("(nothing)")
    return (
        Cell(text=column_words(field.name), muted=True),
        Cell(
            text=before or (nothing if marked else ""), muted=not before, tone="bad" if marked and before else None,
            tint="bad" if marked else None, spoken=_("before: {value}").format(value=before or nothing),
        ),
        Cell(
            text=after or (nothing if marked else ""), muted=not after, tone="ok" if marked and after else None,
            tint="ok" if marked else None, spoken=_("after: {value}").format(value=after or nothing),
        ),
    )  # fmt: skip


def whole_words(field: FieldChange) -> str:
    """Say both values, in words, whole where the table has no room for them; empty where it has."""
    before, after = str(field.before), str(field.after)
    if max(len(before), len(after)) <= _MOST_NAME:
        return ""
    nothing = _("(nothing)")
    words = _("{name}: before {before}; after {after}.")
    return words.format(name=column_words(field.name), before=before or nothing, after=after or nothing)


def kind_words(kind: ChangeKind) -> str:
    """Say what became of a record."""
    return {ChangeKind.ADDED: _("Added"), ChangeKind.CHANGED: _("Changed"), ChangeKind.REMOVED: _("Removed")}[kind]


def note_words(line: LineDetail) -> str:
    """Say what is not shown of before and after, and why."""
    if line.forgotten:
        return _("What was before and after had to be destroyed since; the line and its hash stay.")
    if line.more or len(line.rows) > _RECORDS_SHOWN:
        return _("The act changed further records: the first are shown. The exported file has all that is kept.")
    if not line.rows:
        return _("The act changed no record, or was done before the program kept what was before and after.")
    return ""


def parts_of(digest: str) -> str:
    """Return a hash in groups, so that it can be broken into lines and compared by eye."""
    return " ".join(digest[at : at + _HASH_PARTS] for at in range(0, len(digest), _HASH_PARTS))


def _fact(name: str, value: str | int, names: Mapping[str, str]) -> str:
    return stays_words(str(value)) if name == "kept_for" else value_words(value, name, names)
