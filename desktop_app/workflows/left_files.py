"""Files that were left half written where this desk writes: taken away when it starts, in the folders it knows."""

from pathlib import Path
from typing import Final

from desktop_app.foundation.sticks import sweep
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.watch_folder import watched

_SETTING: Final = "folders_written_to"

MOST_FOLDERS: Final = 8
"""Folders that are remembered, the latest first."""


def remember_folder(desk: Desk, folder: Path) -> None:
    """Note that a bundle was written to a folder; inside the caller's act."""
    name = str(folder.absolute())
    others = [str(entry) for entry in known_folders(desk) if str(entry) != name]
    desk.store.settings.set(_SETTING, [name, *others][:MOST_FOLDERS])


def known_folders(desk: Desk) -> tuple[Path, ...]:
    """Return the folders bundles were written to, the latest first; they need not be there any longer."""
    told = desk.store.settings.get(_SETTING)
    return tuple(Path(entry) for entry in told if isinstance(entry, str)) if isinstance(told, list) else ()


def sweep_left_files(desk: Desk) -> int:
    """Take away what was left half written in the watched folder and where bundles were written; return how many.

    A file counts as left when nobody wrote to it for an hour. Raises nothing for a folder that is not there.
    """
    here = watched(desk).folder
    folders = dict.fromkeys((*((here,) if here else ()), *known_folders(desk)))
    now = int(desk.clock.now().timestamp())
    return sum(sweep(folder, now) for folder in folders)
