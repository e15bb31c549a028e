"""The list of persons: search as you type, new person, and the way to likely doubles."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desktop_app.ui.screens.people.models import PeopleModel
from desktop_app.ui.screens.people.presenter import PeoplePresenter
from desktop_app.ui.theme import Kind, Look, Role
from desktop_app.ui.widgets.buttons import SecondaryButton
from desktop_app.ui.widgets.card import Card
from desktop_app.ui.widgets.empty_state import EmptyState
from desktop_app.ui.widgets.fields import LineField
from desktop_app.ui.widgets.styling import restyled
from desktop_app.ui.widgets.table import TableView
from desktop_app.ui.widgets.table_export import ExportButton
from desktop_app.ui.widgets.text import Text
from desktop_app.wording.catalogue import plural
from desktop_app.wording.catalogue import text as _
from desktop_app.wording.formats import number_words
from desktop_app.workflows.people import PersonRow
from desktop_app.workflows.person_drafts import KeptPerson

_MOST_BEGUN = 3
"""Forms begun and not entered that the list offers."""


class ListPage(QWidget):
    """Everybody in the register, or who fits what is typed."""

    doubles_wanted = Signal()
    """The list of likely doubles is asked for."""

    def __init__(self, presenter: PeoplePresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._presenter = presenter
        self._model = PeopleModel()
        self._loaded = self._focus_waits = False
        self._column = QVBoxLayout(self)
        card = self._table_card()
        self._column.addLayout(self._title_row())
        self._column.addWidget(self._unfinished())
        self._column.addWidget(card, 1)
        self._connect()
        restyled(self, self._restyle)

    def _title_row(self) -> QHBoxLayout:
        self._titles = QHBoxLayout()
        self.count = Text("", Kind.SENTENCE, Role.INK2, wrap=True)
        self.search = LineField("", placeholder=_("Name, number or date of birth"), name=_("Search the persons"))
        self.search.edit.setClearButtonEnabled(True)
        self.search.edit.setObjectName("people_search")
        self.doubles = SecondaryButton(_("&Likely the same…"), "equal")
        self.add = SecondaryButton(_("New &person"), "plus")
        self._titles.addWidget(Text(_("People"), Kind.PAGE_TITLE))
        self._titles.addWidget(self.count, 1)
        self._titles.addWidget(self.search)
        self.export = ExportButton(self.table, _("&Export…"))
        self._titles.addWidget(self.export)
        self._titles.addWidget(self.doubles)
        self._titles.addWidget(self.add)
        return self._titles

    def _unfinished(self) -> QWidget:
        self.unfinished = QWidget()
        self._begun = QHBoxLayout(self.unfinished)
        self._begun.setContentsMargins(0, 0, 0, 0)
        self._begun.addWidget(Text(_("Typed and not entered yet:"), Kind.SENTENCE, Role.INK2))
        self.go_on: list[SecondaryButton] = []
        self._begun.addStretch(1)
        self.unfinished.hide()
        return self.unfinished

    def _on_typed_before(self, kept: tuple[KeptPerson, ...]) -> None:
        for button in self.go_on:
            self._begun.removeWidget(button)
            button.hide()
            button.deleteLater()
        self.go_on = []
        for each in kept[:_MOST_BEGUN]:
            button = SecondaryButton((each.name or _("a new person")).replace("&", "&&"), "pencil")
            button.clicked.connect(lambda _on=False, each=each: self._presenter.go_on_typing(each))
            self._begun.insertWidget(self._begun.count() - 1, button)
            self.go_on.append(button)
        self.unfinished.setVisible(bool(kept))

    def _table_card(self) -> Card:
        self.table = TableView(_("Persons"), row_height=40, header_height=32)
        self.table.setObjectName("people_table")
        self.table.set_model(self._model)
        self.empty_button = SecondaryButton(_("New person"), "plus")
        self.empty = EmptyState(
            "users-round", "", _("Every claim brings its person into the register."), self.empty_button
        )
        self._pages = QStackedWidget()
        self._pages.addWidget(self.table)
        self._pages.addWidget(self.empty)
        card = Card(flush=True)
        card.body.addWidget(self._pages, 1)
        return card

    def _connect(self) -> None:
        presenter = self._presenter
        self.search.text_changed.connect(presenter.search)
        self.search.edit.textChanged.connect(self._on_cleared)
        self.search.edit.returnPressed.connect(self._on_return)
        self.table.row_activated.connect(presenter.open_row)
        self._model.rows_wanted.connect(presenter.fetch)
        self.doubles.clicked.connect(self.doubles_wanted)
        for button in (self.add, self.empty_button):
            button.clicked.connect(presenter.new_person)
        presenter.reset.connect(self._on_reset)
        presenter.typed_before.connect(self._on_typed_before)
        presenter.filled.connect(self._on_filled)
        QShortcut(QKeySequence("Ctrl+F"), self).activated.connect(self.search.edit.setFocus)

    def _restyle(self) -> None:
        look = Look.of(self)
        self._column.setContentsMargins(look.dp(24), look.dp(16), look.dp(24), look.dp(16))
        self._column.setSpacing(look.dp(12))
        self._titles.setSpacing(look.dp(12))
        self.search.setFixedWidth(look.dp(240))

    def focus_first(self) -> None:
        """Put the keyboard on the table, as soon as its rows are there; on the search where there are none."""
        self._focus_waits = not self._loaded
        if self._loaded:
            (self.table if self._model.rowCount() else self.search.edit).setFocus()

    def _on_cleared(self, text: str) -> None:
        if not text:
            self._presenter.search("")

    def _on_return(self) -> None:
        if self._model.rowCount() == 1:
            self._presenter.open_row(0)
        else:
            self.table.setFocus()

    def _on_reset(self, total: int) -> None:
        self._model.set_count(total)
        searched = bool(self._presenter.text.strip())
        said = plural("{n} person", "{n} persons", total).format(n=number_words(total))
        found = _("{persons} with a name near it") if self._presenter.misspelt else _("{persons} found")
        self.count.setText(found.format(persons=said) if searched else said)
        self._pages.setCurrentIndex(0 if total else 1)
        self.empty.sentence.setText(_("Nobody fits.") if searched else _("There is nobody in the register yet."))
        self.empty.do.setVisible(not searched)
        self._loaded = True
        if self._focus_waits:
            self.focus_first()

    def _on_filled(self, first: int, rows: tuple[PersonRow, ...]) -> None:
        self._model.fill_lines(first, rows)
