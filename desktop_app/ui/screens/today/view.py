"""Today as a page: title and date, six tiles that filter, one table of tasks, and the keys in a line below."""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desktop_app.ui.screens.today.models import TodayModel, long_day_words
from desktop_app.ui.screens.today.presenter import Filter, TodayPresenter
from desktop_app.ui.theme import Kind, Look, Role
from desktop_app.ui.widgets.buttons import SecondaryButton
from desktop_app.ui.widgets.card import Card
from desktop_app.ui.widgets.drawing import Tone
from desktop_app.ui.widgets.empty_state import EmptyState
from desktop_app.ui.widgets.styling import restyled
from desktop_app.ui.widgets.table import TableView
from desktop_app.ui.widgets.text import Picture, Text
from desktop_app.ui.widgets.tile import Tile, TileRow
from desktop_app.wording.catalogue import plural
from desktop_app.wording.catalogue import text as _
from desktop_app.workflows.today import QueueKind

_TONES: Final[dict[Filter, Tone]] = {
    Filter.ALL: "neutral",
    Filter.OVERDUE: "bad",
    Filter.ARRIVED: "accent",
    Filter.ASKED: "warn",
    Filter.READY: "ok",
    Filter.TO_FINISH: "neutral",
}

_MOST_SAID: Final = 3
"""Kinds of tasks that a tile names; it has no room for more."""


class TodayScreen(QWidget):
    """The page. Keys 1 to 6 filter while the focus is in it."""

    new_claim_wanted = Signal()
    """The person wants to begin a claim."""

    def __init__(self, presenter: TodayPresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("today")
        self._presenter = presenter
        self._model = TodayModel()
        self._focus_waits = False
        self._column = QVBoxLayout(self)
        self._column.addLayout(self._title_row())
        self._column.addWidget(self._tile_row())
        self._column.addWidget(self._table_card(), 1)
        self._column.addLayout(self._keys_row())
        for number, part in enumerate(Filter, start=1):
            shortcut = QShortcut(QKeySequence(str(number)), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(lambda part=part: self._presenter.choose(part))
        presenter.shown.connect(self._show)
        restyled(self, self._restyle)
        self._show()

    def _title_row(self) -> QHBoxLayout:
        self._titles = QHBoxLayout()
        self.date = Text("", Kind.BASE, Role.INK2)
        self.shown_count = Text("", Kind.SENTENCE, Role.INK2)
        self.new_claim = SecondaryButton(_("&New claim"), "plus")
        self.new_claim.setToolTip(_("Ctrl+N"))
        self.new_claim.clicked.connect(self.new_claim_wanted)
        self._titles.addWidget(Text(_("Today"), Kind.PAGE_TITLE))
        self._titles.addWidget(self.date)
        self._titles.addStretch(1)
        self._titles.addWidget(self.shown_count)
        self._titles.addWidget(self.new_claim)
        return self._titles

    def _tile_row(self) -> TileRow:
        names = {
            Filter.ALL: _("All tasks"),
            Filter.OVERDUE: _("Overdue replies"),
            Filter.ARRIVED: _("Bundles arrived"),
            Filter.ASKED: _("Asked of us"),
            Filter.READY: _("Ready to calculate"),
            Filter.TO_FINISH: _("To finish"),
        }
        self.tiles = {part: Tile(name, _TONES[part]) for part, name in names.items()}
        for part, tile in self.tiles.items():
            tile.setObjectName(f"tile_{part.value}")
        row = TileRow(_("Filters"), tuple(self.tiles.values()))
        row.chosen.connect(lambda place: self._presenter.choose(list(Filter)[place]))
        return row

    def _table_card(self) -> Card:
        self.table = TableView(_("Tasks"), row_height=48, header_height=32)
        self.table.setObjectName("tasks")
        self.table.set_model(self._model)
        self.table.button_clicked.connect(self._presenter.do_next)
        self.table.row_activated.connect(self._presenter.open_claim)
        self.empty_button = SecondaryButton(_("New claim"), "plus")
        self.empty_button.clicked.connect(self.new_claim_wanted)
        self.empty = EmptyState(
            "circle-check", _("Nothing is waiting."), _("Start a new claim (Ctrl+N)."), self.empty_button
        )
        self._pages = QStackedWidget()
        self._pages.addWidget(self.table)
        self._pages.addWidget(self.empty)
        card = Card(flush=True)
        card.body.addWidget(self._pages, 1)
        return card

    def _keys_row(self) -> QHBoxLayout:
        self._keys = QHBoxLayout()
        keys = _("Up and Down choose a task, Enter does its next step, F2 opens the claim, 1 to 6 filter, "
                 "Ctrl+N starts a new claim")  # fmt: skip
        self._keys.addWidget(Picture("keyboard", Role.INK2, 14))
        self._keys.addWidget(Text(keys, Kind.CAPTION, Role.INK2, elide=True), 1)
        return self._keys

    def _restyle(self) -> None:
        look = Look.of(self)
        self._column.setContentsMargins(look.dp(24), look.dp(16), look.dp(24), look.dp(8))
        self._column.setSpacing(look.dp(12))
        self._titles.setSpacing(look.dp(12))
        self._keys.setSpacing(look.dp(8))
        self.date.setContentsMargins(0, look.dp(4), 0, 0)

    def focusInEvent(self, _event: QFocusEvent) -> None:
        """Hand the keyboard on."""
        self.focus_first()

    def focus_first(self) -> None:
        """Put the keyboard on the tasks, as soon as they are there."""
        self._focus_waits = self._presenter.view is None
        if not self._focus_waits:
            (self.table if self._model.rowCount() else self.empty_button).setFocus()

    def _show(self) -> None:
        presenter = self._presenter
        view = presenter.view
        self.date.setText(long_day_words(view.today) if view else "")
        for part, tile in self.tiles.items():
            tile.show_count(presenter.count(part), self._says(part))
            tile.setChecked(part is presenter.filter)
        row = self.table.current_row()
        self._model.show_items(presenter.items, view.today if view else None)
        self.table.choose_row(min(max(row, 0), len(presenter.items) - 1))
        total, shown = presenter.count(Filter.ALL), len(presenter.items)
        said = plural("{shown} of {total} task shown", "{shown} of {total} tasks shown", total)
        self.shown_count.setText(said.format(shown=shown, total=total) if view else "")
        self._pages.setCurrentIndex(0 if shown or view is None else 1)
        if view is not None and not shown:
            empty = total == 0
            self.empty.sentence.setText(_("Nothing is waiting.") if empty else _("Nothing of this kind is waiting."))
            self.empty.do.setText(_("Start a new claim (Ctrl+N).") if empty else _("Press 1 to see all tasks."))
            self.empty_button.setVisible(empty)
        if self._focus_waits:
            self.focus_first()

    def _says(self, part: Filter) -> str:
        """Say about the tasks of a tile how old they are, or what they want."""
        presenter = self._presenter
        days = presenter.oldest_overdue()
        said = {
            Filter.ALL: _("most urgent first"),
            Filter.OVERDUE: plural("oldest {days} day", "oldest {days} days", days).format(days=days),
            Filter.ARRIVED: _("not yet decided"),
            Filter.ASKED: _("periods wanted of us"),
            Filter.READY: _("all replies are in"),
            Filter.TO_FINISH: self._says_to_finish(),
        }
        return said[part] if presenter.count(part) else _("none")

    def _says_to_finish(self) -> str:
        drafts = self._presenter.count_kind(QueueKind.DRAFT)
        leaving = self._presenter.count_kind(QueueKind.TO_SEND)
        proposed = self._presenter.count_kind(QueueKind.SECOND)
        keys = self._presenter.count_kind(QueueKind.KEYS)
        closing = self._presenter.count_kind(QueueKind.CLOSABLE)
        missing = self._presenter.count_kind(QueueKind.MISSING)
        said = (
            plural("{n} gap", "{n} gaps", missing).format(n=missing) if missing else "",
            plural("{n} key", "{n} keys", keys).format(n=keys) if keys else "",
            _("{n} to close").format(n=closing) if closing else "",
            plural("{n} proposal", "{n} proposals", proposed).format(n=proposed) if proposed else "",
            plural("{n} draft", "{n} drafts", drafts).format(n=drafts) if drafts else "",
            _("{n} to send").format(n=leaving) if leaving else "",
        )
        return ", ".join([words for words in said if words][:_MOST_SAID])
