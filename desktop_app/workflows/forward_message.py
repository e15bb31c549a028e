"""Pass a message that is not for this office on to the one that is competent, whole, and say so to its sender (4.12).

The filing date stays and holds for every State: it was fixed where the claim was first received. A message goes on
once; one that came here passed on is returned to its first sender instead.
"""

from dataclasses import dataclass
from datetime import date
from typing import Final

from desktop_app.domain.case_notices import Forward, ForwardReason
from desktop_app.domain.claims import Claim, Part, Stage
from desktop_app.domain.inquiries import InfoRequest, PeriodRequest
from desktop_app.domain.messages import ClaimNotice, Message, MessageType
from desktop_app.domain.obligations import CancelReason
from desktop_app.domain.offices import KnownOffice
from desktop_app.exchange.messages.head import decode_message
from desktop_app.foundation.problems import CaseProblem, ExchangeProblem
from desktop_app.store.mailbox import UNDECIDED, MailState, ReceivedMessage
from desktop_app.store.outbox import OutboxRow, OutboxState
from desktop_app.workflows.case_effects import shut
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.put_message import put_message

FORWARDED_TYPES: Final = frozenset({MessageType.CLAIM_NOTICE, MessageType.PERIOD_REQUEST, MessageType.INFO_REQUEST})
"""What asks something of an office, so that another one may be asked in its place."""

LONGEST_TEXT: Final = 2000
"""Characters of the words that go with it; they are never cut."""

_TAKEN: Final = (MailState.ACCEPTED, MailState.ACCEPTED_WITH_REMARKS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Forwarding:
    """A message that may be passed on: whose it is, about whom, since when the claim counts, and to whom it can go.

    `claim_number` is our number for its case, empty where none was opened: that case closes here when it goes on.
    """

    message_id: str
    type: MessageType
    office: KnownOffice
    person_name: str
    filing_date: date | None
    claim_number: str
    choices: tuple[KnownOffice, ...]


def forwarding_of(desk: Desk, message_id: str) -> Forwarding | None:
    """Return how a received message may be passed on; None for one that stays here."""
    kept = desk.store.mailbox.message(message_id)
    if kept is None or _why_not(desk, kept):
        return None
    message = decode_message(kept.data)
    sender = desk.store.offices.get(_sender(desk, kept))
    if sender is None:
        return None
    claim = _case(desk, kept)
    others = (known for known in desk.store.offices.all() if known.trusted)
    not_to = {desk.office.code, sender.card.office.code}
    return Forwarding(
        message_id=message_id,
        type=message.type,
        office=sender,
        person_name=_person_name(desk, message, claim),
        filing_date=message.body.filing_date if isinstance(message.body, ClaimNotice) else None,
        claim_number=claim.number if claim else "",
        choices=tuple(known for known in others if known.card.office.code not in not_to),
    )


def forwarding_of_claim(desk: Desk, claim_id: str) -> Forwarding | None:
    """Return how the message that opened a case here may be passed on; None where the case stays."""
    for kept in desk.store.mailbox.of_claim(claim_id):
        found = forwarding_of(desk, kept.message_id) if kept.type != MessageType.INFO_REQUEST else None
        if found is not None:
            return found
    return None


def forward_message(
    desk: Desk, message_id: str, *, to_office: str, reason: ForwardReason, text: str = ""
) -> tuple[str, str]:
    """Pass a message on to `to_office` and tell its sender; return the ids of both notices.

    What we owe because of it is owed no longer, and a case that it opened here closes. Raises `CaseProblem`:
    `message_not_here`, `not_to_be_forwarded`, `forwarded_already`, `forwarded_once`, `case_closed`,
    `forward_office_not_fit` (office), `correction_too_long`; `ExchangeProblem`: `office_unknown`, `key_not_checked`
    (office).
    """
    kept = desk.store.mailbox.message(message_id)
    if kept is None:
        raise CaseProblem("message_not_here")
    if (refusal := _why_not(desk, kept)) is not None:
        raise refusal
    if len(text) > LONGEST_TEXT:
        raise CaseProblem("correction_too_long", length=len(text), most=LONGEST_TEXT)
    sender = _sender(desk, kept)
    if to_office in (desk.office.code, sender):
        raise CaseProblem("forward_office_not_fit", office=to_office)
    for code in (to_office, sender):
        known = desk.store.offices.get(code)
        if known is None:
            raise ExchangeProblem("office_unknown", office=code)
        if not known.trusted:
            raise ExchangeProblem("key_not_checked", office=known.card.office.name)
    message, claim = decode_message(kept.data), _case(desk, kept)
    with desk.store.act(
        verb="message_forwarded",
        user=desk.user.id,
        about=claim.id if claim else message_id,
        facts={"message": message_id, "office": to_office, "reason": reason.value},
    ):
        ids = [
            put_message(
                desk,
                office=office,
                body=Forward(
                    about_message=message_id,
                    from_office=sender,
                    to_office=to_office,
                    reason=reason,
                    filing_date=message.body.filing_date if isinstance(message.body, ClaimNotice) else None,
                    enclosed=office == to_office,
                    text=text.strip(),
                ),
                claim=claim,
                in_reply_to="" if office == to_office else message_id,
                references=message.case_refs,
            ).message_id
            for office in (to_office, sender)
        ]
        desk.store.enclosures.add(to_office, message_id, claim_id=claim.id if claim else None, at=desk.clock.now())
        if kept.state in UNDECIDED:
            desk.store.mailbox.decide_message(
                message_id, MailState.FORWARDED, by=desk.user.id, at=desk.clock.now(), remarks=reason.value
            )
        if claim:
            _leave(desk, claim, message_id, ids[1])
    return ids[0], ids[1]


def tell_again(desk: Desk, message_id: str, office: str) -> bool:
    """Say once more to a sender where its message went, inside the caller's act; tell whether there was a notice."""
    for row in _notices(desk, message_id):
        body = decode_message(row.data).body
        if row.office == office and isinstance(body, Forward):
            put_message(desk, office=office, body=body, claim=None, in_reply_to=message_id)
            return True
    return False


def _why_not(desk: Desk, kept: ReceivedMessage) -> CaseProblem | None:
    """Return what keeps a message from going on; None where nothing does."""
    decidable = kept.state in (*UNDECIDED, *_TAKEN, MailState.FORWARDED)
    if kept.type not in FORWARDED_TYPES or kept.standing or not decidable:
        return CaseProblem("not_to_be_forwarded")
    if kept.issuer:
        return CaseProblem("forwarded_once")
    if any(_stands(row) for row in _notices(desk, kept.message_id)):
        return CaseProblem("forwarded_already")
    claim = _case(desk, kept)
    if claim is not None and claim.part is Part.EXAMINING:
        return CaseProblem("not_to_be_forwarded")
    if claim is not None and claim.stage is Stage.CLOSED and kept.state is not MailState.FORWARDED:
        return CaseProblem("case_closed")
    return None


def _notices(desk: Desk, message_id: str) -> tuple[OutboxRow, ...]:
    """Return our notices that a message was passed on."""
    offices = {entry.office for entry in desk.store.enclosures.of_message(message_id)}
    offices |= {desk.store.mailbox.get(kept.received_id).from_office for kept in _kept(desk, message_id)}
    found = []
    for office in sorted(offices):
        for row in desk.store.outbox.of_type(office, MessageType.FORWARD):
            body = decode_message(row.data).body
            if isinstance(body, Forward) and body.about_message == message_id:
                found.append(row)
    return tuple(found)


def _kept(desk: Desk, message_id: str) -> tuple[ReceivedMessage, ...]:
    kept = desk.store.mailbox.message(message_id)
    return (kept,) if kept else ()


def _stands(row: OutboxRow) -> bool:
    """Tell whether a notice to the new office stands: one that came back, or never left, frees the message again."""
    body = decode_message(row.data).body
    enclosed = isinstance(body, Forward) and body.enclosed
    return enclosed and row.state not in (OutboxState.RETURNED, OutboxState.WITHDRAWN)


def _sender(desk: Desk, kept: ReceivedMessage) -> str:
    return desk.store.mailbox.get(kept.received_id).from_office


def _case(desk: Desk, kept: ReceivedMessage) -> Claim | None:
    return desk.store.claims.find(kept.claim_id) if kept.claim_id else None


def _person_name(desk: Desk, message: Message, claim: Claim | None) -> str:
    if isinstance(message.body, ClaimNotice | PeriodRequest):
        return f"{message.body.person.forenames} {message.body.person.surname}".strip()
    if isinstance(message.body, InfoRequest) and claim is None:
        return ""
    return desk.store.persons.get(claim.person_id).name if claim else ""


def _leave(desk: Desk, claim: Claim, message_id: str, notice_id: str) -> None:
    """Lift what we owe because of a message that went on, and close the case where that was what opened it."""
    for owed in desk.store.obligations.asked_by(message_id):
        if owed.open and owed.owed_by == desk.office.code:
            reason = CancelReason.OFFICE_LEFT
            desk.store.obligations.cancel(owed.id, reason, message_id=notice_id, by=desk.user.id)
    kept = desk.store.mailbox.message(message_id)
    if kept is not None and kept.type != MessageType.INFO_REQUEST and claim.stage is not Stage.CLOSED:
        shut(desk, desk.store.claims.get(claim.id), message_id=notice_id)
