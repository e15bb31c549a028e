"""Which kept calculations come out otherwise, as a table for a spreadsheet. It names claims by number, no person."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from desktop_app.calculation.causes import Cause
from desktop_app.documents.table_file import CellValue
from desktop_app.domain.claims import Benefit
from desktop_app.wording import terms
from desktop_app.wording.catalogue import text
from desktop_app.wording.difference_words import cause_words


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeRow:
    """What one State pays in one claim, as kept and today, as plain text (`XCD 34.52` a week, empty for nothing).

    `once` tells of both whether it is a grant paid once.
    """

    number: str
    benefit: Benefit
    kept_on: date
    state: str
    before: str
    after: str
    once: tuple[bool, bool]
    why: tuple[Cause, ...]


def recalculation_table(rows: Sequence[ChangeRow]) -> tuple[tuple[str, ...], list[tuple[CellValue, ...]]]:
    """Return the titles and the rows of the table."""
    titles = (
        text("Claim"),
        text("Benefit"),
        text("Kept on"),
        text("State"),
        text("Payable a week, as kept"),
        text("Payable a week, today"),
        text("Why"),
    )
    return titles, [_cells(row) for row in rows]


def _cells(row: ChangeRow) -> tuple[CellValue, ...]:
    amounts = (
        text("{amount} once").format(amount=amount) if once else amount
        for amount, once in zip((row.before, row.after), row.once, strict=True)
    )
    why = " ".join(dict.fromkeys(cause_words(cause) for cause in row.why))
    return (row.number, terms.benefit_words(row.benefit), row.kept_on, row.state, *amounts, why)
