"""Tables of the record of a person: small, under their names, away where they have no rows; and days in their cells."""

from collections.abc import Iterable
from datetime import date

from desktop_app.documents.flow import SMALL, Flow
from desktop_app.documents.grid import Cell, Column, Grid, Row
from desktop_app.wording.catalogue import text
from desktop_app.wording.formats import date_words


def table(
    flow: Flow, title: str, columns: Iterable[str], rows: Iterable[tuple[str, ...]], widths: tuple[float, ...] = ()
) -> None:
    """Write a table under its name; nothing for one without rows. `widths` are those of its columns, 0 for a share."""
    found = list(rows)
    if not found:
        return
    flow.heading(title, 3, keep=50)
    titles = tuple(columns)
    wide = widths or (0.0,) * len(titles)
    grid = Grid(flow, [Column(title=name, width=room) for name, room in zip(titles, wide, strict=True)], dense=True)
    grid.write(Row(cells=tuple(Cell(text=cell, style=SMALL) for cell in row)) for row in found)
    flow.space(6)


def span(since: date | None, until: date | None) -> str:
    """Say between which days something held, as far as they are known."""
    if since is None and until is None:
        return ""
    if until is None:
        return text("since {day}").format(day=day(since))
    if since is None:
        return text("until {day}").format(day=day(until))
    return text("{since} to {until}").format(since=day(since), until=day(until))


def day(found: date | None) -> str:
    """Say a day; nothing for one that is not known."""
    return date_words(found) if found else ""
