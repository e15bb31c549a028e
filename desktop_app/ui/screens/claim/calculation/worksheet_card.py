"""The worksheet of one figure: unfolded to the certificates and rules it comes from."""

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop_app.calculation.trace import TraceNode
from desktop_app.ui.parties import party_name
from desktop_app.ui.screens.claim.calculation.worksheet_rows import figure_name, trace_rows
from desktop_app.ui.theme import Kind, Role
from desktop_app.ui.widgets.buttons import QuietButton
from desktop_app.ui.widgets.card import Card
from desktop_app.ui.widgets.chips import LaneChip
from desktop_app.ui.widgets.text import Text
from desktop_app.ui.widgets.trace_view import TraceView
from desktop_app.wording.catalogue import text as _
from desktop_app.wording.trace_values import value_words


class WorksheetCard(Card):
    """The tree with its title: which State, which figure, fold or unfold."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Worksheet"), flush=True, parent=parent)
        self._chip: LaneChip | None = None
        self._figure = Text("", Kind.SENTENCE, Role.INK2)
        lead = QWidget()
        self._lead = QHBoxLayout(lead)
        self._lead.setContentsMargins(0, 0, 0, 0)
        self._lead.addWidget(self._figure)
        self.add_beside_title(lead, left=True)
        self.folder = QuietButton(_("&Fold all"))
        self.folder.setObjectName("worksheet_fold")
        self.folder.clicked.connect(self._on_fold)
        self.value = Text("", Kind.CARD_TITLE, Role.ACCENT_INK)
        self.value.hide()
        self.add_beside_title(self.value)
        self.add_beside_title(self.folder)
        self.tree = TraceView(_("Worksheet"))
        self.tree.setObjectName("worksheet")
        self.tree.collapsed.connect(self._on_folded)
        self.tree.expanded.connect(self._on_folded)
        self.body.addWidget(self.tree)
        self.body.addStretch(1)

    def show_node(self, node: TraceNode, state: str, lane: int) -> None:
        """Show a figure's part of the trace."""
        if self._chip is not None:
            self._chip.hide()
            self._chip.deleteLater()
        self._chip = LaneChip(state, lane, party_name(state))
        self._lead.insertWidget(0, self._chip)
        self._figure.setText(figure_name(node))
        self.value.setText(value_words(node))
        self.tree.set_rows(trace_rows(node))
        self._name_folder()
        self._fit()

    def set_folded(self, *, folded: bool) -> None:
        """Show the figure and its value alone, or the whole tree."""
        self.tree.setVisible(not folded)
        self.value.setVisible(folded)
        self._name_folder()

    def _on_fold(self) -> None:
        if self.tree.isHidden():
            self.set_folded(folded=False)
            return
        if self.tree.folds_something():
            self.tree.unfold_all()
        else:
            self.tree.fold_all()
        self._name_folder()
        self._fit()

    def _name_folder(self) -> None:
        if self.tree.isHidden():
            self.folder.set_words(_("Un&fold"))
            return
        self.folder.set_words(_("Un&fold all") if self.tree.folds_something() else _("&Fold all"))

    def _on_folded(self, _index: QModelIndex) -> None:
        self._name_folder()
        self._fit()

    def _fit(self) -> None:
        """Take the full height: the page scrolls, the tree never."""
        self.tree.setFixedHeight(self.tree.sizeHint().height())
