"""One page for everybody: who pays what, who refused and why, what is open, and where to complain (rules, 4.6)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from desktop_app.documents.flow import BODY, QUIET, SMALL, Flow
from desktop_app.documents.grid import Cell, Column, Grid, Row
from desktop_app.documents.page import PORTRAIT, Imprint, Signature, bound, check_code, signatures, title_block
from desktop_app.documents.summaries.lines import born_words
from desktop_app.domain.award_notices import DecisionSummary, SummaryLine
from desktop_app.domain.offices import Office
from desktop_app.wording import terms
from desktop_app.wording.catalogue import plural, text
from desktop_app.wording.code_words import words_of
from desktop_app.wording.formats import date_words, money_words


@dataclass(frozen=True, slots=True, kw_only=True)
class SummaryPageView:
    """What the page shows. `parties` names States by code; `reference` is the examining office's case number."""

    summary: DecisionSummary
    office: Office
    parties: Mapping[str, str]
    reference: str
    check_code: str
    made_on: date
    prepared_by: str
    printed_on: date
    program_version: str


def summary_page_pdf(view: SummaryPageView) -> bytes:
    """Print the page: A4 upright, for the claimant and for every State."""
    summary = view.summary
    flow = Flow(PORTRAIT)
    benefit = terms.benefit_words(summary.benefit)
    title = text("All decisions at a glance: {benefit}").format(benefit=benefit)
    title_block(
        flow, title, text("Under the CARICOM Agreement on Social Security each State decides and pays its own part")
    )
    name = f"{summary.person.forenames} {summary.person.surname}".strip()
    flow.facts(
        (
            (text("Insured person"), name),
            (text("Born"), born_words(summary.person)),
            (text("Case number at {office}").format(office=view.office.code), view.reference),
        ),
        columns=3,
    )
    flow.heading(text("What each State decided"), 2, keep=70)
    columns = (
        Column(title=text("State and office"), width=138),
        Column(title=text("Decision"), width=122),
        Column(title=text("You are paid"), width=108, right=True),
        Column(title=text("If you do not agree")),
    )
    Grid(flow, columns).write(_row(line, view.parties) for line in summary.lines)
    flow.space(6)
    if summary.totals:
        sums = [f"{money_words(entry.amount)} {words_of(entry.frequency)}" for entry in summary.totals]
        flow.paragraph(text("Together: {sums}.").format(sums="; ".join(sums)), BODY.strong())
        if len(summary.totals) > 1:
            flow.paragraph(text("Amounts of different currencies or times are not added up."), QUIET)
    if summary.still_open:
        flow.heading(text("Not decided yet"), 3, keep=30)
        for entry in summary.still_open:
            flow.paragraph(f"{view.parties.get(entry.state, entry.state)}: {entry.reason}", BODY)
    if summary.provisional:
        flow.heading(text("Paid in advance"), 3, keep=30)
        for paid in summary.provisional:
            said = " ".join(part for part in (paid.what, paid.name) if part)
            flow.paragraph(f"{said}: {money_words(paid.amount)} {words_of(paid.frequency)}", BODY)
    for held in summary.set_offs:
        said = text("{amount} is held back: {ground}.").format(amount=money_words(held.amount), ground=held.ground)
        flow.paragraph(said, BODY)
    if summary.remarks:
        flow.paragraph(summary.remarks, BODY)
    _questions(flow, view)
    return bound(
        flow,
        Imprint(
            office=f"{view.office.name} · {view.office.code}",
            title=title,
            reference=view.reference,
            printed_on=view.printed_on,
            program_version=view.program_version,
        ),
    )


def _row(line: SummaryLine, parties: Mapping[str, str]) -> Row:
    start = text("from {day}").format(day=date_words(line.start)) if line.start else ""
    number = text("case {number}").format(number=line.case_number) if line.case_number else ""
    paid = (
        f"{money_words(line.amount)} {words_of(line.frequency)}" if line.amount and line.frequency else text("nothing")
    )
    limit = (
        plural("review within {n} day", "review within {n} days", line.review_days).format(n=line.review_days)
        if line.review_days is not None
        else text("ask the office for the time limit")
    )
    handed = text("handed over {day}").format(day=date_words(line.handed_over_on)) if line.handed_over_on else ""
    return Row(
        cells=(
            Cell(
                text=parties.get(line.state, line.state),
                second=", ".join(part for part in (line.office, number) if part),
                style=SMALL.strong(),
            ),
            Cell(text=words_of(line.result), second=", ".join(part for part in (words_of(line.ground), start) if part)),
            Cell(text=paid, style=SMALL.strong()),
            Cell(
                text=f"{limit[:1].upper()}{limit[1:]}",
                second=", ".join(part for part in (" ".join(line.review_address.split()), handed) if part),
            ),
        )
    )


def _questions(flow: Flow, view: SummaryPageView) -> None:
    flow.paragraph(
        text(
            "Each State sends a letter of its own with its reasons. Who does not agree with a State's decision asks "
            "that State for a review, in the time it gives."
        ),
        BODY,
    )
    known = ", ".join(part for part in (view.office.name, view.office.phone, view.office.email) if part)
    contact = view.summary.contact or known
    flow.paragraph(text("Questions: {contact}.").format(contact=contact.rstrip(".")), BODY)
    made = text("Made by {name} on {day}.").format(name=view.prepared_by, day=date_words(view.made_on))
    flow.paragraph(made if view.prepared_by else "", QUIET)
    signatures(flow, [Signature(act=text("For the examining institution"))], stamp=text("Stamp of the institution"))
    says = text("The same code stands in the program beside the electronic message: if they agree, every word does.")
    check_code(flow, view.check_code, (), says)
