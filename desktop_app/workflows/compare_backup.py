"""What would be lost by going back to a backup: opened to the side, held against the open store, changing neither."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from desktop_app.domain.verification import Verification
from desktop_app.foundation.progress import Progress
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.read_journal import JournalEntry, entries_after
from desktop_app.workflows.verify_file import verify_backup

_SHOWN: Final = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupComparison:
    """A backup beside the open store.

    `ours`: the backup is an older state of this very store; where not, nothing else is told. `made_at` is the moment
    of its last act; `lost` the acts since then, newest first, at most 500; `lost_count` all of them, `lost_verbs` how
    many of each kind, the most frequent first.
    """

    checked: Verification
    ours: bool
    made_at: datetime | None = None
    lost: tuple[JournalEntry, ...] = ()
    lost_count: int = 0
    lost_verbs: tuple[tuple[str, int], ...] = ()


def compare_backup(
    desk: Desk, backup: Path, login: str, passphrase: str, progress: Progress | None = None
) -> BackupComparison:
    """Read a backup through and say which acts of the open store it does not have.

    Raises what `verify_backup` raises: a wrong passphrase, no keyring beside it, a file that is no backup.
    """
    checked = verify_backup(backup, desk.clock, login, passphrase, progress)
    if not desk.store.journal.holds(checked.journal_lines, checked.last_hash):
        return BackupComparison(checked=checked, ours=False)
    lost = entries_after(desk, checked.journal_lines)
    last = desk.store.journal.line(checked.journal_lines)
    return BackupComparison(
        checked=checked,
        ours=True,
        made_at=last.at if last else None,
        lost=lost[:_SHOWN],
        lost_count=len(lost),
        lost_verbs=tuple(Counter(entry.verb for entry in lost).most_common()),
    )
