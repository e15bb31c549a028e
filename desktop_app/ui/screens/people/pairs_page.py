"""Records that are likely one person's: pairs with what speaks for and against, the likeliest first."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desktop_app.ui.screens.people.models import pair_cells, pair_columns
from desktop_app.ui.screens.people.presenter import PeoplePresenter
from desktop_app.ui.theme import Kind, Look, Role
from desktop_app.ui.widgets.buttons import QuietButton, SecondaryButton
from desktop_app.ui.widgets.card import Card
from desktop_app.ui.widgets.empty_state import EmptyState
from desktop_app.ui.widgets.styling import restyled
from desktop_app.ui.widgets.table import CellTableModel, TableView
from desktop_app.ui.widgets.text import Text
from desktop_app.wording.catalogue import plural
from desktop_app.wording.catalogue import text as _
from desktop_app.wording.formats import number_words
from desktop_app.workflows.likely_same import PairLine, PairsPage


class DoublesPage(QWidget):
    """The list of likely doubles. Nothing is joined here: a row leads to both records side by side."""

    left = Signal()
    """The list of persons shall be shown again."""

    def __init__(self, presenter: PeoplePresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._presenter = presenter
        self._pairs: tuple[PairLine, ...] = ()
        self._model = CellTableModel(pair_columns())
        self.back = QuietButton(_("&Back to the list"), "arrow-left")
        self.count = Text("", Kind.SENTENCE, Role.INK2)
        self.left_words = Text("", Kind.SENTENCE, Role.INK2)
        self.sweep = SecondaryButton("", "search")
        self._titles = QHBoxLayout()
        self._titles.addWidget(self.back)
        self._titles.addWidget(Text(_("Likely the same person"), Kind.PAGE_TITLE))
        self._titles.addWidget(self.count)
        self._titles.addStretch(1)
        self._titles.addWidget(self.left_words)
        self._titles.addWidget(self.sweep)
        self.table = TableView(_("Likely the same person"), row_height=64, header_height=32)
        self.table.setObjectName("doubles_table")
        self.table.set_model(self._model)
        self.empty = EmptyState(
            "users-round",
            _("No two records look like one person's."),
            _("Pairs of which somebody said that they are not the same stay away."),
        )
        self._pages = QStackedWidget()
        self._pages.addWidget(self.table)
        self._pages.addWidget(self.empty)
        card = Card(flush=True)
        card.body.addWidget(self._pages, 1)
        self._column = QVBoxLayout(self)
        self._column.addLayout(self._titles)
        note = _("Whether they are one person is said by somebody who looked at both: open a pair.")
        self._column.addWidget(Text(note, Kind.SENTENCE, Role.INK2, wrap=True))
        self._column.addWidget(card, 1)
        self.back.clicked.connect(self.left)
        self.sweep.clicked.connect(self._on_sweep)
        self.table.row_activated.connect(self._on_row)
        presenter.pairs_found.connect(self.show_pairs)
        presenter.left_told.connect(self._show_left)
        restyled(self, self._restyle)

    def _restyle(self) -> None:
        look = Look.of(self)
        self._column.setContentsMargins(look.dp(24), look.dp(16), look.dp(24), look.dp(16))
        self._column.setSpacing(look.dp(12))
        self._titles.setSpacing(look.dp(12))

    def show_pairs(self, page: PairsPage) -> None:
        """Show these pairs."""
        self._pairs = page.rows
        self._model.set_rows([pair_cells(pair) for pair in page.rows])
        self.count.setText(plural("{n} pair", "{n} pairs", page.total).format(n=number_words(page.total)))
        self._pages.setCurrentIndex(0 if page.rows else 1)
        self._show_left(page.left)

    def _show_left(self, left: int) -> None:
        said = plural("{n} record still to look for", "{n} records still to look for", left)
        self.left_words.setText(said.format(n=number_words(left)) if left else "")
        self.sweep.setVisible(bool(left))
        self.sweep.set_words(_("&Stop looking") if self._presenter.sweeping else _("&Go on looking"))

    def focus_first(self) -> None:
        """Put the keyboard on the pairs."""
        (self.table if self._pairs else self.back).setFocus()

    def _on_sweep(self) -> None:
        if self._presenter.sweeping:
            self._presenter.stop_looking_through()
        else:
            self._presenter.go_on_looking()
        self._presenter.look_at_pairs()

    def _on_row(self, row: int) -> None:
        pair = self._pairs[row]
        first = pair.one.id if pair.claims[0] >= pair.claims[1] else pair.other.id
        second = pair.other.id if first == pair.one.id else pair.one.id
        self._presenter.compare(first, second)
