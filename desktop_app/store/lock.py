"""One program at a time: a lock beside the store that the operating system releases when a program ends or dies."""

import contextlib
import sys
from pathlib import Path
from typing import BinaryIO, Self

from desktop_app.foundation.places import place_problem
from desktop_app.foundation.problems import StoreProblem

if sys.platform == "win32":
    import msvcrt

    def _take(file: BinaryIO) -> None:
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)

    def _give_back(file: BinaryIO) -> None:
        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_UNLCK, 1)
else:
    import fcntl

    def _take(file: BinaryIO) -> None:
        fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _give_back(file: BinaryIO) -> None:
        fcntl.flock(file.fileno(), fcntl.LOCK_UN)


class StoreLock:
    """The lock of one store, held until `release` or until the program ends. The file beside the store stays empty."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file

    @classmethod
    def take(cls, store: Path) -> Self:
        """Take the lock of a store.

        Raises `StoreProblem("store_in_use")` where another program has it, `StoreProblem("store_read_only")` where
        the folder cannot be written, `PlaceProblem` where there is no such folder.
        """
        path = store.with_name(f"{store.name}.lock")
        try:
            file = path.open("ab")
        except PermissionError as error:
            raise StoreProblem("store_read_only") from error
        except OSError as error:
            problem = place_problem(error, path)
            if problem.code == "place_not_writable":
                raise StoreProblem("store_read_only") from error
            raise problem from error
        try:
            _take(file)
        except OSError as error:
            file.close()
            raise StoreProblem("store_in_use") from error
        return cls(file)

    def release(self) -> None:
        """Let others open the store; releasing twice is harmless."""
        if not self._file.closed:
            with contextlib.suppress(OSError):  # closing the file releases it in any case
                _give_back(self._file)
            self._file.close()
