"""What Settings knows of backups: the plan, the last one, what reading through showed, what going back would lose."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from desktop_app.domain.verification import Verification
from desktop_app.foundation.progress import Progress
from desktop_app.ui.notices import Notices
from desktop_app.ui.tasks import Tasks, Ticket
from desktop_app.wording.catalogue import plural
from desktop_app.wording.catalogue import text as _
from desktop_app.workflows.back_up import last_checked, last_faults, verify_store
from desktop_app.workflows.backup_plan import BackupPlan, BackupState, backup_state, set_backup_plan
from desktop_app.workflows.compare_backup import BackupComparison, compare_backup
from desktop_app.workflows.copies_aside import CopiesAside, copies_aside, let_copy_go
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.go_back import prepare_to_go_back
from desktop_app.workflows.going_back import GoingBack
from desktop_app.workflows.second_beside import Beside, second_needed


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupFacts:
    """What was fetched. `faults` is how many things did not fit when the store was last read through.

    `second`: somebody else works here, so that going back needs a second person.
    """

    state: BackupState
    checked: datetime | None
    faults: int
    now: datetime
    login: str
    aside: CopiesAside
    second: bool


class BackupsPresenter(QObject):
    """The state of the page. An act returns its ticket, so that the dialog that asked for it can say a refusal."""

    shown = Signal()
    """What was fetched or found is another."""

    plan_changed = Signal()
    """Backups are made by another plan from now on."""

    gone_back = Signal()
    """The desk has to be closed: the backup takes the store's place as soon as it is."""

    working = Signal(object, str)
    """Long work began: its ticket, and what to say of it while it lasts."""

    def __init__(self, tasks: Tasks, notices: Notices, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks, self._notices = tasks, notices
        self.facts: BackupFacts | None = None
        self.found: Verification | None = None

    def load(self) -> None:
        """Fetch everything again."""

        def job(desk: Desk, _progress: Progress) -> BackupFacts:
            return _facts(desk)

        ticket = self._tasks.look(job)
        ticket.succeeded.connect(self._on_facts)
        ticket.failed.connect(self._notices.refuse)

    def set_plan(self, plan: BackupPlan) -> Ticket:
        """Change the plan."""
        ticket = self._run(lambda desk, _progress: set_backup_plan(desk, plan))
        ticket.succeeded.connect(lambda _state: self.plan_changed.emit())
        ticket.succeeded.connect(lambda _state: self._notices.say(_("The plan of backups was changed.")))
        ticket.succeeded.connect(lambda _state: self.load())
        return ticket

    def read_through(self) -> Ticket:
        """Read the store through."""
        ticket = self._run(verify_store)
        ticket.succeeded.connect(self._on_found)
        ticket.failed.connect(self._notices.refuse)
        self.working.emit(ticket, _("Reading the store through"))
        return ticket

    def compare(self, backup: Path, login: str, passphrase: str) -> Ticket:
        """Hold a backup against the store; the ticket brings a `BackupComparison`."""

        def job(desk: Desk, progress: Progress) -> BackupComparison:
            return compare_backup(desk, backup, login, passphrase, progress)

        return self._run(job)

    def let_go(self, name: str, reason: str) -> Ticket:
        """Remove a copy that lies aside, for good."""
        ticket = self._run(lambda desk, _progress: let_copy_go(desk, name, reason))
        ticket.succeeded.connect(lambda _nothing: self._notices.say(_("The copy is gone; the journal says why.")))
        ticket.finished.connect(self.load)
        return ticket

    def go_back(self, backup: Path, login: str, passphrase: str, reason: str, beside: Beside) -> Ticket:
        """Prepare to go back to a backup; `gone_back` asks for the desk to be closed when it was done."""

        def job(desk: Desk, progress: Progress) -> GoingBack:
            return prepare_to_go_back(desk, backup, login, passphrase, reason, progress, beside=beside)

        ticket = self._run(job)
        ticket.succeeded.connect(lambda _done: self.gone_back.emit())
        return ticket

    def _run(self, job: Callable[[Desk, Progress], object]) -> Ticket:
        return self._tasks.run(job)

    def _on_facts(self, facts: BackupFacts) -> None:
        self.facts = facts
        self.shown.emit()

    def _on_found(self, found: Verification) -> None:
        self.found = found
        if found.sound:
            said = _("The store was read through: {lines} journal lines and {files} files, and everything fits.")
            self._notices.say(said.format(lines=f"{found.journal_lines:,}", files=f"{found.files:,}"))
        else:
            words = plural("One thing does not fit.", "{n} things do not fit.", len(found.faults)).format(
                n=len(found.faults)
            )
            self._notices.warn(words, _("See Settings, Backups."))
        self.load()


def _facts(desk: Desk) -> BackupFacts:
    account = desk.store.users.account(desk.user.id)
    return BackupFacts(
        state=backup_state(desk),
        checked=last_checked(desk),
        faults=last_faults(desk),
        now=desk.clock.now(),
        login=account.login if account else "",
        aside=copies_aside(desk),
        second=second_needed(desk),
    )
