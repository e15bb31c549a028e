"""What the page of what is owed knows: the lines wanted, the offices of a case, and the ways out."""

from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Signal

from desktop_app.domain.obligations import ObligationKind
from desktop_app.foundation.progress import Progress
from desktop_app.ui.notices import Notices
from desktop_app.ui.tasks import Tasks
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.obligations import (
    Direction,
    ObligationFilter,
    ObligationLine,
    PartnerLine,
    Standing,
    list_obligations,
    per_partner,
)
from desktop_app.workflows.take_part import ParticipantLine, participants_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Owed:
    """What was fetched: the lines, the offices one deals with, and those of the case where one is shown."""

    lines: tuple[ObligationLine, ...] = ()
    partners: tuple[PartnerLine, ...] = ()
    participants: tuple[ParticipantLine, ...] = ()


class OwedPresenter(QObject):
    """The state of the page."""

    shown = Signal()
    """Other lines, or another part of them."""

    remedy_wanted = Signal(object)
    """The next step of an obligation is wanted: its `ObligationLine`."""

    look_wanted = Signal(object)
    """One obligation is to be looked at: its `ObligationLine`."""

    def __init__(self, tasks: Tasks, notices: Notices, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks, self._notices = tasks, notices
        self._filter = ObligationFilter()
        self._owed = Owed()

    @property
    def owed(self) -> Owed:
        """What was fetched last."""
        return self._owed

    @property
    def filter(self) -> ObligationFilter:
        """Which obligations are shown."""
        return self._filter

    def show_all(self) -> None:
        """Show what is owed in all cases."""
        self._choose(ObligationFilter())

    def show_case(self, claim_key: str) -> None:
        """Show what is owed in one case, settled or not."""
        self._choose(ObligationFilter(claim_key=claim_key, standing=Standing.ALL))

    def choose_direction(self, direction: Direction) -> None:
        """Show one way only, or both."""
        self._choose(replace(self._filter, direction=direction))

    def choose_standing(self, standing: Standing) -> None:
        """Show those open, overdue, settled, or all."""
        self._choose(replace(self._filter, standing=standing))

    def choose_office(self, office: str) -> None:
        """Show those with one office, or with all."""
        self._choose(replace(self._filter, office=office))

    def choose_kind(self, kind: ObligationKind | None) -> None:
        """Show one kind of what is owed only, or all."""
        self._choose(replace(self._filter, kind=kind))

    def load(self) -> None:
        """Fetch the lines again."""
        chosen = self._filter

        def job(desk: Desk, _progress: Progress) -> Owed:
            of_case = participants_of(desk, chosen.claim_key) if chosen.claim_key else ()
            return Owed(lines=list_obligations(desk, chosen), partners=per_partner(desk), participants=of_case)

        ticket = self._tasks.look(job)
        ticket.succeeded.connect(self._on_owed)
        ticket.failed.connect(self._notices.refuse)

    def do_next(self, row: int) -> None:
        """Do the next step of a line."""
        if 0 <= row < len(self._owed.lines):
            self.remedy_wanted.emit(self._owed.lines[row])

    def look_at(self, row: int) -> None:
        """Look at a line: history and what can be written down about it."""
        if 0 <= row < len(self._owed.lines):
            self.look_wanted.emit(self._owed.lines[row])

    def _choose(self, chosen: ObligationFilter) -> None:
        self._filter = chosen
        self.load()

    def _on_owed(self, owed: Owed) -> None:
        self._owed = owed
        self.shown.emit()
