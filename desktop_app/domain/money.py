"""Money with its currency, exact rates, and the named rules by which an amount may be rounded.

Amounts are integers of minor units (cents); everything between is a `Fraction`. Rounding happens here and nowhere else.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Any, Final

from desktop_app.foundation.problems import FormProblem
from desktop_app.foundation.sealing import empty, open_form

MINOR_UNITS: Final = 100
"""Minor units in one unit of every currency of the region (cents)."""

_AMOUNT: Final = re.compile(r"(?P<whole>\d{1,12}|\d{1,3}(,\d{3})+)(\.(?P<cents>\d{1,2}))?", re.ASCII)
_CURRENCY: Final = re.compile(r"[A-Z]{3}")
_CURRENCIES: Final = frozenset({"XCD", "BBD", "BSD", "BZD", "GYD", "HTG", "JMD", "SRD", "TTD", "USD"})
"""The currencies of the region, whose letters need no look."""


class Rounding(StrEnum):
    """A named rule by which an exact amount becomes one that can be paid."""

    HALF_UP_CENT = "half_up_cent"
    NEAREST_TEN_CENTS = "nearest_ten_cents"
    DOWN_CENT = "down_cent"
    NEAREST_DOLLAR = "nearest_dollar"
    NONE = "none"


_STEP: Final = {
    Rounding.HALF_UP_CENT: 1,
    Rounding.NEAREST_TEN_CENTS: 10,
    Rounding.DOWN_CENT: 1,
    Rounding.NEAREST_DOLLAR: MINOR_UNITS,
}
"""The minor units that a rule rounds to."""

_NEGATIVE: Final = "an amount is never negative"


def rounded(amount: Fraction | int, rule: Rounding) -> Fraction:
    """Return `amount` (units of currency, never negative) rounded by `rule`; ties go up.

    Raises `ValueError` for a negative amount: no benefit is one.
    """
    if rule is not Rounding.NONE:
        return Fraction(_minor_by(amount, rule), MINOR_UNITS)
    if amount < 0:
        raise ValueError(_NEGATIVE)
    return Fraction(amount)


def rounded_money(amount: Fraction | int, rule: Rounding, currency: str) -> "Money":
    """Return `amount` rounded by `rule`, as money; raises `ValueError` as `rounded` and `Money.of` do."""
    if rule is Rounding.NONE:
        return Money.of(amount, currency)
    return money_of(_minor_by(amount, rule), currency)


def _minor_by(amount: Fraction | int, rule: Rounding) -> int:
    """Return the minor units that `amount` is rounded to."""
    minor = amount.numerator * MINOR_UNITS
    if minor < 0:
        raise ValueError(_NEGATIVE)
    step = _STEP[rule]
    one = step * amount.denominator
    return (minor // one if rule is Rounding.DOWN_CENT else (2 * minor + one) // (2 * one)) * step


@dataclass(frozen=True, slots=True, kw_only=True, order=False)
class Money:
    """An amount of one currency, in whole minor units (`minor`, cents; may be negative in a difference)."""

    minor: int
    currency: str

    def __post_init__(self) -> None:
        _check_currency(self.currency)

    @property
    def units(self) -> Fraction:
        """The amount in units of the currency, exact."""
        return Fraction(self.minor, MINOR_UNITS)

    @property
    def number(self) -> Fraction | int:
        """The amount in units of the currency, a whole number where it is one: it is reckoned with much faster."""
        whole, cents = divmod(self.minor, MINOR_UNITS)
        return self.units if cents else whole

    @property
    def plain(self) -> str:
        """The amount as machine text, `12600.00`: no separators, always two decimals."""
        sign = "-" if self.minor < 0 else ""
        whole, cents = divmod(abs(self.minor), MINOR_UNITS)
        return f"{sign}{whole}.{cents:02d}"

    def __add__(self, other: "Money") -> "Money":
        """Add an amount of the same currency; `ValueError` for another currency."""
        if other.currency != self.currency:
            raise ValueError("amounts of two currencies are never added")
        return money_of(self.minor + other.minor, self.currency)

    @staticmethod
    def of(amount: Fraction | int, currency: str) -> "Money":
        """Return the money for an amount that is already whole cents; `ValueError` if it is not."""
        minor, over = divmod(amount.numerator * MINOR_UNITS, amount.denominator)
        if over:
            raise ValueError("round by a named rule first")
        return money_of(minor, currency)


_OPEN: Final = open_form(Money)


def money_of(minor: int, currency: str) -> Money:
    """Return `Money(minor=minor, currency=currency)`, written open: a calculation makes it for every amount."""
    if currency not in _CURRENCIES:
        _check_currency(currency)
    entry: Any = empty(_OPEN)
    entry.minor = minor
    entry.currency = currency
    entry.__class__ = Money
    made: Money = entry
    return made


def _check_currency(currency: str) -> None:
    if currency not in _CURRENCIES and not _CURRENCY.fullmatch(currency):
        raise ValueError("a currency is three capital letters")


def parse_money(text: str, currency: str) -> Money:
    """Read an amount as a clerk types it: `12600`, `12,600.50`, `12 600.5`, with or without the currency's code.

    Raises `FormProblem("money_unreadable")` for anything else, more than two decimals and negative amounts among it.
    """
    bare = text.strip().upper().removeprefix(currency).removesuffix(currency).removeprefix("EC$").removeprefix("$")
    found = _AMOUNT.fullmatch(bare.replace("\u00a0", "").replace(" ", ""))
    if not found:
        raise FormProblem("money_unreadable", text=text.strip())
    whole = int(found["whole"].replace(",", ""))
    cents = int((found["cents"] or "0").ljust(2, "0"))
    return Money(minor=whole * MINOR_UNITS + cents, currency=currency)


def total(amounts: Iterable[Money], currency: str) -> Money:
    """Return the sum of amounts of one currency, zero for none."""
    return sum(amounts, start=Money(minor=0, currency=currency))


def decimal_text(value: Fraction | int, places: int) -> str:
    """Return an exact value as decimal text with `places`, rounded half up: for showing, never for reckoning."""
    scale = 10**places
    parts = value.denominator
    scaled = (2 * abs(value.numerator) * scale + parts) // (2 * parts)
    whole, rest = divmod(scaled, scale)
    sign = "-" if value < 0 and scaled else ""
    return f"{sign}{whole}.{rest:0{places}d}" if places else f"{sign}{whole}"
