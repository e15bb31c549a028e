"""What a recalculation of all claims found, on a page: how many come out otherwise, where, and why. It names nobody."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from desktop_app.calculation.causes import Cause
from desktop_app.documents.flow import BODY, QUIET, Flow
from desktop_app.documents.grid import Cell, Column, Grid, Row
from desktop_app.documents.page import PORTRAIT, Imprint, bound, title_block
from desktop_app.domain.claims import Benefit
from desktop_app.domain.findings import Reason
from desktop_app.domain.offices import Office
from desktop_app.wording import terms
from desktop_app.wording.catalogue import text
from desktop_app.wording.difference_words import cause_words
from desktop_app.wording.formats import number_words
from desktop_app.wording.problems import sentences_of


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedLine:
    """How many claims of a benefit come out otherwise for a State.

    By what it pays: `more`, `less`, `begins` (nothing before), `ends` (nothing now), `otherwise` (the payable amount
    is the same, or paid in another way).
    """

    state: str
    benefit: Benefit
    more: int = 0
    less: int = 0
    begins: int = 0
    ends: int = 0
    otherwise: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class RecalculationView:
    """What the page shows: of `claims` kept calculations `same` came out as kept and `differing` otherwise.

    `paying` of these pay another amount. `causes` are with the number of claims they changed, `not_calculated` the
    claims' numbers with the reason.
    """

    claims: int
    same: int
    differing: int
    paying: int
    lines: tuple[ChangedLine, ...]
    causes: tuple[tuple[Cause, int], ...]
    not_calculated: tuple[tuple[str, Reason], ...]
    office: Office
    printed_on: date
    program_version: str


def recalculation_pdf(view: RecalculationView) -> bytes:
    """Print the summary: A4 upright, counts, a line for each State and benefit, the reasons by how often they apply."""
    flow = Flow(PORTRAIT)
    title = text("Claims calculated again")
    title_block(flow, title, text("Every kept calculation beside the result of today's rules and data."))
    flow.facts(
        (
            (text("Kept calculations"), number_words(view.claims)),
            (text("As they were kept"), number_words(view.same)),
            (text("Otherwise today"), number_words(view.differing)),
            (text("Of these with another amount"), number_words(view.paying)),
            (text("Could not be calculated"), number_words(len(view.not_calculated))),
        ),
        columns=3,
    )
    if view.lines:
        flow.heading(text("What comes out otherwise"), keep=80)
        Grid(flow, _line_columns()).write(_line_rows(view.lines))
    if view.causes:
        flow.heading(text("Why"), keep=60)
        columns = (Column(title=text("Claims"), width=52, right=True), Column(title=text("Reason")))
        Grid(flow, columns).write(
            Row(cells=(Cell(text=number_words(count)), Cell(text=cause_words(cause)))) for cause, count in view.causes
        )
    if view.not_calculated:
        flow.heading(text("Could not be calculated"), keep=60)
        columns = (Column(title=text("Claim"), width=110), Column(title=text("Reason")))
        Grid(flow, columns).write(
            Row(cells=(Cell(text=number), Cell(text=sentences_of(reason.code, reason.facts).happened)))
            for number, reason in view.not_calculated
        )
    if not view.lines and not view.not_calculated:
        flow.paragraph(text("Nothing comes out otherwise."), BODY)
    flow.paragraph(
        text("Nothing was changed by this. Each claim by its number stands in the table that can be saved."), QUIET
    )
    return bound(
        flow,
        Imprint(
            office=f"{view.office.name} \u00b7 {view.office.code}",
            title=title,
            reference="",
            printed_on=view.printed_on,
            program_version=view.program_version,
            footing=text("Contains no names: for the office"),
        ),
    )


def _line_columns() -> tuple[Column, ...]:
    return (
        Column(title=text("State"), width=46),
        Column(title=text("Benefit")),
        Column(title=text("Pays more"), width=60, right=True),
        Column(title=text("Pays less"), width=60, right=True),
        Column(title=text("Begins"), width=50, right=True),
        Column(title=text("Ends"), width=46, right=True),
        Column(title=text("Another figure"), width=78, right=True),
    )


def _line_rows(lines: Sequence[ChangedLine]) -> Iterator[Row]:
    for line in lines:
        counts = (line.more, line.less, line.begins, line.ends, line.otherwise)
        figures = (Cell(text=number_words(count) if count else "\u2013") for count in counts)
        yield Row(cells=(Cell(text=line.state), Cell(text=terms.benefit_words(line.benefit)), *figures))
