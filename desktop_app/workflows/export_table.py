"""Take a table as it is shown out of the desk, as CSV or XLSX; the journal tells who took which, and how many rows.

Columns that name persons leave only with who works on cases; for everybody else they are left out and the outcome says
so. What a list hides of a protected case is hidden in the file: it holds the words that were shown.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from desktop_app.documents.table_file import CellValue
from desktop_app.foundation.places import left_if_told
from desktop_app.foundation.progress import Progress, Silent
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.left_files import remember_folder
from desktop_app.workflows.rights import may, permitted
from desktop_app.workflows.table_files import write_table

PLAIN: Final = "table_exported"
NAMED: Final = "persons_exported"
_A_STEP: Final = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownTable:
    """What was shown: its name for the journal and the sheet, titles, rows, and which columns name persons (from 0)."""

    name: str
    titles: tuple[str, ...]
    rows: Sequence[Sequence[CellValue]]
    personal: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportedTable:
    """What was written. `left_out` are the titles of the columns that this person's roles may not take out."""

    path: Path
    rows: int
    left_out: tuple[str, ...] = ()


def export_table(desk: Desk, table: ShownTable, path: Path, progress: Progress | None = None) -> ExportedTable:
    """Write a table to the file a person chose, as its ending says (.xlsx, else CSV); whole or not at all.

    Raises `DutyProblem`, `PlaceProblem`, and what `progress` raises to stop; nothing is written then.
    """
    named = bool(table.personal) and may(desk.store, desk.user.id, NAMED)
    verb = NAMED if named else PLAIN
    permitted(desk.store, verb, desk.user.id)
    kept = [at for at in range(len(table.titles)) if named or at not in table.personal]
    titles = [table.titles[at] for at in kept]
    remember_folder(desk, path.parent)
    count = write_table(path, table.name, titles, _counted(table.rows, kept, progress or Silent()))
    facts: dict[str, str | int] = {"table": table.name, "rows": count}
    told = desk.store.act(verb=verb, user=desk.user.id, about=desk.office.code, facts=facts, said=path.name)
    with left_if_told(path), told:
        pass
    return ExportedTable(
        path=path,
        rows=count,
        left_out=tuple(title for at, title in enumerate(table.titles) if at not in kept),
    )


def _counted(rows: Sequence[Sequence[CellValue]], kept: list[int], progress: Progress) -> Iterator[list[CellValue]]:
    for done, row in enumerate(rows):
        if done % _A_STEP == 0:
            progress.step(done, len(rows), "table_rows")
        yield [row[at] if at < len(row) else "" for at in kept]
    progress.step(len(rows), len(rows), "table_rows")
