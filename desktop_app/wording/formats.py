"""How dates, money, weeks, shares and percentages look: `14 Jun 1954`, `XCD 34.52`, `286/726`.

The only place where an exact figure becomes text for people. Rounding here is for the eye; no figure is reckoned with
what these functions return.
"""

from collections.abc import Callable
from datetime import date, datetime
from fractions import Fraction
from typing import Final

from desktop_app.domain.money import Money, decimal_text
from desktop_app.wording.catalogue import plural, text

_NO_BREAK: Final = "\u00a0"

_MONTHS: Final[tuple[Callable[[], str], ...]] = (
    lambda: text("Jan"),
    lambda: text("Feb"),
    lambda: text("Mar"),
    lambda: text("Apr"),
    lambda: text("May"),
    lambda: text("Jun"),
    lambda: text("Jul"),
    lambda: text("Aug"),
    lambda: text("Sep"),
    lambda: text("Oct"),
    lambda: text("Nov"),
    lambda: text("Dec"),
)


def month_words(month: int) -> str:
    """Name a month (1 to 12) in its short form, `Jun`."""
    return _MONTHS[month - 1]()


def date_words(day: date) -> str:
    """Say a day: `14 Jun 1954`, so that day and month are never confused."""
    return f"{day.day} {month_words(day.month)} {day.year}"


def time_words(moment: datetime) -> str:
    """Say a moment's time of day, `10:42`."""
    return f"{moment.hour:02d}:{moment.minute:02d}"


def moment_words(moment: datetime) -> str:
    """Say a moment: `14 Jun 2014, 10:42`."""
    return f"{date_words(moment.date())}, {time_words(moment)}"


def number_words(value: Fraction | int, places: int = 0) -> str:
    """Say a number with thousands separators and `places` decimals: `13,540.00`."""
    shown = decimal_text(Fraction(value), places)
    sign, bare = ("\u2212", shown[1:]) if shown.startswith("-") else ("", shown)
    whole, _, rest = bare.partition(".")
    return f"{sign}{int(whole):,}" + (f".{rest}" if rest else "")


def exact_words(value: Fraction | int, most: int = 7) -> str:
    """Say a number with the decimals it has, at most `most`: `88.5307692`, `500`, `170.7692308`."""
    shown = number_words(value, most)
    return shown.rstrip("0").rstrip(".") if "." in shown else shown


def amount_words(money: Money) -> str:
    """Say an amount without its currency: `12,600.00`."""
    return number_words(money.units, 2)


def money_words(money: Money) -> str:
    """Say an amount with its currency: `XCD 34.52`; the two are not parted at the end of a line."""
    return f"{money.currency}{_NO_BREAK}{amount_words(money)}"


def weeks_words(weeks: Fraction | int) -> str:
    """Say a number of weeks: `1 week`, `726 weeks`."""
    return plural("{n} week", "{n} weeks", 1 if weeks == 1 else 2).format(n=exact_words(weeks))


def months_words(months: Fraction | int) -> str:
    """Say a number of months: `24 months`, `170.77 months`."""
    return plural("{n} month", "{n} months", 1 if months == 1 else 2).format(n=exact_words(months, 2))


def years_words(years: Fraction | int) -> str:
    """Say an age or a number of years; parts of a year as months: `59 years 6 months`."""
    whole, rest = divmod(Fraction(years), 1)
    said = plural("{n} year", "{n} years", 1 if whole == 1 else 2).format(n=whole)
    return f"{said} {months_words(rest * 12)}" if rest else said


def fraction_words(share: tuple[int, int] | None) -> str:
    """Say a share as it was counted, never cut down: `300/740`; a dash where there is none."""
    return f"{share[0]}/{share[1]}" if share is not None else "\u2013"


def percent_words(rate: Fraction | int) -> str:
    """Say a percentage: `34 %`, `0.5 %`."""
    return f"{exact_words(rate, 4)}{_NO_BREAK}%"
