"""The covering letter of what waits for an office, or of a bundle that was sealed for it."""

from collections.abc import Sequence
from typing import Final

from desktop_app import __version__
from desktop_app.documents.covering_letter import CoveredCase, CoveredDocument, CoveringLetterView, covering_letter_pdf
from desktop_app.domain.inquiries import Reminder
from desktop_app.domain.messages import MessageType
from desktop_app.domain.offices import Office
from desktop_app.exchange.messages.head import decode_message
from desktop_app.foundation.problems import CaseProblem, ExchangeProblem
from desktop_app.store.outbox import OutboxRow
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.dispatch_bundle import OutgoingMessage, sent, to_send
from desktop_app.workflows.issue_document import IssuedDocument
from desktop_app.workflows.print_message import check_code_of
from desktop_app.workflows.signatures import signature
from desktop_app.workflows.veil import refuse_hidden

_NAME: Final = "covering-letter-{office}.pdf"


def covering_letter(desk: Desk, office: str) -> IssuedDocument:
    """Return the letter of all that waits to leave for an office.

    Raises `ExchangeProblem("office_unknown")`, `CaseProblem("nothing_to_cover")` where nothing waits, and what
    `refuse_hidden` raises for a case that is not shown to the signed-in user.
    """
    known = desk.store.offices.get(office)
    if known is None:
        raise ExchangeProblem("office_unknown", office=office)
    line = next((line for line in to_send(desk) if line.office.card.office.code == office), None)
    if line is None:
        raise CaseProblem("nothing_to_cover")
    return _letter(desk, known.card.office, line.messages, line.passed_on, "")


def covering_letter_of(desk: Desk, bundle_id: str) -> IssuedDocument:
    """Return the letter of a bundle that was sealed, naming its file. Raises as `covering_letter`."""
    line = next((line for line in sent(desk) if line.bundle_id == bundle_id), None)
    known = desk.store.offices.get(line.office_code) if line else None
    if line is None or known is None or not line.messages:
        raise CaseProblem("nothing_to_cover")
    return _letter(desk, known.card.office, line.messages, (), line.file_name)


def _letter(
    desk: Desk,
    recipient: Office,
    messages: Sequence[OutgoingMessage],
    passed_on: Sequence[OutgoingMessage],
    file_name: str,
) -> IssuedDocument:
    by_case: dict[str, list[CoveredDocument]] = {}
    for message in messages:
        row = desk.store.outbox.find(message.message_id)
        if row is not None:
            by_case.setdefault(row.claim_id or "", []).append(_document(desk, row))
    for passed in passed_on:
        by_case.setdefault(passed.claim_id, []).append(_passed(desk, passed))
    last = _last_reminder(desk, messages)
    data = covering_letter_pdf(
        CoveringLetterView(
            sender=desk.office,
            recipient=recipient,
            cases=tuple(_case(desk, recipient, key, tuple(found)) for key, found in by_case.items()),
            signed_by=signature(desk, desk.user),
            printed_on=desk.clock.today(),
            program_version=__version__,
            file_name=file_name,
            to_head=last is not None,
            head=(last.head or recipient.head) if last is not None else "",
        )
    )
    facts: dict[str, str | int] = {"messages": len(messages) + len(passed_on), "file": file_name}
    with desk.store.act(verb="covering_letter_printed", user=desk.user.id, about=recipient.code, facts=facts):
        pass
    return IssuedDocument(name=_NAME.format(office=recipient.code), data=data)


def _last_reminder(desk: Desk, messages: Sequence[OutgoingMessage]) -> Reminder | None:
    """Return the third reminder that goes along, None where there is none."""
    for message in messages:
        row = desk.store.outbox.find(message.message_id) if message.type is MessageType.REMINDER else None
        body = decode_message(row.data).body if row is not None else None
        if isinstance(body, Reminder) and body.to_head:
            return body
    return None


def _case(desk: Desk, recipient: Office, claim_id: str, documents: tuple[CoveredDocument, ...]) -> CoveredCase:
    if not claim_id:
        return CoveredCase(documents=documents)
    refuse_hidden(desk, claim_id)
    claim = desk.store.claims.get(claim_id)
    person = desk.store.persons.get(claim.person_id)
    return CoveredCase(
        documents=documents,
        own_number=claim.number,
        their_number=next((each.number for each in claim.references if each.office == recipient.code), ""),
        person=person.name,
        born=person.birth_date,
    )


def _document(desk: Desk, row: OutboxRow) -> CoveredDocument:
    message = decode_message(row.data)
    owed = [
        each.due_on
        for each in desk.store.obligations.of_claim(row.claim_id or "")
        if each.asked_message_id == row.message_id and each.open and each.owed_by == row.office
    ]
    return CoveredDocument(
        type=message.type,
        made_on=message.created_at.date(),
        check_code=check_code_of(message),
        papers=tuple(paper.name for paper in desk.store.attachments.of_message(row.message_id)),
        answer_by=min(owed, default=None),
    )


def _passed(desk: Desk, passed: OutgoingMessage) -> CoveredDocument:
    kept = desk.store.mailbox.message(passed.message_id)
    code = desk.store.mailbox.get(kept.received_id).from_office if kept else ""
    known = desk.store.offices.get(code)
    return CoveredDocument(
        type=passed.type,
        made_on=passed.created_on,
        issuer=known.card.office.name if known else code,
    )
