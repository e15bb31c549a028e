"""Which kept calculations come out otherwise, as a table for a spreadsheet. It names claims by number, no person."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from desktop_app.calculation.causes import Cause
from desktop_app.domain.claims import Benefit
from desktop_app.wording import terms
from desktop_app.wording.catalogue import text
from desktop_app.wording.difference_words import cause_words


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeRow:
    """What one State pays in one claim, as kept and today, as plain text (`XCD 34.52`, empty for nothing)."""

    number: str
    benefit: Benefit
    kept_on: date
    state: str
    before: str
    after: str
    why: tuple[Cause, ...]


def recalculation_csv(rows: Sequence[ChangeRow]) -> bytes:
    """Return the rows as CSV in UTF-8 with its mark, as spreadsheets take it."""
    target = io.StringIO(newline="")
    writer = csv.writer(target)
    writer.writerow(
        (
            text("Claim"),
            text("Benefit"),
            text("Kept on"),
            text("State"),
            text("Payable as kept"),
            text("Payable today"),
            text("Why"),
        )
    )
    for row in rows:
        why = " ".join(dict.fromkeys(cause_words(cause) for cause in row.why)).replace("\u00a0", " ")
        writer.writerow(
            (
                row.number,
                terms.benefit_words(row.benefit),
                row.kept_on.isoformat(),
                row.state,
                row.before,
                row.after,
                _harmless(why),
            )
        )
    return target.getvalue().encode("utf-8-sig")


def _harmless(words: str) -> str:
    """Keep a spreadsheet from taking words for a formula."""
    return f"'{words}" if words[:1] in ("=", "+", "-", "@") else words
