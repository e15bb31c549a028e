"""Keep the store safe: checked copies of it, and reading it through from end to end."""

from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Final, NoReturn

from desktop_app.domain.verification import Verification
from desktop_app.foundation.places import place_problem, reading_problem, write_atomically
from desktop_app.foundation.problems import PlaceProblem
from desktop_app.foundation.progress import Progress
from desktop_app.workflows.desk import Desk

_CHECKED: Final = "store_checked"


def back_up(desk: Desk, folder: Path, progress: Progress | None = None) -> Path:
    """Write an encrypted, checked copy of the store with its keyring into a folder; return the copy's path.

    The copy is tried as if it had to be put back: opened from its file, read through from end to end, its journal held
    against this store's, and its keyring read. A copy made before is never written over. Raises `PlaceProblem`,
    `StoreProblem` (`backup_damaged` among them), `KeyProblem` and whatever `progress` raises to stop; the store itself
    is untouched, and no copy is left without its keyring.
    """
    return back_up_and_tell(desk, folder, progress)[0]


def back_up_and_tell(desk: Desk, folder: Path, progress: Progress | None = None) -> tuple[Path, Verification]:
    """Do as `back_up`; return the copy's path and what trying it showed."""
    now = desk.clock.now()
    path = _free_path(folder, f"{desk.office.code}-{now:%Y%m%d-%H%M%S}")
    return path, write_backup(desk, path, progress)


def write_backup(desk: Desk, path: Path, progress: Progress | None = None) -> Verification:
    """Write a checked copy under a name of its own, which must be free; see `back_up` for what it raises."""
    if _taken(path):
        raise PlaceProblem("name_taken", path=str(path))
    try:
        desk.store.back_up(path, progress)
        if desk.places.keyring_file.exists():
            write_atomically(keyring_beside(path), _keys_of(desk))
        found = desk.store.try_backup(path, keyring_beside(path), progress)
        if not path.is_file() or (desk.places.keyring_file.exists() and not keyring_beside(path).is_file()):
            _gone(path)
    except BaseException:
        for left in (path, keyring_beside(path)):
            with suppress(OSError):
                left.unlink(missing_ok=True)
        raise
    with desk.store.act(
        verb="backup_made", user=desk.user.id, about="store", facts={"file": path.name, "faults": len(found.faults)}
    ):
        desk.store.settings.set("last_backup", desk.clock.now().isoformat())
        _note_checked(desk, found)
    return found


def _taken(path: Path) -> bool:
    """Tell whether a backup lies under a name. Raises `PlaceProblem` where the folder or stick does not answer."""
    try:
        return path.exists() or keyring_beside(path).exists()
    except OSError as error:
        raise place_problem(error, path.parent) from error


def _keys_of(desk: Desk) -> bytes:
    """Read the keyring as it lies beside the store. Raises `PlaceProblem` where another program holds it."""
    try:
        return desk.places.keyring_file.read_bytes()
    except OSError as error:
        raise reading_problem(error, desk.places.keyring_file) from error


def _gone(path: Path) -> NoReturn:
    """Tell that a copy is not there any more, though it was read a moment ago: the stick was pulled."""
    raise PlaceProblem("place_unavailable", path=str(path.parent))


def verify_store(desk: Desk, progress: Progress | None = None) -> Verification:
    """Read the open store through from end to end; what was found is in the journal.

    Raises whatever `progress` raises to stop, and `StoreProblem` where the disk does not answer.
    """
    found = desk.store.verify(progress)
    facts = {"lines": found.journal_lines, "files": found.files, "faults": len(found.faults)}
    with desk.store.act(verb="store_verified", user=desk.user.id, about="store", facts=facts):
        _note_checked(desk, found)
    return found


def last_checked(desk: Desk) -> datetime | None:
    """Return when the store was last read through, here or in a copy of it; None for never."""
    at = _last_check(desk).get("at")
    return datetime.fromisoformat(at) if isinstance(at, str) else None


def last_faults(desk: Desk) -> int:
    """Return how many things did not fit when the store was last read through."""
    faults = _last_check(desk).get("faults", 0)
    return faults if isinstance(faults, int) else 0


def keyring_beside(backup: Path) -> Path:
    """Name the keyring that belongs to a backup: beside it, under its name."""
    return backup.with_suffix(".keyring.json")


def _note_checked(desk: Desk, found: Verification) -> None:
    desk.store.settings.set(_CHECKED, {"at": desk.clock.now().isoformat(), "faults": len(found.faults)})


def _last_check(desk: Desk) -> dict[str, object]:
    told = desk.store.settings.get(_CHECKED)
    return dict(told) if isinstance(told, dict) else {}


def _free_path(folder: Path, stem: str) -> Path:
    """Return a name in the folder that is not taken."""
    path, count = folder / f"{stem}.cass-db", 1
    while _taken(path):
        count += 1
        path = folder / f"{stem}-{count}.cass-db"
    return path
