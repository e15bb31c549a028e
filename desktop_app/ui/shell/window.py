"""The one window: rail, top bar, notices, the page, status line; the keys that work everywhere.

A page is any widget. It may offer `primary_action()`, `save_now()`, `print_now()`, `toggle_help()`,
`go_to_step(number)` and `escape() -> bool`; the window calls what is there.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QGuiApplication,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QShortcut,
)
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMainWindow, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from desktop_app.ui.notices import Notices
from desktop_app.ui.shell.keys_dialog import KeysDialog
from desktop_app.ui.shell.rail import Rail
from desktop_app.ui.shell.restore import WindowMemory
from desktop_app.ui.shell.search import SearchHit
from desktop_app.ui.shell.status import StatusFacts, StatusLine
from desktop_app.ui.shell.top_bar import TopBar, Who
from desktop_app.ui.tasks import Tasks, Ticket
from desktop_app.ui.theme import Choice, Kind, Look, Role
from desktop_app.ui.widgets.buttons import PrimaryButton
from desktop_app.ui.widgets.drawing import rounded
from desktop_app.ui.widgets.focus_ring import FocusRing
from desktop_app.ui.widgets.notice_bar import NoticeBar
from desktop_app.ui.widgets.progress import ProgressStrip
from desktop_app.ui.widgets.table_export import ExportButton
from desktop_app.ui.widgets.training_band import TrainingBand
from desktop_app.wording.catalogue import text as _

SMALLEST: Final = (1280, 680)
_FIRST: Final = (1366, 768)


class _DropSign(QWidget):
    """Says, while a file is held over the window, what letting go will do."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the sign over the page."""
        look = Look.of(self)
        painter = QPainter(self)
        frame = self.rect().toRectF().adjusted(12, 12, -12, -12)
        ground = look.colour(Role.ACCENT_TINT)
        ground.setAlpha(236)
        rounded(painter, frame, 6, ground, look.colour(Role.ACCENT), width=2)
        painter.setFont(look.font(Kind.TITLE))
        painter.setPen(look.colour(Role.ACCENT_INK))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, _("Let go to open the bundle"))


class MainWindow(QMainWindow):
    """The window. The app adds pages that work, listens to the signals and tells counts, status and search results."""

    new_claim_requested = Signal()
    search_requested = Signal(str)
    hit_chosen = Signal(object)
    """A `SearchHit` to open."""
    files_dropped = Signal(list)
    """Files (`Path`) let go over the window."""
    change_password_requested = Signal()
    backup_requested = Signal()
    lock_requested = Signal()
    sign_out_requested = Signal()
    page_changed = Signal(str)
    """The key of the page now shown."""
    closing = Signal()
    """The window is about to close: save what is open."""

    def __init__(
        self,
        look: Look,
        tasks: Tasks,
        notices: Notices,
        *,
        who: Who,
        settings_file: Path | None = None,
        training: bool = False,
    ) -> None:
        super().__init__()
        look.dress(self)
        self.look = look
        self.tasks = tasks
        self.notices = notices
        self._settings_file = settings_file
        self._memory = WindowMemory.read(settings_file) if settings_file is not None else WindowMemory()
        self._pages: dict[str, QWidget] = {}
        self._makers: dict[str, tuple[str, Callable[[], QWidget]]] = {}
        self._frames: dict[str, QScrollArea] = {}
        self._under: dict[str, str] = {}
        self._current = ""
        self.setWindowTitle(_("CASS Desk - training") if training else "CASS Desk")
        self.setAcceptDrops(True)
        self.rail = Rail(_("Pages"))
        self.top_bar = TopBar(who)
        self.notice_bar = NoticeBar(notices)
        self.stack = QStackedWidget()
        self.work = ProgressStrip()
        self.status_line = StatusLine()
        self._lay_out(training=training)
        self._ring = FocusRing(self)
        self._drop_sign = _DropSign(self)
        self._connect()
        self._bind_keys()
        self._restore()

    def _lay_out(self, *, training: bool) -> None:
        right = self._right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self.top_bar)
        right.addWidget(self.notice_bar)
        right.addWidget(self.stack, 1)
        right.addWidget(self.work)
        right.addWidget(self.status_line)
        across = QHBoxLayout()
        across.setSpacing(0)
        across.addWidget(self.rail)
        across.addLayout(right, 1)
        holder = QWidget()
        whole = QVBoxLayout(holder)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        if training:
            self.training_band = TrainingBand()
            whole.addWidget(self.training_band)
        whole.addLayout(across, 1)
        self.setCentralWidget(holder)

    def put_below_band(self, strip: QWidget) -> None:
        """Put a strip beside the rail below the band of the training mode, or on top where there is none."""
        self._right.insertWidget(0, strip)

    def _connect(self) -> None:
        self.rail.chosen.connect(self.go_to)
        bar = self.top_bar
        bar.search.search_requested.connect(self.search_requested)
        bar.search.hit_chosen.connect(self.hit_chosen)
        bar.change_password_requested.connect(self.change_password_requested)
        bar.backup_requested.connect(self.backup_requested)
        self.status_line.backup.clicked.connect(lambda _on: self.backup_requested.emit())
        bar.lock_requested.connect(self.lock_requested)
        bar.sign_out_requested.connect(self.sign_out_requested)
        bar.keys_requested.connect(self.show_keys)
        bar.theme_chosen.connect(self.choose_theme)
        bar.scale_chosen.connect(self.choose_scale)
        self.tasks.crashed.connect(self.notices.crashed)

    def _bind_keys(self) -> None:
        for keys, slot in (
            ("Ctrl+N", self.new_claim_requested.emit),
            ("Ctrl+K", self.top_bar.search.begin),
            ("Ctrl+L", self.lock_requested.emit),
            ("Ctrl+S", self._on_save),
            ("Ctrl+Return", self.press_primary),
            ("Ctrl+Enter", self.press_primary),
            ("F1", self._on_help),
            ("Ctrl+P", self._on_print),
            ("Esc", self._on_escape),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(slot)
        for number in range(1, 10):
            shortcut = QShortcut(QKeySequence(f"Alt+{number}"), self)
            shortcut.setObjectName(str(number))
            shortcut.activated.connect(self._on_step)

    def _restore(self) -> None:
        screen = QGuiApplication.primaryScreen().availableSize()
        self.setMinimumSize(min(SMALLEST[0], screen.width()), min(SMALLEST[1], screen.height()))
        if not self.restoreGeometry(self._memory.qt_geometry()):
            self.resize(min(_FIRST[0], screen.width()), min(_FIRST[1], screen.height()))

    # Pages

    def add_page(
        self,
        key: str,
        label: str,
        icon: str,
        widget: QWidget | Callable[[], QWidget],
        *,
        under: str = "",
        at_bottom: bool = False,
    ) -> None:
        """Add a page that works, or what makes it when it is first shown or asked for.

        With `under` it has no entry of its own on the rail: that page's entry is marked.
        """
        frame = QScrollArea(self.stack)  # a page wider than the window scrolls; the bars stay
        frame.setWidgetResizable(True)
        frame.setFrameShape(QFrame.Shape.NoFrame)
        frame.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._frames[key] = frame
        self._under[key] = under or key
        self.stack.addWidget(frame)
        self._makers[key] = (label, (lambda: widget) if isinstance(widget, QWidget) else widget)
        if isinstance(widget, QWidget):
            self.page(key)
        if not under:
            self.rail.add(key, label, icon, at_bottom=at_bottom)
        if len(self._frames) == 1 or key == self._memory.page:
            self.go_to(key)

    def go_to(self, key: str) -> None:
        """Show a page and give it the keyboard. A key without a page changes nothing."""
        if key not in self._frames:
            return
        page = self.page(key)
        self.rail.choose(self._under[key])
        changed = self._current != key
        self._current = key
        self.stack.setCurrentWidget(self._frames[key])
        if changed:
            self.notice_bar.leave_page()
        if changed and self.isVisible():
            page.setFocus(Qt.FocusReason.OtherFocusReason)
        self.page_changed.emit(key)

    @property
    def current_key(self) -> str:
        """The key of the page shown, empty for none."""
        return self._current

    @property
    def remembered_page(self) -> str:
        """The key of the page that was shown when the window was last closed."""
        return self._memory.page

    def page(self, key: str) -> QWidget:
        """Return a page, made now if it is not yet. Raises `KeyError`."""
        if key not in self._pages:
            label, make = self._makers[key]
            page = make()
            page.setAccessibleName(page.accessibleName() or label)
            self._pages[key] = page
            self._frames[key].setWidget(page)
            for button in page.findChildren(ExportButton):
                button.serve(self.tasks, self.notices)
                button.working.connect(self.follow)
        return self._pages[key]

    def has_made(self, key: str) -> bool:
        """Tell whether a page is made already."""
        return key in self._pages

    # What the app tells

    def set_count(self, key: str, count: int) -> None:
        """Show on the rail how many things wait at a page."""
        self.rail.set_count(key, count)

    def show_status(self, facts: StatusFacts) -> None:
        """Say in the status line how things stand."""
        self.status_line.show_facts(facts)

    def follow(self, ticket: Ticket, what: str) -> None:
        """Show above the status line how far long work is, with Cancel; `what` says in words what is done."""
        self.work.follow(ticket, what)

    def show_results(self, hits: Sequence[SearchHit]) -> None:
        """Show what a search found."""
        self.top_bar.search.show_results(hits)

    def show_who(self, who: Who) -> None:
        """Show another office or person."""
        self.top_bar.show_who(who)

    def show_keys(self) -> None:
        """Show the list of all keys."""
        dialog = KeysDialog(self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    # Keys

    def _ask_page(self, name: str, *arguments: int) -> object:
        """Call what the page offers under this name; nothing when it does not."""
        offered = getattr(self._pages.get(self._current), name, None)
        return offered(*arguments) if callable(offered) else None

    def press_primary(self) -> None:
        """Do the page's primary action, or press its one filled button."""
        page = self._pages.get(self._current)
        if page is None:
            return
        if callable(getattr(page, "primary_action", None)):
            self._ask_page("primary_action")
            return
        for button in page.findChildren(PrimaryButton):
            if button.isVisible() and button.isEnabled():
                button.click()
                return

    def _on_save(self) -> None:
        self._ask_page("save_now")

    def _on_help(self) -> None:
        self._ask_page("toggle_help")

    def _on_print(self) -> None:
        self._ask_page("print_now")

    def _on_step(self) -> None:
        self._ask_page("go_to_step", int(self.sender().objectName()))

    def _on_escape(self) -> None:
        if self.top_bar.search.close_results():
            return
        if self.notice_bar.isVisible():
            self.notice_bar.close_notice()
            return
        self._ask_page("escape")

    def choose_theme(self, choice: Choice) -> None:
        """Show everything in another theme, and remember it."""
        self.look.choose_theme(choice)
        self.remember()

    def choose_scale(self, scale: float) -> None:
        """Show everything in another text size (1.25 for 125 %), and remember it."""
        self.look.choose_scale(scale)
        self.remember()

    # Remembering, dropping, closing

    def remember(self) -> None:
        """Keep where the window stands, which page it shows, theme and text size."""
        memory = replace(
            self._memory,
            page=self._under.get(self.current_key, self.current_key),
            theme=self.look.choice,
            scale_percent=round(self.look.scale * 100),
        )
        self._memory = memory.with_geometry(self.saveGeometry())
        if self._settings_file is not None:
            self._memory.write(self._settings_file)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()
            self._drop_sign.setGeometry(self.rect())
            self._drop_sign.raise_()
            self._drop_sign.show()

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        """Take the sign away."""
        self._drop_sign.hide()

    def dropEvent(self, event: QDropEvent) -> None:
        """Hand the files over."""
        self._drop_sign.hide()
        files = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if files:
            event.acceptProposedAction()
            self.files_dropped.emit(files)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Close the list of hits: it hangs below a box that moves."""
        super().resizeEvent(event)
        self.top_bar.search.close_results()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Save, remember, close."""
        self.closing.emit()
        self.remember()
        super().closeEvent(event)
