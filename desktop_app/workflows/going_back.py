"""A store that went back to a backup: what was prepared is put in place, at once or at the next start, whole.

Until the mark is written nothing but a folder beside the store exists. From then on every start finishes the exchange,
so that a power cut at any moment leaves one whole store: the present one before, the earlier one after.
"""

import json
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from desktop_app.foundation.places import Places, place_problem, replace_file, write_atomically
from desktop_app.store.lock import StoreLock

_COMPANIONS: Final = ("-wal", "-shm")


@dataclass(frozen=True, slots=True, kw_only=True)
class GoingBack:
    """What was prepared: the backup's name, how many acts it lacks, and the folder in which the present store stays."""

    backup: str
    lost: int
    kept_in: str


def mark_going_back(places: Places, going: GoingBack, numbers: dict[str, int]) -> None:
    """Settle that what lies to the side is put in place as soon as the store is closed; `PlaceProblem` where not.

    `numbers` are the last ones of bundles to each office: the store that comes back does not give them out again.
    """
    told = {"backup": going.backup, "kept_in": going.kept_in, "lost": going.lost, "numbers": numbers}
    write_atomically(_mark(places), json.dumps(told, sort_keys=True).encode())


def finish_going_back(places: Places) -> GoingBack | None:
    """Put what was prepared in place and keep the present store beside it; return what was done, None for nothing.

    Called with the store closed, and at every start. May be interrupted anywhere and called again. Raises
    `StoreProblem("store_in_use")` while a program has the store, `PlaceProblem` where a file cannot be moved: the
    next call goes on.
    """
    if not _mark(places).exists():
        return None
    lock = StoreLock.take(places.store_file)
    try:
        return _exchange(places)
    finally:
        lock.release()


def side_folder(places: Places) -> Places:
    """Name the folder in which a backup is tried before it is put in place."""
    return Places.at(places.data / "going-back")


def restored_facts(places: Places) -> dict[str, str | int]:
    """Return what the mark of a store that was put back says for the journal: which backup, how much it lacks."""
    told = _read(places.restored_mark)
    said = {name: told.get(name) for name in ("backup", "lost", "kept_in")}
    return {name: value for name, value in said.items() if isinstance(value, (str, int))}


def restored_numbers(places: Places) -> dict[str, int]:
    """Return the last number of a bundle to each office that the store before knew: none is given out twice."""
    told = _read(places.restored_mark).get("numbers")
    return {code: last for code, last in told.items() if isinstance(last, int)} if isinstance(told, dict) else {}


def _exchange(places: Places) -> GoingBack:
    side, told = side_folder(places), _read(_mark(places))
    done = GoingBack(backup=str(told["backup"]), lost=int(str(told["lost"])), kept_in=str(told["kept_in"]))
    kept = Places.at(places.data / done.kept_in)
    try:
        if side.store_file.exists():  # what stands in the place is still the present store, or nothing any more
            kept.data.mkdir(mode=0o700, exist_ok=True)
            if places.keyring_file.exists() and not kept.keyring_file.exists():
                write_atomically(kept.keyring_file, places.keyring_file.read_bytes())
            for name in ("", *_COMPANIONS):
                present = places.store_file.with_name(places.store_file.name + name)
                if present.exists():
                    replace_file(present, kept.data / present.name)
            write_atomically(places.restored_mark, json.dumps(told, sort_keys=True).encode())
            replace_file(side.store_file, places.store_file)
        if side.keyring_file.exists():
            replace_file(side.keyring_file, places.keyring_file)
        _mark(places).unlink()
    except OSError as error:
        raise place_problem(error, places.store_file) from error
    shutil.rmtree(side.data, ignore_errors=True)
    return done


def _mark(places: Places) -> Path:
    return places.data / "going-back.json"


def _read(path: Path) -> dict[str, object]:
    """Read a mark; one that an older program wrote is empty."""
    try:
        told = json.loads(path.read_bytes() or b"{}")
    except (OSError, ValueError):
        return {}
    return told if isinstance(told, dict) else {}
