"""A store under a new key: what was prepared is put in place, at once or at the next start, whole.

Until the mark is written nothing but a folder beside the store exists. From then on every start finishes the exchange,
so that a power cut at any moment leaves one whole store with its keyring: under the old key before, the new one after.
"""

import shutil
from pathlib import Path
from typing import Final

from desktop_app.foundation.places import Places, place_problem, replace_file, write_atomically
from desktop_app.store.lock import StoreLock

_COMPANIONS: Final = ("-wal", "-shm")


def renewal_folder(places: Places) -> Places:
    """Name the folder in which the store under its new key is made."""
    return Places.at(places.data / "key-renewal")


def mark_renewal(places: Places) -> None:
    """Settle that what was made is put in place as soon as the store is closed; `PlaceProblem` where not."""
    write_atomically(_mark(places), b"")


def finish_renewal(places: Places) -> bool:
    """Put the store under its new key, and its keyring, in place; return whether there was one.

    Called with the store closed, and at every start. May be interrupted anywhere and called again. Raises
    `StoreProblem("store_in_use")` while a program has the store, `PlaceProblem`: the next call goes on.
    """
    if not _mark(places).exists():
        return False
    lock = StoreLock.take(places.store_file)
    made = renewal_folder(places)
    try:
        if made.store_file.exists():
            for name in _COMPANIONS:  # of the old store, whose acts are all in the new one: it would be read into it
                places.store_file.with_name(places.store_file.name + name).unlink(missing_ok=True)
            replace_file(made.store_file, places.store_file)
        if made.keyring_file.exists():
            replace_file(made.keyring_file, places.keyring_file)
        _mark(places).unlink()
    except OSError as error:
        raise place_problem(error, places.store_file) from error
    finally:
        lock.release()
    shutil.rmtree(made.data, ignore_errors=True)
    return True


def renewal_waits(places: Places) -> bool:
    """Tell whether a renewal is settled and not yet put in place: the next start, or sign-in, finishes it."""
    return _mark(places).exists()


def _mark(places: Places) -> Path:
    return places.data / "key-renewal.json"
