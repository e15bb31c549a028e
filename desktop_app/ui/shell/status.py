"""The status line: last backup, messages waiting to leave, replies overdue, and that nothing needs a network."""

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from desktop_app.ui.theme import Kind, Look, Role
from desktop_app.ui.widgets.card import Hairline
from desktop_app.ui.widgets.drawing import icon_at
from desktop_app.ui.widgets.pressing import DrawnButton
from desktop_app.ui.widgets.styling import restyled
from desktop_app.ui.widgets.text import Picture, Text
from desktop_app.wording.catalogue import plural
from desktop_app.wording.catalogue import text as _

_HEIGHT: Final = 28


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusFacts:
    """What the line says: the last backup in words, how many messages wait to leave, how many replies are overdue."""

    backup: str
    waiting: int = 0
    overdue: int = 0
    backup_old: bool = False


class _Item(QWidget):
    """An icon and a few words."""

    def __init__(self, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon_name = icon
        self._icon = Picture(icon, Role.INK2, 14)
        self.words = Text("", Kind.CAPTION, Role.INK2)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(self._icon)
        self._row.addWidget(self.words)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        restyled(self, self._restyle)

    def _restyle(self) -> None:
        self._row.setSpacing(Look.of(self).dp(5))

    def say(self, words: str, role: Role = Role.INK2, kind: Kind = Kind.CAPTION) -> None:
        """Say these words in this colour."""
        self.words.setText(words)
        self.words.set_role(role)
        self.words.set_kind(kind)
        self._icon.show_icon(self._icon_name, role)


class StatusButton(DrawnButton):
    """An icon and a few words that lead somewhere when they are clicked."""

    def __init__(self, icon: str, act: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon_name, self._act, self._role = icon, act, Role.INK2
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setToolTip(act)
        restyled(self, self.updateGeometry)

    def say(self, words: str, role: Role = Role.INK2) -> None:
        """Say these words in this colour."""
        self._role = role
        self.setText(words)
        self.setAccessibleName(f"{words}. {self._act}")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Ask for icon and words."""
        look = Look.of(self)
        words = QFontMetrics(look.font(Kind.CAPTION)).horizontalAdvance(self.text())
        return QSize(look.dp(14 + 5) + words + 2, look.dp(20))

    def minimumSizeHint(self) -> QSize:
        """Never cut the words."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw icon and words, underlined while the mouse is over them."""
        look = Look.of(self)
        painter = QPainter(self)
        icon_at(painter, look, (self._icon_name, self._role), QRect(0, 0, look.dp(14), self.height()), 14)
        font = look.font(Kind.CAPTION)
        font.setUnderline(self.underMouse() and self.isEnabled())
        painter.setFont(font)
        painter.setPen(look.colour(self._role))
        words = self.rect().adjusted(look.dp(14 + 5), 0, 0, 0)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, self.text())


class StatusLine(QWidget):
    """28 high. The backup is a button: it leads to the next one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Status"))
        self.backup = StatusButton("database-backup", _("Back up now…"))
        self.waiting = _Item("send")
        self.overdue = _Item("clock-alert")
        self.offline = _Item("wifi-off")
        self.offline.say(_("Works offline: messages leave as files"))
        self._lines = (Hairline(upright=True), Hairline(upright=True))
        self._row = QHBoxLayout(self)
        self._row.addWidget(self.backup)
        self._row.addWidget(self._lines[0])
        self._row.addWidget(self.waiting)
        self._row.addWidget(self._lines[1])
        self._row.addWidget(self.overdue)
        self._row.addStretch(1)
        self._row.addWidget(self.offline)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_facts(StatusFacts(backup=_("No backup yet"), backup_old=True))
        restyled(self, self._restyle)

    def _restyle(self) -> None:
        look = Look.of(self)
        self.setFixedHeight(look.dp(_HEIGHT))
        self._row.setContentsMargins(look.dp(20), 1, look.dp(20), 0)
        self._row.setSpacing(look.dp(14))
        for line in self._lines:
            line.setFixedHeight(look.dp(14))

    def show_facts(self, facts: StatusFacts) -> None:
        """Say how things stand."""
        self.backup.say(facts.backup, Role.WARN if facts.backup_old else Role.INK2)
        self.waiting.say(
            plural("{n} message waiting to leave", "{n} messages waiting to leave", facts.waiting).format(
                n=facts.waiting
            )
            if facts.waiting
            else _("No messages waiting to leave")
        )
        self.overdue.setVisible(bool(facts.overdue))
        self._lines[1].setVisible(bool(facts.overdue))
        self.overdue.say(
            plural("{n} reply overdue", "{n} replies overdue", facts.overdue).format(n=facts.overdue),
            Role.BAD,
            Kind.HEADER,
        )

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the line's ground and hairline."""
        look = Look.of(self)
        painter = QPainter(self)
        painter.fillRect(self.rect(), look.colour(Role.SURFACE))
        painter.fillRect(0, 0, self.width(), 1, look.colour(Role.LINE))
