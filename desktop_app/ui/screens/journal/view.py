"""The journal as a page: what is looked for, the lines, and one of them in full beside them."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QFocusEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.ui.screens.journal.detail import LinePane, about_words
from desktop_app.ui.screens.journal.presenter import JournalPresenter
from desktop_app.ui.theme import Kind, Look, Role
from desktop_app.ui.widgets.buttons import QuietButton, SecondaryButton
from desktop_app.ui.widgets.card import Card
from desktop_app.ui.widgets.cells import Cell
from desktop_app.ui.widgets.fields import ChoiceField, DateField, LineField
from desktop_app.ui.widgets.styling import restyled
from desktop_app.ui.widgets.table import CellTableModel, Column, TableView
from desktop_app.ui.widgets.table_export import ask_table_file
from desktop_app.ui.widgets.text import Text
from desktop_app.wording.catalogue import plural
from desktop_app.wording.catalogue import text as _
from desktop_app.wording.formats import moment_words, number_words
from desktop_app.wording.journal_words import verb_words
from desktop_app.workflows.read_journal import JournalEntry

_DETAIL = 436


class JournalScreen(QWidget):
    """The page for those who may read the journal."""

    leave_requested = Signal()
    """The person goes back to Settings."""

    def __init__(self, presenter: JournalPresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("journal")
        self._presenter = presenter
        self._model = CellTableModel(
            (
                Column(title=_("When"), width=156, least=156),
                Column(title=_("Who"), width=130, stretch=1, least=84),
                Column(title=_("What"), width=240, stretch=3, least=150),
            )
        )
        self._column = QVBoxLayout(self)
        self._column.addLayout(self._title_row())
        self._column.addLayout(self._filter_row())
        self._column.addLayout(self._body(), 1)
        self._connect()
        restyled(self, self._restyle)
        self._show_filter()

    def _title_row(self) -> QHBoxLayout:
        self._titles = QHBoxLayout()
        self.back = QuietButton(_("Setti&ngs"), "arrow-left")
        self.count = Text("", Kind.SENTENCE, Role.INK2)
        self.check = SecondaryButton(_("Check the &chain now"), "shield-check")
        self.export = SecondaryButton(_("&Export…"), "download")
        for widget in (self.back, Text(_("Journal"), Kind.PAGE_TITLE), self.count):
            self._titles.addWidget(widget)
        self._titles.addStretch(1)
        self._titles.addWidget(self.check)
        self._titles.addWidget(self.export)
        return self._titles

    def _filter_row(self) -> QHBoxLayout:
        self._filters = QHBoxLayout()
        self.who = ChoiceField(_("&Who"), placeholder=_("Everybody"))
        self.kind = ChoiceField(_("Wh&at"), placeholder=_("Every act"))
        self.since = DateField(_("&From"))
        self.until = DateField(_("&To"))
        self.about = LineField(_("A&bout"), placeholder=_("Claim, person or office"), shorter=_("Claim, person"))
        self.words = LineField(_("W&ords"), placeholder=_("Before and after too"), shorter=_("Any words"))
        self.clear = QuietButton(_("&Show all"), "x")
        for widget, share in (
            (self.who, 5), (self.kind, 6), (self.since, 5), (self.until, 5), (self.about, 7), (self.words, 6),
        ):  # fmt: skip
            self._filters.addWidget(widget, share)
        held = QVBoxLayout()
        held.addStretch(1)
        held.addWidget(self.clear)
        self._filters.addLayout(held)
        return self._filters

    def _body(self) -> QHBoxLayout:
        self.table = TableView(_("Lines of the journal"), row_height=44, header_height=32)
        self.table.setObjectName("journal_table")
        self.table.set_model(self._model)
        left = Card(flush=True)
        left.body.addWidget(self.table, 1)
        self.none = Text(_("No line fits."), Kind.SENTENCE, Role.INK2)
        self.none.setContentsMargins(12, 12, 12, 12)
        left.body.addWidget(self.none)
        self.none.hide()
        self.line = LinePane()
        self._right = Card(flush=True)
        self._right.body.addWidget(self.line, 1)
        row = QHBoxLayout()
        row.addWidget(left, 1)
        row.addWidget(self._right)
        self._halves = row
        return row

    def _connect(self) -> None:
        presenter = self._presenter
        self.back.clicked.connect(self.leave_requested)
        self.check.clicked.connect(presenter.check)
        self.export.clicked.connect(self._on_export)
        self.clear.clicked.connect(self._on_clear)
        self.who.chosen.connect(lambda key: presenter.look(user=key))
        self.kind.chosen.connect(lambda key: presenter.look(verb=key))
        for field, name in ((self.since, "since"), (self.until, "until")):
            field.left.connect(lambda field=field, name=name: presenter.look(**{name: field.value()}))
            field.edit.returnPressed.connect(lambda field=field, name=name: presenter.look(**{name: field.value()}))
        self.about.text_changed.connect(lambda text: presenter.look(rests=True, about=text.strip()))
        self.words.text_changed.connect(lambda text: presenter.look(rests=True, words=text.strip()))
        self.table.current_changed.connect(presenter.choose)
        self._model.rows_wanted.connect(presenter.fetch)
        presenter.reset.connect(self._on_reset)
        presenter.filled.connect(self._on_filled)
        presenter.changed.connect(self._show_filter)
        presenter.detailed.connect(self.line.show_line)
        QShortcut(QKeySequence("Ctrl+F"), self).activated.connect(self.words.edit.setFocus)

    def _restyle(self) -> None:
        look = Look.of(self)
        self._column.setContentsMargins(look.dp(24), look.dp(16), look.dp(24), look.dp(16))
        self._column.setSpacing(look.dp(12))
        for row in (self._titles, self._filters, self._halves):
            row.setSpacing(look.dp(12))
        self._right.setFixedWidth(look.dp(_DETAIL))

    def focusInEvent(self, _event: QFocusEvent) -> None:
        """Hand the keyboard on."""
        self.focus_first()

    def focus_first(self) -> None:
        """Put the keyboard on the lines."""
        self.table.setFocus()

    def escape(self) -> None:
        """Go back to Settings."""
        self.leave_requested.emit()

    def _show_filter(self) -> None:
        presenter, looked = self._presenter, self._presenter.looked
        self.who.set_choices([("", _("Everybody")), *presenter.users])
        self.who.set_key(looked.user)
        kinds = sorted(((verb, verb_words(verb)) for verb in presenter.verbs), key=lambda entry: entry[1])
        self.kind.set_choices([("", _("Every act")), *kinds])
        self.kind.set_key(looked.verb)
        self.clear.setEnabled(looked.filtered)

    def _on_reset(self, total: int) -> None:
        self._model.set_count(total)
        self.count.setText(plural("{n} line", "{n} lines", total).format(n=number_words(total)))
        self.none.setVisible(not total)

    def _on_filled(self, first: int, entries: tuple[JournalEntry, ...]) -> None:
        self._model.fill(first, [entry_cells(entry) for entry in entries])
        at = self.table.current_row()
        if first <= at < first + len(entries):
            self._presenter.choose(at)

    def _on_clear(self) -> None:
        for field in (self.since, self.until, self.about, self.words):
            field.set_text("")
        self._presenter.clear()

    def _on_export(self) -> None:
        path = ask_table_file(self, _("Export the lines shown"), "journal")
        if path is not None:
            self._presenter.export(path)


def entry_cells(entry: JournalEntry) -> tuple[Cell, ...]:
    """Describe one line."""
    return (
        Cell(text=moment_words(entry.at), second=_("line {number}").format(number=f"{entry.id:,}")),
        Cell(text=entry.user),
        Cell(text=verb_words(entry.verb), second=about_words(entry), strong=True),
    )
