"""The program with a window: first run, sign-in, the office's window, and the way from each to the next.

Nothing heavy is imported here: the first window must be painted before the store, its ciphers and the rules are read.
"""

import contextlib
import gc
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QIcon
from PySide6.QtWidgets import QApplication, QWidget

from desktop_app.foundation.clock import Clock, SystemClock
from desktop_app.foundation.places import Places
from desktop_app.foundation.problems import Problem
from desktop_app.foundation.progress import Progress
from desktop_app.ui.app.crash_hooks import CrashHooks
from desktop_app.ui.notices import Notices
from desktop_app.ui.shell.restore import WindowMemory
from desktop_app.ui.tasks import Tasks
from desktop_app.ui.theme import Look, fusion_application

if TYPE_CHECKING:  # the office's window needs everything; it is imported while the passphrase is typed
    from desktop_app.ui.app.locking import DeskLock
    from desktop_app.ui.app.office_window import OfficeWindow, Opened
    from desktop_app.workflows.desk import Desk

_TRAINING_SUFFIX: Final = "-training"
_PATIENCE: Final = 1000
"""Milliseconds until a window that was not painted counts as painted."""


def run_window(places: Places, clock: Clock, training: bool, version: str) -> int:
    """Show the window and stay until it is closed; return the exit code."""
    application = QApplication.instance()
    if not isinstance(application, QApplication):
        QGuiApplication.setHighDpiScaleFactorRoundingPolicy(Qt.HighDpiScaleFactorRoundingPolicy.PassThrough)
        application = fusion_application(sys.argv[:1])
    application.setApplicationName("CASS Desk")
    application.setApplicationDisplayName("CASS Desk")
    application.setApplicationVersion(version)
    program = WindowProgram(application, places, clock, training=training)
    program.start()
    try:
        return application.exec()
    finally:
        program.stop()


def build_every_screen() -> int:
    """Build every screen once without showing any, for the self-test; return how many there are."""
    from desktop_app.ui.app.office_window import screens_without_desk
    from desktop_app.ui.screens.first_run.presenter import FirstRunPresenter
    from desktop_app.ui.screens.first_run.view import FirstRunWindow
    from desktop_app.ui.screens.practice.view import PracticePresenter, PracticeWindow
    from desktop_app.ui.screens.sign_in.presenter import SignInPresenter
    from desktop_app.ui.screens.sign_in.view import SignInWindow

    application = QApplication.instance()
    if not isinstance(application, QApplication):
        application = fusion_application(sys.argv[:1])
    look = Look(application)
    look.apply()
    tasks, notices, clock = Tasks(), Notices(), SystemClock()
    try:
        places = Places.default(training=True)  # only named, never touched
        entrance: list[QWidget] = [
            FirstRunWindow(FirstRunPresenter(tasks, notices, places=places, clock=clock), notices),
            PracticeWindow(PracticePresenter(tasks, places=places, clock=clock), notices),
            SignInWindow(SignInPresenter(tasks, places=places, clock=clock, training=True), notices),
        ]
        return len(entrance) + len(screens_without_desk(look, tasks, notices))
    finally:
        tasks.shutdown()


class WindowProgram(QObject):
    """One window at a time, and what all of them share: look, worker, notices, crash hooks."""

    def __init__(self, application: QApplication, places: Places, clock: Clock, *, training: bool) -> None:
        super().__init__()
        self._application, self._places, self._clock, self._training = application, places, clock, training
        memory = WindowMemory.read(places.settings_file)
        self.look = Look(application, memory.theme, memory.scale_percent / 100)
        self.look.apply()
        self.tasks = Tasks(self)
        self.notices = Notices(self)
        self.tasks.crashed.connect(self.notices.crashed)
        self._hooks = CrashHooks(self.notices)
        application.setWindowIcon(QIcon(self.look.logo(64)))
        application.setQuitOnLastWindowClosed(False)
        self.window: QWidget | None = None
        self.office: OfficeWindow | None = None
        self.lock: DeskLock | None = None
        self._login = ""
        self._warmed = False

    def start(self) -> None:
        """Show the first window."""
        self._hooks.install()
        self.show_entrance()

    def stop(self) -> None:
        """Close the desk and give the hooks back."""
        self.tasks.shutdown()
        self._hooks.remove()

    def show_entrance(self) -> None:
        """Show the sign-in where there is an office, the first run where there is none."""
        if self._places.keyring_file.exists() or self._places.store_file.exists():
            self.show_sign_in()
        elif self._training:
            self.show_practice()
        else:
            self.show_first_run()

    def show_sign_in(self) -> None:
        """Ask who is there."""
        from desktop_app.ui.screens.sign_in.presenter import SignInPresenter
        from desktop_app.ui.screens.sign_in.view import SignInWindow

        presenter = SignInPresenter(
            self.tasks, places=self._places, clock=self._clock, training=self._training, login=self._login
        )
        window = SignInWindow(presenter, self.notices)
        presenter.setParent(window)
        presenter.signed_in.connect(lambda desk: self._on_desk(desk, presenter.login))
        presenter.nothing_here.connect(self.show_practice if self._training else self.show_first_run)
        window.afresh_wanted.connect(self._on_afresh)
        window.other_mode_wanted.connect(self._on_other_mode)
        window.closed.connect(self._on_closed)
        self._show(window)
        self._when_painted(window, presenter.start)

    def show_first_run(self) -> None:
        """Set an office up."""
        from desktop_app.ui.screens.first_run.presenter import FirstRunPresenter
        from desktop_app.ui.screens.first_run.view import FirstRunWindow

        presenter = FirstRunPresenter(self.tasks, self.notices, places=self._places, clock=self._clock)
        window = FirstRunWindow(presenter, self.notices)
        presenter.setParent(window)
        presenter.set_up_done.connect(lambda desk: self._on_desk(desk, presenter.entries.login, new=True))
        presenter.office_found.connect(self.show_sign_in)
        presenter.restored.connect(self.show_sign_in)
        window.other_mode_wanted.connect(self._on_other_mode)
        window.closed.connect(self._on_closed)
        self._show(window)
        self._when_painted(window, presenter.start)

    def show_practice(self) -> None:
        """Make the office of the training mode."""
        from desktop_app.ui.screens.practice.view import PracticePresenter, PracticeWindow
        from desktop_app.workflows.practice_users import TRAINEE

        window = PracticeWindow(PracticePresenter(self.tasks, places=self._places, clock=self._clock), self.notices)
        window.made.connect(lambda: self._on_desk(None, TRAINEE.login))
        window.other_mode_wanted.connect(self._on_other_mode)
        window.closed.connect(self._on_closed)
        self._show(window)
        self._when_painted(window, window.start)

    def _on_afresh(self) -> None:
        """Throw the practice office away and make it anew."""
        places = self._places

        def job(_progress: Progress) -> None:
            from desktop_app.workflows.practice_office import throw_practice_away

            throw_practice_away(places)

        ticket = self.tasks.run_free(job)
        ticket.succeeded.connect(lambda _nothing: self.show_practice())
        ticket.failed.connect(self.notices.refuse)

    def _when_painted(self, window: QWidget, act: Callable[[], None]) -> None:
        """Do something once the window has been painted, and read the heavy libraries while nobody waits for them."""

        def begin() -> None:
            if self.window is window:
                act()
            if not self._warmed:
                self._warmed = True
                gc.freeze()  # modules and classes stay: to look through them again and again would make keystrokes wait
                gc.enable()
                self.tasks.run_free(_warm_up)

        _FirstPaint(window).over.connect(begin)

    def _on_desk(self, desk: "Desk | None", login: str, *, new: bool = False) -> None:
        """Fetch what the office's window shows first; the desk itself stays on the worker.

        A `new` office is asked where its backups go.
        """
        del desk
        self._login = login

        def job(desk: "Desk", _progress: Progress) -> "Opened":
            from desktop_app.ui.app.office_window import opened

            return opened(desk)

        ticket = self.tasks.run(job)
        ticket.succeeded.connect(lambda found: self._show_office(found, new=new))
        ticket.failed.connect(self.notices.refuse)

    def _show_office(self, found: "Opened", *, new: bool = False) -> None:
        from desktop_app.ui.app.office_window import OfficeWindow

        office = OfficeWindow(self.look, self.tasks, self.notices, clock=self._clock, places=self._places, opened=found)
        office.locked.connect(self._on_locked)
        office.signed_out.connect(lambda: self._leave_office(""))
        office.other_mode_wanted.connect(self._leave_for_other_mode)
        office.closed.connect(self._on_office_closed)
        self.office = office
        self._show(office.window, maximized=office.begins_maximized)
        office.begin(found.place)
        if new:
            office.backups.ask_plan()

    def _on_locked(self) -> None:
        """Hide everything at once; the desk is closed as soon as nothing works with it."""
        from desktop_app.ui.app.locking import DeskLock

        office = self.office
        if office is None or self.lock is not None:
            return
        self.lock = lock = DeskLock(
            self.tasks, places=self._places, clock=self._clock, training=self._training, login=self._login, parent=self
        )
        self.window = lock.window
        lock.unlocked.connect(lambda: self._on_unlocked(office))
        lock.signed_out.connect(self._on_lock_given_up)
        lock.closed.connect(self._on_closed)
        lock.show()

    def _on_unlocked(self, office: "OfficeWindow") -> None:
        self._drop_lock()
        self.window = office.window
        office.come_back()

    def _on_lock_given_up(self) -> None:
        self._drop_lock()
        self.window = self.office.window if self.office is not None else None
        self._leave_office("")

    def _drop_lock(self) -> None:
        if self.lock is not None:
            self.lock.deleteLater()
            self.lock = None

    def _leave_office(self, login: str) -> None:
        """Close the desk after what is still to be saved, then ask who is there."""
        self._login = login
        ticket = self.tasks.close_desk()
        ticket.finished.connect(self.show_sign_in)

    def _leave_for_other_mode(self) -> None:
        """Close the desk, and ask who is there in the other mode."""
        self.tasks.close_desk().finished.connect(self._on_other_mode)

    def _on_office_closed(self) -> None:
        ticket = self.tasks.close_desk()  # after the save that closing the window asked for
        ticket.finished.connect(self._application.quit)

    def _on_other_mode(self) -> None:
        self._training = not self._training
        self._places = other_places(self._places, training=self._training)
        self._login = ""
        self.show_entrance()

    def _on_closed(self) -> None:
        self._application.quit()

    def _show(self, window: QWidget, *, maximized: bool = False) -> None:
        before, self.window = self.window, window
        if maximized:
            window.showMaximized()
        else:
            window.show()
        if before is not None:
            before.blockSignals(True)
            before.close()
            before.deleteLater()
        if self.office is not None and self.office.window is not window:
            self.office.deleteLater()
            self.office = None


class _FirstPaint(QObject):
    """Waits until a window has been painted once; a window that nobody sees is waited for only so long."""

    over = Signal()
    """It was painted. Once."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._patience = QTimer(self, singleShot=True, interval=_PATIENCE)
        self._patience.timeout.connect(self.over)
        self._patience.start()
        window.installEventFilter(self)

    def eventFilter(self, window: QObject, event: QEvent) -> bool:
        """Let the painting end, then tell."""
        if event.type() == QEvent.Type.Paint:
            window.removeEventFilter(self)
            self._patience.start(0)
        return False


def other_places(places: Places, *, training: bool) -> Places:
    """Name the folder of the other mode: beside the program's own, or beside a folder a person chose."""
    if places in {Places.default(training=not training), Places.default(training=training)}:
        return Places.default(training=training)
    name = places.data.name
    if training:
        return Places.at(places.data.with_name(name + _TRAINING_SUFFIX))
    if name.endswith(_TRAINING_SUFFIX):
        return Places.at(places.data.with_name(name.removesuffix(_TRAINING_SUFFIX)))
    return Places.default()


def _warm_up(_progress: Progress) -> None:
    """Import on the worker what the office's window needs, and read the rules."""
    import desktop_app.ui.app.office_window
    import desktop_app.workflows.open_desk  # noqa: F401 - read ahead, used when the passphrase is tried
    from desktop_app.workflows.consult_rules import load_rulebook

    with contextlib.suppress(Problem):  # said when the rules are needed
        load_rulebook()
