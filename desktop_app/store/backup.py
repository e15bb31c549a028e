"""Checked copies of the store: as encrypted as the store itself, whole, and read through before they count."""

import contextlib
import os
from pathlib import Path
from typing import Final

from desktop_app.foundation.places import place_problem, replace_file
from desktop_app.foundation.problems import StoreProblem
from desktop_app.foundation.progress import Progress, Silent
from desktop_app.store.database import Tables, connect, translated

_PAGES_A_STEP: Final = 500


def back_up(source: Tables, key: bytes, target: Path, progress: Progress | None = None) -> None:
    """Copy an open store to `target` under the same key, check the copy, and only then give it its name.

    Raises `StoreProblem("backup_damaged")` where the copy is not sound, `StoreProblem("disk_full")`, `PlaceProblem`,
    and whatever `progress` raises to stop; in every case no half copy is left and an older copy stays.
    """
    progress = progress or Silent()
    beside = target.with_name(f".{target.name}.part")
    try:
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        beside.unlink(missing_ok=True)
        _copy(source, key, beside, progress)
        _flush(beside)
        replace_file(beside, target)
    except OSError as error:
        raise place_problem(error, target) from error
    finally:
        with contextlib.suppress(OSError):
            beside.unlink(missing_ok=True)


def _copy(source: Tables, key: bytes, path: Path, progress: Progress) -> None:
    copy = connect(path, key)
    try:
        with translated():
            source.conn.backup(
                copy.conn,
                pages=_PAGES_A_STEP,
                progress=lambda _status, left, total: progress.step(total - left, total, "backup"),
            )
            copy.execute("PRAGMA journal_mode = DELETE")  # one file, without companions
        check_sound(copy)
    finally:
        copy.close()


def check_sound(database: Tables) -> None:
    """Read a whole store through, pages and seals. Raises `StoreProblem("backup_damaged")`."""
    try:
        with translated():
            pages = [row[0] for row in database.execute("PRAGMA integrity_check").fetchall()]
            seals = database.execute("PRAGMA cipher_integrity_check").fetchall()
    except StoreProblem as problem:
        raise StoreProblem("backup_damaged") from problem
    if pages != ["ok"] or seals:
        raise StoreProblem("backup_damaged")


def _flush(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())
