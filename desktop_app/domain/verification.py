"""What reading a whole store through shows: where something does not fit, and how much was read."""

from dataclasses import dataclass
from enum import StrEnum


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


@dataclass(frozen=True, slots=True, kw_only=True)
class StoreFault:
    """One thing that does not fit. `where` is a table's name or empty; `row` its row or line, 0 for the whole."""

    kind: FaultKind
    where: str = ""
    row: int = 0


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

    @property
    def sound(self) -> bool:
        """Whether everything fits."""
        return not self.faults
