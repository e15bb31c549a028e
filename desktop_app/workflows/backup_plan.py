"""Backups by themselves: into which folder, how often, how many are kept, and when the next one is due."""

import shutil
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Final

from desktop_app.foundation.places import is_folder
from desktop_app.foundation.problems import CaseProblem
from desktop_app.foundation.progress import Progress
from desktop_app.store.journal import JournalFilter
from desktop_app.workflows.back_up import back_up_and_tell, keyring_beside
from desktop_app.workflows.desk import Desk

DAYS: Final = (1, 2, 3, 7, 14)
"""How many days may lie between two backups."""

FEWEST: Final = 2
MOST: Final = 365
_MOST_MADE: Final = 5000
"""How many of the newest backups are looked for in the journal."""

_PLAN: Final = "backup_plan"
_OLD_DAYS: Final = 7
_A_MOMENT: Final = timedelta(minutes=10)
"""How far a clock may be set back (by the network, in summer) before it is said."""


class BackupNeed(StrEnum):
    """What is to be said about the next backup, the gravest last."""

    NONE = "none"
    DUE = "due"
    """It is due, or was never made, and will be made by itself or has to be asked for."""
    NO_ROOM = "no_room"
    """The folder or stick has less room than the store takes."""
    NO_FOLDER = "no_folder"
    """The folder or stick of the plan is not there."""
    CLOCK = "clock"
    """This computer's clock stands before the last act: days, and what is due on them, cannot be told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupPlan:
    """When backups are made by themselves. Without a folder none are.

    `days` between two; `keep` is how many of this office's copies stay in the folder, the oldest goes first, and never
    before a newer one was made, read through, and found fit to be put in place.
    """

    folder: Path | None = None
    days: int = 1
    keep: int = 14


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupState:
    """How it stands: the plan, when the last good one was made, and whether one is due."""

    plan: BackupPlan
    last: datetime | None
    due: bool


def backup_state(desk: Desk) -> BackupState:
    """Return the plan and whether a backup is due now.

    A clock that was set back does not put it off: a last backup that lies ahead of now is due.
    """
    plan, last = _plan(desk), _last(desk)
    now = desk.clock.now()
    late = last is None or last > now or now - last >= timedelta(days=plan.days)
    return BackupState(plan=plan, last=last, due=plan.folder is not None and late)


def backup_need(desk: Desk) -> BackupNeed:
    """Return what the status line has to say about the next backup, in time: before one is due and cannot be made."""
    state = backup_state(desk)
    folder = state.plan.folder
    if clock_behind(desk) is not None:
        return BackupNeed.CLOCK
    if folder is None:
        never = state.last is None
        old = state.last is not None and desk.clock.now() - state.last > timedelta(days=_OLD_DAYS)
        return BackupNeed.DUE if never or old else BackupNeed.NONE
    if not is_folder(folder):
        return BackupNeed.NO_FOLDER
    if _room(folder) < _size(desk):
        return BackupNeed.NO_ROOM
    return BackupNeed.DUE if state.due else BackupNeed.NONE


def clock_behind(desk: Desk) -> datetime | None:
    """Return when the last act was, where this computer's clock stands before it by more than a moment; else None."""
    last = desk.store.journal.last_moment()
    return last if last is not None and desk.clock.now() < last - _A_MOMENT else None


def _room(folder: Path) -> int:
    try:
        return shutil.disk_usage(folder).free
    except OSError:
        return 0


def _size(desk: Desk) -> int:
    """Return how many bytes the store takes, 0 for one that is no file."""
    with suppress(OSError):
        return desk.places.store_file.stat().st_size
    return 0


def set_backup_plan(desk: Desk, plan: BackupPlan) -> BackupState:
    """Change the plan. Raises `CaseProblem`: `backup_days`, `backup_keep`, `backup_folder_missing` with its path.

    The folder must be there when it is chosen; a stick may be pulled later, which is said when a backup is due.
    """
    if plan.days not in DAYS:
        raise CaseProblem("backup_days")
    if not FEWEST <= plan.keep <= MOST:
        raise CaseProblem("backup_keep", fewest=FEWEST, most=MOST)
    if plan.folder is not None and not is_folder(plan.folder):
        raise CaseProblem("backup_folder_missing", path=str(plan.folder))
    with desk.store.act(
        verb="backup_plan_changed",
        user=desk.user.id,
        about="store",
        facts={"days": plan.days, "keep": plan.keep, "on": int(plan.folder is not None)},
    ):
        folder = str(plan.folder) if plan.folder else ""
        desk.store.settings.set(_PLAN, {"folder": folder, "days": plan.days, "keep": plan.keep})
    return backup_state(desk)


def back_up_when_due(desk: Desk, progress: Progress | None = None) -> Path | None:
    """Make the backup that is due and let the oldest copies go; return its path, None where none is due.

    Raises `CaseProblem("backup_folder_missing")` where the folder or stick is not there, and what `back_up` raises.
    """
    state = backup_state(desk)
    folder = state.plan.folder
    if folder is None or not state.due:
        return None
    if not is_folder(folder):
        raise CaseProblem("backup_folder_missing", path=str(folder))
    made, found = back_up_and_tell(desk, folder, progress)
    if found.standing:  # one that cannot be put in place pushes out none that can
        with suppress(OSError):  # the stick was pulled since: the copy was made and tried
            _let_go(desk, folder, made, state.plan.keep)
    return made


def copies_in(desk: Desk, folder: Path) -> tuple[Path, ...]:
    """Return this store's backups in a folder, the oldest first; a file without its keyring is none.

    A backup is this store's where its journal tells of it, or its keyring is for the same key. One of another store
    under the same code, the office's from before it was set up anew for one, is none. Which is older the journal tells,
    in which each was made: a clock that was ahead once makes no copy newer. One that the journal does not tell of comes
    before those, by name.
    """
    found = [path for path in folder.glob(f"{desk.office.code}-*.cass-db") if keyring_beside(path).is_file()]
    lines = desk.store.journal.page(JournalFilter(verb="backup_made"), offset=0, limit=_MOST_MADE)
    made = {str(line.facts.get("file", line.facts.get("name", ""))): line.id for line in reversed(lines)}
    ours = [path for path in found if path.name in made or desk.store.keys_are_ours(keyring_beside(path))]
    return tuple(sorted(ours, key=lambda path: (made.get(path.name, 0), path.name)))


def _let_go(desk: Desk, folder: Path, made: Path, keep: int) -> None:
    """Remove the oldest copies above the number to keep, and what is left of half ones; what cannot go stays."""
    copies = [path for path in copies_in(desk, folder) if path != made]
    for left in folder.glob(f".{desk.office.code}-*.cass-db.part*"):  # of a program that ended while it made one
        with suppress(OSError):
            left.unlink()
    for path in copies[: max(0, len(copies) + 1 - keep)]:
        with suppress(OSError):
            path.unlink()
            keyring_beside(path).unlink()


def _plan(desk: Desk) -> BackupPlan:
    told = desk.store.settings.get(_PLAN)
    if not isinstance(told, dict):
        return BackupPlan()
    folder, days, keep = told.get("folder"), told.get("days"), told.get("keep")
    return BackupPlan(
        folder=Path(folder) if isinstance(folder, str) and folder else None,
        days=days if isinstance(days, int) else 1,
        keep=keep if isinstance(keep, int) else BackupPlan().keep,
    )


def _last(desk: Desk) -> datetime | None:
    told = desk.store.settings.get("last_backup")
    return datetime.fromisoformat(told) if isinstance(told, str) else None
