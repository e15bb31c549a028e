"""Claims as a page: search, filter chips, order and columns, and the table whose rows come as they are looked at."""

from typing import Final

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QAction, QActionGroup, QFocusEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from desktop_app.domain.claims import AFTER_DECISION, Stage
from desktop_app.ui.screens.claims.models import ClaimsModel
from desktop_app.ui.screens.claims.presenter import ClaimsPresenter
from desktop_app.ui.theme import Kind, Look, Role
from desktop_app.ui.widgets.buttons import QuietButton, SecondaryButton
from desktop_app.ui.widgets.card import Card
from desktop_app.ui.widgets.empty_state import EmptyState
from desktop_app.ui.widgets.fields import ChoiceField, LineField
from desktop_app.ui.widgets.filter_chip import FilterChip
from desktop_app.ui.widgets.styling import restyled
from desktop_app.ui.widgets.table import TableView
from desktop_app.ui.widgets.table_export import ExportButton
from desktop_app.ui.widgets.text import Text
from desktop_app.ui.widgets.wrapping import WrappingRow
from desktop_app.wording.catalogue import plural
from desktop_app.wording.catalogue import text as _
from desktop_app.wording.formats import number_words
from desktop_app.wording.terms import stage_words
from desktop_app.workflows.list_claims import ClaimLine

_HIDDEN_AT_FIRST: Final = {"part"}

_TOGETHER: Final = AFTER_DECISION - {Stage.DECIDED}
"""Stages that are shown with those decided here; the table tells them apart."""


class ClaimsScreen(QWidget):
    """The page with all claims."""

    new_claim_wanted = Signal()
    """The person wants to begin a claim."""

    def __init__(self, presenter: ClaimsPresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("claims")
        self._presenter = presenter
        self._model = ClaimsModel()
        self._loaded = self._focus_waits = False
        self._column = QVBoxLayout(self)
        card = self._table_card()
        self._column.addLayout(self._title_row())
        self._column.addWidget(self._filter_row())
        self._column.addWidget(card, 1)
        self._connect()
        restyled(self, self._restyle)
        self._show_filter()

    def _title_row(self) -> QHBoxLayout:
        self._titles = QHBoxLayout()
        self.count = Text("", Kind.SENTENCE, Role.INK2)
        self.search = LineField("", placeholder=_("Name or number"), name=_("Search the claims"))
        self.search.edit.setClearButtonEnabled(True)
        self.search.edit.setObjectName("claims_search")
        self.new_claim = SecondaryButton(_("&New claim"), "plus")
        self.new_claim.setToolTip(_("Ctrl+N"))
        self._titles.addWidget(Text(_("Claims"), Kind.PAGE_TITLE))
        self._titles.addWidget(self.count)
        self._titles.addStretch(1)
        self._titles.addWidget(self.search)
        self._titles.addWidget(self.new_claim)
        return self._titles

    def _filter_row(self) -> QWidget:
        row = WrappingRow()
        self._stages = QButtonGroup(self)
        self.stage_chips: dict[Stage | None, FilterChip] = {}
        for stage in (None, *(stage for stage in Stage if stage not in _TOGETHER)):
            chip = FilterChip(_("All stages") if stage is None else stage_words(stage))
            self._stages.addButton(chip)
            self.stage_chips[stage] = chip
            row.add(chip)
        self.mine = FilterChip(_("My claims"))
        row.add(self.mine)
        self.state = ChoiceField("", placeholder=_("All States"))
        self.state.combo.setAccessibleName(_("State involved"))
        row.add(self.state)
        self.order = QuietButton(_("&Sort"), "list-filter")
        self.columns = QuietButton(_("C&olumns"), "settings")
        self.clear = QuietButton(_("Show &all"), "x")
        row.add(self.clear)
        self._titles.insertWidget(3, self.columns)
        self._titles.insertWidget(3, self.order)
        self.export = ExportButton(self.table, _("&Export…"))
        self._titles.insertWidget(self._titles.count() - 1, self.export)
        return row

    def _table_card(self) -> Card:
        self.table = TableView(_("Claims"), row_height=44, header_height=32)
        self.table.setObjectName("claims_table")
        self.table.set_model(self._model)
        header = self.table.horizontalHeader()
        header.setSectionsClickable(True)
        for number, kind in enumerate(self._model.kinds):
            self.table.show_column(number, shown=kind.key not in _HIDDEN_AT_FIRST)
        self.empty_button = SecondaryButton(_("New claim"), "plus")
        self.empty = EmptyState("folder-open", _("There are no claims yet."), "", self.empty_button)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.table)
        self._pages.addWidget(self.empty)
        card = Card(flush=True)
        card.body.addWidget(self._pages, 1)
        return card

    def _connect(self) -> None:
        presenter = self._presenter
        for stage, chip in self.stage_chips.items():
            chip.clicked.connect(lambda _on=False, stage=stage: presenter.choose_stage(stage))
        self.mine.clicked.connect(lambda on: presenter.choose_mine(mine=on))
        self.state.chosen.connect(presenter.choose_state)
        self.search.text_changed.connect(presenter.search)
        self.search.edit.textChanged.connect(self._on_search_text)
        self.search.edit.returnPressed.connect(self.table.setFocus)
        self.clear.clicked.connect(self._on_clear)
        self.order.clicked.connect(self._on_order)
        self.columns.clicked.connect(self._on_columns)
        for button in (self.new_claim, self.empty_button):
            button.clicked.connect(self.new_claim_wanted)
        self.table.horizontalHeader().sectionClicked.connect(self._on_header)
        self.table.row_activated.connect(presenter.open)
        self._model.rows_wanted.connect(presenter.fetch)
        presenter.reset.connect(self._on_reset)
        presenter.filled.connect(self._on_filled)
        presenter.changed.connect(self._show_filter)
        QShortcut(QKeySequence("Ctrl+F"), self).activated.connect(self.search.edit.setFocus)

    def _restyle(self) -> None:
        look = Look.of(self)
        self._column.setContentsMargins(look.dp(24), look.dp(16), look.dp(24), look.dp(16))
        self._column.setSpacing(look.dp(12))
        self._titles.setSpacing(look.dp(12))
        self.search.setFixedWidth(look.dp(260))
        self.state.setFixedWidth(look.dp(210))

    def focusInEvent(self, _event: QFocusEvent) -> None:
        """Hand the keyboard on."""
        self.focus_first()

    def focus_first(self) -> None:
        """Put the keyboard on the table, as soon as its rows are there."""
        self._focus_waits = not self._loaded
        if self._loaded:
            (self.table if self._model.rowCount() else self.search.edit).setFocus()

    def _show_filter(self) -> None:
        shown = self._presenter.shown
        for stage, chip in self.stage_chips.items():
            chip.setChecked(stage is shown.stage)
        self.mine.setChecked(shown.mine)
        parties = self._presenter.parties
        self.state.set_choices([("", _("All States")), *((p.code, f"{p.name} ({p.code})") for p in parties)])
        self.state.set_key(shown.state)
        self.search.set_text(shown.text if not self.search.edit.hasFocus() else self.search.text())
        self.clear.setEnabled(self._presenter.filtered)
        self._model.mark_order(shown.sort, descending=shown.descending)

    def _on_reset(self, total: int) -> None:
        self._model.set_count(total)
        said = plural("{n} claim", "{n} claims", total).format(n=number_words(total))
        self.count.setText(said)
        self._pages.setCurrentIndex(0 if total else 1)
        filtered = self._presenter.filtered
        self.empty.sentence.setText(_("No claim fits.") if filtered else _("There are no claims yet."))
        self.empty_button.setVisible(not filtered)
        self._loaded = True
        if self._focus_waits:
            self.focus_first()

    def _on_filled(self, first: int, lines: tuple[ClaimLine, ...]) -> None:
        self._model.fill_lines(first, lines)

    def _on_search_text(self, text: str) -> None:
        if not text:
            self._presenter.search("")

    def _on_clear(self) -> None:
        self.search.set_text("")
        self._presenter.clear()

    def _on_header(self, section: int) -> None:
        sort = self._model.kinds[section].sort
        if sort is not None:
            self._presenter.sort_by(sort)

    def _on_order(self) -> None:
        menu = QMenu(self)
        group = QActionGroup(menu)
        shown = self._presenter.shown
        for kind in self._model.kinds:
            if kind.sort is None:
                continue
            action = QAction(kind.column.title, menu, checkable=True, checked=kind.sort is shown.sort)
            action.triggered.connect(lambda _on=False, sort=kind.sort: self._presenter.sort_by(sort))
            group.addAction(action)
            menu.addAction(action)
        _below(menu, self.order)

    def _on_columns(self) -> None:
        menu = QMenu(self)
        for number, kind in enumerate(self._model.kinds):
            action = QAction(kind.column.title, menu, checkable=True, checked=not self.table.isColumnHidden(number))
            action.setEnabled(not kind.always)
            action.toggled.connect(lambda on, number=number: self.table.show_column(number, shown=on))
            menu.addAction(action)
        _below(menu, self.columns)


def _below(menu: QMenu, button: QWidget) -> None:
    menu.popup(button.mapToGlobal(QPoint(0, button.height())))
