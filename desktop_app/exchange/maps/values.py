"""How a value of ours is written in another standard: as text, by a table of codes, or in a way of its own."""

from collections.abc import Mapping
from typing import Final, cast

from desktop_app.domain.claims import Benefit
from desktop_app.domain.money import MINOR_UNITS, Money
from desktop_app.exchange.maps.leaves import text_of
from desktop_app.exchange.maps.table import ANY, Codes, Line, Way, Why

PENSIONS: Final = frozenset({Way.THREE_PENSIONS, Way.THREE_PENSIONS_OR_ALL})
"""The ways in which an empty set of benefits says something, too."""

_THREE_PENSIONS: Final = (Benefit.AGE, Benefit.SURVIVORS, Benefit.INVALIDITY)
"""The order in which the other standard says for which pensions weeks count: one digit each."""

Written = tuple[list[str], Why | None]
"""A value as it is written, empty where it cannot be, and what that costs."""


def written(line: Line, value: object, codes: Mapping[str, Codes]) -> Written:
    """Write a value by a line of a table; several texts for a list of values."""
    if line.way in PENSIONS:
        said = cast("tuple[Benefit, ...]", value)
        return _three_pensions(said or (_THREE_PENSIONS if line.way is Way.THREE_PENSIONS_OR_ALL else ()))
    if isinstance(value, tuple):
        each = [_coded(line, text_of(one), codes) for one in value]
        known = [text for texts, _ in each for text in texts]
        whys = [why for _, why in each if why is not None]
        return known, (Why.LESS_EXACT if known else whys[0]) if whys else None
    match line.way:
        case Way.AMOUNT:
            return [_amount(cast("Money", value))], None
        case Way.CURRENCY:
            return [cast("Money", value).currency], None
        case Way.DAYS:
            return [f"P{value}D"], None
        case _:
            return _coded(line, text_of(value), codes)


def _coded(line: Line, said: str, codes: Mapping[str, Codes]) -> Written:
    if not line.codes:
        return [said], None
    table = codes[line.codes]
    found = table.values.get(said, table.values.get(ANY))
    if found is None:
        return [], Why.NO_CODE
    wide = said in table.less or (ANY in table.less and said not in table.values)
    return [found], Why.LESS_EXACT if wide else None


def _amount(money: Money) -> str:
    sign = "-" if money.minor < 0 else ""
    units, cents = divmod(abs(money.minor), MINOR_UNITS)
    return f"{sign}{units}.{cents:02d}"


def _three_pensions(said: tuple[Benefit, ...]) -> Written:
    """Return one digit for each of the three pensions; other benefits have none."""
    digits = "".join("1" if benefit in said else "0" for benefit in _THREE_PENSIONS)
    if said and "1" not in digits:
        return [], Why.NO_CODE
    return [digits], Why.LESS_EXACT if set(said) - set(_THREE_PENSIONS) else None
