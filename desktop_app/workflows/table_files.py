"""Tables as files that a person chose, CSV or XLSX by their ending, whole or not there, safe for any spreadsheet."""

import os
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path

from desktop_app.documents.table_file import XLSX, CellValue, write_csv, write_xlsx
from desktop_app.foundation.places import file_beside, place_problem, replace_file


def write_table(path: Path, name: str, titles: Sequence[str], rows: Iterable[Sequence[CellValue]]) -> int:
    """Write a table, a row at a time; return how many rows. `name` is that of the sheet.

    Who calls it tells the journal. Raises `PlaceProblem`, and what `rows` raises; nothing is left behind then.
    """
    try:
        number, beside = file_beside(path)
    except OSError as error:
        raise place_problem(error, path) from error
    os.close(number)
    try:
        if path.suffix.lower() == XLSX:
            count = write_xlsx(beside, name, titles, rows)
        else:
            count = write_csv(beside, titles, rows)
        with beside.open("rb+") as written:
            os.fsync(written.fileno())
        replace_file(beside, path)
    except OSError as error:
        raise place_problem(error, path) from error
    finally:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
    return count
