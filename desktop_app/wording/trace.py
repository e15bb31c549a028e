"""The trace in words: what a figure is called, how it was made, its value, and where it comes from.

Screen, printed worksheet and export show the same rows.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from desktop_app.calculation.award import Award
from desktop_app.calculation.trace import Authority, AuthorityKind, Confidence, TraceNode, Value
from desktop_app.domain.periods import PeriodType
from desktop_app.wording.benefit_words import relationship_words
from desktop_app.wording.calculation_words import parameter_words, point_words
from desktop_app.wording.catalogue import text
from desktop_app.wording.findings import finding_words
from desktop_app.wording.formats import date_words
from desktop_app.wording.terms import period_type_words
from desktop_app.wording.trace_formulas import formula
from desktop_app.wording.trace_labels import label_of
from desktop_app.wording.trace_values import value_words

__all__ = [
    "WorksheetRow",
    "explain_text",
    "formula",
    "is_unsure",
    "label",
    "setting_words",
    "shown_inputs",
    "source_words",
    "value_words",
    "worksheet_rows",
]

NOT_KNOWN: Final = "not_known"
_HIDDEN: Final = frozenset({"supplement"})
"""Figures that are left out of the rows where they have no value."""

_OF_A_YEAR: Final = {
    "year_earnings": "Earnings of {year}",
    "row_earnings": "Earnings of {year}",
    "overlap_weeks": "Weeks of {year} that gave way to {to}",
    "weeks_above_year": "Weeks above a full year, {year}",
    "weeks_after_contingency": "Weeks after the contingency, {year}",
    "weeks_not_for_benefit": "Weeks certified for other benefits, {year}",
}
"""Figures that are named with their year."""

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
    if node.key in _OF_A_YEAR and year is not None:
        return text(_OF_A_YEAR[node.key]).format(year=year, to=node.facts.get("to", ""))
    if "relationship" in node.facts:
        who = relationship_words(str(node.facts["relationship"]))
        return text("{label}, {who} ({number})").format(
            label=label_of(node.key), who=who, number=node.facts.get("survivor", "")
        )
    if node.authority.kind is AuthorityKind.DECISION:
        point = point_words(node.authority.reference)
        return text("Officer's decision for {state}: {point}").format(state=node.state, point=point)
    of = year if "row" in node.facts and year is not None else ""
    if node.key in ("own_weeks", "counted_weeks"):
        of = node.state
    return text("{label}, {of}").format(label=label_of(node.key), of=of) if of else label_of(node.key)


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
    if proposed == accepted:
        said = text(
            "Setting of the office from {day}: {reference}; proposed and accepted by {name}, who holds both roles"
        )
        return said.format(day=date_words(authority.valid_from), reference=authority.note, name=proposed)
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
        "year_amount": text("A year is twelve months, or 52 weeks"),
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
