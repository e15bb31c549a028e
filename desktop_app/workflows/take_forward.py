"""Take in a message that another office passed on: as the office that is competent, or as the one it was from (4.12).

The new office gets the original whole and works on that; the filing date stays. Whoever sent it first hears where it
went: what was asked of the one office is owed by the other from then on.
"""

from collections.abc import Iterator
from typing import Final

from desktop_app.domain.case_notices import Forward, Joining, ParticipantChange, Participants
from desktop_app.domain.claims import Claim
from desktop_app.domain.findings import Level
from desktop_app.domain.messages import ClaimNotice, MessageType, Receipt
from desktop_app.domain.obligations import CancelReason
from desktop_app.exchange.messages.head import decode_message
from desktop_app.store.mailbox import UNDECIDED, MailState, ReceivedMessage
from desktop_app.store.obligations import Obligation
from desktop_app.store.outbox import OutboxState
from desktop_app.workflows.arrival import Arrival, Change, CheckLine, failed, passed
from desktop_app.workflows.case_effects import take_participant
from desktop_app.workflows.case_of_message import our_message, their_message
from desktop_app.workflows.case_offices import offices_told
from desktop_app.workflows.own_periods import state_of_office
from desktop_app.workflows.put_message import put_message
from desktop_app.workflows.take_receipt import note_receipt
from desktop_app.workflows.taking import Choice, Left

_TAKEN: Final = (MailState.ACCEPTED, MailState.ACCEPTED_WITH_REMARKS)


def forward_checks(arrival: Arrival) -> Iterator[CheckLine]:
    """Check that it is about us: we are competent and have the original, or it is what became of a message of ours."""
    body, own = arrival.body(Forward), arrival.desk.office.code
    if body.to_office == own:
        yield from _here_checks(arrival, body)
    elif body.from_office == own:
        yield from _ours_checks(arrival, body)
    else:
        yield failed("forward_not_for_us", Level.ERROR, office=body.to_office)


def forward_changes(arrival: Arrival) -> Iterator[Change]:
    """Return where the message went and what is owed by another office because of it."""
    body, claim = arrival.body(Forward), arrival.claim
    if body.to_office == arrival.desk.office.code:
        after = body.filing_date.isoformat() if body.filing_date else ""
        yield Change(what="change_forwarded_here", mark="new", after=after, detail=body.reason.value)
        if body.from_office == arrival.sender:
            yield Change(what="change_examined_here", mark="new", now=arrival.sender, after=body.to_office)
        return
    yield Change(
        what="change_forwarded", mark="changed", now=arrival.sender, after=body.to_office, detail=body.reason.value
    )
    for owed in _asked(arrival, body):
        lifted = _owed_twice(arrival, claim, body, owed)
        yield Change(
            what="change_owed_lifted" if lifted else "change_owed_by",
            mark="changed",
            now="" if lifted else owed.owed_by,
            after="" if lifted else body.to_office,
            detail=owed.kind,
        )
    if claim and (others := _others(arrival, claim, body)):
        yield Change(what="change_others_told", mark="new", after=", ".join(others))


def take_forward(arrival: Arrival, _choice: Choice) -> Claim | Left | None:
    """Note where a message went. Left while the original that goes with it is still to be decided."""
    body = arrival.body(Forward)
    if body.to_office == arrival.desk.office.code:
        kept = _original(arrival, body)
        if kept is None or kept.state in UNDECIDED:
            return Left.TO_DECIDE
        if body.from_office == arrival.sender and arrival.claim is not None:
            return _take_over(arrival, body, arrival.claim)
        return arrival.claim
    return _take_ours(arrival, body)


def _take_over(arrival: Arrival, body: Forward, claim: Claim) -> Claim:
    """Examine a claim that its own office sent on: what it asked of us is owed to nobody any more."""
    desk = arrival.desk
    leaving = ParticipantChange(
        office=arrival.sender,
        state=state_of_office(desk, arrival.sender),
        joining=Joining.LEAVES,
        since=arrival.message.created_at.date(),
        reason=body.reason.value,
        takes_over=body.to_office,
    )
    return take_participant(desk, claim, leaving, message_id=arrival.message.message_id)


def _here_checks(arrival: Arrival, body: Forward) -> Iterator[CheckLine]:
    kept = _original(arrival, body)
    if kept is None:
        yield failed("forward_without_original", Level.ERROR, office=body.from_office)
        return
    handed_over = body.from_office == arrival.sender
    code = "check_claim_handed_over" if handed_over else "check_original_enclosed"
    yield passed(code, office=arrival.office.card.office.name if handed_over else body.from_office)
    said = decode_message(kept.data).body
    if body.filing_date and isinstance(said, ClaimNotice) and said.filing_date != body.filing_date:
        yield failed(
            "forward_date_differs",
            Level.WARNING,
            original=said.filing_date.isoformat(),
            told=body.filing_date.isoformat(),
        )
    elif isinstance(said, ClaimNotice):
        yield passed("check_filing_date_stays", date=said.filing_date.isoformat())


def _ours_checks(arrival: Arrival, body: Forward) -> Iterator[CheckLine]:
    if our_message(arrival.desk, arrival.sender, body.about_message) is None:
        yield failed("forward_not_ours", Level.ERROR)
        return
    yield passed("check_forward_ours")
    if arrival.desk.store.offices.get(body.to_office) is None:
        yield failed("forward_office_unknown", Level.ERROR, office=body.to_office)


def _original(arrival: Arrival, body: Forward) -> ReceivedMessage | None:
    return their_message(arrival.desk, body.from_office, body.about_message)


def _take_ours(arrival: Arrival, body: Forward) -> Claim | Left | None:
    """Let the new office owe what was asked, take the other's part in the case, and tell the offices that stay."""
    desk, claim, message_id = arrival.desk, arrival.claim, arrival.message.message_id
    row = our_message(desk, arrival.sender, body.about_message)
    if row is None or body.from_office != desk.office.code:
        return Left.TO_DECIDE
    desk.store.outbox.mark_receipt(row.message_id, OutboxState.OPENED, at=desk.clock.now())
    for owed in _asked(arrival, body):
        if _owed_twice(arrival, claim, body, owed):
            desk.store.obligations.cancel(owed.id, CancelReason.OFFICE_LEFT, message_id=message_id, by=desk.user.id)
        else:
            desk.store.obligations.hand_on(owed.id, body.to_office, message_id=message_id, by=desk.user.id)
    if claim is None:
        return None
    told = _others(arrival, claim, body)
    changes = tuple(_parts(arrival, body))
    for entry in changes:
        claim = take_participant(desk, claim, entry, message_id=message_id)
    claim = _heard_before(arrival, claim, body)
    for office in told:
        put_message(desk, office=office, body=Participants(changes=changes), claim=claim)
    return claim


def _heard_before(arrival: Arrival, claim: Claim, body: Forward) -> Claim:
    """Note what the new office acknowledged before we heard that it has our message: files overtake each other."""
    desk = arrival.desk
    for kept in desk.store.mailbox.of_type(MessageType.RECEIPT):
        if kept.claim_id or kept.state not in _TAKEN:
            continue
        receipt = decode_message(kept.data)
        about = receipt.body.about_message if isinstance(receipt.body, Receipt) else ""
        if about == body.about_message and their_message(desk, body.to_office, kept.message_id) is not None:
            note_receipt(desk, body.to_office, receipt, claim)
            desk.store.mailbox.match(kept.message_id, claim.id)
            claim = desk.store.claims.get(claim.id)
    return claim


def _parts(arrival: Arrival, body: Forward) -> Iterator[ParticipantChange]:
    """Yield that the one office leaves and the other joins, from the day it was passed on."""
    desk, since = arrival.desk, arrival.message.created_at.date()
    for office, joining, takes_over in (
        (arrival.sender, Joining.LEAVES, body.to_office),
        (body.to_office, Joining.JOINS, ""),
    ):
        yield ParticipantChange(
            office=office,
            state=state_of_office(desk, office),
            joining=joining,
            since=since,
            reason=body.reason.value,
            takes_over=takes_over,
        )


def _asked(arrival: Arrival, body: Forward) -> tuple[Obligation, ...]:
    """Return what the office that passes it on owes because of the message."""
    found = arrival.desk.store.obligations.asked_by(body.about_message)
    return tuple(owed for owed in found if owed.open and owed.owed_by == arrival.sender)


def _owed_twice(arrival: Arrival, claim: Claim | None, body: Forward, owed: Obligation) -> bool:
    """Tell whether the new office was asked the same itself, or answered it: then it is not owed a second time."""
    others = arrival.desk.store.obligations.of_claim(claim.id) if claim else ()
    return any(
        entry.owed_by == body.to_office
        and entry.kind == owed.kind
        and entry.owed_to == owed.owed_to
        and (entry.open or bool(entry.met_by))
        for entry in others
    )


def _others(arrival: Arrival, claim: Claim, body: Forward) -> tuple[str, ...]:
    """Return the offices of a case that hear of the change from us."""
    told = offices_told(arrival.desk, claim)
    return tuple(code for code in told if code not in {arrival.sender, body.to_office})
