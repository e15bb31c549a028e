"""The one door to the background: a single worker that owns the desk, and tickets for what was asked of it.

What only looks does not wait for long work: a reader beside the worker opens the store once more, for reading alone,
and answers from what was kept last.

A job is a plain function; it never touches Qt, and its answer is delivered in the window's own thread by a queued
connection. Screens hold no thread, no lock and no store.
"""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, suppress
from typing import TYPE_CHECKING, Final, Protocol, TypeVar, cast, runtime_checkable

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from desktop_app.foundation.problems import Problem
from desktop_app.foundation.progress import Cancelled, Progress

if TYPE_CHECKING:
    from desktop_app.workflows.desk import Desk  # for the jobs' types alone: the worker knows no more than `Closable`

T = TypeVar("T")

PATIENCE: Final = 120
"""Milliseconds that what only looks waits for the worker before the reader is asked."""


class Closable(Protocol):
    """What the worker owns: anything that can be closed, once, on the worker."""

    def close(self) -> None:
        """Give the store back to the disk."""


@runtime_checkable
class Lookable(Closable, Protocol):
    """A desk that can be looked at from beside while the worker is busy with it."""

    def beside(self) -> "Lookable | None":
        """Open it once more for the calling thread; None where it cannot be."""

    def snapshot(self) -> AbstractContextManager[None]:
        """Look at everything inside as it stands at one moment."""


class Ticket(QObject):
    """One job that was asked for. Connect to its signals at once; nothing is delivered before the event loop turns."""

    progressed = Signal(int, int, str)
    """Done, total, and the code of the present part."""

    succeeded = Signal(object)
    """What the job returned."""

    failed = Signal(object)
    """The `Problem` the job met. A bug is not reported here but by `Tasks.crashed`."""

    finished = Signal()
    """The job is over: succeeded, failed, cancelled or crashed. Always the last signal, always once."""

    ended = Signal(object, str, object)
    """For `Tasks` alone: emitted on the worker when the job is over."""

    _step_taken = Signal(int, int, str)

    def __init__(self) -> None:
        super().__init__()
        self._stop = threading.Event()
        self._over = False
        self.beside = False
        """Whether the reader answered, from what was kept when it looked: what waited for the worker may change it."""
        self._step_taken.connect(self.progressed, Qt.ConnectionType.QueuedConnection)

    @property
    def over(self) -> bool:
        """Whether `finished` was emitted."""
        return self._over

    def cancel(self) -> None:
        """Ask the job to stop at its next step. What it had not finished is left as it was."""
        self._stop.set()

    @property
    def cancelled(self) -> bool:
        """Whether someone asked to stop."""
        return self._stop.is_set()

    def step(self, done: int, total: int, what: str = "") -> None:
        """Report progress; called by the job, on the worker. Raises `Cancelled` when asked to stop."""
        if self._stop.is_set():
            raise Cancelled
        self._step_taken.emit(done, total, what)

    def deliver(self, ending: str, answer: object) -> None:
        """Hand over the answer, in the window's thread. For `Tasks` and its likes alone."""
        self._over = True
        try:
            if ending == "done":
                self.succeeded.emit(answer)
            elif ending == "problem":
                self.failed.emit(answer)
        finally:
            self.finished.emit()


def outcome_of(job: Callable[[], object]) -> tuple[str, object]:
    """Run a job and say how it ended: `done` with its answer, `problem`, `cancelled` or `bug`."""
    try:
        return "done", job()
    except Cancelled:
        return "cancelled", None
    except Problem as problem:
        return "problem", problem
    except Exception as bug:  # noqa: BLE001 - whatever a job does, its ticket ends and the worker lives; `crashed` tells
        return "bug", bug


class _Claim:
    """Who does a job that two threads were asked for: whoever comes first."""

    def __init__(self) -> None:
        self._lock = threading.Lock()

    def take(self) -> bool:
        """Take the job; False where it is taken."""
        return self._lock.acquire(blocking=False)


class NoDeskError(RuntimeError):
    """A job needs the desk, and none is open: a mistake of the program."""


class Tasks(QObject):
    """The worker and its queue. Jobs run one after the other, in the order they were asked for."""

    crashed = Signal(object)
    """A job ended with a bug: the exception."""

    busy_changed = Signal(bool)
    """Whether jobs are waiting or running."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._worker: Final = ThreadPoolExecutor(max_workers=1, thread_name_prefix="desk")
        self._reader: Final = ThreadPoolExecutor(max_workers=1, thread_name_prefix="beside")
        self._desk: Closable | None = None  # touched on the worker; the reader asks only whether one is open
        self._beside: Lookable | None = None  # touched on the reader only
        self._reads = False  # whether the reader was ever asked
        self._apart = False  # while the worker opens, closes or moves the store nobody else may hold its file
        self._waiting: set[Ticket] = set()
        self._closing = self._leaving = False
        self._resting: list[tuple[Ticket, Callable[[Ticket], object]]] | None = None

    def rest(self) -> None:
        """Keep what is asked of the desk from now on until `wake`: the desk is locked, nothing is lost."""
        self._resting = []

    def wake(self, *, drop: bool = False) -> None:
        """Do what was asked of the desk meanwhile, or give it up."""
        kept, self._resting = self._resting or [], None
        for ticket, job in kept:
            if drop:
                ticket.cancel()
                ticket.deliver("cancelled", None)
            else:
                self._begin(ticket, job)

    @property
    def busy(self) -> bool:
        """Whether jobs are waiting or running, or an answer has not been delivered yet."""
        return bool(self._waiting)

    def run(self, job: "Callable[[Desk, Progress], T]") -> Ticket:
        """Run a job with the open desk. Without one the ticket ends as a bug (`NoDeskError`).

        Asked between `close_desk` and the next `open` it is cancelled: a window that is being left asks of habit.
        """
        return self._later(lambda ticket: job(cast("Desk", self._opened()), ticket))

    def look(self, job: "Callable[[Desk, Progress], T]") -> Ticket:
        """Run a job that only looks: in its turn, or by the reader where the worker is not free for it soon.

        The reader sees whole acts alone, all that were kept before it began. A job that has to write after all (that a
        protected case was looked at) is done by the worker in its turn.
        """
        claim = _Claim()

        def act(ticket: Ticket) -> object:
            return job(cast("Desk", self._opened()), ticket)

        def look(ticket: Ticket, desk: Lookable) -> object:
            with desk.snapshot():
                return job(cast("Desk", desk), ticket)

        others = len(self._waiting)
        ticket = self._later(act, claim)
        if others and not self._closing and self._resting is None:
            QTimer.singleShot(PATIENCE, self, lambda: self._ask_reader(ticket, claim, act, look))
        return ticket

    def open(self, job: "Callable[[Progress], Desk]") -> Ticket:
        """Run a job whose answer becomes the desk; the desk open before is closed once the new one is made."""
        self._leaving = False
        return self._start(lambda ticket: self._alone(lambda: self._take(job(ticket))))

    def renew(self, job: "Callable[[Desk, Progress], Desk]") -> Ticket:
        """Run a job that makes the desk of the open one, on the same store; it takes the place of the one before."""
        return self._later(lambda ticket: self._alone(lambda: self._replace(job(cast("Desk", self._opened()), ticket))))

    def run_free(self, job: Callable[[Progress], T]) -> Ticket:
        """Run a job that needs no desk."""
        return self._start(job)

    def close_desk(self) -> Ticket:
        """Close the desk after the jobs already waiting: lock, sign out. Without a desk nothing happens."""
        self._leaving = True
        return self._start(lambda _ticket: self._alone(self._drop))

    def shutdown(self) -> None:
        """Take no more jobs, ask those waiting to stop, wait for the running one, close the desk. Twice is harmless."""
        if self._closing:
            return
        self._closing = True
        for ticket in self._waiting:
            ticket.cancel()
        self._worker.submit(outcome_of, lambda: self._alone(self._drop))
        self._worker.shutdown(wait=True)
        self._reader.shutdown(wait=True)

    def _ask_reader(
        self,
        ticket: Ticket,
        claim: _Claim,
        act: Callable[[Ticket], object],
        look: Callable[[Ticket, Lookable], object],
    ) -> None:
        """Have the reader look where the worker has not begun yet."""
        if not ticket.over and not self._closing:
            self._reads = True
            self._reader.submit(self._look_beside, ticket, claim, act, look)

    def _look_beside(
        self,
        ticket: Ticket,
        claim: _Claim,
        act: Callable[[Ticket], object],
        look: Callable[[Ticket, Lookable], object],
    ) -> None:
        """Run on the reader. What cannot be looked at from beside is left to the worker."""
        desk = self._opened_beside()
        if desk is None or not claim.take():
            return
        ending, answer = ("cancelled", None) if ticket.cancelled else outcome_of(lambda: look(ticket, desk))
        if ending == "problem" and isinstance(answer, Problem) and answer.code == "store_read_only":
            with suppress(RuntimeError):  # the program is being left: the ticket ends with it
                self._worker.submit(_work, ticket, act)
            return
        ticket.beside = True
        ticket.ended.emit(ticket, ending, answer)

    def _opened_beside(self) -> Lookable | None:
        if self._apart:
            return None
        desk = self._desk
        if self._beside is None and isinstance(desk, Lookable):
            ending, opened = outcome_of(desk.beside)
            self._beside = cast("Lookable | None", opened) if ending == "done" else None
        return self._beside

    def _alone(self, job: Callable[[], T]) -> T:
        """Run on the worker what opens, closes or moves the store: nobody holds its file meanwhile."""
        self._apart = True
        try:
            if self._reads:  # asked after the line above: who begins to look later sees it
                self._reader.submit(self._leave).result()
            return job()
        finally:
            self._apart = False

    def _leave(self) -> None:
        """Run on the reader: give the store's file back."""
        before, self._beside = self._beside, None
        if before is not None:
            before.close()

    def _later(self, job: Callable[[Ticket], object], claim: _Claim | None = None) -> Ticket:
        if self._resting is None and not self._leaving:
            return self._start(job) if claim is None else self._begin(Ticket(), job, claim)
        ticket = Ticket()
        if self._resting is None:
            ticket.cancel()
            return self._begin(ticket, job)
        self._resting.append((ticket, job))
        return ticket

    def _start(self, job: Callable[[Ticket], object]) -> Ticket:
        return self._begin(Ticket(), job)

    def _begin(self, ticket: Ticket, job: Callable[[Ticket], object], claim: _Claim | None = None) -> Ticket:
        ticket.ended.connect(self._on_ended, Qt.ConnectionType.QueuedConnection)
        self._waiting.add(ticket)  # kept alive until its answer was delivered
        if len(self._waiting) == 1:
            self.busy_changed.emit(True)
        if self._closing:
            ticket.cancel()
            ticket.ended.emit(ticket, "cancelled", None)
        else:
            self._worker.submit(_work, ticket, job, claim)
        return ticket

    @Slot(object, str, object)
    def _on_ended(self, ticket: Ticket, ending: str, answer: object) -> None:
        ticket.deliver(ending, answer)
        if ending == "bug":
            self.crashed.emit(answer)
        self._waiting.discard(ticket)
        if not self._waiting:
            self.busy_changed.emit(False)

    def _opened(self) -> Closable:
        if self._desk is None:
            raise NoDeskError("no desk is open")
        return self._desk

    def _take(self, desk: Closable) -> Closable:
        before, self._desk = self._desk, desk
        if before is not None:
            before.close()
        return desk

    def _replace(self, desk: Closable) -> Closable:
        self._desk = desk
        return desk

    def _drop(self) -> None:
        before, self._desk = self._desk, None
        if before is not None:
            before.close()


class Typed:
    """Asks a list with every key typed: at once, or, while an answer is awaited, the last of it when that came."""

    def __init__(self, ask: Callable[[], Ticket]) -> None:
        self._ask = ask
        self._awaited = self._again = False

    def ask(self) -> None:
        """Ask for what is typed now, or as soon as the answer before it is there."""
        if self._awaited:
            self._again = True
            return
        self._awaited = True
        self._ask().finished.connect(self._on_over)

    def _on_over(self) -> None:
        self._awaited = False
        if self._again:
            self._again = False
            self.ask()


def _work(ticket: Ticket, job: Callable[[Ticket], object], claim: _Claim | None = None) -> None:
    """Run on the worker. A ticket cancelled while it waited never starts; what the reader took is done by it."""
    if claim is not None and not claim.take():
        return
    ending, answer = ("cancelled", None) if ticket.cancelled else outcome_of(lambda: job(ticket))
    ticket.ended.emit(ticket, ending, answer)
