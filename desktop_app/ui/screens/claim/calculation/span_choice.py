"""The choice for which span of time what is payable is told."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from desktop_app.ui.theme import Look
from desktop_app.ui.widgets.fields import FieldLabel
from desktop_app.ui.widgets.styling import restyled
from desktop_app.wording.award_words import Span, span_words
from desktop_app.wording.catalogue import text as _


class SpanChoice(QWidget):
    """A week, four weeks, a month, a year; each State answers by its own rule."""

    chosen = Signal(object)
    """The `Span` chosen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.combo = QComboBox()
        self.combo.setObjectName("span")
        self.combo.setAccessibleName(_("Payable for which span of time"))
        for span in Span:
            self.combo.addItem(span_words(span), span.value)
        self.combo.currentIndexChanged.connect(lambda _at: self.chosen.emit(self.span))
        label = FieldLabel(_("Pa&yable"), self.combo)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(label)
        self._row.addWidget(self.combo)
        restyled(self, self._restyle)

    def _restyle(self) -> None:
        look = Look.of(self)
        self._row.setSpacing(look.dp(8))
        self.combo.setFixedHeight(look.dp(30))

    @property
    def span(self) -> Span:
        """The span chosen."""
        return Span(self.combo.currentData())
