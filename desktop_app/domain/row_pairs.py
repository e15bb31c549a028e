"""Two versions of a record side by side: which row became which, which is new, which is gone (exchange rules, 4.3).

A row keeps its id from version to version; where an institution's system gives new ones, the same span, the same kind
and year, and at last the same year tell which row is meant.
"""

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Final

from desktop_app.domain.periods import InsurancePeriod

_Key = Callable[[InsurancePeriod], Hashable]

_SAME: Final[tuple[_Key, ...]] = (
    lambda row: (row.row_id, row.year),
    lambda row: (row.start, row.end, row.type) if row.start and row.end else row,
    lambda row: (row.year, row.start, row.type),
    lambda row: (row.year, row.type),
    lambda row: row.year,
)
"""By what two rows are the same, the surest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RowPair:
    """A row as it was and as it is: `before` None for one that is new, `after` None for one that is gone."""

    before: InsurancePeriod | None
    after: InsurancePeriod | None

    @property
    def row(self) -> InsurancePeriod:
        """The row as it is, or as it was where it is gone."""
        row = self.after or self.before
        if row is None:
            raise ValueError("a pair has a row")
        return row


def pair_rows(before: tuple[InsurancePeriod, ...], after: tuple[InsurancePeriod, ...]) -> tuple[RowPair, ...]:
    """Return every row of both versions once, by year and first day; the pairs do not hang on the order of the rows."""
    left, right = sorted(before, key=_place), sorted(after, key=_place)
    pairs: list[RowPair] = []
    for key in _SAME:
        waiting: dict[Hashable, list[InsurancePeriod]] = {}
        for row in reversed(right):
            waiting.setdefault(key(row), []).append(row)
        alone = []
        for row in left:
            if found := waiting.get(key(row)):
                pairs.append(RowPair(before=row, after=found.pop()))
            else:
                alone.append(row)
        left, right = alone, sorted((row for rows in waiting.values() for row in rows), key=_place)
    pairs.extend(RowPair(before=row, after=None) for row in left)
    pairs.extend(RowPair(before=None, after=row) for row in right)
    return tuple(sorted(pairs, key=lambda pair: _place(pair.row)))


def _place(row: InsurancePeriod) -> tuple[int, str, str, str, int]:
    start = row.start.isoformat() if row.start else ""
    return row.year, start, row.type.value, row.row_id, row.weeks
