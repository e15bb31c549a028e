"""Documents of a case and of the office as files: worksheet, certificate, notification, card; kept with the claim."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from desktop_app import __version__
from desktop_app.documents.pictures import PageSize, Picture, page_picture, page_sizes
from desktop_app.domain.certificates import PeriodCertificate
from desktop_app.domain.claims import Claim
from desktop_app.domain.messages import ClaimNotice, Message, MessageType
from desktop_app.domain.offices import Office
from desktop_app.foundation.places import left_if_told, write_atomically
from desktop_app.foundation.problems import CaseProblem, ExchangeProblem
from desktop_app.workflows.calculate_claim import calculate_claim
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.left_files import remember_folder
from desktop_app.workflows.own_periods import newest_certificate
from desktop_app.workflows.paper_signed import codes_of_certificate
from desktop_app.workflows.signatures import signature

__all__ = [
    "IssuedDocument",
    "PageSize",
    "Picture",
    "certificate_document",
    "claim_notice_document",
    "keep_issued",
    "office_card_document",
    "page_picture",
    "page_sizes",
    "save_document",
    "worksheet_document",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuedDocument:
    """A document ready to look at, print or save. `name` holds no personal data."""

    name: str
    data: bytes


def worksheet_document(desk: Desk, claim_id: str) -> IssuedDocument:
    """Return the calculation worksheet of a claim, and keep it as issued."""
    from desktop_app.documents.worksheet import WorksheetView, worksheet_pdf

    view = calculate_claim(desk, claim_id)
    data = worksheet_pdf(
        WorksheetView(
            award=view.award,
            benefit=view.case.benefit,
            person=view.person.name,
            birth_date=view.person.birth_date,
            claim_number=view.claim.number,
            office=desk.office,
            prepared_by=signature(desk, desk.user),
            printed_on=desk.clock.today(),
            program_version=__version__,
            law_as_of=view.law_as_of,
            periods=view.case.periods,
            parties={party.code: party.name for party in desk.rulebook.parties},
            names=view.names,
        )
    )
    return keep_issued(desk, view.claim, "worksheet", f"{view.claim.number}-worksheet.pdf", data)


def certificate_document(desk: Desk, claim_id: str, state: str) -> IssuedDocument:
    """Return a State's newest certificate of insurance periods on paper, with its check code; keep it as issued.

    Raises `CaseProblem("no_certificate")`, `ExchangeProblem("office_unknown")`.
    """
    from desktop_app.documents.certificate import CertificateView, certificate_pdf
    from desktop_app.exchange.paper import certificate_bytes, check_code

    claim = desk.store.claims.get(claim_id)
    certificate = newest_certificate(desk, claim_id, state)
    if certificate is None:
        raise CaseProblem("no_certificate")
    own = certificate.office == desk.office.code
    known = None if own else desk.store.offices.get(certificate.office)
    if not own and known is None:
        raise ExchangeProblem("office_unknown", office=certificate.office)
    office = known.card.office if known else desk.office
    data = certificate_pdf(
        CertificateView(
            certificate=certificate,
            office=office,
            party_name=desk.rulebook.party(state).name,
            check_code=check_code(certificate_bytes(certificate)),
            qr_texts=codes_of_certificate(desk, claim_id, certificate),
            printed_on=desk.clock.today(),
            program_version=__version__,
        )
    )
    return keep_issued(desk, claim, "certificate", _file_name(certificate), data)


def claim_notice_document(desk: Desk, claim_id: str, state: str) -> IssuedDocument:
    """Return the newest notification that went to a State on paper, with its check code; keep it as issued.

    Raises `CaseProblem("no_notice")` where none went to an office of the directory.
    """
    from desktop_app.documents.claim_notice import ClaimNoticeView, claim_notice_pdf
    from desktop_app.exchange.paper import check_code, notice_bytes

    claim = desk.store.claims.get(claim_id)
    recipient, message, notice = _newest_notice(desk, claim_id, state)
    data = claim_notice_pdf(
        ClaimNoticeView(
            notice=notice,
            sender=desk.office,
            recipient=recipient,
            references=message.case_refs,
            parties={party.code: party.name for party in desk.rulebook.parties},
            check_code=check_code(notice_bytes(notice)),
            prepared_by=message.prepared_by,
            approved_by=message.approved_by,
            printed_on=desk.clock.today(),
            program_version=__version__,
        )
    )
    return keep_issued(desk, claim, "claim_notice", f"{claim.number}-notice-{state}.pdf", data)


def _newest_notice(desk: Desk, claim_id: str, state: str) -> tuple[Office, Message, ClaimNotice]:
    """Return the last notification of a claim to a State: to which office, the message, and what it says."""
    from desktop_app.exchange.messages.head import decode_message

    for row in reversed(desk.store.outbox.of_claim(claim_id)):
        known = desk.store.offices.get(row.office)
        if row.type is not MessageType.CLAIM_NOTICE or known is None or known.card.office.state != state:
            continue
        message = decode_message(row.data)
        if isinstance(message.body, ClaimNotice):
            return known.card.office, message, message.body
    raise CaseProblem("no_notice")


def office_card_document(desk: Desk) -> IssuedDocument:
    """Return this office's card on paper."""
    from desktop_app.documents.office_card import office_card_pdf
    from desktop_app.exchange.keys import key_words, write_card

    data = office_card_pdf(
        desk.own, key_words(desk.own), write_card(desk.own, desk.secret).decode(), desk.clock.today()
    )
    return IssuedDocument(name=f"{desk.office.code}-card.pdf", data=data)


def print_noted(desk: Desk, document: IssuedDocument) -> None:
    """Keep that a document goes to a printer, before its first page does: by its digest, for names tell of people."""
    _note(desk, "document_printed", document)


def save_noted(desk: Desk, document: IssuedDocument, path: Path) -> Path:
    """Write a document to a file the user chose, and keep that it was written out. Raises as `save_document`."""
    remember_folder(desk, path.parent)
    save_document(document.data, path)
    with left_if_told(path):
        _note(desk, "document_saved", document)
    return path


def _note(desk: Desk, verb: str, document: IssuedDocument) -> None:
    facts: dict[str, str | int] = {"digest": hashlib.sha256(document.data).hexdigest(), "size": len(document.data)}
    with desk.store.act(verb=verb, user=desk.user.id, about="", facts=facts):
        pass


def save_document(data: bytes, path: Path) -> Path:
    """Write a document to a file the user chose. Raises `PlaceProblem`; never leaves half a file."""
    write_atomically(path, data)
    return path


def _file_name(certificate: PeriodCertificate) -> str:
    """Name a certificate's file by its number and version, whatever signs another office's number holds."""
    number = "".join(sign if sign.isascii() and sign.isalnum() else "-" for sign in certificate.number).strip("-")
    return f"{number[:40] or certificate.office}-v{certificate.version}.pdf"


def keep_issued(desk: Desk, claim: Claim, kind: str, name: str, data: bytes) -> IssuedDocument:
    """Keep a document as issued; the very same one looked at again is not kept again."""
    issued = IssuedDocument(name=name, data=data)
    digest = hashlib.sha256(data).hexdigest()
    if any((kept.kind, kept.digest) == (kind, digest) for kept in desk.store.documents.of_claim(claim.id)):
        return issued
    with desk.store.act(verb="document_issued", user=desk.user.id, about=claim.id, facts={"kind": kind}):
        desk.store.documents.add(
            document_id=desk.clock.new_id(),
            claim_id=claim.id,
            kind=kind,
            file_name=name,
            data=data,
            made_at=desk.clock.now(),
            made_by=desk.user.id,
        )
    return issued
