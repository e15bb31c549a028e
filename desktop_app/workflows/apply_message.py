"""Accept or return a received bundle: one act that applies everything it holds, with the receipt that goes back."""

from dataclasses import replace

from desktop_app.domain.certificates import PeriodCertificate
from desktop_app.domain.claims import Claim, OfficeReference, Part, Stage
from desktop_app.domain.messages import (
    ClaimNotice,
    Message,
    MessageType,
    Receipt,
    ReceiptLevel,
    ReturnNotice,
    ReturnReason,
    RowRemark,
)
from desktop_app.domain.persons import InsuranceNumber, InsuredPerson
from desktop_app.foundation.problems import CaseProblem, ExchangeProblem
from desktop_app.store.mailbox import MailState
from desktop_app.store.outbox import OutboxState
from desktop_app.workflows.case_stage import bring_on
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.put_message import put_message
from desktop_app.workflows.receive_bundle import Preview, claim_of, preview

LONGEST_NOTE = 2000


def accept(
    desk: Desk,
    mailbox_id: int,
    *,
    person_id: str = "",
    match_reason: str = "",
    remarks: tuple[RowRemark, ...] = (),
) -> str:
    """Apply everything a received bundle holds, in one act; return the claim's id, empty where it names none.

    `person_id` is the person chosen among the candidates, empty for a new one; where there were candidates a reason is
    kept. Raises `CaseProblem("already_decided")`, `ExchangeProblem("key_not_checked")`, `CaseProblem("cannot_accept")`,
    `CaseProblem("match_reason_missing")`.
    """
    view = preview(desk, mailbox_id)
    _refuse(view)
    if view.needs_match and not match_reason.strip():
        raise CaseProblem("match_reason_missing")
    level = ReceiptLevel.ACCEPTED_WITH_REMARKS if remarks else ReceiptLevel.ACCEPTED
    with desk.store.act(
        verb="bundle_accepted",
        user=desk.user.id,
        about=str(mailbox_id),
        facts={"office": view.office.card.office.code, "messages": len(view.messages), "reason": match_reason.strip()},
    ):
        claim = view.claim
        for message in view.messages:
            claim = _apply(desk, view, message, claim, person_id)
            _acknowledge(desk, view, message, claim, level, remarks)
        if claim:
            for message in view.messages:
                desk.store.mailbox.match(message.message_id, claim.id)
        desk.store.mailbox.decide(mailbox_id, MailState(level.value), by=desk.user.id, at=desk.clock.now())
    return claim.id if claim else ""


def return_bundle(desk: Desk, mailbox_id: int, reason: ReturnReason, note: str) -> None:
    """Send a received bundle back: nothing of it is applied, a return goes into "To send".

    Raises `CaseProblem("already_decided")`, `CaseProblem("note_too_long")`.
    """
    view = preview(desk, mailbox_id)
    if view.state != "to_check":
        raise CaseProblem("already_decided")
    if len(note) > LONGEST_NOTE:
        raise CaseProblem("note_too_long", length=len(note), holds=LONGEST_NOTE)
    office = view.office.card.office.code
    with desk.store.act(
        verb="bundle_returned",
        user=desk.user.id,
        about=str(mailbox_id),
        facts={"office": office, "reason": reason.value},
    ):
        for message in view.messages:
            if message.type in (MessageType.CLAIM_NOTICE, MessageType.PERIOD_CERTIFICATE):
                put_message(
                    desk,
                    office=office,
                    body=ReturnNotice(about_message=message.message_id, reason=reason, note=note.strip()),
                    claim=view.claim,
                    in_reply_to=message.message_id,
                )
        desk.store.mailbox.decide(
            mailbox_id, MailState.RETURNED, by=desk.user.id, at=desk.clock.now(), remarks=reason.value
        )


def _refuse(view: Preview) -> None:
    if view.state != "to_check":
        raise CaseProblem("already_decided")
    if not view.trusted:
        raise ExchangeProblem("key_not_checked", office=view.office.card.office.name)
    if not view.can_accept:
        raise CaseProblem("cannot_accept")


def _apply(desk: Desk, view: Preview, message: Message, claim: Claim | None, person_id: str) -> Claim | None:
    body = message.body
    match body:
        case ClaimNotice():
            return claim or _open_case(desk, view, message, body, person_id)
        case PeriodCertificate():
            if claim is None:
                raise CaseProblem("cannot_accept")
            return _take_certificate(desk, view, body, claim, message)
        case Receipt():
            return _note_receipt(desk, view, body, claim_of(desk, (message,)) or claim)
        case ReturnNotice():
            if desk.store.outbox.find(body.about_message):
                remarks = f"{body.reason.value}: {body.note}" if body.note else body.reason.value
                desk.store.outbox.mark_returned(body.about_message, at=desk.clock.now(), remarks=remarks)
                _lift_obligation(desk, body.about_message)
            return claim_of(desk, (message,)) or claim


def _open_case(desk: Desk, view: Preview, message: Message, notice: ClaimNotice, person_id: str) -> Claim:
    now = desk.clock.now()
    person = _person_for(desk, notice, person_id)
    office = view.office.card.office.code
    number = desk.store.claims.next_number(desk.office.state, now.year)
    claim = Claim(
        id=desk.clock.new_id(),
        number=number,
        person_id=person.id,
        benefit=notice.benefit,
        part=Part.ASKED,
        stage=Stage.COLLECTING,
        opened_at=now,
        stage_changed_at=now,
        examining_office=office,
        responsible=desk.user.id,
        filing_date=notice.filing_date,
        filing_proof=notice.filing_proof,
        consent_given=notice.consent_given,
        contingency_date=notice.contingency_date,
        states=notice.states,
        references=(
            OfficeReference(office=desk.office.code, number=number),
            *(entry for entry in message.case_refs if entry.office != desk.office.code),
        ),
    )
    desk.store.claims.add(claim)
    desk.store.periods.set_stated(claim.id, notice.work_history)
    desk.store.obligations.add(
        claim_id=claim.id,
        owed_by=desk.office.code,
        owed_to=office,
        kind=MessageType.PERIOD_CERTIFICATE.value,
        asked_message_id=message.message_id,
        asked_on=desk.clock.today(),
        due_on=notice.reply_wanted_by,
    )
    return claim


def _person_for(desk: Desk, notice: ClaimNotice, person_id: str) -> InsuredPerson:
    block = notice.person
    if person_id:
        known = desk.store.persons.get(person_id)
        merged = replace(known, numbers=_numbers(known.numbers, block.numbers))
        desk.store.persons.update(merged)
        return merged
    person = InsuredPerson(
        id=desk.clock.new_id(),
        surname=block.surname,
        forenames=block.forenames,
        birth_date=block.birth_date,
        birth_certainty=block.birth_certainty,
        sex=block.sex,
        name_at_birth=block.name_at_birth,
        other_names=block.other_names,
        birth_place=block.birth_place,
        address=block.address,
        death_date=block.death_date,
        numbers=block.numbers,
    )
    desk.store.persons.add(person)
    return person


def _take_certificate(
    desk: Desk, view: Preview, certificate: PeriodCertificate, claim: Claim, message: Message
) -> Claim:
    desk.store.periods.add_certificate(
        claim_id=claim.id,
        certificate=certificate,
        bundle_id=view.bundle_id,
        accepted_by=desk.user.id,
        accepted_at=desk.clock.now(),
    )
    person = desk.store.persons.get(claim.person_id)
    if certificate.insurance_number:
        entry = InsuranceNumber(state=certificate.state, number=certificate.insurance_number)
        desk.store.persons.update(replace(person, numbers=_numbers(person.numbers, (entry,), replacing=True)))
    for obligation in desk.store.obligations.of_claim(claim.id):
        if obligation.owed_by == certificate.office and obligation.open:
            desk.store.obligations.meet(obligation.id, met_by=message.message_id, in_part=certificate.more_follows)
    references = _references(claim, message)
    states = tuple(dict.fromkeys((*claim.states, certificate.state)))
    return bring_on(desk, replace(claim, references=references, states=states))


def _note_receipt(desk: Desk, view: Preview, receipt: Receipt, claim: Claim | None) -> Claim | None:
    if desk.store.outbox.find(receipt.about_message):
        remarks = "; ".join(remark.text for remark in receipt.remarks)
        desk.store.outbox.mark_receipt(
            receipt.about_message, OutboxState(receipt.level.value), at=desk.clock.now(), remarks=remarks
        )
    if claim and receipt.case_number:
        office = view.office.card.office.code
        others = tuple(entry for entry in claim.references if entry.office != office)
        claim = replace(claim, references=(*others, OfficeReference(office=office, number=receipt.case_number)))
        desk.store.claims.update(claim)
    return claim


def _lift_obligation(desk: Desk, message_id: str) -> None:
    """Cancel what a message that came back had asked for: it can be asked again, of the right office."""
    row = desk.store.outbox.get(message_id)
    for obligation in desk.store.obligations.of_claim(row.claim_id) if row.claim_id else ():
        if obligation.asked_message_id == message_id and obligation.open:
            desk.store.obligations.cancel(obligation.id)


def _acknowledge(
    desk: Desk,
    view: Preview,
    message: Message,
    claim: Claim | None,
    level: ReceiptLevel,
    remarks: tuple[RowRemark, ...],
) -> None:
    """Put the receipt for a claim or a certificate into "To send"; receipts and returns are not acknowledged again."""
    if message.type is MessageType.CLAIM_NOTICE:
        receipt = Receipt(
            about_message=message.message_id,
            level=ReceiptLevel.REGISTERED,
            case_number=claim.number if claim else "",
            remarks=remarks,
        )
    elif message.type is MessageType.PERIOD_CERTIFICATE:
        receipt = Receipt(
            about_message=message.message_id,
            level=level,
            case_number=claim.number if claim else "",
            remarks=remarks,
        )
    else:
        return
    put_message(
        desk,
        office=view.office.card.office.code,
        body=receipt,
        claim=claim,
        in_reply_to=message.message_id,
    )


def _numbers(
    ours: tuple[InsuranceNumber, ...], theirs: tuple[InsuranceNumber, ...], *, replacing: bool = False
) -> tuple[InsuranceNumber, ...]:
    """Add numbers of States where none is known; `replacing` lets the institution's own word stand instead of ours."""
    kept = {entry.state: entry for entry in ours}
    for entry in theirs:
        if replacing or entry.state not in kept:
            kept[entry.state] = entry
    return tuple(kept.values())


def _references(claim: Claim, message: Message) -> tuple[OfficeReference, ...]:
    known = {entry.office: entry for entry in claim.references}
    for entry in message.case_refs:
        known.setdefault(entry.office, entry)
    return tuple(known.values())
