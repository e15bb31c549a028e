"""The locked desk: every window is hidden at once, the store and the keys are let go, and who locked it comes back.

What was typed stays where it was typed, in dialogs too, behind the curtain; it is shown to nobody but the person who
locked. Long work goes on; once it is done the desk is closed, and its key is nowhere in the program.
"""

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QDialog, QToolTip, QWidget

from desktop_app.foundation.clock import Clock
from desktop_app.foundation.places import Places
from desktop_app.foundation.progress import Progress
from desktop_app.ui.notices import Notices
from desktop_app.ui.screens.sign_in.presenter import SignInPresenter
from desktop_app.ui.screens.sign_in.view import SignInWindow
from desktop_app.ui.tasks import Tasks


class Curtain:
    """Hides every window of the program, and brings back what was hidden, dialogs as dialogs."""

    def __init__(self) -> None:
        self._hidden: list[tuple[QWidget, bool]] = []

    def draw(self) -> None:
        """Hide everything: windows, dialogs, lists that hang open, what hovers over the mouse."""
        QToolTip.hideText()
        while (popup := QApplication.activePopupWidget()) is not None:
            popup.close()
        shown = [widget for widget in QApplication.topLevelWidgets() if widget.isVisible()]
        shown.sort(key=lambda widget: isinstance(widget, QDialog))
        self._hidden = [(widget, isinstance(widget, QDialog)) for widget in shown]
        for widget, _is_dialog in reversed(self._hidden):
            widget.hide()

    def open(self) -> None:
        """Show again what was hidden."""
        hidden, self._hidden = self._hidden, []
        for widget, is_dialog in hidden:
            if is_dialog and isinstance(widget, QDialog):
                widget.open()
            else:
                widget.show()

    def drop(self) -> None:
        """Close the dialogs that were hidden: nobody comes back to them."""
        for widget, is_dialog in reversed(self._hidden):
            if is_dialog:
                widget.close()
        self._hidden = []


class UnlockPresenter(SignInPresenter):
    """The sign-in of one person: while long work still holds the desk, the passphrase is tried without opening it."""

    proven = Signal(str)
    """The passphrase is right, and was tried beside the desk: the passphrase, should the desk be closed meanwhile."""

    def __init__(
        self, tasks: Tasks, beside: Tasks, *, places: Places, clock: Clock, training: bool, login: str
    ) -> None:
        super().__init__(tasks, places=places, clock=clock, training=training, login=login, locked=True)
        self._beside = beside
        self.held = True

    def start(self) -> None:
        """Ask who can sign in, beside the desk: work that goes on is not waited for."""
        self._ask_who(self._beside)

    def sign_in(self, login: str, passphrase: str) -> None:
        """Try a passphrase; ignored while another is tried or the wait is not over."""
        if not self.held:
            super().sign_in(login, passphrase)
            return
        if self.working or self.waiting:
            return
        places, clock = self._places, self._clock

        def job(_progress: Progress) -> None:
            from desktop_app.workflows.open_desk import prove

            prove(places, clock, login, passphrase)

        self._set_working(working=True)
        ticket = self._beside.run_free(job)
        ticket.succeeded.connect(lambda _nothing: self.proven.emit(passphrase))
        ticket.failed.connect(self._on_refused)
        ticket.finished.connect(self._on_finished)


class DeskLock(QObject):
    """One locking of the desk, from the curtain to whoever comes back."""

    unlocked = Signal()
    """The person is back: the windows are shown, the desk is open."""

    signed_out = Signal()
    """Somebody else is to sign in: what was hidden is to be given up."""

    closed = Signal()
    """The locked window was closed: the program is to end."""

    def __init__(
        self, tasks: Tasks, *, places: Places, clock: Clock, training: bool, login: str, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._tasks, self._login = tasks, login
        self._curtain = Curtain()
        self._curtain.draw()
        self._beside = Tasks(self)
        self.presenter = UnlockPresenter(
            tasks, self._beside, places=places, clock=clock, training=training, login=login
        )
        self.notices = Notices(self)  # its own: what the desk has to say is for whoever locked it
        self.window = SignInWindow(self.presenter, self.notices)
        self.presenter.setParent(self.window)
        self.window.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
        self.presenter.proven.connect(self._on_proven)
        self.presenter.signed_in.connect(lambda _desk: self._come_back())
        self.window.sign_out_wanted.connect(self._on_sign_out)
        self.window.closed.connect(self.closed)
        tasks.busy_changed.connect(self._on_busy)
        self._let_go()

    def show(self) -> None:
        """Show that the desk is locked."""
        self.window.show()
        self.window.activateWindow()
        self.presenter.start()

    @property
    def held(self) -> bool:
        """Whether work that goes on still holds the desk open."""
        return self.presenter.held

    def end(self) -> None:
        """Take the locked window away."""
        self._tasks.busy_changed.disconnect(self._on_busy)
        self._beside.shutdown()
        self.window.blockSignals(True)
        self.window.close()
        self.window.deleteLater()

    def _on_busy(self, busy: bool) -> None:
        if not busy:
            self._let_go()

    def _let_go(self) -> None:
        """Close the desk as soon as nothing works with it any more; what is asked of it from now on waits."""
        if self.presenter.held and not self._tasks.busy:
            self.presenter.held = False
            self._tasks.rest()
            self._tasks.close_desk()

    def _on_proven(self, passphrase: str) -> None:
        if self.held:
            self._come_back()
        else:
            self.presenter.sign_in(self._login, passphrase)

    def _come_back(self) -> None:
        self._tasks.wake()
        self._curtain.open()
        self.end()
        self.unlocked.emit()

    def _on_sign_out(self) -> None:
        self._tasks.wake(drop=True)
        self._curtain.drop()
        self.end()
        self.signed_out.emit()
