"""What reading a whole store through shows: where something does not fit, and how much was read."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class FaultKind(StrEnum):
    """What does not fit in a store."""

    PAGE = "page"
    """A page, a table or an index is damaged."""
    SEAL = "seal"
    """A page's seal does not fit: it was changed by something that has no key, a failing disk for one."""
    REFERENCE = "reference"
    """A row refers to one that is not there."""
    GUARD = "guard"
    """A guard that refuses changes of what is kept for good is missing or altered, or a table is missing."""
    JOURNAL = "journal"
    """A journal line was changed, removed or put in between."""
    CHANGES = "changes"
    """What a journal line keeps of before and after was changed or removed."""
    ROW = "row"
    """Rows of a table that never loses any are missing."""
    FILE = "file"
    """The bytes of a kept file are not those that were kept."""
    ALTERED = "altered"
    """A record is not as the last journal line about it left it."""
    VANISHED = "vanished"
    """A record is gone, and no journal line removed it."""
    UNTOLD = "untold"
    """A record is there that no journal line brought, or that one removed."""


OF_RECORDS: Final = frozenset({FaultKind.ALTERED, FaultKind.VANISHED, FaultKind.UNTOLD})
"""What the journal tells of records: the file itself is whole."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoreFault:
    """One thing that does not fit. `where` is a table's name or empty; `row` its row or line, 0 for the whole.

    Of a record, `name` is what the journal names it by, and `line` the last line about it, 0 for none; of records that
    no line brought and that are not known one by one, `row` is how many.
    """

    kind: FaultKind
    where: str = ""
    row: int = 0
    name: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """What reading through showed: the faults, and how much was read.

    `last_line` and `last_hash` are the journal's end, to be compared with a backup's; `version` is the schema's.
    """

    faults: tuple[StoreFault, ...]
    journal_lines: int
    last_hash: str
    files: int
    version: int
    rescued: bool = False
    """Whether the store was saved from a damaged one, so that what is missing in it may be known."""

    @property
    def sound(self) -> bool:
        """Whether everything fits."""
        return not self.faults

    @property
    def standing(self) -> bool:
        """Whether it can be put in the place of a store.

        Records that the journal does not tell of are said, no more; and of a store that was saved from a damaged one
        it is known that rows are missing.
        """
        if self.rescued:
            return not any(fault.kind in {FaultKind.PAGE, FaultKind.SEAL, FaultKind.GUARD} for fault in self.faults)
        return all(fault.kind in OF_RECORDS for fault in self.faults)
