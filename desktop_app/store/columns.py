"""How values are written into columns and read back: days and moments as ISO text, everything composed as JSON."""

import hashlib
import json
import re
import unicodedata
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from desktop_app.domain.money import Money
from desktop_app.foundation.problems import StoreProblem

Value = str | int | bytes | None
"""What a column can hold."""

Row = dict[str, Any]
"""One row as read, by column; it never leaves the store."""

_NOT_FOLDED = re.compile(r"[\W_]+")


def day_text(day: date | None) -> str | None:
    """Write a day, None for none."""
    return day.isoformat() if day else None


def read_day(text: str | None) -> date | None:
    """Read a day, None for none."""
    return date.fromisoformat(text) if text else None


def flag_number(flag: bool | None) -> int | None:
    """Write yes or no, None for what is not said."""
    return None if flag is None else int(flag)


def read_flag(number: int | None) -> bool | None:
    """Read yes or no, None for what is not said."""
    return None if number is None else bool(number)


def moment_text(moment: datetime | None) -> str | None:
    """Write a moment with its offset, None for none."""
    return moment.isoformat() if moment else None


def read_moment(text: str | None) -> datetime | None:
    """Read a moment, None for none."""
    return datetime.fromisoformat(text) if text else None


def json_text(value: object) -> str:
    """Write JSON in one form: keys sorted, no blanks, ASCII alone, so that any text a keyboard gives can be kept."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), allow_nan=False)


def read_object(text: str) -> dict[str, Any]:
    """Read a JSON object."""
    value = json.loads(text)
    return dict(value)


def read_list(text: str) -> list[Any]:
    """Read a JSON list."""
    return list(json.loads(text))


def money_columns(name: str, money: Money | None) -> dict[str, str | int | None]:
    """Write an amount into its two columns, minor units and currency."""
    return {f"{name}_minor": money.minor if money else None, f"{name}_currency": money.currency if money else None}


def read_money(name: str, row: Mapping[str, Any]) -> Money | None:
    """Read an amount from its two columns."""
    minor = row[f"{name}_minor"]
    return None if minor is None else Money(minor=minor, currency=row[f"{name}_currency"])


def sha256(data: bytes) -> str:
    """Return the SHA-256 of bytes as 64 hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def as_kept(data: bytes, digest: str) -> bytes:
    """Return bytes that are what was kept, by their SHA-256; none are left of a file whose time was over.

    Raises `StoreProblem("file_changed")` for others.
    """
    if data and sha256(data) != digest:
        raise StoreProblem("file_changed")
    return data


def folded_number(text: str) -> str:
    """Fold a number as typed or printed to what identifies it: letters and digits alone, capitals."""
    return _NOT_FOLDED.sub("", unicodedata.normalize("NFKC", text)).upper()


def folded_words(text: str) -> str:
    """Fold a name for ordering: no accents, lower case."""
    if text.isascii():
        return text.lower()
    parts = unicodedata.normalize("NFKD", text)
    return "".join(c for c in parts if not unicodedata.combining(c)).casefold()


def present(row: Row | None, table: str) -> Row:
    """Return a row that must be there. Raises `StoreProblem("record_missing")`."""
    if row is None:
        raise StoreProblem("record_missing", table=table)
    return row
