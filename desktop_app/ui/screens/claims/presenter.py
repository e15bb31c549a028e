"""What the table of claims knows: filter, order, how many there are, and the windows of rows looked at."""

from dataclasses import dataclass, replace
from typing import Final

from PySide6.QtCore import QObject, Signal

from desktop_app.domain.claims import AFTER_DECISION, Stage
from desktop_app.domain.states import Party
from desktop_app.foundation.progress import Progress
from desktop_app.ui.notices import Notices
from desktop_app.ui.tasks import Tasks, Ticket, Typed
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.list_claims import ClaimFilter, ClaimLine, ClaimSort, ClaimsPage, SortKey, claims_page

FIRST_WINDOW: Final = 100


def _stages(stage: Stage | None) -> frozenset[Stage]:
    """Return the stages that one choice shows: all that follow our decision stand together."""
    if stage is None:
        return frozenset()
    return AFTER_DECISION if stage in AFTER_DECISION else frozenset({stage})


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What the table shows: stage, State, whose claims, the text searched, and the order."""

    stage: Stage | None = None
    state: str = ""
    mine: bool = False
    text: str = ""
    sort: SortKey = SortKey.OPENED
    descending: bool = True

    @property
    def filtered(self) -> bool:
        """Whether anything is left out."""
        return bool(self.stage or self.state or self.mine or self.text)

    def page(self, desk: Desk, offset: int, limit: int) -> ClaimsPage:
        """Fetch a window of rows; runs on the worker."""
        wanted = ClaimFilter(
            stages=_stages(self.stage),
            state=self.state,
            responsible=desk.user.id if self.mine else "",
            text=self.text,
        )
        sort = ClaimSort(key=self.sort, descending=self.descending)
        return claims_page(desk, wanted, sort, offset=offset, limit=limit)


class ClaimsPresenter(QObject):
    """The state of the table of claims."""

    reset = Signal(int)
    """Other rows are shown: how many there are. The first window follows by `filled`."""

    filled = Signal(int, tuple)
    """A window of rows came: its first row and the `ClaimLine`s."""

    changed = Signal()
    """Filter or order are others."""

    claim_wanted = Signal(str)
    """A claim or draft should be opened: its key."""

    def __init__(self, tasks: Tasks, notices: Notices, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks, self._notices = tasks, notices
        self._shown = Shown()
        self._asked = 0  # tells the answers to one question from those to the next
        self._lines: dict[int, ClaimLine] = {}
        self._total = 0
        self._parties: tuple[Party, ...] = ()
        self._typed = Typed(self.load)

    @property
    def shown(self) -> Shown:
        """Filter and order."""
        return self._shown

    @property
    def total(self) -> int:
        """How many claims the filter lets through."""
        return self._total

    @property
    def parties(self) -> tuple[Party, ...]:
        """The States one can filter by."""
        return self._parties

    @property
    def filtered(self) -> bool:
        """Whether anything is filtered."""
        return self._shown.filtered

    def load(self) -> Ticket:
        """Fetch the first window anew."""
        self._asked += 1
        asked, shown = self._asked, self._shown

        def job(desk: Desk, _progress: Progress) -> tuple[int, tuple[Party, ...], ClaimsPage]:
            return asked, desk.rulebook.parties, shown.page(desk, 0, FIRST_WINDOW)

        ticket = self._tasks.look(job)
        ticket.succeeded.connect(self._on_first)
        ticket.failed.connect(self._notices.refuse)
        return ticket

    def fetch(self, first: int, count: int) -> None:
        """Fetch a window of rows that is looked at."""
        asked, shown = self._asked, self._shown

        def job(desk: Desk, _progress: Progress) -> tuple[int, int, ClaimsPage]:
            return asked, first, shown.page(desk, first, count)

        ticket = self._tasks.look(job)
        ticket.succeeded.connect(self._on_window)
        ticket.failed.connect(self._notices.refuse)

    def choose_stage(self, stage: Stage | None) -> None:
        """Show claims of one stage, or of all."""
        self._change(replace(self._shown, stage=stage))

    def choose_state(self, state: str) -> None:
        """Show claims in which a State is involved, or all."""
        self._change(replace(self._shown, state=state))

    def choose_mine(self, *, mine: bool) -> None:
        """Show only the claims this user is responsible for, or all."""
        self._change(replace(self._shown, mine=mine))

    def search(self, text: str) -> None:
        """Show claims whose person or number fits the text; asked with every key."""
        self._shown = replace(self._shown, text=text.strip())
        self.changed.emit()
        self._typed.ask()

    def clear(self) -> None:
        """Show all claims again."""
        self._change(Shown(sort=self._shown.sort, descending=self._shown.descending))

    def sort_by(self, sort: SortKey) -> None:
        """Order by a column; the same column again turns the order round."""
        same = sort is self._shown.sort
        descending = not self._shown.descending if same else sort is SortKey.OPENED
        self._change(replace(self._shown, sort=sort, descending=descending))

    def open(self, row: int) -> None:
        """Open the claim of a row."""
        line = self._lines.get(row)
        if line is not None:
            self.claim_wanted.emit(line.claim_id)

    def _change(self, shown: Shown) -> None:
        if shown != self._shown:
            self._shown = shown
            self.changed.emit()
            self.load()

    def _on_first(self, answer: tuple[int, tuple[Party, ...], ClaimsPage]) -> None:
        asked, parties, page = answer
        if asked != self._asked:
            return
        news = parties != self._parties
        self._parties, self._total = parties, page.total
        self._lines = dict(enumerate(page.rows))
        if news:
            self.changed.emit()
        self.reset.emit(page.total)
        self.filled.emit(0, page.rows)

    def _on_window(self, answer: tuple[int, int, ClaimsPage]) -> None:
        asked, first, page = answer
        if asked == self._asked:
            self._lines.update(enumerate(page.rows, start=first))
            self.filled.emit(first, page.rows)
