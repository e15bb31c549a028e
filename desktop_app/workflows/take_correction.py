"""Take in a correction: what it is about holds no longer, and everything built on it is shown (exchange rules, 4.11).

The old message stays readable. What it met is owed again, what it asked is owed no longer.
"""

from collections.abc import Iterator
from typing import Final

from desktop_app.domain.award_notices import Decision
from desktop_app.domain.case_notices import Correction, CorrectionKind
from desktop_app.domain.certificates import PeriodCertificate
from desktop_app.domain.claims import Claim
from desktop_app.domain.dependency import DependencyCertificate
from desktop_app.domain.findings import Level
from desktop_app.domain.inquiries import ClarificationReply, InfoReply
from desktop_app.domain.messages import Body
from desktop_app.domain.obligations import CancelReason, ObligationKind
from desktop_app.exchange.messages.head import decode_message
from desktop_app.store.mailbox import UNDECIDED, MailState, ReceivedMessage
from desktop_app.store.obligations import Obligation
from desktop_app.workflows.arrival import Arrival, Change, CheckLine, change, failed, passed
from desktop_app.workflows.built_on_theirs import built_on_theirs, enclosed_of
from desktop_app.workflows.case_of_message import their_message
from desktop_app.workflows.case_stage import bring_on
from desktop_app.workflows.deadlines import within
from desktop_app.workflows.questions import reply_due
from desktop_app.workflows.taking import Choice, Left

_TAKEN: Final = (MailState.ACCEPTED, MailState.ACCEPTED_WITH_REMARKS)


def correction_checks(arrival: Arrival) -> Iterator[CheckLine]:
    """Check that it corrects a message of its own sender, that both versions are here, and what it asks of us."""
    body, kept = arrival.body(Correction), _corrected(arrival)
    if kept is None:
        known = arrival.desk.store.mailbox.message(body.about_message) is not None
        yield failed("corrects_others" if known else "corrects_unseen", Level.ERROR)
        return
    if kept.standing and not arrival.decided:
        yield failed("corrected_before", Level.NOTE)
    if body.new_message and _missing(arrival, body):
        yield failed("replacement_missing", Level.ERROR)
    else:
        yield passed("check_corrects_own")
    if body.destroy:
        yield failed("destroy_asked", Level.WARNING)
    if body.more_follows:
        yield failed("correction_follows_on", Level.NOTE)


def correction_changes(arrival: Arrival) -> Iterator[Change]:
    """Return what is struck through, why, and everything that was built on it."""
    body, kept = arrival.body(Correction), _corrected(arrival)
    if kept is None:
        return
    after = "superseded" if body.kind is CorrectionKind.UPDATE else "invalidated"
    yield Change(what=f"change_message_{after}", mark="changed", after=body.text, detail=body.reason.value)
    if kept.state not in (*UNDECIDED, MailState.DESTROYED) and arrival.claim:
        yield from _built_on(arrival, arrival.claim, kept)
    if body.destroy:
        yield Change(what="change_destroy", mark="new", detail=body.reason.value)
        due = reply_due(arrival.desk, arrival.sender, ObligationKind.RECEIPT)
        yield Change(what="change_reply_due", mark="new", after=due.isoformat())


def take_correction(arrival: Arrival, _choice: Choice) -> Claim | Left | None:
    """Strike a message through and settle what hung on it. Left while a message it speaks of is not here."""
    desk, body, kept = arrival.desk, arrival.body(Correction), _corrected(arrival)
    if kept is None or (body.new_message and _missing(arrival, body)):
        return Left.TO_DECIDE
    store, message_id, now = desk.store, arrival.message.message_id, desk.clock.now()
    if body.kind is CorrectionKind.UPDATE:
        store.mailbox.supersede(kept.message_id, message_id, at=now)
    else:
        store.mailbox.invalidate(kept.message_id, message_id, at=now)
        for owed in store.obligations.unmeet(kept.message_id, message_id=message_id):
            _meet_by_others(arrival, kept, owed)
        for asked in store.obligations.asked_by(kept.message_id):
            if asked.open and asked.owed_by == desk.office.code:
                reason = CancelReason.ASKED_BY_MISTAKE
                store.obligations.cancel(asked.id, reason, message_id=message_id, by=desk.user.id)
    for entry in enclosed_of(desk, kept):
        if entry.bundle_id is None:
            store.enclosures.take_back(entry.office, entry.message_id)
    if body.destroy:
        _owe_destruction(arrival, arrival.claim)
    if arrival.claim is None:
        return None
    return bring_on(desk, store.claims.get(arrival.claim.id), anew=True)


def _meet_by_others(arrival: Arrival, gone: ReceivedMessage, owed: Obligation) -> None:
    """Let what is owed again be met by an answer that is here already: it may have overtaken the correction."""
    said = decode_message(gone.data).body if gone.state is not MailState.DESTROYED else None
    for kept in arrival.desk.store.mailbox.of_claim(owed.claim_id or ""):
        if kept.type != owed.kind or kept.standing or kept.state not in _TAKEN:
            continue
        if their_message(arrival.desk, owed.owed_by, kept.message_id) is None:
            continue
        body = decode_message(kept.data).body
        if isinstance(body, InfoReply | ClarificationReply) and body.about_message == owed.asked_message_id:
            settled = body.settles if isinstance(body, InfoReply) else tuple(each.item_id for each in body.answers)
            if settled:
                arrival.desk.store.obligations.meet_items(owed.id, settled, met_by=kept.message_id)
        elif _is_later(body, said):
            part = isinstance(body, PeriodCertificate) and body.more_follows
            arrival.desk.store.obligations.meet(owed.id, met_by=kept.message_id, in_part=part)


def _is_later(body: Body, said: Body | None) -> bool:
    """Tell whether a document is a later version of one that was taken back."""
    return (
        isinstance(body, PeriodCertificate | DependencyCertificate | Decision)
        and isinstance(said, type(body))
        and body.version > said.version
    )


def _corrected(arrival: Arrival) -> ReceivedMessage | None:
    return their_message(arrival.desk, arrival.sender, arrival.body(Correction).about_message)


def _missing(arrival: Arrival, body: Correction) -> bool:
    """Tell whether what replaces the message is not here, or came from somebody else."""
    return their_message(arrival.desk, arrival.sender, body.new_message) is None


def _built_on(arrival: Arrival, claim: Claim, kept: ReceivedMessage) -> Iterator[Change]:
    store, said = arrival.desk.store, decode_message(kept.data).body
    if isinstance(said, PeriodCertificate):
        weeks = sum(record.weeks for record in store.periods.current(claim.id))
        holds = any(
            (record.state, record.certificate_number, record.version) == (said.state, said.number, said.version)
            for record in store.periods.current(claim.id)
        )
        if holds and not kept.standing:
            after = weeks - said.weeks + _weeks_instead(arrival, said)
            yield change("change_weeks_certified", str(weeks), str(after), "")
    yield from built_on_theirs(arrival.desk, claim, kept)
    for owed in store.obligations.met_by(kept.message_id):
        if arrival.body(Correction).kind is CorrectionKind.INVALIDATE:
            yield Change(what="change_owed_again", mark="changed", detail=owed.kind)


def _weeks_instead(arrival: Arrival, said: PeriodCertificate) -> int:
    """Return the weeks of the version that takes a certificate's place, 0 where none is here."""
    new = their_message(arrival.desk, arrival.sender, arrival.body(Correction).new_message)
    body = decode_message(new.data).body if new is not None and new.state is not MailState.DESTROYED else None
    return body.weeks if isinstance(body, PeriodCertificate) and _is_later(body, said) else 0


def _owe_destruction(arrival: Arrival, claim: Claim | None) -> None:
    """Enter the incident, and owe the office a word that its message was destroyed."""
    desk, message_id = arrival.desk, arrival.message.message_id
    desk.store.journal.write(
        verb="privacy_incident",
        user=desk.user.id,
        about=arrival.body(Correction).about_message,
        facts={"office": arrival.sender, "reason": arrival.body(Correction).reason.value},
    )
    if desk.store.obligations.asked_by(message_id):
        return
    kind, today = ObligationKind.RECEIPT.value, desk.clock.today()
    allowed = within(desk, kind, arrival.office.card.office.state)
    desk.store.obligations.add(
        claim_id=claim.id if claim else None,
        owed_by=desk.office.code,
        owed_to=arrival.sender,
        kind=kind,
        asked_message_id=message_id,
        asked_on=today,
        due_on=allowed.after(today),
        within=allowed,
    )
