"""One thing of a list, in full: title row, what scrolls below it, and the bar with what can be done about it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.ui.theme import Kind, Look, Role
from desktop_app.ui.widgets.bar import ActionBar
from desktop_app.ui.widgets.buttons import WarningButton
from desktop_app.ui.widgets.card import Card, Hairline, scrolled
from desktop_app.ui.widgets.chips import Pill
from desktop_app.ui.widgets.fact_column import FactColumn
from desktop_app.ui.widgets.said_line import SaidLine
from desktop_app.ui.widgets.styling import restyled
from desktop_app.ui.widgets.text import Text


class DetailPage(QWidget):
    """Title and a line about it at the left, a pill for how it stands at the right; `page` takes the cards below.

    A button about the whole of it goes into `titles`.

    `bar` is the action bar; `hint` says in it what goes with the buttons beside it.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = Text("", Kind.TITLE, elide=True)
        self.about = Text("", Kind.SENTENCE, Role.INK2, elide=True)
        self.pill = Pill("")
        self.hint = Text("", Kind.SENTENCE, Role.INK2, elide=True)
        self.bar = ActionBar()
        held = QWidget()
        self.page = QVBoxLayout(held)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.title)
        words.addWidget(self.about)
        self.titles = QHBoxLayout()
        self.titles.addLayout(words, 1)
        self.titles.addWidget(self.pill, 0, Qt.AlignmentFlag.AlignVCenter)
        self.page.addLayout(self.titles)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._area = scrolled(held)
        column.addWidget(self._area, 1)
        column.addWidget(self.bar)
        restyled(self, self._restyle_page)

    def to_top(self) -> None:
        """Show the page from its beginning: another thing is shown on it."""
        self._area.verticalScrollBar().setValue(0)

    def _restyle_page(self) -> None:
        look = Look.of(self)
        self.page.setContentsMargins(look.dp(20), look.dp(16), look.dp(20), look.dp(16))
        self.page.setSpacing(look.dp(12))
        self.titles.setSpacing(look.dp(12))


class FactsCard(Card):
    """Columns of facts beside each other, a line between them."""

    def __init__(self, *columns: FactColumn) -> None:
        super().__init__(flush=True)
        row = QHBoxLayout()
        row.setSpacing(0)
        for number, column in enumerate(columns):
            if number:
                row.addWidget(Hairline(upright=True))
            row.addWidget(column, 1)
        self.body.addLayout(row)


class WarningBand(Card):
    """What must be done before anything else, and the button that leads there."""

    wanted = Signal()
    """The button was pressed."""

    def __init__(self, words: str, act: WarningButton) -> None:
        super().__init__(ground=Role.WARN_TINT, edge=Role.WARN_LINE)
        self.says = SaidLine("warn", words)
        self.act = act
        act.clicked.connect(self.wanted)
        row = QHBoxLayout()
        row.addWidget(self.says, 1)
        row.addWidget(act, 0, Qt.AlignmentFlag.AlignVCenter)
        self.body.addLayout(row)
