"""What the sign-in knows: who can sign in, why the last try was refused, and how long to wait for the next."""

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal

from desktop_app.foundation.clock import Clock
from desktop_app.foundation.places import Places
from desktop_app.foundation.problems import Problem
from desktop_app.foundation.progress import Progress
from desktop_app.ui.tasks import Tasks, Ticket

if TYPE_CHECKING:  # imported where first needed: the window must be painted before that
    from desktop_app.domain.passphrases import Strength
    from desktop_app.wording.problems import Words
    from desktop_app.workflows.desk import Desk
    from desktop_app.workflows.open_desk import DeskStatus

SHEET_WORDS: Final = 12
HALVES_WORDS: Final = 26
"""Words of the one sheet, and of both halves together."""

_SECOND: Final = 1000
_RESCUED: Final = {"store_unreadable", "store_missing", "store_unfinished", "keyring_damaged", "keyring_missing"}
"""Refusals out of which a backup leads."""

_BESIDE_THE_FIELD: Final = {
    "passphrase_wrong",
    "passphrase_wait",
    "recovery_half_twice",
    "recovery_half_wrong",
    "recovery_words_count",
    "recovery_wrong",
}


class SignInPresenter(QObject):
    """The state of the sign-in."""

    logins_came = Signal(tuple)
    """Who can sign in here."""

    working_changed = Signal(bool)
    """Whether a passphrase is being tried."""

    refused_beside = Signal(object)
    """`Words` to say beside the passphrase or the recovery words."""

    rescue_offered = Signal()
    """The store or its keys cannot be read: a backup can be put in its place."""

    saving_offered = Signal()
    """The store is damaged, and its keys are not: what can still be read can be saved."""

    refused = Signal(object)
    """`Words` to say on a card of their own: the store cannot be opened at all."""

    wait_changed = Signal(int)
    """Seconds until the next try is allowed; 0 when it is."""

    signed_in = Signal(object)
    """The desk is open: the `Desk`."""

    nothing_here = Signal()
    """There is no office in this place after all."""

    def __init__(
        self,
        tasks: Tasks,
        *,
        places: Places,
        clock: Clock,
        training: bool,
        login: str = "",
        locked: bool = False,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._tasks, self._places, self._clock, self._training = tasks, places, clock, training
        self._login, self._locked = login, locked
        self._working = False
        self._wait = 0
        self._waits: dict[str, int] = {}
        self._timer = QTimer(self)
        self._timer.setInterval(_SECOND)
        self._timer.timeout.connect(self._on_second)

    @property
    def login(self) -> str:
        """Who was here last, or tries to sign in now."""
        return self._login

    @property
    def locked(self) -> bool:
        """Whether the desk is locked by one person, who alone may come back."""
        return self._locked

    @property
    def training(self) -> bool:
        """Whether this opens the store for practice."""
        return self._training

    @property
    def working(self) -> bool:
        """Whether a passphrase is being tried."""
        return self._working

    @property
    def waiting(self) -> int:
        """Seconds until the next try is allowed."""
        return self._wait

    def choose(self, login: str) -> None:
        """Say who is to sign in: where too many wrong tries came before, also before a restart, the wait is shown."""
        if seconds := self._waits.pop(login, 0):
            self._set_wait(max(seconds, self._wait))

    def start(self) -> None:
        """Ask who can sign in, on the worker; call once the window is painted."""
        self._ask_who(self._tasks)

    def _ask_who(self, tasks: Tasks) -> None:
        def job(_progress: Progress) -> "DeskStatus":
            from desktop_app.workflows.open_desk import desk_status

            return desk_status(self._places, self._clock)

        ticket = tasks.run_free(job)
        ticket.succeeded.connect(self._on_status)
        ticket.failed.connect(self._on_refused)

    def sign_in(self, login: str, passphrase: str) -> None:
        """Try a passphrase; ignored while another is tried or the wait is not over."""

        def job(_progress: Progress) -> "Desk":
            from desktop_app.workflows.open_desk import sign_in

            return sign_in(self._places, self._clock, login, passphrase, training=self._training)

        if not self._working and not self._wait:
            self._login = login
            self._follow(self._tasks.open(job))

    def recover(self, login: str, words: str, new_passphrase: str) -> None:
        """Open the store with the words of the recovery sheet and give the user a new passphrase."""

        def job(_progress: Progress) -> "Desk":
            from desktop_app.workflows.open_desk import sign_in_with_recovery

            return sign_in_with_recovery(
                self._places, self._clock, login, words, new_passphrase, training=self._training
            )

        if not self._working and not self._wait:
            self._login = login
            self._follow(self._tasks.open(job))

    def strength(self, passphrase: str) -> "Strength":
        """Tell how strong a new passphrase is."""
        from desktop_app.domain.passphrases import passphrase_strength

        return passphrase_strength(passphrase)

    def rescue(self, backup: Path, login: str, passphrase: str) -> Ticket:
        """Put a backup in the place of the store that cannot be read; who can sign in is asked for anew after it."""

        def job(progress: Progress) -> object:
            from desktop_app.workflows.go_back import put_in_place

            return put_in_place(self._places, self._clock, backup, login, passphrase, progress)

        ticket = self._tasks.run_free(job)
        ticket.succeeded.connect(lambda _done: self.start())
        return ticket

    def save_readable(self, login: str, passphrase: str) -> tuple[Ticket, Path]:
        """Save what can still be read of the damaged store; return the work, and where it goes."""
        from desktop_app.workflows.rescue_store import rescued_file

        target = rescued_file(self._places, self._clock)

        def job(progress: Progress) -> object:
            from desktop_app.workflows.rescue_store import rescue_store

            return rescue_store(self._places, self._clock, login, passphrase, target, progress)

        return self._tasks.run_free(job), target

    def words_counted(self, text: str) -> int:
        """Count the words typed from the recovery sheet."""
        return len(text.split())

    def _follow(self, ticket: Ticket) -> None:
        self._set_working(working=True)
        ticket.succeeded.connect(self._on_signed_in)
        ticket.failed.connect(self._on_refused)
        ticket.finished.connect(self._on_finished)

    def _on_status(self, status: "DeskStatus") -> None:
        if status.exists:
            self._waits = dict(status.waits)
            self.logins_came.emit(status.logins)
        else:
            self.nothing_here.emit()

    def _on_signed_in(self, desk: "Desk") -> None:
        self._timer.stop()
        self.signed_in.emit(desk)

    def _on_refused(self, problem: Problem) -> None:
        from desktop_app.wording.problems import sentences

        words: Words = sentences(problem)
        if problem.code == "passphrase_wait":
            self._set_wait(int(problem.facts.get("seconds", 1)))
        if problem.code in _RESCUED:
            self.rescue_offered.emit()
        if problem.code == "store_unreadable":
            self.saving_offered.emit()
        if problem.code in _BESIDE_THE_FIELD:
            self.refused_beside.emit(words)
        else:
            self.refused.emit(words)

    def _on_finished(self) -> None:
        self._set_working(working=False)

    def _set_working(self, *, working: bool) -> None:
        self._working = working
        self.working_changed.emit(working)

    def _set_wait(self, seconds: int) -> None:
        self._wait = max(seconds, 0)
        if self._wait:
            self._timer.start()
        else:
            self._timer.stop()
        self.wait_changed.emit(self._wait)

    def _on_second(self) -> None:
        self._set_wait(self._wait - 1)
