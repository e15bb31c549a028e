"""The panel on the right: what this step is for, what to ask the claimant, why it is asked, the keys. F1 folds it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop_app.ui.theme import Kind, Look, Role
from desktop_app.ui.widgets.buttons import IconButton
from desktop_app.ui.widgets.card import Hairline, scrolled
from desktop_app.ui.widgets.styling import restyled
from desktop_app.ui.widgets.text import KeyHint, Paragraph, Picture, Text
from desktop_app.wording.catalogue import text as _

_WIDTH: Final = 288
_FOLDED: Final = 47
_ROOMY: Final = 1340


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpText:
    """What the panel says. `why` are sentences with the Article or rule; `keys` are pairs of key and meaning."""

    title: str
    what_for: str
    ask: Sequence[str] = field(default=())
    why: Sequence[str] = field(default=())
    keys: Sequence[tuple[str, str]] = field(default=())


class HelpPanel(QWidget):
    """288 wide, folded a narrow strip with its key. In a window below 1340 it folds by itself until it is opened."""

    folded_changed = Signal(bool)
    """The panel was folded or opened by the person."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._wanted_folded = False
        self._narrow = False
        self._opened_narrow = False
        self._stack = QVBoxLayout(self)
        self._stack.setContentsMargins(1, 0, 0, 0)
        self._stack.setSpacing(0)
        self._open = QWidget()
        self._column = QVBoxLayout(self._open)
        head = QHBoxLayout()
        self.title = Text("", Kind.CARD_TITLE)
        self.closer = IconButton("x", _("Fold the help (F1)"))
        self.closer.clicked.connect(self.toggle)
        head.addWidget(Picture("message-circle-question-mark", Role.ACCENT, 18))
        head.addWidget(self.title, 1)
        head.addWidget(KeyHint("F1"))
        head.addWidget(self.closer)
        self._column.addLayout(head)
        self._body = QWidget()
        self._text = QVBoxLayout(self._body)
        self._text.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(scrolled(self._body), 1)
        self._keys_line = Hairline()
        self._keys = QGridLayout()
        self._column.addWidget(self._keys_line)
        self._column.addLayout(self._keys)
        self._strip = QWidget()
        strip = QVBoxLayout(self._strip)
        strip.setContentsMargins(0, 12, 0, 0)
        self.opener = IconButton("message-circle-question-mark", _("Open the help (F1)"), Role.ACCENT, 18)
        self.opener.clicked.connect(self.toggle)
        strip.addWidget(self.opener, 0, Qt.AlignmentFlag.AlignHCenter)
        strip.addWidget(Text("F1", Kind.SMALL, Role.INK2), 0, Qt.AlignmentFlag.AlignHCenter)
        strip.addStretch(1)
        self._stack.addWidget(self._open)
        self._stack.addWidget(self._strip)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self._help: HelpText | None = None
        restyled(self, self._restyle)

    @property
    def folded(self) -> bool:
        """Whether only the strip is shown."""
        return not self._opened_narrow if self._narrow else self._wanted_folded

    def set_folded(self, folded: bool) -> None:
        """Fold or open the panel, as the person wants it."""
        if self._narrow:
            self._opened_narrow = not folded
        else:
            self._wanted_folded = folded
        self._restyle()

    def begin(self, *, folded: bool) -> None:
        """Begin another page: folded or open where there is room, folded where there is not."""
        self._wanted_folded, self._opened_narrow = folded, False
        self._restyle()

    def toggle(self) -> None:
        """Fold or open the panel, as F1 does."""
        self.set_folded(not self.folded)
        self.folded_changed.emit(self.folded)

    def show_help(self, help_text: HelpText) -> None:
        """Show the help of a step."""
        if help_text == self._help:
            return
        self._help = help_text
        self.title.setText(help_text.title)
        self._open.setAccessibleName(help_text.title)
        self._clear()
        look = Look.of(self)
        self._section(_("What this step is for"))
        self._text.addWidget(Paragraph(help_text.what_for, Kind.SENTENCE, Role.INK2))
        for title, icon, sentences in (
            (_("Ask the claimant"), "", help_text.ask),
            (_("Why it is asked"), "book-open", help_text.why),
        ):
            if sentences:
                self._text.addSpacing(look.dp(12))
                self._section(title)
                for sentence in sentences:
                    self._point(icon, sentence)
        self._text.addStretch(1)
        for row, (key, meaning) in enumerate(help_text.keys):
            self._keys.addWidget(KeyHint(key), row, 0, Qt.AlignmentFlag.AlignLeft)
            self._keys.addWidget(Text(meaning, Kind.CAPTION, Role.INK2), row, 1)
        self._keys.setColumnStretch(1, 1)
        self._keys_line.setVisible(bool(help_text.keys))

    def _clear(self) -> None:
        for layout in (self._text, self._keys):
            while (item := layout.takeAt(0)) is not None:
                widget = item.widget()
                if widget is not None:
                    widget.hide()
                    widget.deleteLater()

    def _section(self, title: str) -> None:
        self._text.addWidget(Text(title, Kind.GRID_STRONG, Role.INK))

    def _point(self, icon: str, sentence: str) -> None:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, Look.of(self).dp(4))
        row.setSpacing(Look.of(self).dp(8))
        top = Qt.AlignmentFlag.AlignTop
        mark: QWidget = Picture(icon, Role.ACCENT, 14) if icon else Text("\u2022", Kind.SENTENCE, Role.ACCENT)
        row.addWidget(mark, 0, top)
        row.addWidget(Paragraph(sentence, Kind.CAPTION if icon else Kind.SENTENCE, Role.INK2), 1)
        self._text.addWidget(holder)

    def _restyle(self) -> None:
        look = Look.of(self)
        self._column.setContentsMargins(look.dp(16), look.dp(10), look.dp(10), look.dp(12))
        self._column.setSpacing(look.dp(8))
        self._text.setSpacing(look.dp(4))
        self._keys.setHorizontalSpacing(look.dp(12))
        self._keys.setVerticalSpacing(look.dp(6))
        self._open.setVisible(not self.folded)
        self._strip.setVisible(self.folded)
        self.setFixedWidth(look.dp(_FOLDED if self.folded else _WIDTH))

    def showEvent(self, event: QShowEvent) -> None:
        """Watch the width of the window."""
        super().showEvent(event)
        self.window().installEventFilter(self)
        self._look_at_width()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Fold by itself in a narrow window, and come back in a wide one."""
        if event.type() is QEvent.Type.Resize:
            self._look_at_width()
        return False

    def _look_at_width(self) -> None:
        narrow = self.window().width() < Look.of(self).dp(_ROOMY)
        if narrow is not self._narrow:
            self._narrow = narrow
            self._opened_narrow = False
            self._restyle()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the panel's ground and the line at its left."""
        look = Look.of(self)
        painter = QPainter(self)
        painter.fillRect(self.rect(), look.colour(Role.SURFACE))
        painter.fillRect(0, 0, 1, self.height(), look.colour(Role.LINE))
