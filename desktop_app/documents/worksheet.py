"""The calculation worksheet on paper: the result, and the same trace as the screen, figure by figure.

No figure is reckoned here: each comes from the award, its trace, or the rows the calculation was given.
"""

import itertools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Final

from desktop_app.calculation.award import Award, StateAward
from desktop_app.calculation.trace import Authority, AuthorityKind, Confidence, Source
from desktop_app.documents import award_tables
from desktop_app.documents.flow import BODY, QUIET, SMALL, WARN, WARN_TINT, Flow, Style
from desktop_app.documents.fonts import Weight
from desktop_app.documents.grid import Cell, Column, Grid, Row
from desktop_app.documents.page import LANDSCAPE, Imprint, Signature, bound, signatures, title_block
from desktop_app.domain.claims import Benefit
from desktop_app.domain.offices import Office
from desktop_app.domain.periods import InsurancePeriod
from desktop_app.wording import terms
from desktop_app.wording.calculation_words import option_words, point_words
from desktop_app.wording.catalogue import text
from desktop_app.wording.formats import date_words, exact_words
from desktop_app.wording.trace import WorksheetRow, worksheet_rows

_DASH: Final = "\u2013"
_NO_PARTIES: Final[Mapping[str, str]] = MappingProxyType({})
_UNSURE: Final = Style(size=9, weight=Weight.SEMIBOLD, colour=WARN)


@dataclass(frozen=True, slots=True, kw_only=True)
class WorksheetView:
    """What the worksheet shows.

    Where a calculation has no claim, person or office (a case file), the texts are empty and `office` is None.
    `law_as_of` is the day whose law was used. `periods` are the rows the calculation was given. `parties` gives a
    State's name for its code. `approved_by` is empty until someone has.
    """

    award: Award
    person: str
    birth_date: date
    claim_number: str
    office: Office | None
    prepared_by: str
    printed_on: date
    program_version: str
    law_as_of: date
    periods: tuple[InsurancePeriod, ...]
    approved_by: str = ""
    benefit: Benefit | None = None
    parties: Mapping[str, str] = field(default_factory=lambda: _NO_PARTIES)


def worksheet_pdf(view: WorksheetView) -> bytes:
    """Print a calculation: A4 across; result, findings, weeks used, the worksheet of every State, points, sources."""
    flow = Flow(LANDSCAPE)
    title = text("Calculation worksheet")
    title_block(flow, title, _subject(view))
    flow.facts(_facts(view), columns=4)
    award_tables.result(flow, view.award, view.parties)
    award_tables.findings(flow, view.award)
    award_tables.weeks(flow, view.award, view.periods)
    for line in view.award.states:
        _state_worksheet(flow, view, line)
    _open_points(flow, view)
    _sources(flow, view)
    _packs(flow, view)
    signatures(
        flow,
        (
            Signature(act=text("Prepared by"), name=view.prepared_by),
            Signature(act=text("Approved by"), name=view.approved_by),
        ),
        remark=_same_person(view),
    )
    office = f"{view.office.name} · {view.office.code}" if view.office is not None else text("CASS Desk")
    return bound(
        flow,
        Imprint(
            office=office,
            title=title,
            reference=view.claim_number,
            printed_on=view.printed_on,
            program_version=view.program_version,
        ),
    )


def _subject(view: WorksheetView) -> str:
    if view.benefit is None:
        return text("Under the CARICOM Agreement on Social Security")
    return text("{benefit} under the CARICOM Agreement on Social Security").format(
        benefit=terms.benefit_words(view.benefit)
    )


def _facts(view: WorksheetView) -> list[tuple[str, str]]:
    facts = [
        (text("Insured person"), view.person),
        (text("Born"), date_words(view.birth_date)),
        (text("Claim"), view.claim_number),
        (text("Contingency"), date_words(view.award.contingency_date)),
        (text("Law as it stood on"), date_words(view.law_as_of)),
        (text("Totalised weeks"), exact_words(view.award.totalised_weeks)),
        (text("States"), ", ".join(line.state for line in view.award.states)),
    ]
    return [fact for fact in facts if fact[1]]


def _state_worksheet(flow: Flow, view: WorksheetView, line: StateAward) -> None:
    """Write a State's part of the trace, line by line, with what it pays in other spans of time."""
    name = view.parties.get(line.state, line.state)
    flow.heading(text("Worksheet, {state}: {name}").format(state=line.state, name=name), 2, keep=110)
    columns = (
        Column(title=text("Line"), width=32, right=True),
        Column(title=text("Figure")),
        Column(title=text("Formula"), width=160),
        Column(title=text("Value"), width=92, right=True),
        Column(title=text("Where it comes from"), width=228),
    )
    roots = [node for node in view.award.worksheet.inputs if node.state == line.state] or [line.worksheet]
    rows = tuple(row for node in roots for row in worksheet_rows(node))
    Grid(flow, columns, tree=1).write(_numbered(rows))


def _numbered(rows: tuple[WorksheetRow, ...]) -> Iterator[Row]:
    """Return the rows of a tree with line numbers; a figure unfolded further up names the line where it was."""
    unfolded: dict[tuple[str, str, str], int] = {}
    numbers = itertools.count(1)

    def told(rows: tuple[WorksheetRow, ...], above: tuple[bool, ...], *, top: bool) -> Iterator[Row]:
        for place, row in enumerate(rows):
            guides = () if top else (*above, place < len(rows) - 1)
            number = next(numbers)
            what = (row.label, row.formula, row.value)
            before = unfolded.setdefault(what, number) if row.children else unfolded.get(what, number)
            yield _figure(row, number, before if row.formula else number, guides)
            yield from told(row.children, guides, top=False)

    yield from told(rows, (), top=True)


def _figure(row: WorksheetRow, number: int, before: int, guides: tuple[bool, ...]) -> Row:
    said = Cell(text=row.source, second=text("Unsure") if row.unsure else "", second_style=_UNSURE)
    if before != number and not row.children:
        said = Cell(text=row.source, second=text("see line {number}").format(number=before))
    return Row(
        cells=(
            Cell(text=str(number), style=QUIET),
            Cell(text=row.label, style=SMALL if guides else SMALL.strong()),
            Cell(text=row.formula, style=QUIET),
            Cell(text=row.value, style=SMALL.strong()),
            said,
        ),
        note=Cell(text=row.finding) if row.finding else None,
        fill=WARN_TINT if row.finding else "",
        guides=guides,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Taken:
    """An open point as one State's figures took it."""

    point: str
    option: str
    authority: Authority
    decided: Authority | None


def _points_taken(view: WorksheetView) -> dict[_Taken, list[str]]:
    """Return the open points that the figures rest on, and the States whose figures do."""
    taken: dict[_Taken, list[str]] = {}
    for line in view.award.states:
        nodes = list(line.worksheet.walk())
        decided = {node.authority.reference: node for node in nodes if node.authority.kind is AuthorityKind.DECISION}
        for node in nodes:
            authority = node.authority
            if authority.kind is AuthorityKind.POLICY:
                officer = decided.get(authority.reference)
                option = view.award.settings.get(authority.reference, "") if officer is None else str(officer.value)
                entry = _Taken(
                    point=authority.reference,
                    option=option,
                    authority=authority,
                    decided=officer.authority if officer is not None else None,
                )
                states = taken.setdefault(entry, [])
                if line.state not in states:
                    states.append(line.state)
    return taken


def _open_points(flow: Flow, view: WorksheetView) -> None:
    """Show the open points that the figures rest on, with the option taken, by whom, and how sure it is."""
    flow.heading(text("Open points of the Agreement, and how they were taken"), 2, keep=90)
    taken = _points_taken(view)
    if not taken:
        flow.paragraph(text("None of the figures rests on an open point."), BODY)
        return
    columns = (
        Column(title=text("Point"), width=210),
        Column(title=text("Taken as")),
        Column(title=text("For"), width=60),
        Column(title=text("By"), width=190),
        Column(title=text("Grade"), width=70),
    )
    Grid(flow, columns).write(
        Row(
            cells=(
                Cell(text=_begun(point_words(entry.point))),
                Cell(text=_begun(option_words(entry.option)), style=SMALL.strong()),
                Cell(text=", ".join(states)),
                Cell(text=_decided_by(entry.decided)),
                Cell(text=_grade(entry.authority.confidence)),
            ),
            note=Cell(text=entry.authority.note, style=QUIET) if entry.authority.note else None,
        )
        for entry, states in taken.items()
    )


def _begun(words: str) -> str:
    """Return words with a capital first letter, as the field of a table begins."""
    return words[:1].upper() + words[1:]


def _decided_by(decided: Authority | None) -> str:
    if decided is None:
        return text("Setting of the office")
    day = date_words(decided.valid_from) if decided.valid_from is not None else ""
    return text("Officer\u2019s decision {day}: {reason}").format(day=day, reason=decided.note).replace(" :", ":")


def _grade(confidence: Confidence | None) -> str:
    match confidence:
        case Confidence.HIGH:
            return text("Sure")
        case Confidence.MEDIUM:
            return text("Fairly sure")
        case Confidence.LOW:
            return text("Unsure")
        case None:
            return _DASH


def _sources(flow: Flow, view: WorksheetView) -> None:
    """List every source that a figure of the worksheets names."""
    found: dict[tuple[str, str], Source] = {}
    for line in view.award.states:
        for node in line.worksheet.walk():
            for source in node.authority.sources:
                found.setdefault((node.authority.state, source.id), source)
    if not found:
        return
    flow.heading(text("Sources"), 2, keep=70)
    columns = (
        Column(title=text("Source"), width=66),
        Column(title=text("Title")),
        Column(title=text("Publisher"), width=170),
        Column(title=text("Year"), width=40, right=True),
        Column(title=text("Address"), width=240),
    )
    Grid(flow, columns).write(
        Row(
            cells=(
                Cell(text=f"{state or text('CASS')} {source.id}"),
                Cell(text=source.title),
                Cell(text=source.publisher),
                Cell(text=str(source.year) if source.year is not None else _DASH),
                Cell(text=source.url, style=QUIET),
            )
        )
        for (state, _), source in sorted(found.items(), key=lambda entry: (entry[0][0], len(entry[0][1]), entry[0][1]))
    )


def _packs(flow: Flow, view: WorksheetView) -> None:
    """Name the rule packs by their digests; they stand with the signatures, so that no page holds these alone."""
    if not view.award.rule_packs:
        return
    flow.heading(text("Rules used"), 3, keep=len(view.award.rule_packs) * QUIET.leading + 100)
    for state, digest in sorted(view.award.rule_packs.items()):
        flow.paragraph(f"{state}  {digest}", QUIET, after=0)
    flow.space(6)


def _same_person(view: WorksheetView) -> str:
    if not view.approved_by or view.approved_by.strip().casefold() != view.prepared_by.strip().casefold():
        return ""
    return text("Prepared and approved by the same person: {name} holds both roles in this office.").format(
        name=view.approved_by
    )
