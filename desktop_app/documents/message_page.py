"""The paper twin of a message: the same content on a page, with a check code and room for a stamp (rules, 1.7).

A claim's notification and a certificate of insurance periods have papers of their own with their rows in tables.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from desktop_app.documents.code_sheet import code_sheet
from desktop_app.documents.flow import BODY, QUIET, Flow
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
from desktop_app.documents.summaries import summary_of
from desktop_app.documents.summaries.lines import in_full
from desktop_app.domain.messages import Message
from desktop_app.domain.offices import Office
from desktop_app.wording.case_words import standing_words
from desktop_app.wording.catalogue import text
from desktop_app.wording.formats import date_words
from desktop_app.wording.terms import message_type_words


@dataclass(frozen=True, slots=True, kw_only=True)
class MessagePageView:
    """What the page shows. `parties` names States by code; `check_code` is in four groups.

    `qr_texts` are the texts of its QR codes, none for a message that is not signed on its own. `standing` is the code
    of why the message no longer holds, empty while it does.
    """

    message: Message
    sender: Office
    recipient: Office
    parties: Mapping[str, str]
    check_code: str
    printed_on: date
    program_version: str
    qr_texts: tuple[str, ...] = ()
    standing: str = ""


def message_page_pdf(view: MessagePageView) -> bytes:
    """Print the twin of a message: A4 upright, everything its body says in words, nothing counted or cut."""
    message = view.message
    flow = Flow(PORTRAIT)
    title = message_type_words(message.type)
    title_block(flow, title, text("Under the CARICOM Agreement on Social Security"))
    flow.facts(((text("From"), _address(view.sender)), (text("To"), _address(view.recipient))), columns=2)
    flow.facts(_about(view), columns=3)
    if standing_words(view.standing):
        flow.notice(text("No longer holds"), standing_words(view.standing))
    flow.heading(text("What it says"), 2, keep=60)
    with in_full():
        said = summary_of(message.body, view.parties)
    for line in said.splitlines():
        flow.paragraph(line, BODY)
    people = [Signature(act=text("Prepared by"), name=message.prepared_by)]
    if message.approved_by:
        people.append(Signature(act=text("Approved by"), name=message.approved_by))
    signatures(
        flow,
        people,
        stamp=text("Stamp of the institution"),
        remark=same_person(message.prepared_by, message.approved_by),
    )
    check_code(
        flow,
        view.check_code,
        (),
        text("The same code stands in the program beside the electronic message: if the codes agree, every word does."),
    )
    flow.paragraph(text("Message {number}").format(number=message.message_id), QUIET)
    code_sheet(flow, view.qr_texts)
    return bound(
        flow,
        Imprint(
            office=f"{view.sender.name} · {view.sender.code}",
            title=title,
            reference=", ".join(f"{entry.office} {entry.number}" for entry in message.case_refs[:1]),
            printed_on=view.printed_on,
            program_version=view.program_version,
        ),
    )


def _address(office: Office) -> str:
    return "\n".join(part for part in (office.name, office.address, office.town, office.code) if part)


def _about(view: MessagePageView) -> list[tuple[str, str]]:
    facts = [(text("Made on"), date_words(view.message.created_at.date()))]
    if view.message.valid_until:
        facts.append((text("Valid until"), date_words(view.message.valid_until)))
    facts += [
        (text("Case number at {office}").format(office=entry.office), entry.number) for entry in view.message.case_refs
    ]
    return facts
