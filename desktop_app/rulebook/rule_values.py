"""One value of a rule file as the engine takes it: a whole number, an exact fraction, a date, a text, a table."""

import re
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import Final

from desktop_app.calculation.pack import (
    RuleValue,
)
from desktop_app.calculation.trace import Cell, RuleTable, Unit
from desktop_app.rulebook.pack_files import day, items

WINDOW: Final = "window"

COLUMN: Final = "|"
"""Between the units of a table's columns: `weeks | percent`."""

_FRACTION: Final = re.compile(r"\d{1,12}/[1-9]\d{0,11}")
_CONVERSION: Final = 3
"""Columns of a table in which a threshold may stand more than once: year, class then, class now."""


def exact(value: object) -> Fraction | int | None:
    """Return a number of a rule file as an exact one: whole, decimal, or a fraction written `2/3`; None for another."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int):
        return value
    if isinstance(value, Decimal) and value.is_finite():
        number = Fraction(value)
        return number.numerator if number.denominator == 1 else number
    if isinstance(value, str) and _FRACTION.fullmatch(value):
        return Fraction(value)
    return None


def rule_value(value: object, unit: str) -> RuleValue:
    """Return a field's value: words for a text, a day for a date, rows for a table, an exact number for the rest.

    `ValueError` for what is none of them.
    """
    if COLUMN in unit:
        return _table_value(value, columns_of(unit))
    if unit == Unit.DATE.value:
        return day(value)
    number = None if unit == Unit.TEXT.value else exact(value)
    if number is not None:
        return number
    if isinstance(value, str) and unit in (Unit.TEXT.value, WINDOW):
        return value
    raise ValueError("neither a number nor words")


def columns_of(unit: str) -> tuple[str, ...]:
    """Return the units of a table's columns; one of it where it is no table."""
    return tuple(part.strip() for part in unit.split(COLUMN))


def _table_value(value: object, columns: tuple[str, ...]) -> RuleTable:
    rows = [_row(row, columns) for row in items(value)]
    if not rows:
        raise ValueError("a table without rows")
    firsts = [row[0] for row in rows]
    numbers = [first for first in firsts if not isinstance(first, str)]
    if numbers and len(columns) < _CONVERSION and any(b <= a for a, b in pairwise(numbers)):
        raise ValueError("thresholds that do not rise")
    if any(b < a for a, b in pairwise(numbers)):
        raise ValueError("thresholds that fall")
    if not numbers and len(set(firsts)) != len(firsts):
        raise ValueError("a class twice")
    return RuleTable(units=tuple(Unit(column) for column in columns), rows=tuple(rows))


def _row(value: object, columns: tuple[str, ...]) -> tuple[Cell, ...]:
    cells = items(value)
    if len(cells) != len(columns):
        raise ValueError("a row of another length")
    found: list[Cell] = []
    for cell, column in zip(cells, columns, strict=True):
        read = rule_value(cell, column)
        if not isinstance(read, int | Fraction | str) or (not isinstance(read, str) and read < 0):
            raise ValueError("a cell that is neither a number nor words")
        found.append(read)
    return tuple(found)
