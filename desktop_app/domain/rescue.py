"""What a rescue of a damaged store saved: of every table how many rows could be read, and which are lost."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class LostRows:
    """Rows that could not be read, by their numbers, both included; not every number needs to have been a row.

    `last` is 0 where nothing could be read from `first` on; both are 0 where the rows of a table have no numbers.
    """

    first: int = 0
    last: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class RescuedTable:
    """One table: how many rows were read, and which were not."""

    table: str
    rows: int
    lost: tuple[LostRows, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Rescue:
    """What was saved from a damaged store, table by table."""

    tables: tuple[RescuedTable, ...]

    @property
    def rows(self) -> int:
        """How many rows were read."""
        return sum(entry.rows for entry in self.tables)

    @property
    def damaged(self) -> tuple[RescuedTable, ...]:
        """The tables of which rows are lost."""
        return tuple(entry for entry in self.tables if entry.lost)
