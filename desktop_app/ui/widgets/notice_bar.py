"""The bar on top of a page that shows one notice: what happened, what was kept, what to do. Esc closes it."""

from typing import Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop_app.ui.notices import Level, Notice, Notices
from desktop_app.ui.theme import Kind, Look, Role
from desktop_app.ui.widgets.buttons import IconButton
from desktop_app.ui.widgets.styling import restyled
from desktop_app.ui.widgets.text import Picture, Text
from desktop_app.wording.catalogue import text as _

_LOOKS: Final[dict[Level, tuple[str, Role, Role]]] = {
    "ok": ("circle-check", Role.OK, Role.OK_TINT),
    "warn": ("triangle-alert", Role.WARN, Role.WARN_TINT),
    "bad": ("circle-alert", Role.BAD, Role.BAD_TINT),
}
_SUCCESS_MS: Final = 8000


class NoticeBar(QWidget):
    """Shows what `Notices` says, on top of a page; never a dialog, except for mistakes of the program.

    What went well leaves by itself after 8 seconds, and when another page is shown (`leave_page`); what needs a look
    stays until it is closed or something else is said.
    """

    def __init__(self, notices: Notices, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.notice: Notice | None = None
        self._fresh = False  # said by the act that is still going on, which may lead to another page
        self.patience = QTimer(self, singleShot=True, interval=_SUCCESS_MS)
        self.patience.timeout.connect(self._leave)
        self._icon = Picture("info", Role.INK2, 18)
        self._happened = Text("", Kind.BASE_STRONG, Role.INK, wrap=True)
        self._more = Text("", Kind.SENTENCE, Role.INK, wrap=True)
        self.closer = IconButton("x", _("Close this notice (Esc)"))
        self.closer.clicked.connect(self.close_notice)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._happened)
        words.addWidget(self._more)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        self._row.addLayout(words, 1)
        self._row.addWidget(self.closer, 0, Qt.AlignmentFlag.AlignTop)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()
        notices.shown.connect(self.show_notice)
        notices.cleared.connect(self.close_notice)
        notices.bug_reported.connect(self._on_bug_reported)
        restyled(self, self._restyle)

    def _restyle(self) -> None:
        look = Look.of(self)
        self._row.setContentsMargins(look.dp(20), look.dp(8), look.dp(12), look.dp(8))
        self._row.setSpacing(look.dp(12))

    def show_notice(self, notice: Notice) -> None:
        """Show a notice in place of the one before, and announce it."""
        self.notice = notice
        icon, role, _tint = _LOOKS[notice.level]
        self._icon.show_icon(icon, role)
        self._happened.setText(notice.happened)
        self._happened.set_role(role)
        self._more.setText(" ".join(part for part in (notice.kept, notice.do) if part))
        self._more.setVisible(bool(self._more.text()))
        self.setAccessibleName(notice.text)
        self.show()
        self.update()
        self.patience.stop()
        if notice.level == "ok":
            self.patience.start()
        self._fresh = True
        QTimer.singleShot(0, self, self._on_turn_over)
        from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent  # not before something is said

        announcement = QAccessibleAnnouncementEvent(self, notice.text)
        if notice.level != "ok":
            announcement.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive)
        QAccessible.updateAccessibility(announcement)

    def close_notice(self) -> None:
        """Take the notice away."""
        self.patience.stop()
        self.notice = None
        self.hide()

    def leave_page(self) -> None:
        """Take away what went well on the page before, unless the act that said it leads to the next page itself."""
        if not self._fresh:
            self._leave()

    def _leave(self) -> None:
        if self.notice is not None and self.notice.level == "ok":
            self.close_notice()

    def _on_turn_over(self) -> None:
        self._fresh = False

    def _on_bug_reported(self, report: object) -> None:
        from desktop_app.ui.widgets.bug_dialog import show_report  # hopefully never

        show_report(report, self.window())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close with Esc while the focus is in the bar; the window passes Esc on from elsewhere."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_notice()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Fill the bar with the tint of its level."""
        if self.notice is not None:
            look = Look.of(self)
            painter = QPainter(self)
            painter.fillRect(self.rect(), look.colour(_LOOKS[self.notice.level][2]))
            painter.fillRect(0, self.height() - 1, self.width(), 1, look.colour(Role.LINE))
