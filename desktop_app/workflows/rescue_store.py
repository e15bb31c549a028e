"""Save what can still be read of a damaged store: a new store beside it, with its keys, as a backup lies."""

from contextlib import suppress
from pathlib import Path

from desktop_app.domain.rescue import Rescue
from desktop_app.foundation.clock import Clock
from desktop_app.foundation.places import Places, reading_problem, write_atomically
from desktop_app.foundation.problems import KeyProblem, PlaceProblem, StoreProblem
from desktop_app.foundation.progress import Progress
from desktop_app.store.keyring import Keyring
from desktop_app.store.lock import StoreLock
from desktop_app.store.rescue import rescue
from desktop_app.workflows.back_up import keyring_beside


def rescued_file(places: Places, clock: Clock) -> Path:
    """Name the file into which what can be read is saved where nobody named another."""
    name = f"saved-{clock.now():%Y%m%d-%H%M%S}"
    return places.data / name / f"{name}.cass-db"


def rescue_store(
    places: Places, clock: Clock, login: str, passphrase: str, target: Path, progress: Progress | None = None
) -> Rescue:
    """Save what can be read of a place's store to `target`, its keyring beside it; the damaged store stays as it is.

    What was saved can be put in the place of the damaged store as a backup can. Raises `StoreProblem`
    (`store_missing`, `store_in_use`, `store_newer`, `store_beyond_rescue`), `KeyProblem` as `verify_place`,
    `PlaceProblem` (`name_taken` among them), and what `progress` raises to stop: nothing is left of it then.
    """
    keys = keyring_beside(target)
    if not places.store_file.exists():
        raise StoreProblem("store_missing")
    if target.exists() or keys.exists():
        raise PlaceProblem("name_taken", path=str(target))
    lock = StoreLock.take(places.store_file)
    try:
        keyring = Keyring.load(places.keyring_file, clock)
        user = keyring.user_of(login)
        if user is None:
            raise KeyProblem("user_unknown")
        key = keyring.unlock(user, passphrase)
        saved = rescue(places.store_file, key, target, clock, user=user, progress=progress)
        _lay_keys_beside(places.keyring_file, target, keys)
    finally:
        lock.release()
    return saved


def _lay_keys_beside(keyring: Path, target: Path, keys: Path) -> None:
    """Copy the keyring; without it the saved store is of no use, and goes again."""
    try:
        write_atomically(keys, keyring.read_bytes())
    except BaseException as error:
        with suppress(OSError):
            target.unlink()
        if isinstance(error, OSError):
            raise reading_problem(error, keyring) from error
        raise
