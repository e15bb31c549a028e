"""The trace in words: what a figure is called, how it was made, its value, and where it comes from.

Screen, printed worksheet and export show the same rows.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Final

from desktop_app.calculation.award import Award
from desktop_app.calculation.operators.accrual import whole_steps
from desktop_app.calculation.trace import Authority, AuthorityKind, Confidence, TraceNode, Unit, Value
from desktop_app.domain.periods import PeriodType
from desktop_app.wording.calculation_words import option_words, parameter_words, point_words
from desktop_app.wording.catalogue import plural, text
from desktop_app.wording.findings import finding_words
from desktop_app.wording.formats import date_words, exact_words, months_words, number_words, percent_words, years_words
from desktop_app.wording.terms import period_type_words
from desktop_app.wording.trace_labels import label_of

NOT_KNOWN: Final = "not_known"
_TIMES: Final = " \u00d7 "
_FEW: Final = 6
_CENTS: Final = 100
_HIDDEN: Final = frozenset({"supplement"})
"""Figures that are left out of the rows where they have no value."""

_OF_ONE_STATE: Final = frozenset({"own_weeks", "counted_weeks"})
"""Figures whose rows stand in the worksheet of their own State only."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WorksheetRow:
    """One row of the worksheet. `kind` says what the figure rests on; `finding` is what is to be known."""

    label: str
    formula: str
    value: str
    source: str
    kind: AuthorityKind
    unsure: bool
    finding: str = ""
    children: tuple["WorksheetRow", ...] = ()


def label(node: TraceNode) -> str:
    """Name a figure."""
    year = node.facts.get("year")
    if node.key == "row_weeks" and year is not None:
        return text("{year}, {kind}").format(year=year, kind=period_type_words(PeriodType(str(node.facts["type"]))))
    if node.key in ("year_earnings", "row_earnings") and year is not None:
        return text("Earnings of {year}").format(year=year)
    if node.key == "overlap_weeks":
        return text("Weeks of {year} that gave way to {to}").format(year=year, to=node.facts.get("to", ""))
    if node.authority.kind is AuthorityKind.DECISION:
        return text("Officer's decision")
    if node.key in ("own_weeks", "counted_weeks") and node.state:
        return text("{label}, {state}").format(label=label_of(node.key), state=node.state)
    return label_of(node.key)


def value_words(node: TraceNode) -> str:
    """Say a figure's value in its unit; money without its currency."""
    value = node.value
    if value is None:
        if node.key in ("award", "payments"):
            return ""
        return text("none") if node.operator in ("given", "chosen") else text("not known")
    if isinstance(value, bool):
        return text("yes") if value else text("no")
    if isinstance(value, date):
        return date_words(value)
    if isinstance(value, str):
        return _text_value(node, value)
    return _number(node.unit, value)


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
        "weeks_in_month": text("by the weeks in the month"),
        "twelfth_of_year": text("a twelfth of the year"),
        "weeks": text("weeks"),
        "months": text("months"),
    }.get(value, value)


def formula(node: TraceNode) -> str:
    """Say how a figure was made from the rows below it: weekly amount times own weeks over all; empty for a leaf."""
    worded = _FORMULAS.get(node.operator)
    return worded(node) if worded is not None and node.inputs else ""


def _shown(node: TraceNode) -> str:
    if node.unit is Unit.MONTHS and isinstance(node.value, int | Fraction):
        return exact_words(node.value, 4)
    if node.unit is Unit.YEARS and isinstance(node.value, int | Fraction):
        return exact_words(node.value, 2)
    return value_words(node)


def _each(node: TraceNode) -> list[str]:
    return [_shown(entry) for entry in node.inputs]


def _summed(node: TraceNode) -> str:
    years = [int(entry.facts["year"]) for entry in node.inputs if "year" in entry.facts]
    if node.inputs[0].key == "row_weeks" and years:
        first, last = min(years), max(years)
        if first == last:
            return text("row of {year}").format(year=first)
        return text("rows {first} to {last}").format(first=first, last=last)
    if len(node.inputs) > _FEW:
        return plural("{n} row", "{n} rows", len(node.inputs)).format(n=len(node.inputs))
    return " + ".join(_each(node))


def _best_years(node: TraceNode) -> str:
    years = node.inputs[0].value
    amounts = [entry.value for entry in node.inputs[2:] if isinstance(entry.value, int | Fraction)]
    best = sorted(amounts, reverse=True)[: years if isinstance(years, int) else len(amounts)]
    return " + ".join(money_figure(amount) for amount in best)


def _accrual(node: TraceNode) -> str:
    length, base, base_length, increment, per_length, cap = node.inputs
    if node.value is None:
        return ""
    steps = whole_steps(length.value, base_length.value, per_length.value)
    said = f"{_shown(base)} + {steps}{_TIMES}{_shown(increment)}"
    return text("{said}, at most {cap}").format(said=said, cap=_shown(cap)) if node.value == cap.value else said


def _ratio(node: TraceNode) -> str:
    notional, own, whole = _each(node)
    return f"{notional}{_TIMES}{own} ÷ {whole}"


def _test(node: TraceNode) -> str:
    have = node.inputs[0]
    numbers = [entry.value for entry in node.inputs if isinstance(entry.value, int | Fraction)]
    if len(numbers) != len(node.inputs):
        return ""
    lowest = min(numbers[1:])
    said = text("{have} of {need}").format(have=_shown(have), need=exact_words(lowest, 2))
    short = lowest - numbers[0]
    if short <= 0:
        return said
    return text("{said}, {short} short").format(said=said, short=exact_words(short, 2))


def _months(node: TraceNode) -> str:
    if node.inputs[-1].value == Unit.WEEKS.value:
        return ""
    return f"{_shown(node.inputs[0])}{_TIMES}12 ÷ 52"


def _reduction(node: TraceNode) -> str:
    amount, months, percent, per_months = _each(node)
    each = text("for each month") if per_months == "1" else text("for each {n} months begun").format(n=per_months)
    return text("{amount}, {percent} less {each} of {months}").format(
        amount=amount, percent=percent, each=each, months=months
    )


def _grant(node: TraceNode) -> str:
    average, weeks, _minimum, multiple, per_weeks = node.inputs
    if not isinstance(weeks.value, int) or not isinstance(per_weeks.value, int):
        return ""
    return f"{_shown(average)}{_TIMES}{_shown(multiple)}{_TIMES}{weeks.value // per_weeks.value}"


def _stated(node: TraceNode) -> str:
    return text("rows give {value}").format(value=_shown(node.inputs[1])) if len(node.inputs) > 1 else ""


_FORMULAS: Final[Mapping[str, Callable[[TraceNode], str]]] = {
    "summed": _summed,
    "less": lambda node: " \u2212 ".join(_each(node)),
    "multiplied": lambda node: _TIMES.join(_each(node)),
    "pro_rata_totalised": _ratio,
    "pro_rata_required": _ratio,
    "rounded": lambda node: ", ".join(_each(node)),
    "percent_of": lambda node: _TIMES.join(_each(node)),
    "weekly_of_year": lambda node: " ÷ ".join(_each(node)),
    "best_years_average": lambda node: " ÷ ".join(_each(node)[:2]),
    "best_years_total": _best_years,
    "accrual": _accrual,
    "weeks_to_months": _months,
    "length_in_unit": _months,
    "qualifying_length": _test,
    "qualifying_paid": _test,
    "qualifying_age": _test,
    "all_met": lambda _node: text("every condition"),
    "any_met": lambda _node: text("entitled on own weeks"),
    "months_early": lambda node: f"({_shown(node.inputs[1])} \u2212 {_shown(node.inputs[0])}){_TIMES}12",
    "early_reduction": _reduction,
    "bounded": lambda node: text("{amount}, at least {minimum}").format(
        amount=_shown(node.inputs[0]), minimum=_shown(node.inputs[1])
    ),
    "grant": _grant,
    "age_at": lambda node: text("from {birth} to {day}").format(birth=_each(node)[0], day=_each(node)[1]),
    "stated_total": _stated,
    "chosen": lambda node: value_words(node.inputs[0]),
    "collected": lambda _node: "",
}
"""How each operator is written; every operator of the vocabulary has its words."""


def source_words(node: TraceNode) -> str:  # noqa: PLR0911 - a closed set, one line a member
    """Say what a figure rests on: a certificate, a dated rule and its sources, an Article, a policy, a decision."""
    authority = node.authority
    match authority.kind:
        case AuthorityKind.CERTIFICATE:
            said = text("Certificate {number}").format(number=authority.reference)
            return f"{said}, {date_words(authority.valid_from)}" if authority.valid_from else said
        case AuthorityKind.ENTERED:
            return text("Entered for this case")
        case AuthorityKind.STATED_TOTAL:
            return text("Stated total, taken as given")
        case AuthorityKind.RULE:
            return _rule_words(authority)
        case AuthorityKind.AGREEMENT:
            return _agreement_words(authority)
        case AuthorityKind.POLICY:
            return _policy_words(authority)
        case AuthorityKind.DECISION:
            day = date_words(authority.valid_from) if authority.valid_from else ""
            return text("Officer's decision {day}: {reason}").format(day=day, reason=authority.note).replace(" :", ":")
        case AuthorityKind.DERIVED:
            return ""


def setting_words(authority: Authority) -> str:
    """Say by what the office settled an open point: since when, by which reference, proposed and accepted by whom."""
    if not authority.settled_by or authority.valid_from is None:
        return ""
    proposed, accepted = authority.settled_by
    said = text("Setting of the office from {day}: {reference}; proposed by {proposed}, accepted by {accepted}")
    return said.format(
        day=date_words(authority.valid_from), reference=authority.note, proposed=proposed, accepted=accepted
    )


def _policy_words(authority: Authority) -> str:
    said = text("Open point: {point}").format(point=point_words(authority.reference))
    settled = setting_words(authority)
    return f"{said}. {settled}" if settled else said


def _rule_words(authority: Authority) -> str:
    year = str(authority.valid_from.year) if authority.valid_from is not None else ""
    said = f"{authority.state} {text('rule')} {year}".strip()
    said = f"{said}: {authority.says or parameter_words(authority.reference)}"
    ids = ", ".join(source.id for source in authority.sources)
    if authority.reading:
        said = text("{said}, reading {reading}").format(said=said, reading=authority.reading)
    return f"{said} ({ids})" if ids else said


def _agreement_words(authority: Authority) -> str:
    known = {
        "Article 19(2)": text("Article 19(2), direct ratio"),
        "totalisation": text("All periods that do not overlap"),
        "in_effect": text("The Agreement is not in effect in this State"),
        "payable": text("The State pays its actual amount"),
        "rounding": text("Rounded once, at the end"),
    }
    return known.get(authority.reference, authority.reference)


def is_unsure(node: TraceNode) -> bool:
    """Tell whether what a figure rests on is of low confidence."""
    return node.authority.confidence is Confidence.LOW


def shown_inputs(node: TraceNode) -> tuple[TraceNode, ...]:
    """Return the figures that are shown beneath a figure: all it was made from but what has no part in this case."""
    return tuple(entry for entry in node.inputs if entry.value is not None or entry.key not in _HIDDEN)


def worksheet_rows(node: TraceNode) -> tuple[WorksheetRow, ...]:
    """Return a figure as a row with all it was made from beneath it.

    What was unfolded above is not unfolded again, and another State's rows stand in that State's own worksheet.
    """
    return (_row(node, node.state, set()),)


def _row(node: TraceNode, home: str, unfolded: set[tuple[str, str, Value, tuple[Value, ...]]]) -> WorksheetRow:
    seen = (node.key, node.state, node.value, tuple(entry.value for entry in node.inputs))
    again = seen in unfolded and bool(node.inputs)
    elsewhere = node.key in _OF_ONE_STATE and bool(home) and node.state != home
    unfolded.add(seen)
    said = [] if again else [finding_words(finding) for finding in node.findings if finding.code != "rule_unsure"]
    below = () if again or elsewhere else shown_inputs(node)
    source = source_words(node)
    return WorksheetRow(
        label=label(node),
        formula=formula(node),
        value=value_words(node),
        source=(source or text("unfolded above")) if again else source,
        kind=node.authority.kind,
        unsure=is_unsure(node),
        finding=" ".join(said),
        children=tuple(_row(entry, home, unfolded) for entry in below),
    )


def explain_text(award: Award) -> str:
    """Return the worksheets of all States as indented text."""
    lines: list[str] = []
    for line in award.worksheet.inputs:
        if line.state and (not lines or not lines[-1].startswith(line.state)):
            lines.append("")
        lines.extend(_lines(worksheet_rows(line), line.state, 0))
    return "\n".join(lines).strip("\n") + "\n"


def _lines(rows: tuple[WorksheetRow, ...], state: str, depth: int) -> Iterator[str]:
    for row in rows:
        indent = "  " * depth
        head = f"{state}  {row.label}" if not depth else f"{indent}{row.label}"
        made = f"  = {row.formula}" if row.formula else ""
        unsure = f"  ({text('unsure')})" if row.unsure else ""
        source = f"  [{row.source}]" if row.source else ""
        yield f"{head}: {row.value}{made}{source}{unsure}".replace("\u00a0", " ")
        if row.finding:
            yield f"{indent}    ! {row.finding}".replace("\u00a0", " ")
        yield from _lines(row.children, state, depth + 1)
