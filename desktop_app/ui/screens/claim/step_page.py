"""What every step's page has: a title with a sentence and buttons, and the few things the claim's screen asks of it."""

from typing import Final

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from desktop_app.ui.theme import Kind, Look
from desktop_app.ui.widgets.card import scrolled
from desktop_app.ui.widgets.styling import restyled
from desktop_app.ui.widgets.text import Sentence, Text
from desktop_app.wording.catalogue import text as _
from desktop_app.workflows.open_claim import ClaimView, Step

_GUTTER: Final = 14
"""Width of the margin at the right in which the scroll bar stands (of the design)."""

_LEVELS: Final = 4
"""How deep a card of a page lies in layouts within each other."""


class StepPage(QWidget):
    """One step of a claim. `body` is the layout below the title; buttons go beside the title by `add_action`."""

    step_asked = Signal(object, str)
    """Show another `Step`, with the cursor in the field of this object name."""

    next_asked = Signal()
    """Go on to the step after this one."""

    office_asked = Signal(str)
    """Show this office (its code; empty for the directory) among the offices."""

    send_asked = Signal(str)
    """Show what waits to be sent to this office (its code; empty for all)."""

    paper_asked = Signal(str)
    """An answer came on paper and is to be typed in: the obligation's id."""

    cannot_yet = Signal(str, str)
    """The next thing to do cannot be done yet: why, and what to do about it."""

    def __init__(self, title: str, sentence: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = Text(title, Kind.STEP_TITLE)
        self.sentence = Sentence(sentence)
        self.primary: QPushButton | None = None
        self._area: QScrollArea | None = None
        self._cards: QVBoxLayout | None = None
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addStretch(1)
        words.addWidget(self.title)
        words.addWidget(self.sentence)
        words.addStretch(1)
        self._head = QHBoxLayout()
        self._head.addLayout(words, 1)
        self._column = QVBoxLayout(self)
        self._column.addLayout(self._head)
        self.body = QVBoxLayout()
        self._column.addLayout(self.body, 1)
        restyled(self, self._restyle)

    def _restyle(self) -> None:
        look = Look.of(self)
        self._column.setContentsMargins(look.dp(20), look.dp(12), look.dp(20 - _GUTTER), look.dp(14))
        self._column.setSpacing(look.dp(10))
        self._head.setContentsMargins(0, 0, look.dp(_GUTTER), 0)
        self._head.setSpacing(look.dp(8))
        self.body.setContentsMargins(0, 0, 0 if self._area else look.dp(_GUTTER), 0)
        self.body.setSpacing(look.dp(12))
        if self._cards is not None:
            self._cards.setSpacing(look.dp(12))
        self._keep_gutter()

    def scroll_body(self, *cards: QWidget) -> QWidget:
        """Return these cards below each other as a page that scrolls; its scroll bar lies in the page's own margin."""
        page = QWidget()
        self._cards = QVBoxLayout(page)
        for card in cards:
            self._cards.addWidget(card)
        self._cards.addStretch(1)
        self._area = scrolled(page)
        self._area.verticalScrollBar().rangeChanged.connect(self._keep_gutter)
        self._restyle()
        return self._area

    def bring_into_view(self, card: QWidget) -> None:
        """Scroll the page until a card just opened is seen, once it has its place."""
        QTimer.singleShot(0, card, lambda: self._bring(card))

    def _bring(self, card: QWidget) -> None:
        if self._area is None or not card.isVisibleTo(self):
            return
        for _level in range(_LEVELS):  # each level of layouts asks the one above for room
            QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
        self._area.ensureWidgetVisible(card, 0, Look.of(self).dp(8))

    def show_from_top(self) -> None:
        """Scroll the page back to its beginning."""
        if self._area is not None:
            bar = self._area.verticalScrollBar()
            QTimer.singleShot(0, bar, lambda: bar.setValue(0))

    def _keep_gutter(self) -> None:
        """Keep the cards as wide with the scroll bar as without."""
        if self._area is None or self._cards is None:
            return
        bar = self._area.verticalScrollBar()
        taken = bar.sizeHint().width() if bar.maximum() > 0 else 0
        self._cards.setContentsMargins(0, 0, max(0, Look.of(self).dp(_GUTTER) - taken), 0)

    def add_action(self, button: QPushButton, *, primary: bool = False) -> None:
        """Put a button beside the title; the primary one is pressed by Ctrl+Enter."""
        self._head.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        if primary:
            self.primary = button

    def begin(self, view: ClaimView) -> None:
        """Show another claim from the start."""

    def refresh(self, view: ClaimView) -> None:
        """Show what an act changed in the open claim; what is being typed stays."""

    def entered(self) -> None:
        """Take note that this step is shown now."""

    def primary_action(self) -> None:
        """Do the one thing to do next; where it cannot be done yet, say why."""
        if self.primary is None or not self.primary.isVisibleTo(self):
            return
        if self.primary.isEnabled():
            self.primary.click()
        else:
            self.cannot_yet.emit(*self.why_not())

    def why_not(self) -> tuple[str, str]:
        """Say why the button beside the title cannot be pressed now, and what to do; a page that disables it does."""
        return _("There is nothing more to do in this step."), ""

    def print_now(self) -> None:
        """Print what this step has to print; most have nothing."""

    def escape(self) -> bool:
        """Close what is open in this step; False where nothing is."""
        return False

    def put_focus(self, name: str) -> None:
        """Put the cursor into the field of this object name, or where typing begins."""
        found = self.findChild(QWidget, name) if name else None
        if found is not None and found.isVisibleTo(self):
            found.setFocus(Qt.FocusReason.OtherFocusReason)
            self.bring_into_view(found)
        else:
            self.put_first_focus()

    def put_first_focus(self) -> None:
        """Put the cursor where work begins in this step."""


def step_name(step: Step) -> str:
    """Return the object name of a step's page."""
    return f"step_{step.name.lower()}"
