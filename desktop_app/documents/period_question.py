"""The question to an institution about insurance periods: what the claimant told, what is certified, what is asked."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from desktop_app.calculation.gap_finder import Gap
from desktop_app.documents.flow import BODY, QUIET, Flow
from desktop_app.documents.grid import Cell, Column, Grid, Row
from desktop_app.documents.page import PORTRAIT, Imprint, Signature, bound, signatures, title_block
from desktop_app.domain.claims import OfficeReference
from desktop_app.domain.offices import Office
from desktop_app.domain.persons import InsuredPerson
from desktop_app.wording.catalogue import text
from desktop_app.wording.formats import date_words
from desktop_app.wording.gap_words import gap_question, kind_words


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionView:
    """What the paper shows. `institution` is the recipient's name and address, `state` the code of its State.

    `certificate` is the number of the certificate asked about, with its version. `parties` names States by code.
    """

    institution: str
    state: str
    sender: Office
    person: InsuredPerson
    references: tuple[OfficeReference, ...]
    certificate: str
    gaps: tuple[Gap, ...]
    parties: Mapping[str, str]
    prepared_by: str
    reply_wanted_by: date
    printed_on: date
    program_version: str


def period_question_pdf(view: QuestionView) -> bytes:
    """Print the question: A4 upright, a line for every year asked about."""
    flow = Flow(PORTRAIT)
    title = text("Question about insurance periods")
    title_block(flow, title, text("Under the CARICOM Agreement on Social Security"))
    sender = "\n".join(part for part in (view.sender.name, view.sender.address, view.sender.town) if part)
    flow.facts(((text("To"), view.institution), (text("From, the examining institution"), sender)), columns=2)
    flow.heading(text("About"), 2)
    flow.facts(_about(view), columns=3)
    flow.heading(text("What we ask"), 2, keep=60)
    flow.paragraph(
        text(
            "The claimant's own statement and your certificate differ in the years below. Only your record counts; "
            "please look once more, and send a corrected certificate of insurance periods, or confirm the present one, "
            "by {day}."
        ).format(day=date_words(view.reply_wanted_by).replace(" ", "\u00a0")),
        BODY,
    )
    columns = (
        Column(title=text("Year"), width=42, right=True),
        Column(title=text("What was found"), width=86),
        Column(title=text("Told"), width=40, right=True),
        Column(title=text("Certified"), width=54, right=True),
        Column(title=text("Question")),
    )
    Grid(flow, columns).write(_rows(view.gaps))
    flow.paragraph(text("Weeks told by the claimant; a dash where only the years or days were told."), QUIET)
    signatures(
        flow, (Signature(act=text("Prepared by"), name=view.prepared_by),), stamp=text("Stamp of the institution")
    )
    return bound(
        flow,
        Imprint(
            office=f"{view.sender.name} · {view.sender.code}",
            title=title,
            reference=", ".join(f"{entry.office} {entry.number}" for entry in view.references[:1]),
            printed_on=view.printed_on,
            program_version=view.program_version,
        ),
    )


def _about(view: QuestionView) -> list[tuple[str, str]]:
    facts = [
        (text("Insured person"), view.person.name),
        (text("Born"), date_words(view.person.birth_date)),
        (text("Number in your State"), view.person.number_in(view.state) or text("not known")),
        (text("Your certificate"), view.certificate),
    ]
    facts += [
        (text("Case number at {office}").format(office=entry.office), entry.number or text("not known"))
        for entry in view.references
    ]
    return facts


def _rows(gaps: tuple[Gap, ...]) -> Iterator[Row]:
    for gap in gaps:
        yield Row(
            cells=(
                Cell(text=str(gap.year)),
                Cell(text=kind_words(gap.kind)),
                Cell(text=str(gap.told) if gap.told is not None else "\u2013"),
                Cell(text=str(gap.certified) if gap.certified is not None else "\u2013"),
                Cell(text=gap_question(gap)),
            )
        )
