"""Read through a store that nobody has open, or a backup, with somebody's passphrase; neither is changed."""

from pathlib import Path

from desktop_app.domain.verification import Verification
from desktop_app.foundation.clock import Clock
from desktop_app.foundation.places import Places
from desktop_app.foundation.problems import KeyProblem, StoreProblem
from desktop_app.foundation.progress import Progress
from desktop_app.store.keyring import Keyring
from desktop_app.store.lock import StoreLock
from desktop_app.store.verify import verify_file
from desktop_app.workflows.back_up import keyring_beside


def only_login(keyring_file: Path, clock: Clock) -> str:
    """Return the sign-in name where there is one alone.

    Raises `KeyProblem("user_not_named")` with `logins` where there are more, and what `Keyring.load` raises.
    """
    logins = [entry.login for entry in Keyring.load(keyring_file, clock).logins]
    if len(logins) != 1:
        raise KeyProblem("user_not_named", logins=", ".join(logins))
    return logins[0]


def keyring_of(backup: Path) -> Path:
    """Return the keyring beside a backup.

    Raises `StoreProblem("backup_unreadable")` where there is no backup, `KeyProblem("backup_keyring_missing")`.
    """
    beside = keyring_beside(backup)
    if not backup.is_file():
        raise StoreProblem("backup_unreadable", name=backup.name)
    if not beside.is_file():
        raise KeyProblem("backup_keyring_missing", name=beside.name)
    return beside


def verify_place(
    places: Places, clock: Clock, login: str, passphrase: str, progress: Progress | None = None
) -> Verification:
    """Read through the store of a place, whichever version it is of.

    Raises `KeyProblem` (`user_unknown`, `passphrase_wrong`, `passphrase_wait` and those of the keyring),
    `StoreProblem` (`store_missing`, `store_in_use`, `store_unreadable`, `store_newer`).
    """
    if not places.store_file.exists():
        raise StoreProblem("store_missing")
    lock = StoreLock.take(places.store_file)
    try:
        key = _key(Keyring.load(places.keyring_file, clock), login, passphrase)
        return verify_file(places.store_file, key, clock, progress)
    finally:
        lock.release()


def verify_backup(
    backup: Path, clock: Clock, login: str, passphrase: str, progress: Progress | None = None
) -> Verification:
    """Read through a backup with the passphrase of when it was made; a medium that cannot be written will do.

    Raises `StoreProblem("backup_unreadable")`, `KeyProblem` (`backup_keyring_missing` and those of `verify_place`).
    """
    beside = keyring_beside(backup)
    if not backup.is_file():
        raise StoreProblem("backup_unreadable", name=backup.name)
    if not beside.is_file():
        raise KeyProblem("backup_keyring_missing", name=beside.name)
    key = _key(Keyring.beside_backup(beside, clock), login, passphrase)
    try:
        return verify_file(backup, key, clock, progress)
    except StoreProblem as problem:
        if problem.code != "store_unreadable":
            raise
        raise StoreProblem("backup_unreadable", name=backup.name) from problem


def _key(keyring: Keyring, login: str, passphrase: str) -> bytes:
    user = keyring.user_of(login)
    if user is None:
        raise KeyProblem("user_unknown")
    return keyring.unlock(user, passphrase)
