"""The covering letter of what is sent: which documents, about which case, with which papers, and answered by when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from desktop_app.documents.flow import BODY, QUIET, Flow
from desktop_app.documents.page import PORTRAIT, Imprint, Signature, bound, signatures, title_block
from desktop_app.domain.messages import MessageType
from desktop_app.domain.offices import Office
from desktop_app.wording.catalogue import plural, text
from desktop_app.wording.formats import date_words
from desktop_app.wording.terms import message_type_words


@dataclass(frozen=True, slots=True, kw_only=True)
class CoveredDocument:
    """One document that goes along: its type, the check code on its own page, and the papers with it.

    `answer_by` is the day on which an answer to it is awaited, None where none is. `issuer` names another office whose
    document is passed on, empty for our own.
    """

    type: MessageType
    made_on: date
    check_code: str = ""
    papers: tuple[str, ...] = ()
    answer_by: date | None = None
    issuer: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CoveredCase:
    """What goes about one case; all empty but `documents` for what is about none.

    `own_number` is our number of the case, `their_number` the other office's, empty where it is not known yet.
    """

    documents: tuple[CoveredDocument, ...]
    own_number: str = ""
    their_number: str = ""
    person: str = ""
    born: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CoveringLetterView:
    """What the letter shows. `file_name` is the file it goes with, empty before it is sealed or for paper alone.

    `to_head`: it brings a third reminder, and is addressed to the head of the other office; `head` is who that is,
    empty where it is not known.
    """

    sender: Office
    recipient: Office
    cases: tuple[CoveredCase, ...]
    signed_by: str
    printed_on: date
    program_version: str
    file_name: str = ""
    to_head: bool = False
    head: str = ""


def covering_letter_pdf(view: CoveringLetterView) -> bytes:
    """Print the letter: A4 upright, a list of what is enclosed by case, and two lines to sign on."""
    flow = Flow(PORTRAIT)
    title = text("Covering letter")
    title_block(flow, title, text("Under the CARICOM Agreement on Social Security"))
    flow.facts(((text("From"), _address(view.sender)), (text("To"), _to(view))), columns=2)
    facts = [(text("Date"), date_words(view.printed_on)), (text("Enclosed"), _count(view.cases))]
    if view.file_name:
        facts.append((text("File"), view.file_name))
    flow.facts(facts, columns=3)
    flow.paragraph(text("We send you the documents listed below."), BODY, after=6)
    number = 0
    for case in view.cases:
        number = _case(flow, case, number)
    _answers(flow, view.cases)
    flow.paragraph(
        text("If one of these is missing, or a paper cannot be read, please tell us at once: {contact}").format(
            contact=_contact(view.sender)
        ),
        BODY,
        after=6,
    )
    signatures(
        flow,
        (Signature(act=text("Sent by"), name=view.signed_by), Signature(act=text("Received by"))),
        stamp=text("Stamp of the institution"),
    )
    return bound(
        flow,
        Imprint(
            office=f"{view.sender.name} · {view.sender.code}",
            title=title,
            reference=", ".join(case.own_number for case in view.cases[:2] if case.own_number),
            printed_on=view.printed_on,
            program_version=view.program_version,
        ),
    )


def _case(flow: Flow, case: CoveredCase, number: int) -> int:
    """Write the documents of a case, numbered on from `number`; return the last number."""
    flow.heading(_heading(case), 2, keep=70)
    if case.own_number:
        facts = (
            (text("Our case number"), case.own_number),
            (text("Your case number"), case.their_number or text("not known to us yet")),
            (text("Born"), date_words(case.born) if case.born else text("not known")),
        )
        flow.facts(facts, columns=3)
    for document in case.documents:
        number += 1
        said = [f"{number}. {message_type_words(document.type)}, {date_words(document.made_on)}"]
        if document.issuer:
            said.append(text("issued by {office}").format(office=document.issuer))
        if document.check_code:
            said.append(text("check code {code}").format(code=document.check_code))
        flow.paragraph(", ".join(said), BODY, after=2)
        for paper in document.papers:
            flow.paragraph(text("with it: {paper}").format(paper=paper), QUIET, left=16, after=2)
    flow.space(4)
    return number


def _heading(case: CoveredCase) -> str:
    if not case.own_number:
        return text("About no single case")
    return case.person or text("Case {number}").format(number=case.own_number)


def _answers(flow: Flow, cases: Sequence[CoveredCase]) -> None:
    """Say by when an answer is awaited to which of the numbered documents."""
    awaited = [
        (number, document)
        for number, document in enumerate((each for case in cases for each in case.documents), start=1)
        if document.answer_by is not None
    ]
    flow.heading(text("Answer"), 2, keep=40)
    if not awaited:
        flow.paragraph(text("No answer is needed, except that it came."), BODY, after=6)
    for number, document in awaited:
        said = text("To number {number}, {what}: please by {day}.").format(
            number=number,
            what=message_type_words(document.type),
            day=date_words(document.answer_by) if document.answer_by else "",
        )
        flow.paragraph(said, BODY, after=2)
    flow.space(4)


def _count(cases: Sequence[CoveredCase]) -> str:
    documents = [each for case in cases for each in case.documents]
    papers = sum(len(each.papers) for each in documents)
    said = plural("{n} document", "{n} documents", len(documents)).format(n=len(documents))
    if papers:
        return f"{said}, {plural('{n} paper', '{n} papers', papers).format(n=papers)}"
    return said


def _contact(office: Office) -> str:
    return ", ".join(part for part in (office.phone, office.email) if part) or office.name


def _to(view: CoveringLetterView) -> str:
    if not view.to_head:
        return _address(view.recipient)
    called = text("To the head of the office: {head}").format(head=view.head) if view.head else ""
    called = called or text("To the head of the office")
    return f"{called}\n{_address(view.recipient)}"


def _address(office: Office) -> str:
    return "\n".join(part for part in (office.name, office.address, office.town, office.code) if part)
