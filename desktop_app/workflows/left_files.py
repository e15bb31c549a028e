"""Files that were left half written where this desk writes: taken away when it starts, in the folders it knows."""

from pathlib import Path
from typing import Final

from desktop_app.foundation.sticks import sweep
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.watch_folder import watched

MOST_FOLDERS: Final = 32
"""Folders that are remembered, the latest first."""


def remember_folder(desk: Desk, folder: Path) -> None:
    """Note that files are written to a folder: inside the caller's act, or by itself before a plain file is begun.

    What a power cut leaves half written of a plain table or letter can be read by whoever finds it: the folder is kept,
    in the store, before the first byte.
    """
    known = known_folders(desk)
    latest = folder.absolute()
    if latest not in known[:1]:
        others = (entry for entry in known if entry != latest)
        desk.store.drafts.keep_folders([str(entry) for entry in (latest, *others)][:MOST_FOLDERS])


def known_folders(desk: Desk) -> tuple[Path, ...]:
    """Return the folders files were written to, the latest first; they need not be there any longer."""
    return tuple(Path(entry) for entry in desk.store.drafts.folders())


def sweep_left_files(desk: Desk) -> int:
    """Take away what was left half written in the watched folder, the desk's own and where files went; return how many.

    A file counts as left when nobody wrote to it for an hour. Raises nothing for a folder that is not there.
    """
    here = watched(desk).folder
    own = (desk.places.data, desk.places.backups, desk.places.outgoing)
    folders = dict.fromkeys((*((here,) if here else ()), *own, *known_folders(desk)))
    now = int(desk.clock.now().timestamp())
    return sum(sweep(folder, now) for folder in folders)
