"""What the frame of the window shows: the office, the user, the last backup, and how much waits."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from desktop_app.domain.offices import Office
from desktop_app.domain.states import Party
from desktop_app.domain.users import User
from desktop_app.foundation.places import write_atomically
from desktop_app.foundation.problems import PlaceProblem
from desktop_app.foundation.progress import Progress
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.today import QueueKind, queue_counts


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusView:
    """The figures of the status line and the counts on the rail.

    `one_time`: the user signed in with a passphrase that somebody else gave out.
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
    )


def back_up(desk: Desk, folder: Path, progress: Progress | None = None) -> Path:
    """Write an encrypted, checked copy of the store with its keyring into a folder; return the copy's path.

    A copy made before is never written over. Raises `PlaceProblem`, `StoreProblem` and whatever `progress` raises to
    stop; the store itself is untouched, and no copy is left without its keyring.
    """
    now = desk.clock.now()
    path = _free_path(folder, f"{desk.office.code}-{now:%Y%m%d-%H%M%S}")
    desk.store.back_up(path, progress)
    if desk.places.keyring_file.exists():
        try:
            write_atomically(keyring_beside(path), desk.places.keyring_file.read_bytes())
        except PlaceProblem:
            with suppress(OSError):
                path.unlink()
            raise
    with desk.store.act(verb="backup_made", user=desk.user.id, about="store", facts={"name": path.name}):
        desk.store.settings.set("last_backup", now.isoformat())
    return path


def keyring_beside(backup: Path) -> Path:
    """Name the keyring that belongs to a backup: beside it, under its name."""
    return backup.with_suffix(".keyring.json")


def _free_path(folder: Path, stem: str) -> Path:
    """Return a name in the folder that is not taken."""
    path, count = folder / f"{stem}.cass-db", 1
    while path.exists() or keyring_beside(path).exists():
        count += 1
        path = folder / f"{stem}-{count}.cass-db"
    return path
