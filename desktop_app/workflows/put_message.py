"""Put a message for another office into "To send": made whole, with its plain-text summary, inside the caller's act."""

from desktop_app.documents.summaries import summary_of
from desktop_app.domain.claims import Claim, OfficeReference
from desktop_app.domain.dependency import DependencyCertificate
from desktop_app.domain.messages import Body, EarlierMessage, Message, message_type_of
from desktop_app.exchange.messages.head import encode_message
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.signatures import signature


def put_message(
    desk: Desk,
    *,
    office: str,
    body: Body,
    claim: Claim | None,
    in_reply_to: str = "",
    approved_by: str = "",
    prepared_by: str = "",
    supersedes: tuple[EarlierMessage, ...] = (),
    invalidates: tuple[EarlierMessage, ...] = (),
    references: tuple[OfficeReference, ...] = (),
) -> Message:
    """Make a message for an office and keep it until it leaves; return it.

    Who prepared and approved it is the signed-in user where nobody is named. `supersedes` are earlier messages to that
    office in whose place it comes, `invalidates` those it takes back. `references` are other offices' numbers for the
    case, besides those kept with it.
    """
    names = {party.code: party.name for party in desk.rulebook.parties}
    message = Message(
        message_id=desk.clock.new_id(),
        type=message_type_of(body),
        created_at=desk.clock.now(),
        case_refs=_joined(references_of(desk, claim), references),
        prepared_by=prepared_by or signature(desk, desk.user),
        approved_by=approved_by or signature(desk, desk.user),
        body=body,
        summary=summary_of(body, names),
        in_reply_to=in_reply_to,
        supersedes=supersedes,
        invalidates=invalidates,
        valid_until=body.valid_to if isinstance(body, DependencyCertificate) else None,
    )
    desk.store.outbox.add(
        message_id=message.message_id,
        office=office,
        type=message.type,
        claim_id=claim.id if claim else None,
        data=encode_message(message),
        created_at=message.created_at,
    )
    for earlier in supersedes:
        desk.store.outbox.supersede(earlier.message_id, message.message_id, at=message.created_at)
    return message


def _joined(known: tuple[OfficeReference, ...], more: tuple[OfficeReference, ...]) -> tuple[OfficeReference, ...]:
    offices = {entry.office for entry in known}
    return (*known, *(entry for entry in more if entry.office not in offices))


def references_of(desk: Desk, claim: Claim | None) -> tuple[OfficeReference, ...]:
    """Return every office's number for a case, this office's own first."""
    if claim is None:
        return ()
    own = OfficeReference(office=desk.office.code, number=claim.number)
    return (own, *(entry for entry in claim.references if entry.office != own.office))
