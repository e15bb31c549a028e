"""The parts of a workbook's archive, of which neither the list nor a part is believed to be small."""

import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import SEEK_SET
from pathlib import Path
from typing import IO, Final, cast
from xml.parsers import expat

from cryptography.exceptions import InvalidTag

from desktop_app.foundation.places import reading_problem
from desktop_app.foundation.problems import FormProblem
from desktop_app.intake.markup import Hostile

_MOST_AT_ONCE: Final = 1 << 20
_MOST_LEFT: Final = 1 << 17
_MOST_PARTS: Final = 2_000
_KNOWN_METHODS: Final = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)

_BROKEN: Final = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    expat.ExpatError,
    InvalidTag,
    EOFError,
    LookupError,
    ValueError,
    OverflowError,
    NotImplementedError,
    RuntimeError,
)
"""What the libraries raise for a workbook that is not as the format says: each was seen."""


class Parts:
    """The parts of an archive by their path, in whatever case and with whatever stroke they are written."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        parts = archive.infolist()
        if len(parts) > _MOST_PARTS:
            raise Hostile
        self._archive = archive
        self._parts = {_plain(part.filename): part for part in parts}

    def __contains__(self, path: str) -> bool:
        """Tell whether there is such a part."""
        return _plain(path) in self._parts

    def open(self, path: str, most: int) -> IO[bytes]:
        """Open a part to read. Raises `Hostile` where it unpacks to more than `most` bytes, `KeyError`."""
        part = self._parts[_plain(path)]
        if part.file_size > most:
            raise Hostile
        if part.compress_type not in _KNOWN_METHODS:
            raise NotImplementedError
        return self._archive.open(part)


@contextmanager
def opened(path: Path) -> Iterator[Parts]:
    """Open an archive; what is found wrong while it is read is a problem.

    Raises `FormProblem`: `table_unreadable`, `table_hostile` (both with file); `PlaceProblem`.
    """
    try:
        with path.open("rb") as file, zipfile.ZipFile(cast("IO[bytes]", _Sparing(file))) as archive:
            yield Parts(archive)
    except Hostile as error:
        raise FormProblem("table_hostile", file=path.name) from error
    except OSError as error:
        raise reading_problem(error, path) from error
    except _BROKEN as error:
        raise FormProblem("table_unreadable", file=path.name) from error


class _Sparing:
    """A file of which nobody reads much together: a list of parts that long is none of a workbook."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file

    def read(self, size: int = -1) -> bytes:
        """Read; all that is left where it is little."""
        if size > _MOST_AT_ONCE:
            raise Hostile
        found = self._file.read(_MOST_LEFT + 1 if size < 0 else size)
        if size < 0 and len(found) > _MOST_LEFT:
            raise Hostile
        return found

    def seek(self, offset: int, whence: int = SEEK_SET) -> int:
        """Go to a place; one before the beginning is damage of the list, no fault of the medium."""
        if whence == SEEK_SET and not 0 <= offset < 1 << 62:
            raise zipfile.BadZipFile
        return self._file.seek(offset, whence)

    def tell(self) -> int:
        """Return the place."""
        return self._file.tell()

    def seekable(self) -> bool:
        """Tell that it can go to a place."""
        return True

    def close(self) -> None:
        """Leave it open: who opened it closes it."""


def _plain(path: str) -> str:
    return path.replace("\\", "/").lstrip("/").lower()


__all__ = ["Parts", "opened"]
