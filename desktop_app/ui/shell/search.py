"""The search box and what it finds, shown below it while one types. Knows no store: it asks by a signal."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from desktop_app.ui.theme import Kind, Look, Role
from desktop_app.ui.widgets.cells import Cell, IconSpec
from desktop_app.ui.widgets.drawing import rounded
from desktop_app.ui.widgets.hints import FittingHint
from desktop_app.ui.widgets.styling import restyled
from desktop_app.ui.widgets.table import CellTableModel, Column, TableView
from desktop_app.ui.widgets.text import KeyHint, Picture, Text
from desktop_app.wording.catalogue import text as _

_WIDTH: Final = 460
_HEIGHT: Final = 34
_MOST: Final = 8
_ICONS: Final = {
    "person": "user",
    "claim": "folder-open",
    "number": "file-text",
    "bundle": "package",
    "office": "landmark",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchHit:
    """One thing found: its kind (`person`, `claim`, `bundle`, ...), what to show, and the key to open it by."""

    kind: str
    title: str
    subtitle: str
    key: str


class SearchBox(QFrame):
    """The box in the top bar. Down goes into the list, Enter opens the first or the chosen hit, Esc closes."""

    search_requested = Signal(str)
    """The person typed: the text, without blanks around it; letters that came together are asked once."""

    hit_chosen = Signal(object)
    """The `SearchHit` to open."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.edit = QLineEdit()
        self.edit.setProperty("kind", "search")
        self.edit.setAcceptDrops(False)
        FittingHint(
            self.edit, _("Search people, claims, numbers, bundles"), _("Search people, claims, numbers"), _("Search")
        )
        self.edit.setAccessibleName(_("Search people, claims, numbers, bundles (Ctrl+K)"))
        self.edit.installEventFilter(self)
        self.edit.textEdited.connect(self._on_edited)
        self._row = QHBoxLayout(self)
        self._row.addWidget(Picture("search", Role.INK2, 16))
        self._row.addWidget(self.edit, 1)
        self._row.addWidget(KeyHint("Ctrl+K"))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.popup = SearchPopup(self)
        self.popup.hit_chosen.connect(self._on_chosen)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._on_typed)
        restyled(self, self._restyle)

    def _restyle(self) -> None:
        look = Look.of(self)
        self._row.setContentsMargins(look.dp(11), 0, look.dp(6), 0)
        self._row.setSpacing(look.dp(8))
        self.edit.setFont(look.font(Kind.CELL))
        self.setFixedHeight(look.dp(_HEIGHT))
        self.setMaximumWidth(look.dp(_WIDTH))

    def sizeHint(self) -> QSize:
        """Ask for the box of the design."""
        look = Look.of(self)
        return QSize(look.dp(_WIDTH), look.dp(_HEIGHT))

    def begin(self) -> None:
        """Take the keyboard, what was typed before chosen: Ctrl+K."""
        self.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.edit.selectAll()

    def show_results(self, hits: Sequence[SearchHit]) -> None:
        """Show what was found, unless the person has left the box."""
        if self.edit.text().strip() and (self.edit.hasFocus() or self.popup.isVisible()):
            self.popup.show_hits(hits, self.edit.text().strip())

    def close_results(self) -> bool:
        """Close the list; tell whether it was open."""
        was_open = self.popup.isVisible()
        self.popup.hide()
        return was_open

    def _on_edited(self, text: str) -> None:
        if text.strip():
            self._timer.start()
        else:
            self._timer.stop()
            self.popup.hide()

    def _on_typed(self) -> None:
        text = self.edit.text().strip()
        if text:
            self.search_requested.emit(text)

    def _on_chosen(self, hit: SearchHit) -> None:
        self.popup.hide()
        self.edit.clear()
        self.hit_chosen.emit(hit)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Pass Up, Down, Enter and Esc on to the list; draw the focus of the box."""
        if event.type() in {QEvent.Type.FocusIn, QEvent.Type.FocusOut}:
            self.update()
            if event.type() is QEvent.Type.FocusOut and not self.popup.isAncestorOf(QApplication.focusWidget() or self):
                self.popup.hide()
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            if event.key() in {Qt.Key.Key_Down, Qt.Key.Key_Up} and self.popup.isVisible():
                self.popup.move_choice(1 if event.key() == Qt.Key.Key_Down else -1)
                return True
            if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
                if self.popup.isVisible():
                    self.popup.choose_current()
                else:
                    self._on_typed()
                return True
            if event.key() == Qt.Key.Key_Escape and (self.popup.isVisible() or self.edit.text()):
                self.popup.hide()
                self.edit.clear()
                return True
        return super().eventFilter(watched, event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the box; with the keyboard in it, the accent edge."""
        look = Look.of(self)
        focused = self.edit.hasFocus()
        edge = look.colour(Role.ACCENT if focused else Role.LINE)
        ground = look.colour(Role.SURFACE if focused else Role.CANVAS)
        rounded(QPainter(self), self.rect().toRectF(), 6, ground, edge, width=2 if focused else 1)


class SearchPopup(QFrame):
    """The list below the box; a child of the window, so that typing goes on."""

    hit_chosen = Signal(object)

    def __init__(self, box: SearchBox) -> None:
        super().__init__(box)
        self._box = box
        self._hits: Sequence[SearchHit] = ()
        self._model = CellTableModel([Column(title="", width=200, stretch=1)])
        self.table = TableView(_("Found"), row_height=46, header_height=0)
        self.table.horizontalHeader().hide()
        self.table.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.table.set_model(self._model)
        self.table.clicked.connect(self.choose_current)
        self._nothing = Text("", Kind.SENTENCE, Role.INK2, wrap=True)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(2, 4, 2, 4)
        self._column.addWidget(self.table)
        self._column.addWidget(self._nothing)
        self.hide()

    def show_hits(self, hits: Sequence[SearchHit], text: str) -> None:
        """Show these hits below the box, at most eight; or say that there is nothing."""
        look = Look.of(self)
        self._hits = tuple(hits)[:_MOST]
        self._model.set_rows(
            [
                [
                    Cell(
                        text=hit.title,
                        second=hit.subtitle,
                        strong=True,
                        icon=IconSpec(name=_ICONS.get(hit.kind, "file-text")),
                    )
                ]
                for hit in self._hits
            ]
        )
        self.table.setVisible(bool(self._hits))
        self._nothing.setVisible(not self._hits)
        self._nothing.setText(
            _("Nothing found for “{text}”. Search by name, claim or insurance number.").format(text=text)
        )
        self._nothing.setContentsMargins(look.dp(12), look.dp(8), look.dp(12), look.dp(8))
        self.setParent(self._box.window())
        below = self._box.mapTo(self._box.window(), QPoint(0, self._box.height() + 4))
        height = self.table.full_height() + 10 if self._hits else look.dp(56)
        self.setGeometry(below.x(), below.y(), self._box.width(), height)
        self.show()
        self.raise_()

    def move_choice(self, step: int) -> None:
        """Go up or down the list."""
        row = min(max(self.table.current_row() + step, 0), len(self._hits) - 1)
        self.table.choose_row(row)

    def choose_current(self) -> None:
        """Open the chosen hit."""
        row = self.table.current_row()
        if 0 <= row < len(self._hits):
            self.hit_chosen.emit(self._hits[row])

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the list's ground."""
        look = Look.of(self)
        rounded(QPainter(self), self.rect().toRectF(), 6, look.colour(Role.SURFACE), look.colour(Role.BTN_LINE))
