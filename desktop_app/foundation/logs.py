"""Logs: small, local and without personal data; references and reports for what went wrong unforeseen."""

import contextlib
import logging
import re
import traceback
from base64 import b32encode
from collections.abc import Iterator
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from desktop_app.foundation.places import Places, place_problem

if TYPE_CHECKING:
    from logging.handlers import RotatingFileHandler

LOG_FILE = "cass-desk.log"
_FILE_BYTES = 256 * 1024
_OLDER_FILES = 2
_FEWEST_DIGITS = 4
_SHORTEST_NAME = 2

_QUOTED = re.compile(
    r"""(?<!\w)'[^\n]*?'(?!\w) | "[^"\n]*" | \u201c[^\u201d\n]*\u201d | (?<!\w)\u2018[^\n]*?\u2019(?!\w)""", re.VERBOSE
)
_MAIL = re.compile(r"[^\s@<>]+@[^\s@<>]+")
_NUMBER = re.compile(r"\d(?:[ ./-]?\d)*")


class Redactor:
    """Replaces what could tell who a person is: quoted text, numbers of four or more digits, mail addresses, names."""

    def __init__(self) -> None:
        self._names: set[str] = set()

    def conceal(self, *names: str) -> None:
        """Replace these names, too, from now on, in any case of letters."""
        self._names.update(word.casefold() for name in names for word in name.split() if len(word) >= _SHORTEST_NAME)

    def redacted(self, text: str) -> str:
        """Return the text as it may stand in a log."""
        text = _QUOTED.sub("[text]", text)
        text = _MAIL.sub("[mail]", text)
        text = _NUMBER.sub(_number_or_not, text)
        return re.sub(r"\w+(?:['\u2019-]\w+)*", self._name_or_not, text)

    def _name_or_not(self, match: re.Match[str]) -> str:
        word = match[0]
        parts = re.split(r"['\u2019-]", word)
        named = word.casefold() in self._names or any(part.casefold() in self._names for part in parts)
        return "[name]" if named else word


def _number_or_not(match: re.Match[str]) -> str:
    digits = sum(character.isdigit() for character in match[0])
    return "[number]" if digits >= _FEWEST_DIGITS else match[0]


class RedactingFormatter(logging.Formatter):
    """One line a record, redacted; an exception as its types and places, without its words."""

    def __init__(self, redactor: Redactor) -> None:
        super().__init__()
        self._redactor = redactor

    def format(self, record: logging.LogRecord) -> str:
        """Write one record as it may stand in the file."""
        when = self.formatTime(record, "%Y-%m-%d %H:%M:%S")
        line = f"{when} {record.levelname} {record.name} {self._redactor.redacted(record.getMessage())}"
        error = record.exc_info[1] if record.exc_info else None
        return "\n    ".join([line, *_lines(error)]) if error is not None else line


class _SmallFiles(logging.Handler):
    """Three small files, opened with the first record: what turns them brings libraries no window should wait for."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path
        self._files: RotatingFileHandler | None = None
        with path.open("ab"):  # whether a log can be kept is known at once
            pass

    def emit(self, record: logging.LogRecord) -> None:
        """Write one record; called with the lock held."""
        try:
            self._opened().emit(record)
        except OSError:
            self.handleError(record)

    def close(self) -> None:
        """Release the file."""
        with self.lock or contextlib.nullcontext():
            if self._files is not None:
                self._files.close()
                self._files = None
            super().close()

    def _opened(self) -> "RotatingFileHandler":
        if self._files is None:
            from logging.handlers import RotatingFileHandler

            self._files = RotatingFileHandler(
                self._path, maxBytes=_FILE_BYTES, backupCount=_OLDER_FILES, encoding="utf-8"
            )
            self._files.setFormatter(self.formatter)
        return self._files


class Log:
    """The open log of one run of the program."""

    def __init__(self, handler: logging.Handler, redactor: Redactor) -> None:
        self._handler = handler
        self._redactor = redactor

    def conceal(self, *names: str) -> None:
        """Keep these names out of the log from now on."""
        self._redactor.conceal(*names)

    def close(self) -> None:
        """Stop logging and release the file; closing twice is harmless."""
        logging.getLogger().removeHandler(self._handler)
        self._handler.close()


def configure(places: Places, *, debug: bool = False) -> Log:
    """Log to `places.logs` (three files of 256 KB at most). Close the answer at the end.

    Our own records from INFO, or DEBUG when asked; other libraries' from WARNING. Raises `PlaceProblem`.
    """
    redactor = Redactor()
    try:
        places.logs.mkdir(mode=0o700, parents=True, exist_ok=True)
        handler = _SmallFiles(places.logs / LOG_FILE)
    except OSError as error:
        raise place_problem(error, places.logs) from error
    handler.setFormatter(RedactingFormatter(redactor))
    logging.getLogger().addHandler(handler)
    logging.getLogger("desktop_app").setLevel(logging.DEBUG if debug else logging.INFO)
    return Log(handler, redactor)


def reference_for(exc: BaseException) -> str:
    """Eight characters that are the same whenever the same thing goes wrong at the same place: `K7QD-2M4X`."""
    import hashlib  # not before something went wrong

    digest = hashlib.sha256("\n".join(_lines(exc)).encode()).digest()
    text = b32encode(digest[:5]).decode("ascii")
    return f"{text[:4]}-{text[4:]}"


def report_text(exc: BaseException, version: str) -> str:
    """Write what support needs for "Details": versions, exception types, files, lines; no words of any."""
    import platform  # as above

    head = [
        f"CASS Desk {version}",
        f"Python {platform.python_version()}, {platform.system()} {platform.machine()}",
        f"Reference {reference_for(exc)}",
        "",
    ]
    return "\n".join([*head, *_lines(exc)]) + "\n"


def _lines(exc: BaseException, seen: frozenset[int] = frozenset()) -> list[str]:
    """List the types and places of an exception, its causes first, each once."""
    if id(exc) in seen:
        return []
    seen |= {id(exc)}
    before = exc.__cause__ or (None if exc.__suppress_context__ else exc.__context__)
    lines = _lines(before, seen) if before is not None else []
    lines.append(f"{type(exc).__module__}.{type(exc).__qualname__}")
    lines.extend(_places(exc))
    if isinstance(exc, BaseExceptionGroup):
        for part in exc.exceptions:
            lines.extend(_lines(part, seen))
    return lines


def _places(exc: BaseException) -> Iterator[str]:
    for frame, number in traceback.walk_tb(exc.__traceback__):
        yield f"  {_short(frame.f_code.co_filename)}:{number} {frame.f_code.co_name}"


def _short(filename: str) -> str:
    """Shorten a source file's path to leave out the folders of whoever's computer this is."""
    parts = PurePath(filename.replace("\\", "/")).parts
    for root in ("site-packages", "dist-packages"):
        if root in parts:
            return "/".join(parts[parts.index(root) + 1 :])
    if "desktop_app" in parts:
        last = len(parts) - 1 - parts[::-1].index("desktop_app")
        return "/".join(parts[last:])
    return parts[-1] if parts else filename
