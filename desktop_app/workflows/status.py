"""What the frame of the window shows: the office, the user, the last backup, and how much waits."""

from dataclasses import dataclass
from datetime import datetime

from desktop_app.domain.offices import Office
from desktop_app.domain.states import Party
from desktop_app.domain.users import User
from desktop_app.workflows.back_up import last_faults
from desktop_app.workflows.backup_plan import BackupNeed, backup_need
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.today import QueueKind, queue_counts


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusView:
    """The figures of the status line and the counts on the rail.

    `one_time`: the user signed in with a passphrase that somebody else gave out. `faults` is how many things did not
    fit when the store was last read through; `backup` what is to be said about the next backup.
    """

    office: Office
    party: Party
    user: User
    last_backup: datetime | None
    waiting: int
    overdue: int
    arrived: int
    tasks: int
    training: bool
    one_time: bool = False
    faults: int = 0
    backup: BackupNeed = BackupNeed.NONE


def status(desk: Desk) -> StatusView:
    """Return the figures of the status line: counted, nothing of what waits is read."""
    counts = queue_counts(desk)
    last = desk.store.settings.get("last_backup")
    account = desk.store.users.account(desk.user.id)
    return StatusView(
        office=desk.office,
        party=desk.party,
        user=desk.user,
        last_backup=datetime.fromisoformat(last) if isinstance(last, str) else None,
        waiting=len(desk.store.outbox.waiting()),
        overdue=counts[QueueKind.OVERDUE],
        arrived=counts[QueueKind.ARRIVED],
        tasks=sum(counts.values()),
        training=desk.training,
        one_time=account is not None and bool(account.passphrase_by),
        faults=last_faults(desk),
        backup=backup_need(desk),
    )
