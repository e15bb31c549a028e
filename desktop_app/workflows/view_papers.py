"""Papers as pages: those of a claim as attached, those that came, and the sheet behind what was typed from paper."""

from dataclasses import dataclass

from desktop_app import __version__
from desktop_app.documents.scans import ScanRefused, pages_of
from desktop_app.documents.summaries import summary_of
from desktop_app.domain.certificates import PeriodCertificate
from desktop_app.domain.messages import MessageType
from desktop_app.exchange.messages.head import decode_message
from desktop_app.foundation.problems import CaseProblem, ExchangeProblem
from desktop_app.store.mailbox import MailState, ReceivedMessage
from desktop_app.store.periods import KeptCertificate
from desktop_app.workflows.attach import media_type_of, original_of
from desktop_app.workflows.case_of_message import file_to_read
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.issue_document import IssuedDocument
from desktop_app.workflows.opened_bundle import open_kept
from desktop_app.workflows.typed_paper import TypedSource, source_of, typed_message


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedSheet:
    """What was typed from paper, and its scan as pages.

    `certificate` is one of periods, None for every other answer: that one is told line by line in `said`, as the
    message it stands for.
    """

    office: str
    certificate: PeriodCertificate | None
    signed_by: str
    scan: IssuedDocument
    type: MessageType = MessageType.PERIOD_CERTIFICATE
    said: tuple[str, ...] = ()


def attached_paper(desk: Desk, attachment_id: str) -> IssuedDocument:
    """Return a paper of a claim as pages: the original, as it was attached.

    Raises `StoreProblem("record_missing")`, `ExchangeProblem("attachment_unreadable")`.
    """
    kept = desk.store.attachments.get(attachment_id)
    name = kept.name if kept else ""
    return _as_pages(desk, name, original_of(desk, attachment_id))


def received_paper(desk: Desk, mailbox_id: int, number: int) -> IssuedDocument:
    """Return a paper that came with a bundle as pages; nothing of it is written to the disk or run.

    Raises what `preview` raises, and `ExchangeProblem`: `attachment_unknown`, `attachment_type_differs`,
    `attachment_unreadable`.
    """
    opened = open_kept(desk, file_to_read(desk, mailbox_id))
    if not 0 <= number < len(opened.attachments):
        raise ExchangeProblem("attachment_unknown")
    paper = opened.attachments[number]
    if media_type_of(paper.data) != paper.media_type:
        raise ExchangeProblem("attachment_type_differs")
    return _as_pages(desk, paper.name, paper.data)


def typed_sheet(desk: Desk, claim_id: str, office: str, number: str, version: int) -> TypedSheet:
    """Return a certificate that was typed from paper beside its scan.

    Raises `CaseProblem("no_certificate")` where that certificate was not typed, and as `attached_paper`.
    """
    for kept in desk.store.periods.from_paper(claim_id):
        named = (kept.certificate.office, kept.certificate.number, kept.certificate.version)
        if kept.paper is not None and named == (office, number, version):
            return _sheet(desk, kept, kept.paper.scan, kept.paper.signed_by)
    raise CaseProblem("no_certificate")


def sheet_of_obligation(desk: Desk, obligation_id: str) -> TypedSheet:
    """Return what was typed from paper last for what was owed, beside its scan: a certificate or another answer.

    Raises as `typed_sheet`.
    """
    owed = desk.store.obligations.get(obligation_id)
    for kept in desk.store.periods.from_paper(owed.claim_id) if owed.claim_id else ():
        if kept.paper is not None and kept.paper.obligation_id == obligation_id:
            return _sheet(desk, kept, kept.paper.scan, kept.paper.signed_by)
    for message in reversed(desk.store.mailbox.of_claim(owed.claim_id)) if owed.claim_id else ():
        if message.state is MailState.DESTROYED or not typed_message(desk, message):
            continue
        source = source_of(desk, desk.store.mailbox.get(message.received_id))
        if source is not None and source.obligation_id == obligation_id:
            return _answer(desk, message, source)
    for event in reversed(desk.store.obligations.history(obligation_id)):
        said = desk.store.mailbox.message(event.message_id) if event.from_paper and event.message_id else None
        if said is not None and said.state is not MailState.DESTROYED and typed_message(desk, said):
            source = source_of(desk, desk.store.mailbox.get(said.received_id))
            if source is not None:
                return _answer(desk, said, source)
    raise CaseProblem("no_certificate")


def _sheet(desk: Desk, kept: KeptCertificate, scan: str, signed_by: str) -> TypedSheet:
    return TypedSheet(
        office=kept.certificate.office,
        certificate=kept.certificate,
        signed_by=signed_by,
        scan=attached_paper(desk, scan),
    )


def _answer(desk: Desk, kept: ReceivedMessage, source: TypedSource) -> TypedSheet:
    names = {party.code: party.name for party in desk.rulebook.parties}
    return TypedSheet(
        office=source.office,
        certificate=None,
        signed_by=source.signed_by,
        scan=attached_paper(desk, source.scan),
        type=MessageType(kept.type),
        said=tuple(summary_of(decode_message(kept.data).body, names).splitlines()),
    )


def _as_pages(desk: Desk, name: str, data: bytes) -> IssuedDocument:
    media_type = media_type_of(data)
    stem = name.rpartition(".")[0] or name
    if media_type == "application/pdf":
        return IssuedDocument(name=f"{stem}.pdf", data=data)
    if media_type == "text/plain":
        from desktop_app.documents.text_pages import text_pdf

        pages = text_pdf(
            name, data.decode(), office=desk.office.name, printed_on=desk.clock.today(), program_version=__version__
        )
        return IssuedDocument(name=f"{stem}.pdf", data=pages)
    try:
        return IssuedDocument(name=f"{stem}.pdf", data=pages_of(data))
    except ScanRefused:
        raise ExchangeProblem("attachment_unreadable") from None
