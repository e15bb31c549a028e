"""Correct a message that left: put a newer one in its place, or take it back; confirm what had to be destroyed (4.11).

The message itself stays as it was sent, readable and struck through. Who had it is told by a message of its own.
"""

from dataclasses import dataclass
from typing import Final

from desktop_app.domain.case_notices import Correction, CorrectionKind, CorrectionReason
from desktop_app.domain.certificates import PeriodCertificate
from desktop_app.domain.claims import AFTER_DECISION, Claim
from desktop_app.domain.messages import EarlierMessage, MessageType, Receipt, ReceiptLevel, RowRemark
from desktop_app.domain.obligations import CancelReason, ObligationKind
from desktop_app.exchange.messages.head import decode_message
from desktop_app.foundation.problems import CaseProblem
from desktop_app.store.outbox import OutboxRow, OutboxState, Standing
from desktop_app.workflows.case_decisions import own_decision
from desktop_app.workflows.case_effects import open_again
from desktop_app.workflows.case_stage import bring_on
from desktop_app.workflows.deadlines import due_for
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.destroy_message import destroy, to_destroy
from desktop_app.workflows.put_message import put_message
from desktop_app.workflows.questions import to_answer
from desktop_app.workflows.signatures import signature
from desktop_app.workflows.veil import refuse_hidden
from desktop_app.workflows.works_alone import refuse_beside_others

LONGEST_TEXT: Final = 2000
"""Characters of the words that go with a correction; they are never cut."""

PRIVACY: Final = frozenset({CorrectionReason.WRONG_PERSON, CorrectionReason.WRONG_RECIPIENT})
"""Reasons for which the other office is asked to destroy what it holds, and an incident is entered at both ends."""

DESTROYED: Final = "destroyed"
"""The row a receipt names for the remark that confirms that a message was destroyed; no message has such a row."""

_NOT_CORRECTED: Final = frozenset(
    {
        MessageType.RECEIPT,
        MessageType.RETURN,
        MessageType.CORRECTION,
        MessageType.REMINDER,
        MessageType.REMINDER_REPLY,
        MessageType.DIRECTORY,
        MessageType.KEY_NOTICE,
        MessageType.RULE_PACK,
    }
)
_NOT_LEFT: Final = (OutboxState.WAITING, OutboxState.WITHDRAWN)
_CORRECTED: Final = (Standing.SUPERSEDED, Standing.INVALIDATED)


def correctable(desk: Desk, claim_id: str) -> tuple[OutboxRow, ...]:
    """Return the messages of a case that left and still hold, the newest first. Raises what `refuse_hidden` raises."""
    refuse_hidden(desk, claim_id)
    rows = [row for row in desk.store.outbox.of_claim(claim_id) if _holds(row)]
    return tuple(sorted(rows, key=lambda row: row.created_at, reverse=True))


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionForm:
    """A correction as entered: why, the later message that holds instead (empty: none), and words that go along."""

    reason: CorrectionReason
    replaced_by: str = ""
    more_follows: bool = False
    text: str = ""


def correct_message(
    desk: Desk,
    message_id: str,
    *,
    reason: CorrectionReason,
    replaced_by: str = "",
    more_follows: bool = False,
    text: str = "",
) -> tuple[str, ...]:
    """Correct as the one person of this office: tell everybody who had the same word; return the corrections' ids.

    `replaced_by` is a later message of the same type, case and office; empty takes the message back. One that went to
    a wrong office is taken back there alone. Raises what `corrections_to_be` raises, and
    `CaseProblem("word_needs_second")` where others work here (`lay_before.propose_correction`).
    """
    refuse_beside_others(desk)
    form = CorrectionForm(reason=reason, replaced_by=replaced_by, more_follows=more_follows, text=text)
    made = corrections_to_be(desk, message_id, form)
    with desk.store.act(verb=verb_of(reason), user=desk.user.id, about=made[0][0].claim_id or message_id,
                        facts=facts_of(message_id, made)):  # fmt: skip
        return carry_out(
            desk, message_id, made, prepared_by=signature(desk, desk.user), approved_by=signature(desk, desk.user)
        )


def corrections_to_be(desk: Desk, message_id: str, form: CorrectionForm) -> tuple[tuple[OutboxRow, Correction], ...]:
    """Return what would be told: each message that said the same, with its correction. Writes nothing.

    Raises `CaseProblem`: `message_not_here`, `message_not_left`, `message_not_correctable`, `corrected_already`,
    `replacement_not_fit`, `correction_too_long`.
    """
    row = desk.store.outbox.find(message_id)
    if row is None:
        raise CaseProblem("message_not_here")
    refuse_hidden(desk, row.claim_id)
    if row.type in _NOT_CORRECTED:
        raise CaseProblem("message_not_correctable")
    if row.state in _NOT_LEFT:
        raise CaseProblem("message_not_left")
    if row.standing in _CORRECTED:
        raise CaseProblem("corrected_already")
    if len(form.text) > LONGEST_TEXT:
        raise CaseProblem("correction_too_long", length=len(form.text), most=LONGEST_TEXT)
    pairs = _pairs(desk, row, form.replaced_by, alone=form.reason is CorrectionReason.WRONG_RECIPIENT)
    return tuple(
        (
            old,
            Correction(
                about_message=old.message_id,
                kind=CorrectionKind.UPDATE if new else CorrectionKind.INVALIDATE,
                reason=form.reason,
                new_message=new,
                more_follows=form.more_follows,
                destroy=form.reason in PRIVACY,
                text=form.text.strip(),
            ),
        )
        for old, new in pairs
    )


def verb_of(reason: CorrectionReason) -> str:
    """Return how the journal names a correction: what went to the wrong is an incident."""
    return "privacy_incident" if reason in PRIVACY else "message_corrected"


def facts_of(message_id: str, made: tuple[tuple[OutboxRow, Correction], ...]) -> dict[str, str | int]:
    """Return what the journal says of a correction."""
    offices = " ".join(old.office for old, _body in made)
    return {"message": message_id, "reason": made[0][1].reason.value if made else "", "offices": offices}


def carry_out(
    desk: Desk,
    message_id: str,
    made: tuple[tuple[OutboxRow, Correction], ...],
    *,
    prepared_by: str,
    approved_by: str,
) -> tuple[str, ...]:
    """Tell what `corrections_to_be` returned, inside the caller's act; return the ids of the corrections."""
    row = desk.store.outbox.get(message_id)
    claim = desk.store.claims.find(row.claim_id) if row.claim_id else None
    told = tuple(
        _correct(desk, claim, old, body, prepared_by=prepared_by, approved_by=approved_by) for old, body in made
    )
    if claim:
        _own_answer(desk, claim, row, told[0])
        claim = desk.store.claims.get(claim.id)
        undecided = claim.stage in AFTER_DECISION and own_decision(desk, claim.id) is None
        open_again(desk, claim) if undecided else bring_on(desk, claim, anew=True)
    return told


def confirm_destroyed(desk: Desk, obligation_id: str, text: str) -> str:
    """Destroy what an office sent by mistake and confirm it, in words that say how; return the receipt's id.

    Its bytes go, with the files it came in and what was taken from it; digests, the trace and the journal stay. Raises
    as `to_answer`, and `CaseProblem`: `why_missing` without words, `correction_too_long`, and `destroy_others_wait`
    with the `count` of undecided messages beside it.
    """
    owed = to_answer(desk, obligation_id, ObligationKind.RECEIPT)
    if not text.strip():
        raise CaseProblem("why_missing")
    if len(text) > LONGEST_TEXT:
        raise CaseProblem("correction_too_long", length=len(text), most=LONGEST_TEXT)
    doomed = to_destroy(desk, owed)
    with desk.store.act(
        verb="destruction_confirmed", user=desk.user.id, about=owed.asked_message_id, facts={"office": owed.owed_to}
    ):
        receipt = Receipt(
            about_message=owed.asked_message_id,
            level=ReceiptLevel.ACCEPTED_WITH_REMARKS,
            remarks=(RowRemark(row_id=DESTROYED, text=text.strip()),),
        )
        claim = desk.store.claims.find(owed.claim_id) if owed.claim_id else None
        message = put_message(desk, office=owed.owed_to, body=receipt, claim=claim, in_reply_to=owed.asked_message_id)
        desk.store.obligations.meet(owed.id, met_by=message.message_id, by=desk.user.id)
        destroy(desk, doomed)
    desk.store.forget()
    return message.message_id


def _holds(row: OutboxRow) -> bool:
    """Tell whether a message is of a type that is corrected, left, and was not corrected yet."""
    return row.type not in _NOT_CORRECTED and row.state not in _NOT_LEFT and row.standing not in _CORRECTED


def _pairs(desk: Desk, row: OutboxRow, replaced_by: str, *, alone: bool) -> list[tuple[OutboxRow, str]]:
    """Return every message that said the same, with the one that replaces it at its office, empty for none."""
    said = decode_message(row.data).body
    same = [
        other
        for other in (desk.store.outbox.of_claim(row.claim_id) if row.claim_id and not alone else (row,))
        if other.type is row.type and _holds(other) and decode_message(other.data).body == said
    ]
    if not replaced_by:
        return [(old, "") for old in same]
    new = desk.store.outbox.find(replaced_by)
    if (
        new is None
        or (new.type, new.claim_id, new.office) != (row.type, row.claim_id, row.office)
        or new.created_at < row.created_at
        or new.message_id == row.message_id
        or new.standing
        or new.state is OutboxState.WITHDRAWN
    ):
        raise CaseProblem("replacement_not_fit")
    word = decode_message(new.data).body
    put = {
        other.office: other.message_id
        for other in (desk.store.outbox.of_claim(row.claim_id) if row.claim_id else (new,))
        if other.type is new.type and decode_message(other.data).body == word
    }
    return [(old, put[old.office]) for old in same if old.office in put]


def _correct(
    desk: Desk, claim: Claim | None, old: OutboxRow, body: Correction, *, prepared_by: str, approved_by: str
) -> str:
    """Tell one office, and settle what hangs on the message between it and us."""
    store, today = desk.store, desk.clock.today()
    replaced = body.kind is CorrectionKind.UPDATE
    message = put_message(
        desk,
        office=old.office,
        body=body,
        claim=claim,
        prepared_by=prepared_by,
        approved_by=approved_by,
        invalidates=() if replaced else (EarlierMessage(message_id=old.message_id, reason=body.reason),),
    )
    if replaced:
        store.outbox.supersede(old.message_id, message.message_id, at=message.created_at)
    else:
        store.outbox.invalidate(old.message_id, message.message_id, at=message.created_at)
        store.obligations.unmeet(old.message_id, message_id=message.message_id)
        for asked in store.obligations.asked_by(old.message_id):
            if asked.open:
                reason = CancelReason.ASKED_BY_MISTAKE
                store.obligations.cancel(asked.id, reason, message_id=message.message_id, by=desk.user.id)
    if body.destroy:
        due, allowed = due_for(desk, ObligationKind.RECEIPT.value, old.office, today)
        store.obligations.add(
            claim_id=claim.id if claim else None,
            owed_by=old.office,
            owed_to=desk.office.code,
            kind=ObligationKind.RECEIPT.value,
            asked_message_id=message.message_id,
            asked_on=today,
            due_on=due,
            within=allowed,
        )
    return message.message_id


def _own_answer(desk: Desk, claim: Claim, row: OutboxRow, correction_id: str) -> None:
    """Owe our periods again where no certificate of ours is left; what we owed was met by its number."""
    said = decode_message(row.data).body
    if not isinstance(said, PeriodCertificate):
        return
    left = any(kept.certificate.office == desk.office.code for kept in desk.store.periods.in_force(claim.id))
    if not left:
        desk.store.obligations.unmeet(said.number, message_id=correction_id)
