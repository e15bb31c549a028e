"""Figures that differ between two results, in words: their names, before and after, by how much, and why."""

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from typing import Final

from desktop_app.calculation.causes import Cause, CauseKind
from desktop_app.calculation.compared_figures import Figure, Known
from desktop_app.calculation.differences import Difference
from desktop_app.calculation.trace import Authority, TraceNode, Unit, Value
from desktop_app.wording.calculation_words import option_words, parameter_words, point_words, reading_words
from desktop_app.wording.catalogue import text
from desktop_app.wording.findings import REASONS, filled, reason_words
from desktop_app.wording.formats import (
    date_words,
    exact_words,
    fraction_words,
    months_words,
    number_words,
    percent_words,
    weeks_words,
    years_words,
)
from desktop_app.wording.trace_labels import label_of
from desktop_app.wording.trace_values import value_words


def figure_words(figure: Figure) -> str:
    """Name a figure that is compared."""
    return {
        Figure.PENSIONABLE_AGE: text("Pension age"),
        Figure.LENGTH_NEEDED: text("Insurance needed"),
        Figure.PAID_NEEDED: text("Paid weeks needed"),
        Figure.OWN_WEEKS: text("Own weeks"),
        Figure.COUNTED_WEEKS: text("Own weeks that count"),
        Figure.TOTALISED_WEEKS: text("Totalised weeks"),
        Figure.ENTITLED_ALONE: text("Entitled alone"),
        Figure.ENTITLED_TOTALISED: text("Entitled, totalised"),
        Figure.MONTHS_EARLY: text("Taken early"),
        Figure.MONTHS_LATE: text("Taken late"),
        Figure.AVERAGE_YEAR: text("Average earnings"),
        Figure.AVERAGE_WEEK: text("Average a week"),
        Figure.RATE: text("Pension rate"),
        Figure.SHARE: text("Ratio"),
        Figure.PERCENT_OF_SURVIVOR: text("Share"),
        Figure.NOTIONAL: text("Notional amount"),
        Figure.ACTUAL: text("Actual amount"),
        Figure.LOCAL: text("Local amount"),
        Figure.GRANT: text("Grant, one sum"),
        Figure.PAYABLE: text("Payable a week"),
    }[figure]


def name_of(figure: Figure, known: Sequence[Known]) -> str:
    """Name a figure as it is counted: `Weeks needed` where the rule counts weeks."""
    units = {each.unit for each in known if each.value is not None}
    if figure is Figure.LENGTH_NEEDED and units == {Unit.WEEKS}:
        return text("Weeks needed")
    if figure is Figure.LENGTH_NEEDED and units == {Unit.MONTHS}:
        return text("Months needed")
    return figure_words(figure)


def known_words(figure: Figure, known: Known) -> str:
    """Say a figure as one result has it, without its currency: `60`, `24 months`, `34.51`, `not known`."""
    value = known.value
    match value:
        case None:
            return _nothing_words(figure, known)
        case bool():
            return text("yes") if value else text("no")
        case _:
            return fraction_words(known.share) if figure is Figure.SHARE else _number_words(figure, known.unit, value)


def _number_words(figure: Figure, unit: Unit, value: int | Fraction) -> str:
    if figure in (Figure.MONTHS_EARLY, Figure.MONTHS_LATE) and not value:
        return text("no")
    match unit:
        case Unit.MONEY:
            return number_words(value, 2)
        case Unit.PERCENT:
            return percent_words(value)
        case Unit.MONTHS:
            return months_words(value)
        case Unit.YEARS if Fraction(value).denominator != 1:
            return years_words(value)
        case _:
            return exact_words(value, 2)


def _nothing_words(figure: Figure, known: Known) -> str:
    if figure in (Figure.ENTITLED_ALONE, Figure.ENTITLED_TOTALISED):
        away = known.reason is not None and known.reason.code == "agreement_not_applied"
        return text("no") if away else text("not known")
    if known.untold:
        return text("not known")
    return text("nothing") if figure is Figure.PAYABLE else text("none")


def change_words(difference: Difference, state_name: str = "", less: Fraction | None = None) -> str:
    """Say what a difference comes to, in a few words: `two years later`, `726 still meets it`, `+10.50`.

    `less` is by how many per cent a pension taken early is less, where that is known.
    """
    figure, after = difference.figure, difference.after
    unknown = next((cause for cause in difference.why if cause.kind is CauseKind.UNKNOWN), None)
    by = _by_how_much(difference)
    if after.value is None and unknown is not None:
        words = _unknown_words(figure, unknown, state_name or difference.state)
    elif figure in (Figure.LENGTH_NEEDED, Figure.PAID_NEEDED):
        words = _needed(after)
    elif by is None and after.unit is Unit.MONEY and after.value is not None:
        words = text("was not known") if difference.before.untold else signed_words(Fraction(after.value), Unit.MONEY)
    elif figure in (Figure.ENTITLED_ALONE, Figure.ENTITLED_TOTALISED) or by is None:
        words = _why_nothing(difference)
    elif figure is Figure.MONTHS_EARLY and after.value and less:
        words = text("{percent} less").format(percent=percent_words(less))
    elif figure is Figure.SHARE:
        words = text("a larger part") if by > 0 else text("a smaller part")
    elif figure is Figure.PENSIONABLE_AGE:
        words = _later(by)
    else:
        words = signed_words(by, after.unit)
    return words


def _by_how_much(difference: Difference) -> Fraction | None:
    before, after = difference.before.value, difference.after.value
    if isinstance(before, bool) or isinstance(after, bool) or before is None or after is None:
        return None
    return Fraction(after) - before if difference.before.unit == difference.after.unit else None


def _unknown_words(figure: Figure, unknown: Cause, state: str) -> str:
    if figure is Figure.PAYABLE:
        return text("enter {state}'s figure").format(state=state)
    if "window" in unknown.facts:
        return text("none in last {years} years").format(years=unknown.facts["window"])
    return text("a rule is not known")


def _why_nothing(difference: Difference) -> str:
    reason = difference.after.reason
    if any(cause.kind is CauseKind.AGREEMENT for cause in difference.why) or reason is None:
        return text("without the Agreement") if reason is not None and difference.after.value is None else ""
    short = reason.facts.get("short")
    if not short or difference.after.value:
        return reason_words(reason)
    if difference.figure in (Figure.ENTITLED_ALONE, Figure.ENTITLED_TOTALISED):
        template = text("{have} of {need}, {short} short")
    else:
        template = text("{short} short")
    return filled(template, reason.facts)


def signed_words(amount: Fraction, unit: Unit) -> str:
    """Say by how much: `+4.14`, a minus for less; weeks and per cent with what they count."""
    if unit is Unit.MONEY:
        shown = number_words(amount, 2)
    elif unit is Unit.PERCENT:
        shown = percent_words(amount)
    else:
        shown = exact_words(amount, 2)
    return f"+{shown}" if amount > 0 else shown


def _later(years: Fraction) -> str:
    size = abs(years)
    words = {1: text("one year"), 2: text("two years"), 3: text("three years")}
    said = words.get(int(size), years_words(size)) if size.denominator == 1 else years_words(size)
    template = text("{time} later") if years > 0 else text("{time} earlier")
    return template.format(time=said)


def _needed(after: Known) -> str:
    if after.have is None or after.value is None or isinstance(after.value, bool):
        return ""
    have = exact_words(after.have, 1)
    if after.have >= after.value:
        return text("{have} still meets it").format(have=have)
    return text("{have}: {short} short").format(have=have, short=exact_words(after.value - after.have, 1))


def cause_words(cause: Cause) -> str:
    """Say one cause in a sentence, with what it rests on."""
    name = _cause_name(cause)
    before, after = _side(cause, cause.before), _side(cause, cause.after)
    if cause.kind is CauseKind.UNKNOWN and str(cause.facts.get("code", "")) in REASONS:
        after = filled(REASONS[str(cause.facts["code"])], {"institution": text("the institution"), **cause.facts})
    facts = {
        "name": name,
        "before": before,
        "after": after,
        "source": _source(cause.after_authority or cause.before_authority),
    }
    said = text(_CAUSES[cause.kind](cause)).format(**facts).replace(" ()", "")
    return f"{said[:1].upper()}{said[1:]}"


def _rule_template(cause: Cause) -> str:
    if cause.before is None:
        return "{name}: {after} now counts ({source})."
    if cause.after is None:
        return "{name}: {before} no longer counts ({source})."
    return "{name}: another rule holds, {after} instead of {before} ({source})."


def _row_template(cause: Cause) -> str:
    if cause.before is None:
        return "{name}: {after} are there."
    if cause.after is None:
        return "{name}: {before} are gone."
    return "{name}: {after} instead of {before}."


_OF_YEARS: Final = {
    "row_weeks": "weeks of {year}",
    "row_earnings": "earnings of {year}",
    "year_earnings": "earnings of {year}",
    "earnings_in_window": "earnings",
}
_SAME: Final = "{name}: {after} instead of {before}."
_CAUSES: Final[Mapping[CauseKind, Callable[[Cause], str]]] = {
    CauseKind.ENTERED: lambda _cause: _SAME,
    CauseKind.ROW: _row_template,
    CauseKind.OVERLAP: lambda _cause: "{name}: {after} gave way instead of {before}.",
    CauseKind.STATED_TOTAL: lambda _cause: _SAME,
    CauseKind.CERTIFIED: lambda _cause: _SAME,
    CauseKind.RULE: _rule_template,
    CauseKind.RULE_CHANGED: lambda _cause: "{name}: the rules now say {after}, before {before} ({source}).",
    CauseKind.FORMULA: lambda _cause: "{name}: the rules now make it in another way, {after} instead of {before}.",
    CauseKind.READING: lambda _cause: "{name}: by another reading {after} instead of {before} ({source}).",
    CauseKind.SETTING: lambda _cause: "{name}: {after}, not {before}.",
    CauseKind.DECISION: lambda _cause: "{name}: {after} instead of {before}.",
    CauseKind.AGREEMENT: lambda cause: (
        "The Agreement applies again." if cause.after else "The Agreement is taken away."
    ),
    CauseKind.PROVISION: lambda _cause: _SAME,
    CauseKind.UNKNOWN: lambda _cause: "{name}: {after}.",
    CauseKind.STATE: lambda _cause: "{name}: insured there in one of the two only.",
    CauseKind.FIGURE: lambda _cause: _SAME,
}


def _cause_name(cause: Cause) -> str:
    if cause.kind is CauseKind.SETTING:
        return point_words(cause.key)
    if cause.kind is CauseKind.STATE:
        return cause.state
    if cause.kind is CauseKind.UNKNOWN and "parameter" in cause.facts:
        name = parameter_words(str(cause.facts["parameter"]))
    else:
        name = label_of(cause.key)
    if cause.key in _OF_YEARS:
        name = text(_OF_YEARS[cause.key]).format(year=cause.facts.get("year", ""))
    elif "year" in cause.facts:
        name = text("{name} {year}").format(name=name, year=cause.facts["year"])
    return f"{cause.state}, {name[:1].lower()}{name[1:]}" if cause.state else name


def _side(cause: Cause, value: Value) -> str:
    if value is None:
        return text("none")
    if cause.kind in (CauseKind.SETTING, CauseKind.DECISION):
        return option_words(str(value))
    if cause.unit is Unit.WEEKS and isinstance(value, int | Fraction):
        return weeks_words(value)
    node = TraceNode(key=cause.key, operator="given", value=value, unit=cause.unit, currency=cause.currency)
    return value_words(node)


def _source(authority: Authority | None) -> str:
    if authority is None:
        return ""
    parts = [authority.says, authority.sources[0].publisher if authority.sources else ""]
    if authority.valid_from is not None:
        parts.insert(1, text("from {date}").format(date=date_words(authority.valid_from)))
    if authority.reading:
        parts.append(reading_words(authority.reading))
    return ", ".join(part for part in parts if part)
