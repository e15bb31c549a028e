"""Places: where the office's data and the program's resources lie, and how a file is written whole or not at all."""

import contextlib
import errno
import os
import sys
import tempfile
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Self

from desktop_app.foundation.problems import PlaceProblem

_CHECKOUT = Path(__file__).resolve().parents[2]
_FULL = {errno.ENOSPC, errno.EDQUOT}
_NOT_WRITABLE = {errno.EACCES, errno.EPERM, errno.EROFS}
_SHARING_VIOLATION: Final = 32
_LOCK_VIOLATION: Final = 33
_ACCESS_DENIED: Final = 5
_HELD: Final = frozenset({_SHARING_VIOLATION, _LOCK_VIOLATION})
"""What Windows answers while another program, a virus scanner for one, holds a file."""

_WAITS: Final = (0.05, 0.1, 0.2, 0.4, 0.8, 1.6)
"""Seconds waited before each further try to replace a file that is held: about three in all."""

BESIDE_BEFORE: Final = ".cass-"
BESIDE_AFTER: Final = ".part"
"""How the name of a file beside the one that is to be begins and ends."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """The folder of one office's data and the names in it. Making the value touches no disk; `prepare` does."""

    data: Path

    @classmethod
    def default(cls, *, training: bool = False) -> Self:
        """Name this user's folder on this computer; training has its own, so that practice never meets real claims."""
        import platformdirs  # a named folder needs no library

        root = platformdirs.user_data_path("CASS Desk", appauthor=False, roaming=False)
        return cls(data=root / ("training" if training else "office"))

    @classmethod
    def at(cls, path: Path) -> Self:
        """Another folder, made absolute."""
        return cls(data=Path(path).expanduser().absolute())

    @property
    def store_file(self) -> Path:
        """The encrypted store."""
        return self.data / "store.cass-db"

    @property
    def keyring_file(self) -> Path:
        """The wrapped keys, one wrap a user."""
        return self.data / "keyring.json"

    @property
    def settings_file(self) -> Path:
        """How the window looks, no personal data: it can be read before sign-in."""
        return self.data / "settings.json"

    @property
    def restored_mark(self) -> Path:
        """A file that says that the store was put back from a backup, until it is opened for the first time."""
        return self.data / "restored"

    @property
    def logs(self) -> Path:
        """The folder of the small redacted logs."""
        return self.data / "logs"

    @property
    def backups(self) -> Path:
        """The folder of checked copies of the store."""
        return self.data / "backups"

    @property
    def outgoing(self) -> Path:
        """The folder where sealed bundles are written for sending."""
        return self.data / "outgoing"

    def prepare(self) -> None:
        """Make the folders that are missing, for this user only. Raises `PlaceProblem` where that is refused."""
        for folder in (self.data, self.logs, self.backups, self.outgoing):
            try:
                folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            except OSError as error:
                raise place_problem(error, folder) from error


def resource_dir() -> Path:
    """Find the folder of rule packs, fonts, icons and sentences: in a checkout, or inside the frozen program."""
    frozen = getattr(sys, "_MEIPASS", None)
    root = Path(frozen) if frozen is not None else _CHECKOUT
    return root / "resources"


def resource(*parts: str) -> Path:
    """Find one resource. Raises `PlaceProblem("resource_missing", name=...)` when it is not there."""
    path = resource_dir().joinpath(*parts)
    if not path.exists():
        raise PlaceProblem("resource_missing", name="/".join(parts))
    return path


def place_problem(error: OSError, path: Path) -> PlaceProblem:
    """Choose the problem to raise for what the operating system refused at `path`; fact `path`."""
    if _winerror(error) in _HELD:
        return PlaceProblem("file_held", path=str(path))
    if error.errno in _FULL:
        return PlaceProblem("disk_full", path=str(path))
    if error.errno in _NOT_WRITABLE:
        return PlaceProblem("place_not_writable", path=str(path))
    return PlaceProblem("place_unavailable", path=str(path))


def reading_problem(error: OSError, path: Path) -> PlaceProblem:
    """Choose the problem to raise for a file that cannot be read: `file_not_there`, `file_not_readable`; fact `path`.

    One that another program holds is told as `place_problem` tells it.
    """
    if _winerror(error) in _HELD:
        return place_problem(error, path)
    gone = isinstance(error, FileNotFoundError | NotADirectoryError)
    return PlaceProblem("file_not_there" if gone else "file_not_readable", path=str(path))


def is_folder(path: Path) -> bool:
    """Tell whether a folder is there and answers: one on a stick that was pulled, or in a locked one, does not."""
    try:
        return path.is_dir()
    except OSError:  # `is_dir` itself takes only a name that is not there for a no
        return False


def check_readable(*files: Path) -> None:
    """Look that files are there and may be read, before a person is asked anything. Raises as `reading_problem`."""
    for path in files:
        try:
            with path.open("rb"):
                pass
        except OSError as error:
            raise reading_problem(error, path) from error


def replace_file(source: Path, target: Path) -> None:
    """Give a file the name of another, which it replaces: the one place where the program does that.

    Where another program holds the file for a moment, it is tried again for about three seconds. Raises `OSError`, of
    which `place_problem` makes the sentence.
    """
    for wait in (*_WAITS, None):
        try:
            source.replace(target)
        except OSError as error:
            if wait is None or _winerror(error) not in {*_HELD, _ACCESS_DENIED}:
                raise
            threading.Event().wait(wait)
        else:
            return


def _winerror(error: OSError) -> int:
    """Return Windows' own number of an error, 0 elsewhere."""
    return int(getattr(error, "winerror", 0) or 0)


def file_beside(path: Path) -> tuple[int, Path]:
    """Make an empty file beside the one that is to be, for this user only; return its open number and its path.

    By its name it is known as ours should the program be ended while it writes. Raises `OSError`.
    """
    number, name = tempfile.mkstemp(prefix=BESIDE_BEFORE, suffix=BESIDE_AFTER, dir=path.parent)
    return number, Path(name)


def write_atomically(path: Path, data: bytes) -> None:
    """Write `data` to `path` whole or not at all: beside its name, to the disk, then renamed over what was there.

    A new file can be read by this user only. Raises `PlaceProblem` (`disk_full`, `place_not_writable`, `file_held`,
    `place_unavailable`; fact `path`); whatever goes wrong, the old file stays as it was and no half file is left.
    """
    try:
        number, beside = file_beside(path)
        try:
            with os.fdopen(number, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            replace_file(beside, path)
        except BaseException:
            with contextlib.suppress(OSError):
                beside.unlink()
            raise
        _sync_folder(path.parent)
    except OSError as error:
        raise place_problem(error, path) from error


@contextlib.contextmanager
def left_if_told(*written: Path) -> Iterator[None]:
    """Take files away again that were written, where what is done inside, telling the journal of them, fails."""
    try:
        yield
    except BaseException:
        for path in written:
            with contextlib.suppress(OSError):
                path.unlink(missing_ok=True)
        raise


def _sync_folder(folder: Path) -> None:
    """Bring a rename to the disk. Windows keeps no such promise for folders, and some sticks refuse it."""
    if sys.platform == "win32":
        return
    number = os.open(folder, os.O_RDONLY)
    try:
        with contextlib.suppress(OSError):  # the file itself is already on the disk, under its new name
            os.fsync(number)
    finally:
        os.close(number)
