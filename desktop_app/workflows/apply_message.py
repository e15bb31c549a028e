"""Accept or return a received bundle: one act that applies what it holds, with the receipts that go back."""

from dataclasses import dataclass, replace

from desktop_app.domain.certificates import PeriodCertificate
from desktop_app.domain.claims import Claim, OfficeReference, Part
from desktop_app.domain.messages import (
    ClaimNotice,
    Message,
    MessageType,
    Receipt,
    ReturnNotice,
    ReturnReason,
    RowRemark,
)
from desktop_app.domain.persons import InsuranceNumber
from desktop_app.foundation.problems import CaseProblem, ExchangeProblem
from desktop_app.store.mailbox import UNDECIDED, MailState
from desktop_app.store.outbox import OutboxRow, OutboxState
from desktop_app.workflows.answer_message import acknowledge, acknowledge_again, send_back
from desktop_app.workflows.case_of_message import claim_of, our_message
from desktop_app.workflows.case_stage import CERTIFICATE_WITHIN, bring_on
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.open_asked_case import ask_again, open_case
from desktop_app.workflows.opened_bundle import open_kept
from desktop_app.workflows.own_periods import newest_certificate, owes_certificate, state_of_office
from desktop_app.workflows.persons_meant import joined_numbers, persons_like
from desktop_app.workflows.preview_bundle import ANSWERABLE, Preview, PreviewPart, preview_of
from desktop_app.workflows.receive_bundle import note_receipts

LONGEST_NOTE = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class _Choice:
    """What the person who accepts chose for the message shown: who is meant, why, and remarks that go back."""

    main: str
    person_id: str
    reason: str
    remarks: tuple[RowRemark, ...]


def accept(
    desk: Desk,
    mailbox_id: int,
    *,
    seen: Preview | None = None,
    person_id: str = "",
    match_reason: str = "",
    remarks: tuple[RowRemark, ...] = (),
) -> str:
    """Apply what `preview` shows of a received bundle, in one act; return the claim's id, empty where none is named.

    `person_id`, `match_reason` and `remarks` are about the message shown as `main`: the person chosen among the
    candidates, empty for a new one, and the reason for the choice, which is kept. A message that needs a choice of its
    own, or that fails its checks, is left: the file then stays to be checked. `seen` is what the person looked at;
    nothing is done where accepting would do anything else by now. Raises `CaseProblem("already_decided")`,
    `CaseProblem("preview_changed")`, `ExchangeProblem("key_not_checked")`, `CaseProblem("cannot_accept")`,
    `CaseProblem("match_reason_missing")`.
    """
    row = desk.store.mailbox.get(mailbox_id)
    opened = open_kept(desk, row)
    view = preview_of(desk, row, opened)
    _refuse(view)
    if seen is not None and _shown(seen) != _shown(view):
        raise CaseProblem("preview_changed")
    if (view.needs_match or person_id) and not match_reason.strip():
        raise CaseProblem("match_reason_missing")
    choice = _Choice(main=view.main.message_id, person_id=person_id, reason=match_reason.strip(), remarks=remarks)
    with desk.store.act(
        verb="bundle_accepted",
        user=desk.user.id,
        about=str(mailbox_id),
        facts={"office": view.office.card.office.code, "reason": choice.reason},
    ) as act:
        applied = [part for part in view.applied_now if _apply(desk, view, part, choice)]
        again = [part for part in view.parts if part.decided and acknowledge_again(desk, view, part)]
        if view.applied_now and not applied:
            raise CaseProblem("cannot_accept")
        act.note(messages=len(applied), again=len(again))
        note_receipts(desk, opened)
        _decide_file(desk, view)
    claim = claim_of(desk, view.office.card.office.code, view.main)
    return claim.id if claim else ""


def return_bundle(desk: Desk, mailbox_id: int, reason: ReturnReason, note: str) -> None:
    """Send a received bundle back: no claim and no certificate of it is applied, a return goes into "To send".

    What it acknowledges of ours is taken note of all the same, if the sender's key was compared. Raises
    `CaseProblem("already_decided")`, `CaseProblem("note_too_long")`, and `CaseProblem("nothing_to_return")` for a
    bundle of receipts, which is put away unread only where nobody vouches for its sender.
    """
    row = desk.store.mailbox.get(mailbox_id)
    opened = open_kept(desk, row)
    view = preview_of(desk, row, opened)
    if view.state != "to_check":
        raise CaseProblem("already_decided")
    if len(note) > LONGEST_NOTE:
        raise CaseProblem("note_too_long", length=len(note), holds=LONGEST_NOTE)
    back = [part for part in view.parts if part.message.type in ANSWERABLE and not part.decided]
    if not back and view.trusted:
        raise CaseProblem("nothing_to_return")
    nothing_chosen = _Choice(main="", person_id="", reason="", remarks=())
    with desk.store.act(
        verb="bundle_returned",
        user=desk.user.id,
        about=str(mailbox_id),
        facts={"office": view.office.card.office.code, "reason": reason.value, "messages": len(back)},
    ):
        for part in back:
            send_back(desk, view, part, reason, note.strip())
            _decide(desk, part.message, MailState.RETURNED, reason.value)
        for part in view.parts:
            if part in back or part.decided:
                continue
            if not view.trusted or not _apply(desk, view, part, nothing_chosen):
                _decide(desk, part.message, MailState.RETURNED, reason.value)
        note_receipts(desk, opened)
        _decide_file(desk, view, MailState.RETURNED, reason.value)


def _shown(view: Preview) -> tuple[object, ...]:
    """Return what a person decides about: the file, whom it is from, and all that accepting it would do."""
    return (view.mailbox_id, view.office, view.main, view.candidates, view.applied_now, view.checks, view.changes)


def _refuse(view: Preview) -> None:
    if view.state != "to_check":
        raise CaseProblem("already_decided")
    if not view.trusted:
        raise ExchangeProblem("key_not_checked", office=view.office.card.office.name)
    if not view.can_accept:
        raise CaseProblem("cannot_accept")


def _apply(desk: Desk, view: Preview, part: PreviewPart, choice: _Choice) -> bool:
    """Apply one message to its own case, acknowledge it, and say whether it was; what needs a choice first is not."""
    message, body, sender = part.message, part.message.body, view.office.card.office.code
    claim = claim_of(desk, sender, message)
    shown = message.message_id == choice.main
    match body:
        case ClaimNotice():
            if claim is None and not shown and persons_like(desk, body.person):
                return False
            if claim is None:
                claim = open_case(desk, sender, message, body, choice.person_id if shown else "")
            else:
                ask_again(desk, sender, message, body, claim)
        case PeriodCertificate():
            if claim is None:
                return False
            claim = _take_certificate(desk, view, body, claim, message)
        case Receipt():
            _note_receipt(desk, sender, body, claim)
        case ReturnNotice():
            _note_return(desk, sender, body, claim)
    remarks = choice.remarks if shown else ()
    acknowledge(desk, sender, message, claim, remarks)
    if claim:
        desk.store.mailbox.match(message.message_id, claim.id)
    level = MailState.ACCEPTED_WITH_REMARKS if remarks else MailState.ACCEPTED
    _decide(desk, message, level, choice.reason if shown else "")
    return True


def _decide(desk: Desk, message: Message, state: MailState, remarks: str) -> None:
    desk.store.mailbox.decide_message(message.message_id, state, by=desk.user.id, at=desk.clock.now(), remarks=remarks)


def _decide_file(desk: Desk, view: Preview, state: MailState = MailState.ACCEPTED, remarks: str = "") -> None:
    """Decide the file, too, where every message in it is decided, wherever it first came."""
    kept = [desk.store.mailbox.message(part.message.message_id) for part in view.parts]
    if all(entry is None or entry.state not in UNDECIDED for entry in kept):
        found = desk.store.mailbox.get(view.mailbox_id).state
        desk.store.mailbox.decide(
            view.mailbox_id,
            state if found in UNDECIDED else found,
            by=desk.user.id,
            at=desk.clock.now(),
            remarks=remarks,
        )


def _take_certificate(
    desk: Desk, view: Preview, certificate: PeriodCertificate, claim: Claim, message: Message
) -> Claim:
    """Keep a certificate with its case; one that is older than what holds is kept beside it and changes nothing."""
    before = newest_certificate(desk, claim.id, certificate.state)
    desk.store.periods.add_certificate(
        claim_id=claim.id,
        certificate=certificate,
        bundle_id=view.bundle_id,
        accepted_by=desk.user.id,
        accepted_at=desk.clock.now(),
    )
    claim = replace(claim, references=_references(claim, message))
    if before and before.version > certificate.version:
        desk.store.claims.update(claim)
        return claim
    person = desk.store.persons.get(claim.person_id)
    if certificate.insurance_number:
        entry = InsuranceNumber(state=certificate.state, number=certificate.insurance_number)
        desk.store.persons.update(replace(person, numbers=joined_numbers(person.numbers, (entry,), replacing=True)))
    for obligation in desk.store.obligations.of_claim(claim.id):
        if (
            obligation.open
            and obligation.owed_to == desk.office.code
            and state_of_office(desk, obligation.owed_by) == certificate.state
        ):
            desk.store.obligations.meet(obligation.id, met_by=message.message_id, in_part=certificate.more_follows)
    states = tuple(dict.fromkeys((*claim.states, certificate.state)))
    return bring_on(desk, replace(claim, states=states), anew=True)


def _note_receipt(desk: Desk, sender: str, receipt: Receipt, claim: Claim | None) -> None:
    """Note what an office says of a message that was sent to it; of any other message it can say nothing."""
    if our_message(desk, sender, receipt.about_message) is None:
        return
    remarks = "; ".join(remark.text for remark in receipt.remarks)
    desk.store.outbox.mark_receipt(
        receipt.about_message, OutboxState(receipt.level.value), at=desk.clock.now(), remarks=remarks
    )
    if claim and receipt.case_number:
        others = tuple(entry for entry in claim.references if entry.office != sender)
        entry = OfficeReference(office=sender, number=receipt.case_number)
        desk.store.claims.update(replace(claim, references=(*others, entry)))


def _note_return(desk: Desk, sender: str, notice: ReturnNotice, claim: Claim | None) -> None:
    """Note that a message of ours came back: what it asked for is lifted, what it answered is owed again."""
    row = our_message(desk, sender, notice.about_message)
    if row is None:
        return
    remarks = f"{notice.reason.value}: {notice.note}" if notice.note else notice.reason.value
    desk.store.outbox.mark_returned(row.message_id, at=desk.clock.now(), remarks=remarks)
    if claim is None:
        return
    for obligation in desk.store.obligations.of_claim(claim.id):
        if obligation.asked_message_id == row.message_id and obligation.open and obligation.owed_by == sender:
            desk.store.obligations.cancel(obligation.id)
    _owe_again(desk, sender, row, claim)


def _owe_again(desk: Desk, sender: str, row: OutboxRow, claim: Claim) -> None:
    """Owe our certificate once more where it came back to the office that was asked for it."""
    answered = row.type is MessageType.PERIOD_CERTIFICATE and claim.part is Part.ASKED
    if not answered or owes_certificate(desk, claim.id, sender):
        return
    asked = next(
        (entry for entry in desk.store.obligations.of_claim(claim.id) if entry.owed_to == sender),
        None,
    )
    if asked:
        today = desk.clock.today()
        desk.store.obligations.add(
            claim_id=claim.id,
            owed_by=desk.office.code,
            owed_to=sender,
            kind=asked.kind,
            asked_message_id=asked.asked_message_id,
            asked_on=today,
            due_on=today + CERTIFICATE_WITHIN,
        )


def _references(claim: Claim, message: Message) -> tuple[OfficeReference, ...]:
    known = {entry.office: entry for entry in claim.references}
    for entry in message.case_refs:
        known.setdefault(entry.office, entry)
    return tuple(known.values())
