"""The top bar: search, the office, the person and what belongs to her: password, theme, text size, keys, lock."""

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal, SignalInstance
from PySide6.QtGui import QAction, QActionGroup, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QVBoxLayout, QWidget

from desktop_app.ui.shell.search import SearchBox
from desktop_app.ui.theme import Kind, Look, Role
from desktop_app.ui.widgets.appearance import SCALES, theme_words
from desktop_app.ui.widgets.card import Hairline
from desktop_app.ui.widgets.drawing import elided, icon_at, rounded
from desktop_app.ui.widgets.pressing import DrawnButton
from desktop_app.ui.widgets.styling import restyled
from desktop_app.ui.widgets.text import Text
from desktop_app.wording.catalogue import text as _

_HEIGHT: Final = 52


@dataclass(frozen=True, slots=True, kw_only=True)
class Who:
    """Whose window it is: the office's name and code, its State, the person's name and role in words."""

    office: str
    code: str
    state: str
    user: str
    role: str

    @property
    def initials(self) -> str:
        """The letters in the disc: `CB`."""
        words = [word for word in self.user.replace(".", " ").split() if word]
        return (words[0][0] + words[-1][0] if len(words) > 1 else self.user[:2]).upper()


class UserButton(DrawnButton):
    """The person: initials, name, role, and an arrow to the menu."""

    def __init__(self, who: Who, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._who = who
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        restyled(self, self._restyle)
        self.show_who(who)

    def _restyle(self) -> None:
        self.updateGeometry()

    def show_who(self, who: Who) -> None:
        """Show another person."""
        self._who = who
        self.setText(who.user)
        self.setAccessibleName(f"{who.user}, {who.role}")
        self.setAccessibleDescription(_("Menu: password, theme, text size, keys, lock, sign out"))
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Ask for disc, words and arrow."""
        look = Look.of(self)
        name = QFontMetrics(look.font(Kind.GRID_STRONG)).horizontalAdvance(self._who.user)
        role = QFontMetrics(look.font(Kind.CAPTION)).horizontalAdvance(self._who.role)
        words = min(max(name, role), look.dp(180))
        return QSize(look.dp(30 + 10 + 12 + 16) + words, look.dp(40))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw disc, name, role and arrow."""
        look = Look.of(self)
        painter = QPainter(self)
        side, middle = look.dp(30), self.height() // 2
        disc = QRect(0, middle - side // 2, side, side)
        rounded(painter, QRectF(disc), side / 2, look.colour(Role.ACCENT_TINT), None)
        painter.setFont(look.font(Kind.SMALL_STRONG))
        painter.setPen(look.colour(Role.ACCENT_INK))
        painter.drawText(disc, Qt.AlignmentFlag.AlignCenter, self._who.initials)
        x = side + look.dp(10)
        room = self.width() - x - look.dp(12 + 16)
        line = look.dp(16)
        painter.setFont(look.font(Kind.GRID_STRONG))
        painter.setPen(look.colour(Role.INK))
        elided(painter, QRect(x, middle - line, room + 2, line), self._who.user, Qt.AlignmentFlag.AlignVCenter)
        painter.setFont(look.font(Kind.CAPTION))
        painter.setPen(look.colour(Role.INK2))
        elided(painter, QRect(x, middle, room + 2, line), self._who.role, Qt.AlignmentFlag.AlignVCenter)
        arrow = QRect(self.width() - look.dp(16), 0, look.dp(16), self.height())
        icon_at(painter, look, ("chevron-down", Role.INK2), arrow, 16)


class TopBar(QWidget):
    """52 high."""

    change_password_requested = Signal()
    backup_requested = Signal()
    lock_requested = Signal()
    sign_out_requested = Signal()
    keys_requested = Signal()
    theme_chosen = Signal(str)
    scale_chosen = Signal(float)

    def __init__(self, who: Who, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.search = SearchBox()
        self.office = Text("", Kind.GRID_STRONG)
        self.place = Text("", Kind.CAPTION, Role.INK2)
        for label in (self.office, self.place):
            label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.user = UserButton(who)
        self.user.clicked.connect(self.open_menu)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addStretch(1)
        words.addWidget(self.office)
        words.addWidget(self.place)
        words.addStretch(1)
        self._bar = Hairline(upright=True)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self.search, 10)
        self._row.addStretch(1)
        self._row.addLayout(words)
        self._row.addWidget(self._bar)
        self._row.addWidget(self.user)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_who(who)
        restyled(self, self._restyle)

    def _restyle(self) -> None:
        look = Look.of(self)
        self.setFixedHeight(look.dp(_HEIGHT))
        self._row.setContentsMargins(look.dp(20), 0, look.dp(20), 1)
        self._row.setSpacing(look.dp(16))
        self._bar.setFixedHeight(look.dp(28))

    def show_who(self, who: Who) -> None:
        """Show another office or person."""
        self.office.setText(who.office)
        self.place.setText(_("Office {code}  ·  {state}").format(code=who.code, state=who.state))
        self.user.show_who(who)

    def menu(self) -> QMenu:
        """Make the person's menu as things stand."""
        look = Look.of(self)
        menu = QMenu(self)
        self._add(menu, _("&Change passphrase…"), "key-round", self.change_password_requested)
        menu.addSeparator()
        themes = menu.addMenu(look.icon("contrast"), _("&Theme"))
        group = QActionGroup(themes)
        for choice, words in theme_words():
            self._add_choice(themes, group, words, checked=look.choice == choice).triggered.connect(
                lambda _on, chosen=choice: self.theme_chosen.emit(chosen)
            )
        sizes = menu.addMenu(look.icon("a-large-small"), _("Te&xt size"))
        group = QActionGroup(sizes)
        for percent in SCALES:
            action = self._add_choice(sizes, group, f"{percent} %", checked=round(look.scale * 100) == percent)
            action.triggered.connect(lambda _on, chosen=percent: self.scale_chosen.emit(chosen / 100))
        self._add(menu, _("&Keys…"), "keyboard", self.keys_requested)
        menu.addSeparator()
        self._add(menu, _("&Back up now…"), "database-backup", self.backup_requested)
        menu.addSeparator()
        self._add(menu, _("&Lock"), "lock", self.lock_requested)
        self._add(menu, _("&Sign out"), "log-out", self.sign_out_requested)
        return menu

    def _add(self, menu: QMenu, words: str, icon: str, signal: SignalInstance) -> None:
        action = QAction(Look.of(self).icon(icon), words, menu)
        action.triggered.connect(lambda _on: signal.emit())
        menu.addAction(action)

    def _add_choice(self, menu: QMenu, group: QActionGroup, words: str, *, checked: bool) -> QAction:
        action = QAction(words, menu)
        action.setCheckable(True)
        action.setChecked(checked)
        group.addAction(action)
        menu.addAction(action)
        return action

    def open_menu(self) -> None:
        """Open the person's menu below her name."""
        menu = self.menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        right = self.user.mapToGlobal(QPoint(self.user.width() - menu.sizeHint().width(), self.user.height() + 2))
        menu.popup(right)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the bar's ground and hairline."""
        look = Look.of(self)
        painter = QPainter(self)
        painter.fillRect(self.rect(), look.colour(Role.SURFACE))
        painter.fillRect(0, self.height() - 1, self.width(), 1, look.colour(Role.LINE))
