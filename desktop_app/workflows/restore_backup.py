"""Put a backup in place where there is no office yet: the store and its keyring, both or neither."""

import os
import shutil
from pathlib import Path
from typing import BinaryIO, Final

from desktop_app.foundation.places import Places, place_problem, replace_file
from desktop_app.foundation.problems import KeyProblem, PlaceProblem, StoreProblem
from desktop_app.foundation.progress import Progress, Silent
from desktop_app.store.wraps import read_keys
from desktop_app.workflows.back_up import keyring_beside
from desktop_app.workflows.open_desk import finish_first_run, first_run_folder

_PAGE: Final = 4096
"""Bytes of a page of the store; a whole store is a whole number of them."""
_CHUNK: Final = 1024 * 1024
_MOST_KEYRING: Final = 4 * 1024 * 1024
"""Bytes above which a file is not even read as a keyring."""
_BYTES_SEEN: Final = 240
"""Of 256 values, how many an encrypted page shows at least: chance leaves fewer in none of a billion pages."""


def restore_backup(places: Places, file: Path, progress: Progress | None = None) -> None:
    """Copy a backup (`.cass-db`) and the keyring beside it (`.keyring.json`) to an empty place.

    The backup stays as it is. Whoever could sign in when it was made can sign in again, with the passphrase of then.
    Raises `StoreProblem` (`store_exists`, `backup_unreadable`), `KeyProblem` (`keyring_exists`,
    `backup_keyring_missing`, `keyring_damaged`, `keyring_newer`), `PlaceProblem`, and whatever `progress` raises to
    stop; in every case nothing is left that could be taken for an office.
    """
    finish_first_run(places)
    if places.store_file.exists():
        raise StoreProblem("store_exists")
    if places.keyring_file.exists():
        raise KeyProblem("keyring_exists")
    keyring = _keyring_of(file)
    places.prepare()
    made = first_run_folder(places)
    shutil.rmtree(made.data, ignore_errors=True)
    made.prepare()
    try:
        copy_store(file, made.store_file, progress or Silent())
        _write(made.keyring_file, keyring)
        _write(places.restored_mark, b"")  # the others are told when it is opened: it may have forgotten what it sent
        _move(made.store_file, places.store_file)  # the store first: what a power cut leaves undone is mended at start
    except BaseException:
        shutil.rmtree(made.data, ignore_errors=True)
        places.restored_mark.unlink(missing_ok=True)
        raise
    finish_first_run(places)


def _keyring_of(file: Path) -> bytes:
    """Read the keyring beside a backup and make sure that it is one."""
    beside = keyring_beside(file)
    try:
        if not file.is_file():
            raise StoreProblem("backup_unreadable", name=file.name)
        if not beside.is_file():
            raise KeyProblem("backup_keyring_missing", name=beside.name)
        with beside.open("rb") as source:
            data = source.read(_MOST_KEYRING + 1)
    except OSError as error:
        raise place_problem(error, beside) from error
    if len(data) > _MOST_KEYRING:
        raise KeyProblem("keyring_damaged")
    read_keys(data)
    return data


def copy_store(source: Path, target: Path, progress: Progress) -> None:
    """Copy a backup's store, brought to the disk. Raises as `restore_backup`."""
    try:
        with source.open("rb") as read:
            size = os.fstat(read.fileno()).st_size
            _refuse_what_is_no_store(read, size, source.name)
            target.touch(mode=0o600)
            with target.open("wb") as written:
                while chunk := read.read(_CHUNK):
                    written.write(chunk)
                    progress.step(min(written.tell(), size), size, "restore")
                if written.tell() != size:
                    raise StoreProblem("backup_unreadable", name=source.name)
                written.flush()
                os.fsync(written.fileno())
    except OSError as error:
        raise _of_either(error, source, target) from error


def _refuse_what_is_no_store(read: BinaryIO, size: int, name: str) -> None:
    """Refuse a file that is not a whole number of encrypted pages: only the passphrase can tell more."""
    first = read.read(_PAGE)
    read.seek(0)
    if not size or size % _PAGE or len(set(first)) < _BYTES_SEEN:
        raise StoreProblem("backup_unreadable", name=name)


def _write(path: Path, data: bytes) -> None:
    try:
        path.touch(mode=0o600)
        with path.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise place_problem(error, path) from error


def _move(source: Path, target: Path) -> None:
    try:
        replace_file(source, target)
    except OSError as error:
        raise place_problem(error, target) from error


def _of_either(error: OSError, source: Path, target: Path) -> PlaceProblem:
    """Name the file that the operating system refused."""
    return place_problem(error, source if error.filename == str(source) else target)
