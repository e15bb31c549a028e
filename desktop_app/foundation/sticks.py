"""Writing to a stick: beside the name, to the disk, read back past the cache, renamed; and whether it may be pulled.

A program that is ended while it writes leaves a file beside; the next that writes there, or starts, takes it away.
"""

import contextlib
import errno
import os
import re
import shutil
import stat
from itertools import islice
from pathlib import Path
from typing import Final

from desktop_app.foundation.places import BESIDE_AFTER, BESIDE_BEFORE, file_beside, place_problem, replace_file
from desktop_app.foundation.problems import PlaceProblem

_GONE: Final = frozenset(
    {errno.ENODEV, errno.ENXIO, errno.EIO, errno.ENOENT, errno.ENOTDIR, errno.ESTALE, errno.ENOTCONN}
)
_NAME: Final = frozenset({errno.ENAMETOOLONG, errno.EINVAL, errno.EILSEQ})
_CHUNK: Final = 1024 * 1024
_BESIDE: Final = re.compile(rf"{re.escape(BESIDE_BEFORE)}[a-z0-9_]{{8}}{re.escape(BESIDE_AFTER)}")

STALE: Final = 3_600
"""Seconds after which nobody writes to a file beside any longer: the largest takes minutes on the slowest stick."""

_MOST_LOOKED_AT: Final = 10_000
"""Entries of one folder that are looked through for such files."""


def check_room(folder: Path, size: int) -> None:
    """Refuse a folder that is not there, or has no room for `size` bytes, before anything is written.

    Raises `PlaceProblem`: `place_unavailable`, `disk_full` (fact `path`).
    """
    try:
        free = shutil.disk_usage(folder).free if folder.is_dir() else -1
    except OSError as error:
        raise place_problem(error, folder) from error
    if free < 0:
        raise PlaceProblem("place_unavailable", path=str(folder))
    if free < size:
        raise PlaceProblem("disk_full", path=str(folder))


def write_verified(path: Path, data: bytes) -> bool:
    """Write `data` to `path` whole or not at all, and compare what is on the disk; tell whether a stick may be pulled.

    It may when both the file and its folder are known to be on the disk; where a system cannot say so, it has to be
    told to take the stick out first. Raises `PlaceProblem`: `disk_full`, `place_not_writable`, `place_gone` (pulled
    while writing), `name_not_allowed`, `place_unavailable` (each with `path`), `written_differs` (file). Whatever goes
    wrong, a file that was there before under this name stays.
    """
    try:
        number, beside = file_beside(path)
        began = int(os.fstat(number).st_mtime)
        try:
            with os.fdopen(number, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            _compare(beside, data, path.name)
            replace_file(beside, path)
        except BaseException:
            with contextlib.suppress(OSError):
                beside.unlink()
            raise
        sweep(path.parent, began)
        settled = _settle(path.parent)
        _compare(path, data, path.name)
    except OSError as error:
        raise _problem(error, path) from error
    return settled


def sweep(folder: Path, now: int) -> int:
    """Take away files that a program which was ended left beside others in a folder; return how many went.

    `now` is the time in whole seconds since 1970, by the clock that dates files in this folder. Only plain files of
    this user with such a name go, and only those that nobody wrote to for `STALE` seconds. What cannot be looked at or
    taken away stays: this raises nothing.
    """
    gone = 0
    with contextlib.suppress(OSError), os.scandir(folder) as entries:
        for entry in islice(entries, _MOST_LOOKED_AT):
            if _BESIDE.fullmatch(entry.name) and _left_by_us(entry, now):
                with contextlib.suppress(OSError):
                    Path(entry.path).unlink()
                    gone += 1
    return gone


def _left_by_us(entry: os.DirEntry[str], now: int) -> bool:
    """Tell whether a file is a plain one of this user, which nobody wrote to for long."""
    try:
        told = entry.stat(follow_symlinks=False)
    except OSError:
        return False
    ours = not hasattr(os, "getuid") or told.st_uid == os.getuid()
    return stat.S_ISREG(told.st_mode) and ours and now - int(told.st_mtime) > STALE


def _compare(path: Path, data: bytes, name: str) -> None:
    """Read a file back, from the disk and not from memory where the system lets us ask for that."""
    left = memoryview(data)
    with path.open("rb", buffering=0) as file:
        if hasattr(os, "posix_fadvise"):
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
        while chunk := file.read(_CHUNK):
            if chunk != left[: len(chunk)]:
                raise PlaceProblem("written_differs", file=name)
            left = left[len(chunk) :]
    if left:
        raise PlaceProblem("written_differs", file=name)


def _settle(folder: Path) -> bool:
    """Bring the file's name to the disk, too; tell whether the system said that it is there."""
    if not hasattr(os, "O_DIRECTORY"):
        return False  # Windows keeps no such promise for folders
    try:
        number = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    except PermissionError:
        number = -1  # a folder may take files without showing them
    try:
        if number >= 0:
            os.fsync(number)
            return True
    except OSError as error:
        if error.errno in _GONE:
            raise
    finally:
        if number >= 0:
            os.close(number)
    os.sync()  # some sticks refuse to bring one folder to the disk, and take everything at once
    return True


def _problem(error: OSError, path: Path) -> PlaceProblem:
    if error.errno in _GONE:
        return PlaceProblem("place_gone", path=str(path))
    if error.errno in _NAME:
        return PlaceProblem("name_not_allowed", path=path.name)
    return place_problem(error, path)
