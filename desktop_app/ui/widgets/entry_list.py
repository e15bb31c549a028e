"""A list of entries three lines high: State, title and day, a second line, and how it stands in a word."""

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from desktop_app.ui.theme import Kind, Look, Role
from desktop_app.ui.widgets.cells import ButtonSpec, Dress, paint_button
from desktop_app.ui.widgets.drawing import Tone, chip_width, draw_chip, elided, icon_at, tone_ink
from desktop_app.ui.widgets.styling import restyled

Index = QModelIndex | QPersistentModelIndex
ENTRY_ROLE: Final = int(Qt.ItemDataRole.UserRole) + 1
_NOWHERE: Final = QModelIndex()
_HEIGHT: Final = 70
_ACT_HEIGHT: Final = 24
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry. `key` is the program's; `chip` the code of a State; `state` how it stands, with tone and icon.

    `act` is the verb of a button in the entry, for what presses.
    """

    key: str
    title: str
    second: str = ""
    when: str = ""
    chip: str = ""
    state: str = ""
    tone: Tone = "neutral"
    icon: str = ""
    act: str = ""

    @property
    def spoken(self) -> str:
        """All of it, for a screen reader."""
        return ", ".join(part for part in (self.chip, self.title, self.second, self.state, self.when) if part)


class EntryModel(QAbstractListModel):
    """The entries of a list."""

    def __init__(self) -> None:
        super().__init__()
        self._entries: tuple[Entry, ...] = ()

    def set_entries(self, entries: tuple[Entry, ...]) -> None:
        """Show these entries."""
        self.beginResetModel()
        self._entries = entries
        self.endResetModel()

    @property
    def entries(self) -> tuple[Entry, ...]:
        """What is listed."""
        return self._entries

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Count the entries."""
        return 0 if parent.isValid() else len(self._entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return an entry's title, its words, or the entry itself."""
        if not index.isValid():
            return None
        entry = self._entries[index.row()]
        if role == ENTRY_ROLE:
            return entry
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.title
        return entry.spoken if role == Qt.ItemDataRole.AccessibleTextRole else None


class _EntryDelegate(QStyledItemDelegate):
    def __init__(self, view: "EntryList") -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        look = Look.of(self._view)
        return QSize(look.dp(200), look.dp(_HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        entry = index.data(ENTRY_ROLE)
        if not isinstance(entry, Entry):
            return
        painter.save()
        rect: QRect = option.rect
        look = Look.of(self._view)
        current = self._view.currentIndex().row() == index.row()
        self._paint_ground(painter, look, rect, current=current)
        left = rect.x() + look.dp(14)
        line = look.dp(18)
        top = rect.y() + (rect.height() - 3 * line) // 2
        if entry.chip:
            draw_chip(painter, look, entry.chip, None, left, top + line // 2)
        if self._view.has_chips:
            left += max(chip_width(look, "VC", None), look.dp(28)) + look.dp(12)
        room = rect.right() - look.dp(14) - left
        self._paint_first(painter, look, QRect(left, top, room, line), entry)
        if entry.act:
            act = self.act_rect(rect, entry)
            paint_button(painter, look, act, ButtonSpec(text=entry.act), Dress(hovered=self._view.hovers(act)))
            room -= act.width() + look.dp(8)
        painter.setFont(look.font(Kind.SENTENCE))
        painter.setPen(look.colour(Role.INK2))
        elided(painter, QRect(left, top + line, room, line), entry.second, _LEFT)
        if entry.state:
            self._paint_state(painter, look, QRect(left, top + 2 * line, room, line), entry)
        painter.restore()

    def act_rect(self, rect: QRect, entry: Entry) -> QRect:
        """Tell where the button of an entry lies."""
        look = Look.of(self._view)
        width = QFontMetrics(look.font(Kind.GRID_MEDIUM)).horizontalAdvance(entry.act) + look.dp(20)
        height = look.dp(_ACT_HEIGHT)
        return QRect(rect.right() - look.dp(10) - width, rect.bottom() - look.dp(6) - height, width, height)

    def _paint_ground(self, painter: QPainter, look: Look, rect: QRect, *, current: bool) -> None:
        if current:
            painter.fillRect(rect, look.colour(Role.ACCENT_TINT))
            painter.fillRect(rect.x(), rect.y(), 3, rect.height(), look.colour(Role.ACCENT))
        painter.fillRect(rect.x(), rect.bottom(), rect.width(), 1, look.colour(Role.LINE))
        if current and self._view.hasFocus():
            accent = look.colour(Role.ACCENT)
            painter.fillRect(rect.x(), rect.y(), rect.width(), 2, accent)
            painter.fillRect(rect.x(), rect.bottom() - 1, rect.width(), 2, accent)
            painter.fillRect(rect.right() - 1, rect.y(), 2, rect.height(), accent)

    def _paint_first(self, painter: QPainter, look: Look, rect: QRect, entry: Entry) -> None:
        painter.setFont(look.font(Kind.CAPTION))
        painter.setPen(look.colour(Role.INK2))
        when = painter.fontMetrics().horizontalAdvance(entry.when)
        painter.drawText(rect, _RIGHT, entry.when)
        painter.setFont(look.font(Kind.CELL_STRONG))
        painter.setPen(look.colour(Role.INK))
        elided(painter, rect.adjusted(0, 0, -when - look.dp(8), 0), entry.title, _LEFT)

    def _paint_state(self, painter: QPainter, look: Look, rect: QRect, entry: Entry) -> None:
        ink = look.colour(tone_ink(entry.tone) if entry.tone != "neutral" else Role.INK2)
        side = look.dp(14)
        if entry.icon:
            icon_at(painter, look, (entry.icon, ink), QRect(rect.x(), rect.y(), side, rect.height()))
            rect = rect.adjusted(side + look.dp(4), 0, 0, 0)
        painter.setFont(look.font(Kind.HEADER))
        painter.setPen(ink)
        elided(painter, rect, entry.state, _LEFT)


class EntryList(QListView):
    """The list. Up and Down choose an entry; Enter goes on to what is shown of it, Shift+Enter presses its button."""

    chosen = Signal(str)
    """Another entry is the current one: its key, empty for none."""

    entered = Signal(str)
    """Enter was pressed, or the entry double-clicked: its key."""

    act_wanted = Signal(str)
    """The button of an entry was pressed: its key."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = EntryModel()
        self.setModel(self._model)
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self._painter = _EntryDelegate(self)
        self.setItemDelegate(self._painter)
        self._under = QPoint(-1, -1)
        self.setMouseTracking(True)
        self.selectionModel().currentChanged.connect(self._on_current)
        self.doubleClicked.connect(lambda _index: self.entered.emit(self.current_key()))
        restyled(self, self._restyle)

    def _restyle(self) -> None:
        self.doItemsLayout()
        self.viewport().update()

    def show_entries(self, entries: tuple[Entry, ...], key: str = "") -> None:
        """Show these entries with `key` as the current one, the first where it is not among them; says no choice."""
        self.selectionModel().blockSignals(True)
        self._model.set_entries(entries)
        self.selectionModel().blockSignals(False)
        row = next((number for number, entry in enumerate(entries) if entry.key == key), 0)
        self._choose_quietly(row)

    def choose(self, key: str) -> None:
        """Make an entry the current one; says no choice."""
        for row, entry in enumerate(self._model.entries):
            if entry.key == key:
                self._choose_quietly(row)

    def current_key(self) -> str:
        """Return the key of the current entry, empty for none."""
        row = self.currentIndex().row()
        return self._model.entries[row].key if 0 <= row < len(self._model.entries) else ""

    @property
    def entries(self) -> tuple[Entry, ...]:
        """What is listed."""
        return self._model.entries

    @property
    def has_chips(self) -> bool:
        """Whether any entry has the chip of a State; without one there is no room kept for it."""
        return any(entry.chip for entry in self._model.entries)

    def _choose_quietly(self, row: int) -> None:
        self.blockSignals(True)
        self.setCurrentIndex(self._model.index(row, 0))
        self.blockSignals(False)
        self.viewport().update()

    def _on_current(self, _now: QModelIndex, _before: QModelIndex) -> None:
        self.viewport().update()
        self.chosen.emit(self.current_key())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take Enter; the rest is the list's own."""
        plain = not event.modifiers() & Qt.KeyboardModifier.ControlModifier
        entry = self.currentIndex().data(ENTRY_ROLE)
        shift = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and shift and isinstance(entry, Entry) and entry.act:
            self.act_wanted.emit(entry.key)
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and plain:
            self.entered.emit(self.current_key())
        else:
            super().keyPressEvent(event)

    def hovers(self, rect: QRect) -> bool:
        """Tell whether the mouse is over a part of the list."""
        return rect.contains(self._under)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show which button is under the mouse."""
        self._under = event.position().toPoint()
        over = bool(self._act_at(self._under))
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)
        self.viewport().update()
        super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Press the button of an entry; the press before it chose the entry."""
        super().mouseReleaseEvent(event)
        key = self._act_at(event.position().toPoint())
        if event.button() is Qt.MouseButton.LeftButton and key:
            self.act_wanted.emit(key)

    def _act_at(self, at: QPoint) -> str:
        """Return the key of the entry whose button is there, empty for none."""
        index = self.indexAt(at)
        entry = index.data(ENTRY_ROLE)
        if not isinstance(entry, Entry) or not entry.act:
            return ""
        return entry.key if self._painter.act_rect(self.visualRect(index), entry).contains(at) else ""

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Draw the frame of the current entry."""
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the frame away."""
        super().focusOutEvent(event)
        self.viewport().update()

    def minimumSizeHint(self) -> QSize:
        """Become as low as two entries: the list scrolls."""
        look = Look.of(self)
        return QSize(look.dp(200), look.dp(2 * _HEIGHT))
