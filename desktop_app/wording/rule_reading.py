"""A rule pack in words: the fields of a dated value with their units, its dates, for whom it holds, how sure it is."""

from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction
from typing import Final, assert_never

from desktop_app.calculation.pack import Basis, DatedValue, Group, Parameter, RuleValue
from desktop_app.calculation.trace import Confidence, RuleTable, Source, TraceNode, Unit
from desktop_app.domain.persons import Sex
from desktop_app.wording.calculation_words import about_words
from desktop_app.wording.catalogue import plural, text
from desktop_app.wording.formats import date_words, exact_words, months_words, percent_words, weeks_words, years_words
from desktop_app.wording.trace_labels import LABELS, label_of
from desktop_app.wording.trace_values import money_figure, value_words

_CALENDAR: Final = 1000
"""A number of years from here on is a calendar year."""

ROWS_SHOWN: Final = 3
"""Rows of a table that are said in one line."""


def parameter_title(name: str) -> str:
    """Name a parameter as a title."""
    return label_of(name)


def field_title(parameter: str, field: str) -> str:
    """Name a field of a parameter; that of a parameter with one value is not named."""
    if field == "value":
        return ""
    known = LABELS.get(f"{parameter}.{field}")
    return text(known) if known is not None else field.replace("_", " ")


def rule_value_words(value: RuleValue, unit: Unit, currency: str = "") -> str:
    """Say a field's value with its unit; a table by its first rows."""
    match value:
        case RuleTable():
            return _table_words(value)
        case date():
            return date_words(value)
        case str():
            said = value_words(TraceNode(key="", operator="given", value=value, unit=Unit.TEXT))
            return said if said != value else value.replace("_", " ")
        case _:
            return _number_words(value, unit, currency)


def fields_words(parameter: str, value: DatedValue, currency: str = "") -> str:
    """Say all exact fields of a dated value in one line."""
    said = []
    for name, entry in value.fields.items():
        shown = rule_value_words(entry, value.units[name], currency)
        title = "" if name == value.units[name].value else field_title(parameter, name)
        said.append(f"{title} {shown}" if title else shown)
    return "; ".join(said)


def table_rows(table: RuleTable) -> Iterator[tuple[str, ...]]:
    """Say the rows of a table, cell by cell; money without its currency, which stands over its column."""
    for row in table.rows:
        yield tuple(_cell(cell, unit) for cell, unit in zip(row, table.units, strict=True))


def unit_titles(table: RuleTable, currency: str = "") -> tuple[str, ...]:
    """Name the columns of a table by what they count."""
    return tuple(currency if currency and unit is Unit.MONEY else _unit_title(unit) for unit in table.units)


def dates_words(value: DatedValue) -> str:
    """Say from when to when a value holds."""
    if value.start is not None and value.end is not None:
        said = text("{start} to {end}").format(start=date_words(value.start), end=date_words(value.end))
    elif value.start is not None:
        said = text("from {start}").format(start=date_words(value.start))
    elif value.end is not None:
        said = text("until {end}").format(end=date_words(value.end))
    else:
        said = text("at all times")
    return said


def group_words(group: Group) -> str:
    """Say for which persons a value holds; empty for everybody."""
    parts = []
    if group.sex is not Sex.NOT_STATED:
        parts.append(text("women") if group.sex is Sex.FEMALE else text("men"))
    if group.born_from or group.born_to:
        parts.append(text("born {span}").format(span=_span(group.born_from, group.born_to)))
    if group.first_insured_from or group.first_insured_to:
        span = _span(group.first_insured_from, group.first_insured_to)
        parts.append(text("first insured {span}").format(span=span))
    return ", ".join(parts)


def basis_words(basis: Basis) -> str:
    """Say which day decides."""
    match basis:
        case Basis.CONTINGENCY:
            return text("the day of the contingency")
        case Basis.CLAIM:
            return text("the day of the claim")
        case Basis.BIRTH:
            return text("the day of birth")
        case _:
            assert_never(basis)


def basis_sentence(parameter: Parameter) -> str:
    """Say which day decides, and whether a source says so."""
    said = text("Chosen by {day}").format(day=basis_words(parameter.basis))
    return said if parameter.basis_known else text("{said}; no source says so for sure").format(said=said)


def confidence_words(confidence: Confidence | None) -> str:
    """Say in a word how sure a value is."""
    match confidence:
        case None:
            return text("Not said")
        case Confidence.HIGH:
            return text("Sure")
        case Confidence.MEDIUM:
            return text("Fairly sure")
        case Confidence.LOW:
            return text("Unsure")
        case _:
            assert_never(confidence)


def unsure_words(value: DatedValue) -> str:
    """Say what of a value is unsure; empty where nothing is."""
    if not value.unsure_about:
        return ""
    return text("Unsure is {about}.").format(about=about_words(value.unsure_about))


def source_line(source: Source) -> str:
    """Say a source with its publisher and year."""
    year = f", {source.year}" if source.year else ""
    return f"{source.id}  {source.title} ({source.publisher}{year})"


def source_short(sources: tuple[Source, ...]) -> str:
    """Say the first source and how many more there are."""
    if not sources:
        return ""
    first = sources[0].title
    if len(sources) == 1:
        return first
    more = len(sources) - 1
    return plural("{first}, and {n} more", "{first}, and {n} more", more).format(first=first, n=more)


def expected_words(expect: Mapping[str, object]) -> Iterator[str]:
    """Say, field by field, what a worked example must give."""
    for name, value in expect.items():
        shown = name.replace("_", " ")
        if isinstance(value, bool):
            yield f"{shown}: {text('yes') if value else text('no')}"
        elif name == "shares" and isinstance(value, list):
            for number, share in enumerate(value, start=1):
                fields = "; ".join(expected_words(share)) if isinstance(share, Mapping) else str(share)
                yield text("share {n}: {fields}").format(n=number, fields=fields)
        elif isinstance(value, list):
            yield f"{shown}: {', '.join(str(each) for each in value)}"
        else:
            yield f"{shown}: {value}"


def _span(start: date | None, end: date | None) -> str:
    if start is not None and end is not None:
        return text("from {start} to {end}").format(start=date_words(start), end=date_words(end))
    if start is not None:
        return text("from {start}").format(start=date_words(start))
    return text("until {end}").format(end=date_words(end)) if end is not None else ""


def _number_words(value: int | Fraction, unit: Unit, currency: str) -> str:  # noqa: PLR0911 - one line a unit
    if _has_no_decimals(value) and unit is not Unit.YEARS:  # an exact third is never said as 0.3333
        part = f"{value.numerator}/{value.denominator}"
        return f"{part}\u00a0%" if unit is Unit.PERCENT else part
    match unit:
        case Unit.MONEY:
            return f"{currency}\u00a0{money_figure(value)}" if currency else money_figure(value)
        case Unit.PERCENT:
            return percent_words(value)
        case Unit.WEEKS:
            return weeks_words(value)
        case Unit.MONTHS:
            return months_words(value)
        case Unit.YEARS:
            return years_words(value) if value < _CALENDAR else str(value)
        case _:
            return exact_words(value, 7)


def _has_no_decimals(value: int | Fraction) -> bool:
    rest = Fraction(value).denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    return rest > 1


def _table_words(table: RuleTable) -> str:
    rows = [" \u2192 ".join(row) for row in table_rows(table)]
    shown = "; ".join(rows[:ROWS_SHOWN])
    more = len(rows) - ROWS_SHOWN
    if more <= 0:
        return shown
    rest = plural("{n} more row", "{n} more rows", more).format(n=more)
    return f"{shown}; {rest}"


def _cell(cell: int | Fraction | str, unit: Unit) -> str:
    if isinstance(cell, str):
        return cell or "\u2013"
    return _number_words(cell, unit, "")


def _unit_title(unit: Unit) -> str:
    return {
        Unit.WEEKS: text("Weeks"),
        Unit.MONTHS: text("Months"),
        Unit.YEARS: text("Years"),
        Unit.PERCENT: text("Per cent"),
        Unit.MONEY: text("Amount"),
        Unit.TEXT: text("Class"),
        Unit.NUMBER: text("Number"),
    }.get(unit, unit.value)
