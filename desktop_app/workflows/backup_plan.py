"""Backups by themselves: into which folder, how often, how many are kept, and when the next one is due."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from desktop_app.foundation.problems import CaseProblem
from desktop_app.foundation.progress import Progress
from desktop_app.workflows.back_up import back_up, keyring_beside
from desktop_app.workflows.desk import Desk

DAYS: Final = (1, 2, 3, 7, 14)
"""How many days may lie between two backups."""

FEWEST: Final = 2
MOST: Final = 365
_PLAN: Final = "backup_plan"


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupPlan:
    """When backups are made by themselves. Without a folder none are.

    `days` between two; `keep` is how many of this office's copies stay in the folder, the oldest goes first, and never
    before a newer one was made and read through.
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


def set_backup_plan(desk: Desk, plan: BackupPlan) -> BackupState:
    """Change the plan. Raises `CaseProblem`: `backup_days`, `backup_keep`, `backup_folder_missing` with its path.

    The folder must be there when it is chosen; a stick may be pulled later, which is said when a backup is due.
    """
    if plan.days not in DAYS:
        raise CaseProblem("backup_days")
    if not FEWEST <= plan.keep <= MOST:
        raise CaseProblem("backup_keep", fewest=FEWEST, most=MOST)
    if plan.folder is not None and not plan.folder.is_dir():
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
    if not folder.is_dir():
        raise CaseProblem("backup_folder_missing", path=str(folder))
    made = back_up(desk, folder, progress)
    _let_go(desk, folder, made, state.plan.keep)
    return made


def copies_in(desk: Desk, folder: Path) -> tuple[Path, ...]:
    """Return this office's backups in a folder, the oldest first; a file without its keyring is none."""
    found = [path for path in folder.glob(f"{desk.office.code}-*.cass-db") if keyring_beside(path).is_file()]
    return tuple(sorted(found, key=lambda path: path.name))


def _let_go(desk: Desk, folder: Path, made: Path, keep: int) -> None:
    """Remove the oldest copies above the number to keep; one that cannot be removed stays, and harms nobody."""
    copies = [path for path in copies_in(desk, folder) if path != made]
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
