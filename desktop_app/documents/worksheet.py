"""The calculation worksheet on paper: the result, and the same trace as the screen, figure by figure.

No figure is reckoned here: each comes from the award, its trace, or the rows the calculation was given.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from types import MappingProxyType
from typing import Final

from desktop_app.calculation.award import Award
from desktop_app.calculation.trace import Authority, AuthorityKind, Confidence, Source
from desktop_app.documents import award_tables
from desktop_app.documents.findings_table import findings, numbered_findings, numbers_by_words
from desktop_app.documents.flow import BODY, QUIET, SMALL, Flow
from desktop_app.documents.grid import Cell, Column, Grid, Row
from desktop_app.documents.page import LANDSCAPE, Imprint, Signature, bound, same_person, signatures, title_block
from desktop_app.documents.worksheet_lines import worksheet_parts
from desktop_app.documents.worksheet_tree import state_worksheet
from desktop_app.domain.claims import Benefit
from desktop_app.domain.offices import Office
from desktop_app.domain.periods import InsurancePeriod
from desktop_app.wording import terms
from desktop_app.wording.calculation_words import option_words, point_words
from desktop_app.wording.catalogue import text
from desktop_app.wording.formats import date_words, exact_words, moment_words
from desktop_app.wording.trace import setting_words

_DASH: Final = "\u2013"
_NO_PARTIES: Final[Mapping[str, str]] = MappingProxyType({})
_FACTS_BESIDE: Final = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class WorksheetView:
    """What the worksheet shows.

    Where a calculation has no claim, person or office (a case file), the texts are empty and `office` is None.
    `law_as_of` is the day whose law was used. `periods` are the rows the calculation was given. `parties` gives a
    State's name for its code, `names` a survivor's for their place in the claim. `approved_by` is empty until someone
    has. `kept_at` is when a calculation that is read
    again was kept, None for one that was made now.
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
    names: Mapping[str, str] = field(default_factory=lambda: _NO_PARTIES)
    kept_at: datetime | None = None


def worksheet_pdf(view: WorksheetView) -> bytes:
    """Print a calculation: A4 across; result, findings, weeks used, the worksheet of every State, points, sources."""
    flow = Flow(LANDSCAPE)
    title = text("Calculation worksheet")
    title_block(flow, title, _subject(view))
    flow.facts(_facts(view), columns=_FACTS_BESIDE)
    award_tables.result(flow, view.award, view.parties)
    award_tables.shares(flow, view.award, view.names)
    found = numbered_findings(view.award)
    findings(flow, found)
    award_tables.weeks(flow, view.award, view.periods)
    award_tables.losses(flow, view.award, view.periods)
    numbers = numbers_by_words(found)
    for part in worksheet_parts(view.award):
        state_worksheet(flow, part, view.parties.get(part.state, part.state), numbers)
    _open_points(flow, view)
    _sources(flow, view)
    _packs(flow, view)
    signatures(
        flow,
        (
            Signature(act=text("Prepared by"), name=view.prepared_by),
            Signature(act=text("Approved by"), name=view.approved_by),
        ),
        remark=same_person(view.prepared_by, view.approved_by),
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
        (terms.insured_person_words(view.benefit or Benefit.AGE), view.person),
        (text("Born"), date_words(view.birth_date)),
        (text("Claim"), view.claim_number),
        (terms.contingency_words(view.benefit or Benefit.AGE), date_words(view.award.contingency_date)),
        (text("Law as it stood on"), date_words(view.law_as_of)),
        (text("Totalised weeks"), exact_words(view.award.totalised_weeks)),
        (text("States"), ", ".join(line.state for line in view.award.states)),
        (text("Kept"), moment_words(view.kept_at) if view.kept_at is not None else ""),
    ]
    return [fact for fact in facts if fact[1]]


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
        Column(title=text("Point"), width=236),
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
                Cell(text=_decided_by(entry)),
                Cell(text=_grade(entry.authority.confidence)),
            ),
            note=Cell(text=entry.authority.note, style=QUIET) if _noted(entry.authority) else None,
        )
        for entry, states in taken.items()
    )


def _begun(words: str) -> str:
    """Return words with a capital first letter, as the field of a table begins."""
    return words[:1].upper() + words[1:]


def _noted(authority: Authority) -> bool:
    """Tell whether the sources' own remark is to be printed; the reference of an office's setting stands beside it."""
    return bool(authority.note) and not authority.settled_by


def _decided_by(entry: _Taken) -> str:
    decided = entry.decided
    if decided is None:
        return setting_words(entry.authority) or text("Default; the office set nothing else")
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
    """List every source that a figure of the worksheets names; a page that several packs name stands once."""
    found: dict[tuple[str, str, int | None, str], list[str]] = {}
    for name, source in _named_sources(view.award):
        names = found.setdefault((source.title, source.publisher, source.year, source.url), [])
        if name not in names:
            names.append(name)
    if not found:
        return
    flow.heading(text("Sources"), 2, keep=70)
    columns = (
        Column(title=text("Source"), width=66),
        Column(title=text("Title, publisher, year")),
        Column(title=text("Address"), width=298),
    )
    Grid(flow, columns, dense=True).write(
        Row(
            cells=(
                Cell(text=", ".join(names)),
                Cell(text=", ".join(part for part in (title, publisher, str(year or "")) if part)),
                Cell(text=url, style=QUIET),
            )
        )
        for (title, publisher, year, url), names in found.items()
    )


def _named_sources(award: Award) -> list[tuple[str, Source]]:
    """Return the sources of the trace by the names that the lines call them: State (or CASS) and number."""
    found = {
        (node.authority.state, source.id): source
        for line in award.states
        for node in line.worksheet.walk()
        for source in node.authority.sources
    }
    in_order = sorted(found.items(), key=lambda entry: (entry[0][0], len(entry[0][1]), entry[0][1]))
    return [(f"{state or text('CASS')} {source.id}", source) for (state, _), source in in_order]


def _packs(flow: Flow, view: WorksheetView) -> None:
    """Name the rule packs by their digests; they stand with the signatures, so that no page holds these alone."""
    if not view.award.rule_packs:
        return
    flow.heading(text("Rules used"), 3, keep=len(view.award.rule_packs) * QUIET.leading + 100)
    flow.paragraph("\n".join(f"{state}  {digest}" for state, digest in sorted(view.award.rule_packs.items())), QUIET)
