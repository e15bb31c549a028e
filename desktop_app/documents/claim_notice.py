"""The notification of claim received on paper: the same content as the message, with its check code."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from desktop_app.documents.flow import BODY, QUIET, Flow
from desktop_app.documents.grid import Cell, Column, Grid, Row
from desktop_app.documents.page import (
    PORTRAIT,
    Imprint,
    Signature,
    bound,
    check_code,
    same_person,
    signatures,
    title_block,
)
from desktop_app.domain.claims import OfficeReference
from desktop_app.domain.messages import ClaimNotice
from desktop_app.domain.offices import Office
from desktop_app.domain.periods import StatedPeriod
from desktop_app.domain.time import Certainty
from desktop_app.wording import terms
from desktop_app.wording.catalogue import text
from desktop_app.wording.formats import date_words, money_words

_DASH: Final = "\u2013"


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimNoticeView:
    """What the paper shows: the notice, from whom to whom, the offices' own numbers, and the check code.

    `parties` gives a State's name for its code. `qr_texts` may be empty.
    """

    notice: ClaimNotice
    sender: Office
    recipient: Office
    references: tuple[OfficeReference, ...]
    parties: Mapping[str, str]
    check_code: str
    prepared_by: str
    approved_by: str
    printed_on: date
    program_version: str
    qr_texts: tuple[str, ...] = field(default=())


def claim_notice_pdf(view: ClaimNoticeView) -> bytes:
    """Print a notification of claim received: A4 upright, with what is asked and by when."""
    notice = view.notice
    flow = Flow(PORTRAIT)
    title = text("Notification of claim received")
    title_block(flow, title, text("Under the CARICOM Agreement on Social Security"))
    flow.facts(
        (
            (text("To"), _office_lines(view.recipient, view.parties)),
            (text("From, the examining institution"), _office_lines(view.sender, view.parties)),
        ),
        columns=2,
    )
    flow.heading(text("Claim"), 2)
    flow.facts(_claim_facts(view), columns=3)
    flow.heading(terms.insured_person_words(view.notice.benefit), 2)
    flow.facts(_person_facts(view), columns=3)
    _numbers(flow, view)
    _history(flow, view)
    flow.heading(text("What we ask"), 2, keep=40)
    flow.paragraph(
        text(
            "Please certify all insurance periods in your State up to now and send the certificate of insurance "
            "periods by {day}. If there are none, or the person is not known, please certify that: it is an answer too."
        ).format(day=date_words(notice.reply_wanted_by).replace(" ", "\u00a0"))
    )
    flow.heading(text("Remarks"), 3, keep=30)
    flow.paragraph(notice.remarks or text("None."))
    check_code(
        flow,
        view.check_code,
        view.qr_texts,
        text(
            "The code is a digest of this notice as the file carries it. Every paper of the same notice bears the same "
            "four groups: if one figure, name or date were another, the code would be another."
        ),
    )
    signatures(
        flow,
        (
            Signature(act=text("Prepared by"), name=view.prepared_by),
            Signature(act=text("Approved by"), name=view.approved_by),
        ),
        stamp=text("Stamp of the institution"),
        remark=same_person(view.prepared_by, view.approved_by),
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


def _office_lines(office: Office, parties: Mapping[str, str]) -> str:
    place = ", ".join(part for part in (office.address, office.town) if part)
    return "\n".join(
        part for part in (office.name, place, parties.get(office.state, office.state), office.code) if part
    )


def _claim_facts(view: ClaimNoticeView) -> list[tuple[str, str]]:
    notice = view.notice
    facts = [
        (text("Benefit"), terms.benefit_words(notice.benefit)),
        (text("Filed on, for every State"), date_words(notice.filing_date)),
        (text("Proof of filing"), notice.filing_proof or text("not stated")),
        (terms.contingency_words(notice.benefit), date_words(notice.contingency_date)),
        (text("States involved"), ", ".join(view.parties.get(code, code) for code in notice.states)),
        (text("Claimant's consent"), text("Given") if notice.consent_given else text("Not given")),
        (text("Reply wanted by"), date_words(notice.reply_wanted_by)),
    ]
    facts += [
        (text("Case number at {office}").format(office=entry.office), entry.number or text("not known"))
        for entry in view.references
    ]
    return facts


def _person_facts(view: ClaimNoticeView) -> list[tuple[str, str]]:
    person = view.notice.person
    born = date_words(person.birth_date)
    if person.birth_certainty is not Certainty.EXACT:
        born = f"{born} ({terms.certainty_words(person.birth_certainty)})"
    optional = (
        (text("Name at birth"), person.name_at_birth),
        (text("Other names"), person.other_names),
        (text("Place of birth"), person.birth_place),
        (text("Last known address in your State"), person.address),
        (text("Died"), date_words(person.death_date) if person.death_date else ""),
    )
    return [
        (text("Family name"), person.surname),
        (text("Forenames"), person.forenames),
        (text("Born"), born),
        (text("Sex"), terms.sex_words(person.sex)),
        *((label, value) for label, value in optional if value),
    ]


def _numbers(flow: Flow, view: ClaimNoticeView) -> None:
    flow.heading(text("Insurance numbers"), 3, keep=50)
    if not view.notice.person.numbers:
        flow.paragraph(text("None is known."), BODY)
        return
    columns = (Column(title=text("State")), Column(title=text("Number")), Column(title=text("Kind")))
    Grid(flow, columns).write(
        Row(
            cells=(
                Cell(text=view.parties.get(entry.state, entry.state)),
                Cell(text=entry.number),
                Cell(text=terms.number_kind_words(entry.kind)),
            )
        )
        for entry in view.notice.person.numbers
    )


def _history(flow: Flow, view: ClaimNoticeView) -> None:
    flow.heading(text("Work history, as the claimant states it"), 2, keep=60)
    if not view.notice.work_history:
        flow.paragraph(text("The claimant named no work."), BODY)
        return
    columns = (
        Column(title=text("State"), width=40),
        Column(title=text("From"), width=72, right=True),
        Column(title=text("To"), width=72, right=True),
        Column(title=text("Employer or own business")),
        Column(title=text("Type"), width=36),
        Column(title=text("Weeks"), width=44, right=True),
        Column(title=text("Earnings"), width=90, right=True),
    )
    Grid(flow, columns).write(_history_rows(view.notice.work_history))
    flow.paragraph(text("The claimant's own statement; only an institution's certificate counts."), QUIET)


def _history_rows(rows: tuple[StatedPeriod, ...]) -> Iterator[Row]:
    for row in rows:
        year = str(row.year) if row.year is not None else _DASH
        yield Row(
            cells=(
                Cell(text=row.state),
                Cell(text=date_words(row.start) if row.start else year),
                Cell(text=date_words(row.end) if row.end else year),
                Cell(text=row.employer or text("not stated"), second=row.remark),
                Cell(text=row.type.value),
                Cell(text=str(row.weeks) if row.weeks is not None else _DASH),
                Cell(text=money_words(row.earnings) if row.earnings is not None else _DASH),
            )
        )
