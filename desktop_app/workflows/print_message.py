"""Any message on paper, sent or received: a page with the same content and a check code (exchange rules, 1.7)."""

from desktop_app import __version__
from desktop_app.domain.award_notices import DecisionSummary
from desktop_app.domain.certificates import PeriodCertificate
from desktop_app.domain.departure import DepartureCertificate
from desktop_app.domain.dependency import DependencyCertificate
from desktop_app.domain.messages import ClaimNotice, Message
from desktop_app.domain.offices import Office
from desktop_app.exchange.messages.head import decode_message
from desktop_app.exchange.messages.registry import body_bytes
from desktop_app.foundation.problems import CaseProblem
from desktop_app.store.mailbox import MailState
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.issue_document import IssuedDocument
from desktop_app.workflows.issue_letters import summary_page
from desktop_app.workflows.paper_signed import codes_of_message
from desktop_app.workflows.veil import refuse_hidden


def message_document(desk: Desk, message_id: str) -> IssuedDocument:
    """Return a message of the outbox or the mailbox on paper, and note in the journal that it was printed.

    A notification of claim and a certificate of insurance periods come with all their rows in tables. Raises
    `CaseProblem("message_not_here")`.
    """
    message, sender, recipient, standing = _found(desk, message_id)
    data = _pdf(desk, message, sender, recipient, standing)
    facts = {"type": message.type.value}
    with desk.store.act(verb="message_printed", user=desk.user.id, about=message_id, facts=facts):
        pass
    return IssuedDocument(name=f"{message.type.value.replace('_', '-')}-{message_id[:8]}.pdf", data=data)


def draft_document(desk: Desk, message: Message, office: str) -> IssuedDocument:
    """Return a message that is not sealed yet on paper, as it would go to an office; it carries no check code."""
    data = _pdf(desk, message, desk.office, _office(desk, office), "", sealed=False)
    return IssuedDocument(name=f"{message.type.value.replace('_', '-')}-draft.pdf", data=data)


def check_code_of(message: Message) -> str:
    """Return the code that stands on a message's page, in four groups."""
    from desktop_app.exchange.paper import check_code

    return check_code(body_bytes(message.body))


def _found(desk: Desk, message_id: str) -> tuple[Message, Office, Office, str]:
    sent = desk.store.outbox.find(message_id)
    if sent is not None:
        refuse_hidden(desk, sent.claim_id)
        return decode_message(sent.data), desk.office, _office(desk, sent.office), sent.standing
    kept = desk.store.mailbox.message(message_id)
    if kept is None:
        raise CaseProblem("message_not_here")
    if kept.state is MailState.DESTROYED:
        raise CaseProblem("message_destroyed")
    refuse_hidden(desk, kept.claim_id)
    sender = _office(desk, desk.store.mailbox.get(kept.received_id).from_office)
    return decode_message(kept.data), sender, desk.office, kept.standing


def _office(desk: Desk, code: str) -> Office:
    known = desk.store.offices.get(code)
    return known.card.office if known else Office(code=code, state=code[:2], name=code)


def _pdf(
    desk: Desk, message: Message, sender: Office, recipient: Office, standing: str, *, sealed: bool = True
) -> bytes:
    parties = {party.code: party.name for party in desk.rulebook.parties}
    code, today = check_code_of(message) if sealed else "", desk.clock.today()
    if isinstance(message.body, ClaimNotice):
        from desktop_app.documents.claim_notice import ClaimNoticeView, claim_notice_pdf

        return claim_notice_pdf(
            ClaimNoticeView(
                notice=message.body,
                sender=sender,
                recipient=recipient,
                references=message.case_refs,
                parties=parties,
                check_code=code,
                prepared_by=message.prepared_by,
                approved_by=message.approved_by,
                printed_on=today,
                program_version=__version__,
            )
        )
    left = message.body if isinstance(message.body, DepartureCertificate) else None
    certificate = left.certificate if left else message.body
    if isinstance(certificate, PeriodCertificate):
        from desktop_app.documents.certificate import CertificateView, certificate_pdf

        return certificate_pdf(
            CertificateView(
                certificate=certificate,
                office=sender,
                party_name=desk.rulebook.party(certificate.state).name,
                check_code=code,
                qr_texts=codes_of_message(desk, message.message_id) if sealed else (),
                printed_on=today,
                program_version=__version__,
                departure=left,
                new_state_name=parties.get(left.new_state, "") if left else "",
                standing=standing,
            )
        )
    if isinstance(message.body, DependencyCertificate):
        from desktop_app.documents.dependency_page import DependencyView, dependency_pdf

        return dependency_pdf(
            DependencyView(
                certificate=message.body,
                office=_office(desk, message.body.office) if message.body.office != desk.office.code else desk.office,
                parties=parties,
                check_code=code,
                qr_texts=codes_of_message(desk, message.message_id),
                printed_on=today,
                program_version=__version__,
                standing=standing,
            )
        )
    if isinstance(message.body, DecisionSummary) and not standing:
        return summary_page(desk, message, message.body, sender)
    from desktop_app.documents.message_page import MessagePageView, message_page_pdf

    return message_page_pdf(
        MessagePageView(
            message=message,
            sender=sender,
            recipient=recipient,
            parties=parties,
            check_code=code,
            printed_on=today,
            program_version=__version__,
            standing=standing,
            qr_texts=codes_of_message(desk, message.message_id) if sealed else (),
        )
    )
