"""Read rule files: TOML with exact decimals, into plain tables that nothing is believed of yet; and their digest."""

import hashlib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Final

from desktop_app.foundation.places import place_problem
from desktop_app.foundation.problems import RuleProblem

Table = dict[str, object]
STATE_FILE: Final = "state.toml"
SOURCES_FILE: Final = "sources.toml"
SHARED_FILE: Final = "shared.toml"
EXAMPLES_FILE: Final = "examples.toml"
OTHER_FILES: Final = frozenset({STATE_FILE, SOURCES_FILE, SHARED_FILE, EXAMPLES_FILE})
"""The files of a pack that are no benefit."""

_MOST_DIGITS: Final = 30
"""Digits before or after the point that a decimal of a rule file may have."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PackFiles:
    """The files of one State's folder, read but not yet believed: name of the file -> its table; and their digest."""

    folder: str
    tables: Mapping[str, Table]
    digest: str


def read_toml(path: Path) -> Table:
    """Read one TOML file with exact decimals.

    Raises `RuleProblem("rule_file_unreadable")` for one that is no TOML, a doubled key among it, and `PlaceProblem`
    where the file cannot be read.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise place_problem(error, path) from error
    return read_table(f"{path.parent.name}/{path.name}", data)


def read_folder(folder: Path) -> PackFiles:
    """Read every TOML file of a State's folder. Raises what `read_toml` raises."""
    return read_files(folder.name, folder_bytes(folder))


def folder_bytes(folder: Path) -> dict[str, bytes]:
    """Return the TOML files of a State's folder as they are, by name. Raises `PlaceProblem`."""
    found: dict[str, bytes] = {}
    for file in sorted(folder.glob("*.toml")):
        try:
            found[file.name] = file.read_bytes()
        except OSError as error:
            raise place_problem(error, file) from error
    return found


def read_files(folder: str, files: Mapping[str, bytes]) -> PackFiles:
    """Read the files of a State by name, from wherever they come; `folder` is what findings call it.

    The same files give the same digest as a folder of them. Raises `RuleProblem("rule_file_unreadable")`.
    """
    return PackFiles(
        folder=folder,
        tables={name: read_table(f"{folder}/{name}", files[name]) for name in sorted(files)},
        digest=digest_of_files(files),
    )


def digest_of_files(files: Mapping[str, bytes]) -> str:
    """Return `sha256:...` over the files of a pack, in the order of their names, line ends as LF."""
    hashed = hashlib.sha256()
    for name in sorted(files):
        hashed.update(name.encode() + b"\0" + files[name].replace(b"\r\n", b"\n") + b"\0")
    return f"sha256:{hashed.hexdigest()}"


def read_table(file: str, data: bytes) -> Table:
    """Read the bytes of one TOML file with exact decimals. Raises `RuleProblem("rule_file_unreadable")`."""
    try:
        return tomllib.loads(data.decode("utf-8"), parse_float=_decimal)
    except RecursionError:
        raise RuleProblem("rule_file_unreadable", file=file, detail="nested too deeply") from None
    except ValueError as error:  # no TOML, no UTF-8, or a number too long to be read
        raise RuleProblem("rule_file_unreadable", file=file, detail=str(error)) from error


def _decimal(text: str) -> Decimal:
    """Read a decimal of bounded size: an exponent of a million would be a number of a million digits."""
    number = Decimal(text)
    if number.is_finite() and abs(number.adjusted()) > _MOST_DIGITS:
        raise ValueError(f"the number {text[:40]} is too large or too small")
    return number


def table(value: object) -> Table:
    """Return a table of a rule file; an empty one for what is no table."""
    return value if isinstance(value, dict) else {}


def items(value: object) -> list[object]:
    """Return a list of a rule file; an empty one for what is no list."""
    return value if isinstance(value, list) else []


def day(value: object) -> date:
    """Return a date of a rule file; `ValueError` for what is none."""
    if isinstance(value, date):
        return value
    raise ValueError("not a date")
