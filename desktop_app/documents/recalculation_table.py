"""Which kept calculations come out otherwise, as a table for a spreadsheet. It names claims by number, no person."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from desktop_app.calculation.causes import Cause
from desktop_app.domain.claims import Benefit
from desktop_app.wording import terms
from desktop_app.wording.catalogue import text
from desktop_app.wording.difference_words import cause_words

_FORMULA: Final = frozenset("=+-@\uff1d\uff0b\uff0d\uff20")
"""What begins a formula, also as the wide signs that some spreadsheets take for it."""

_STRIPPED: Final = frozenset("\t\r\n")
"""What some spreadsheets let fall before they look for one."""


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
            text("Payable a week, as kept"),
            text("Payable a week, today"),
            text("Why"),
        )
    )
    for row in rows:
        why = " ".join(dict.fromkeys(cause_words(cause) for cause in row.why)).replace("\u00a0", " ")
        cells = (
            row.number,
            terms.benefit_words(row.benefit),
            row.kept_on.isoformat(),
            row.state,
            *(
                text("{amount} once").format(amount=amount) if once else amount
                for amount, once in zip((row.before, row.after), row.once, strict=True)
            ),
            why,
        )
        writer.writerow(map(harmless, cells))
    return target.getvalue().encode("utf-8-sig")


def harmless(words: str) -> str:
    """Keep a spreadsheet from taking words for a formula: what it might, also behind blanks, begins with an apostrophe.

    Source: OWASP, CSV Injection (https://owasp.org/www-community/attacks/CSV_Injection).
    """
    return f"'{words}" if words[:1] in _STRIPPED or words.lstrip()[:1] in _FORMULA else words
