"""What Today knows: the queue, which part of it is shown, and where each task leads."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final, assert_never

from PySide6.QtCore import QObject, Signal

from desktop_app.foundation.progress import Progress
from desktop_app.ui.notices import Notices
from desktop_app.ui.tasks import Tasks
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.missing_bundles import ask_for_missing
from desktop_app.workflows.obligations import Remedy
from desktop_app.workflows.open_claim import Step
from desktop_app.workflows.today import (
    RETURNED,
    SEND_AGAIN,
    TELL_BACK,
    QueueItem,
    QueueKind,
    TodayView,
    today_queue,
)
from desktop_app.workflows.went_back import tell_went_back


class Filter(StrEnum):
    """The tiles, in their order: keys 1 to 6."""

    ALL = "all"
    OVERDUE = "overdue"
    ARRIVED = "arrived"
    ASKED = "asked"
    READY = "ready"
    TO_FINISH = "to_finish"


_KINDS: Final[Mapping[Filter, frozenset[QueueKind]]] = MappingProxyType(
    {
        Filter.ALL: frozenset(QueueKind),
        Filter.OVERDUE: frozenset({QueueKind.OVERDUE}),
        Filter.ARRIVED: frozenset({QueueKind.ARRIVED}),
        Filter.ASKED: frozenset({QueueKind.ASKED}),
        Filter.READY: frozenset({QueueKind.READY}),
        Filter.TO_FINISH: frozenset(
            {
                QueueKind.SECOND,
                QueueKind.DRAFT,
                QueueKind.TO_SEND,
                QueueKind.MISSING,
                QueueKind.DUE_SOON,
                QueueKind.KEYS,
                QueueKind.CLOSABLE,
            }
        ),
    }
)


class TodayPresenter(QObject):
    """The state of Today."""

    shown = Signal()
    """The queue or the part of it that is shown is another."""

    claim_wanted = Signal(str, int)
    """A claim or draft should be opened: its key, and the step (0 for wherever it was)."""

    bundle_wanted = Signal(int)
    """A received bundle should be shown: its number in the mailbox."""

    sending_wanted = Signal(str)
    """What waits to leave for an office should be shown: its code."""

    proposal_wanted = Signal(str)
    """What waits for a second person should be shown: the proposal's id."""

    remedy_wanted = Signal(str)
    """The next step of something owed should be done: the obligation's id."""

    sent_wanted = Signal(str)
    """A bundle that left should be shown: its id."""

    closing_wanted = Signal(str)
    """A case should be closed: the claim's key."""

    office_wanted = Signal(str)
    """An office should be shown with its keys: its code, empty for the directory list."""

    def __init__(self, tasks: Tasks, notices: Notices, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks, self._notices = tasks, notices
        self._view: TodayView | None = None
        self._filter = Filter.ALL

    @property
    def view(self) -> TodayView | None:
        """The queue, None before it came."""
        return self._view

    @property
    def filter(self) -> Filter:
        """Which part of the queue is shown."""
        return self._filter

    @property
    def items(self) -> tuple[QueueItem, ...]:
        """The tasks shown."""
        return self._under(self._filter)

    def count(self, part: Filter) -> int:
        """Count the tasks of a part."""
        return len(self._under(part))

    def count_kind(self, kind: QueueKind) -> int:
        """Count the tasks of one kind."""
        return sum(item.kind is kind for item in self._under(Filter.ALL))

    def oldest_overdue(self) -> int:
        """Return the days by which the oldest reply is overdue, 0 when none is."""
        return max((-(item.days or 0) for item in self._under(Filter.OVERDUE)), default=0)

    def load(self) -> None:
        """Fetch the queue again."""

        def job(desk: Desk, _progress: Progress) -> TodayView:
            return today_queue(desk)

        ticket = self._tasks.look(job)
        ticket.succeeded.connect(self._on_view)
        ticket.failed.connect(self._notices.refuse)

    def choose(self, part: Filter) -> None:
        """Show another part of the queue."""
        if part is not self._filter:
            self._filter = part
            self.shown.emit()

    def do_next(self, row: int) -> None:
        """Go where the next step of a task is done."""
        if not 0 <= row < len(self.items):
            return
        item = self.items[row]
        match item.kind:
            case QueueKind.ARRIVED:
                if item.mailbox_id is not None:
                    self.bundle_wanted.emit(item.mailbox_id)
            case QueueKind.SECOND:
                self._about_proposal(item)
            case QueueKind.TO_SEND | QueueKind.MISSING:
                self._about_bundles(item)
            case QueueKind.READY:
                self.claim_wanted.emit(item.claim_key, int(Step.CALCULATION))
            case QueueKind.ASKED | QueueKind.OVERDUE | QueueKind.DUE_SOON:
                if item.obligation_id and not self._opens_claim(item):
                    self.remedy_wanted.emit(item.obligation_id)
                    return
                self.claim_wanted.emit(item.claim_key, int(Step.INSURANCE_PERIODS))
            case QueueKind.CLOSABLE:
                self.closing_wanted.emit(item.claim_key)
            case QueueKind.KEYS:
                self.office_wanted.emit(item.office)
            case QueueKind.DRAFT:
                self.claim_wanted.emit(item.claim_key, 0)
            case _:
                assert_never(item.kind)

    def _about_proposal(self, item: QueueItem) -> None:
        """Show what waits; of what came back, its claim, where it is prepared anew."""
        if item.code == RETURNED:
            self.claim_wanted.emit(item.claim_key, 0)
        else:
            self.proposal_wanted.emit(item.proposal_id)

    def _about_bundles(self, item: QueueItem) -> None:
        """Show what leaves, or what is missing there; ask for what is missing here, and show what leaves then."""
        if item.kind is QueueKind.TO_SEND:
            self.sending_wanted.emit(item.office)
            return
        if item.action == SEND_AGAIN:
            self.sent_wanted.emit(item.draft_id)
            return
        office = item.office

        def job(desk: Desk, _progress: Progress) -> None:
            if item.action == TELL_BACK:
                tell_went_back(desk, office)
            else:
                ask_for_missing(desk, office)

        ticket = self._tasks.run(job)
        ticket.succeeded.connect(lambda _none: self.sending_wanted.emit(office))
        ticket.failed.connect(self._notices.refuse)

    def open_claim(self, row: int) -> None:
        """Open the claim of a task, where it has one."""
        if 0 <= row < len(self.items) and self.items[row].claim_key:
            self.claim_wanted.emit(self.items[row].claim_key, 0)

    def _opens_claim(self, item: QueueItem) -> bool:
        """Tell whether the claim is where something owed is worked on: periods asked of us, or nothing to do yet."""
        return bool(item.claim_key) and (item.code == "asked_for_periods" or item.action in {"", Remedy.NONE.value})

    def _under(self, part: Filter) -> tuple[QueueItem, ...]:
        items = self._view.items if self._view else ()
        return tuple(item for item in items if item.kind in _KINDS[part])

    def _on_view(self, view: TodayView) -> None:
        self._view = view
        self.shown.emit()
