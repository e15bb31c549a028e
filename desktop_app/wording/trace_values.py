"""A figure's value in words: money, weeks, dates, yes and no, and what a rule's words stand for."""

from datetime import date
from fractions import Fraction
from typing import Final

from desktop_app.calculation.trace import AuthorityKind, RuleTable, TraceNode, Unit
from desktop_app.wording.calculation_words import option_words
from desktop_app.wording.catalogue import plural, text
from desktop_app.wording.formats import date_words, exact_words, months_words, number_words, percent_words, years_words

_CENTS: Final = 100
_UNKNOWN_OF_ITSELF: Final = ("award", "payments")


def value_words(node: TraceNode) -> str:
    """Say a figure's value in its unit; money without its currency."""
    value = node.value
    if value is None:
        if node.key in _UNKNOWN_OF_ITSELF:
            return ""
        return text("none") if node.operator in ("given", "chosen") else text("not known")
    match value:
        case bool():
            said = text("yes") if value else text("no")
        case date():
            said = date_words(value)
        case RuleTable():
            said = plural("table of {n} row", "table of {n} rows", len(value.rows)).format(n=len(value.rows))
        case str():
            said = _text_value(node, value)
        case _:
            said = str(value) if node.key == "contribution_year" else _number(node.unit, value)
    return said


def _number(unit: Unit, value: int | Fraction) -> str:
    match unit:
        case Unit.MONEY:
            return money_figure(value)
        case Unit.PERCENT:
            return percent_words(value)
        case Unit.YEARS:
            return years_words(value)
        case Unit.MONTHS:
            return months_words(value)
        case _:
            return exact_words(value, 4)


def money_figure(value: Fraction | int) -> str:
    """Say an amount: two decimals where it has no more, else four, so that a figure before rounding is seen as one."""
    return number_words(value, 2 if (Fraction(value) * _CENTS).denominator == 1 else 4)


def _text_value(node: TraceNode, value: str) -> str:
    if node.key == "choice":
        return {
            "none": text("nothing"),
            "certified": text("the certified amount"),
            "actual_with_supplement": text("the actual amount and a supplement"),
        }.get(value, option_words(value))
    if node.authority.kind in (AuthorityKind.POLICY, AuthorityKind.DECISION):
        return option_words(value)
    return {
        "half_up_cent": text("to the cent, half a cent up"),
        "nearest_ten_cents": text("to the nearest ten cents"),
        "down_cent": text("down to the cent"),
        "nearest_dollar": text("to the nearest dollar"),
        "weeks_in_month": text("by the weeks in the month"),
        "twelfth_of_year": text("a twelfth of the year"),
        "four_weeks": text("every four weeks"),
        "weeks": text("weeks"),
        "months": text("months"),
    }.get(value, value)


def shown(node: TraceNode) -> str:
    """Say a figure's value as it stands within a formula: without the words of its unit."""
    if node.unit is Unit.MONTHS and isinstance(node.value, int | Fraction):
        return exact_words(node.value, 4)
    if node.unit is Unit.YEARS and isinstance(node.value, int | Fraction):
        return exact_words(node.value, 2)
    return value_words(node)


def each(node: TraceNode) -> list[str]:
    """Say the values a figure was made from."""
    return [shown(entry) for entry in node.inputs]
