"""The certificate of dependency on paper: a line a dependant with what was certified, and its codes (rules, 4.4)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from desktop_app.documents.code_sheet import code_sheet
from desktop_app.documents.flow import BODY, SMALL, Flow
from desktop_app.documents.grid import Cell, Column, Grid, Row
from desktop_app.documents.page import (
    LANDSCAPE,
    Imprint,
    Signature,
    bound,
    check_code,
    same_person,
    signatures,
    title_block,
)
from desktop_app.documents.summaries.lines import born_words
from desktop_app.domain.dependency import DependencyCertificate
from desktop_app.domain.offices import Office
from desktop_app.wording.case_words import standing_words
from desktop_app.wording.catalogue import text
from desktop_app.wording.certified_dependant import further_words, union_words
from desktop_app.wording.code_words import words_of
from desktop_app.wording.formats import date_words


@dataclass(frozen=True, slots=True, kw_only=True)
class DependencyView:
    """What the page shows: the certificate, who issued it, its check code, the texts of its codes, its standing."""

    certificate: DependencyCertificate
    office: Office
    parties: Mapping[str, str]
    check_code: str
    qr_texts: tuple[str, ...]
    printed_on: date
    program_version: str
    standing: str = ""


def dependency_pdf(view: DependencyView) -> bytes:
    """Print the certificate: A4 across, header of the table on every page."""
    body = view.certificate
    flow = Flow(LANDSCAPE)
    title = text("Certificate of dependency")
    party = view.parties.get(body.state, body.state)
    issued = text("Issued by {institution}, {party}, under the CARICOM Agreement on Social Security")
    title_block(flow, title, issued.format(institution=view.office.name, party=party))
    if standing_words(view.standing):
        flow.notice(text("No longer holds"), standing_words(view.standing))
    numbers = ", ".join(f"{entry.state} {entry.number}" for entry in body.person.numbers)
    until = date_words(body.valid_to) if body.valid_to else text("open")
    flow.facts(
        (
            (text("Insured person"), f"{body.person.forenames} {body.person.surname}".strip()),
            (text("Born"), born_words(body.person)),
            (text("Insurance numbers"), numbers or text("not known")),
            (text("As it stood on"), date_words(body.contingency_date)),
            (text("Certificate number"), body.number),
            (text("Version"), str(body.version)),
            (text("Valid"), text("{start} to {end}").format(start=date_words(body.valid_from), end=until)),
            (text("Certified on"), date_words(body.certified_at.date())),
        ),
        columns=4,
    )
    flow.heading(text("Who depended on the insured person"), 2, keep=70)
    if body.dependants:
        columns = (
            Column(title=text("No."), width=28, right=True),
            Column(title=text("Name and birth"), width=140),
            Column(title=text("Relationship and proof"), width=130),
            Column(title=text("Dependent"), width=130),
            Column(title=text("Union or studies"), width=120),
            Column(title=text("Further")),
        )
        Grid(flow, columns).write(_rows(body, view.parties))
    else:
        flow.paragraph(text("Nobody."), BODY)
    flow.heading(text("Visits and statements it rests on"), 3, keep=30)
    for entry in body.inquiries:
        flow.paragraph(f"{date_words(entry.on)}, {entry.by}: {entry.text}".rstrip(": "), BODY)
    if not body.inquiries:
        flow.paragraph(text("None."), BODY)
    flow.heading(text("Remarks"), 3, keep=30)
    flow.paragraph(body.remarks or text("None."), BODY)
    says = text("The same code stands in the program beside the electronic message: if they agree, every word does.")
    check_code(flow, view.check_code, (), says)
    signatures(
        flow,
        (
            Signature(act=text("Certified by"), name=body.prepared_by),
            Signature(act=text("Approved by"), name=body.approved_by),
        ),
        stamp=text("Stamp of the institution"),
        remark=same_person(body.prepared_by, body.approved_by),
    )
    code_sheet(flow, view.qr_texts)
    return bound(
        flow,
        Imprint(
            office=f"{view.office.name} · {view.office.code}",
            title=title,
            reference=text("{number}, version {version}").format(number=body.number, version=body.version),
            printed_on=view.printed_on,
            program_version=view.program_version,
        ),
    )


def _rows(body: DependencyCertificate, parties: Mapping[str, str]) -> Iterator[Row]:
    last = len(body.dependants)
    for number, entry in enumerate(body.dependants, start=1):
        born = (
            text("born {day}").format(day=date_words(entry.birth_date)) if entry.birth_date else text("birth not known")
        )
        yield Row(
            cells=(
                Cell(text=str(number)),
                Cell(text=f"{entry.forenames} {entry.surname}".strip(), second=born, style=SMALL.strong()),
                Cell(text=words_of(entry.relationship), second=entry.proof),
                Cell(text=words_of(entry.degree), second=entry.ground),
                Cell(text=union_words(entry)),
                Cell(text=further_words(entry, parties)),
            ),
            strong_line=number == last,
        )
