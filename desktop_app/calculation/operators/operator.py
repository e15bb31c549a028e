"""What an operator is: a named, pure function from the values of its inputs to one value."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from math import lcm
from types import MappingProxyType
from typing import Final

from desktop_app.calculation.trace import RuleTable, Unit, Value

Values = tuple[Value, ...]

_NUMBERS: Final = frozenset({int, Fraction})
"""The types of a number. A truth (`bool`) is none; asking for the very type costs less than `isinstance`."""

_UNITS: Final[Mapping[str, Unit]] = {unit.value: unit for unit in Unit}
_NO_COLUMNS: Final[Mapping[str, int]] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Operator:
    """One operator of the closed vocabulary.

    `roles` name its inputs in order; those in `optional` may be left out from the end; a last role with `*` takes any
    number. `unit` is the unit of the result; None for that of the input `like`, for the one that the input `unit_at`
    names, or for that of the last column of the table `table_at`. `columns` says how many columns a role's table has,
    `together` how many inputs of the last role belong together (a year and its earnings).
    `deciding` names the test for one that asks whether a condition is met. An unknown input (None) makes an unknown
    result, unless `takes_unknown`.
    """

    name: str
    roles: tuple[str, ...]
    reckon: Callable[[Values], Value]
    unit: Unit | None = None
    optional: frozenset[str] = frozenset()
    like: int = 0
    unit_at: int | None = None
    table_at: int | None = None
    together: int = 1
    columns: Mapping[str, int] = field(default_factory=lambda: _NO_COLUMNS)
    deciding: str = ""
    takes_unknown: bool = False
    in_packs: bool = True
    like_first: bool = field(init=False, repr=False)
    """Whether the unit of the result is that of the first input, and nothing else decides it."""

    def apply(self, values: Values) -> Value:
        """Return the value for the inputs' values, in the order of the roles."""
        if not self.takes_unknown:
            for value in values:
                if value is None:
                    return None
        return self.reckon(values)

    def unit_of(self, units: tuple[Unit, ...], values: Values) -> Unit:
        """Return the unit of the result for the inputs' units and values."""
        if self.unit_at is not None:
            return _UNITS[str(values[self.unit_at])] if values[self.unit_at] is not None else units[0]
        if self.unit is not None:
            return self.unit
        if self.table_at is not None:
            return rule_table(values[self.table_at]).units[-1] if values[self.table_at] is not None else units[0]
        return units[self.like] if units else Unit.NUMBER

    def __post_init__(self) -> None:
        plain = self.unit is None and self.unit_at is None and self.table_at is None and self.like == 0
        object.__setattr__(self, "like_first", plain)

    @property
    def open_ended(self) -> bool:
        """Whether the last role takes any number of inputs."""
        return self.roles[-1].endswith("*")


def number(value: Value) -> Fraction | int:
    """Return a value that must be a number; `TypeError` for another."""
    if type(value) in _NUMBERS:
        return value  # type: ignore[return-value] # its type was looked at
    raise TypeError("an operator was given something else than a number")


def numbers(values: Values) -> tuple[Fraction | int, ...]:
    """Return values that must all be numbers; `TypeError` for another."""
    for value in values:
        if type(value) not in _NUMBERS:
            raise TypeError("an operator was given something else than a number")
    return values  # type: ignore[return-value] # their types were looked at


def product_over(one: Fraction | int, other: Fraction | int, divisor: Fraction | int) -> Fraction:
    """Return `one` times `other` over `divisor`, exact; the fraction is brought to its lowest terms once, at the end.

    `ZeroDivisionError` for a divisor of nought.
    """
    if type(other) is int is type(divisor):  # a rule's figures are whole numbers, but for a few
        return Fraction(one.numerator * other, one.denominator * divisor)
    return Fraction(
        one.numerator * other.numerator * divisor.denominator, one.denominator * other.denominator * divisor.numerator
    )


def on_common_denominator(values: Sequence[Fraction | int]) -> tuple[int, list[int]]:
    """Return the common denominator of numbers, and how many of its parts each is.

    Whole numbers add up and compare a dozen times faster than fractions do.
    """
    common = lcm(*[value.denominator for value in values])
    if common == 1:
        return 1, [value.numerator for value in values]
    return common, [value.numerator * (common // value.denominator) for value in values]


def number_over(number: int, common: int) -> Fraction | int:
    """Return so many parts of a common denominator as a number."""
    return number if common == 1 else Fraction(number, common)


def sum_of(values: Sequence[Fraction | int]) -> Fraction | int:
    """Return the sum of numbers, exact, 0 for none; fractions are brought to their common denominator once."""
    for value in values:
        if type(value) is not int:
            break
    else:
        return sum(values)
    common, parts = on_common_denominator(values)
    return number_over(sum(parts), common)


def rule_table(value: Value) -> RuleTable:
    """Return a value that must be a table of a rule; `TypeError` for another."""
    if isinstance(value, RuleTable):
        return value
    raise TypeError("an operator was given something else than a table")
