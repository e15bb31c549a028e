"""What comes about a closed case takes effect, asks to open it again, or is noted: seen, for every type of message."""

from dataclasses import replace
from datetime import date

import pytest

from desktop_app.domain.award_notices import Decision
from desktop_app.domain.case_notices import (
    ChangeKind,
    ChangeNotice,
    Correction,
    CorrectionKind,
    CorrectionReason,
    Forward,
    ForwardReason,
    ReopenReason,
)
from desktop_app.domain.claims import Stage
from desktop_app.domain.departure import DepartureCertificate
from desktop_app.domain.dependency import DependencyCertificate
from desktop_app.domain.messages import Body, MessageType, Receipt, ReceiptLevel, ReturnNotice, ReturnReason
from desktop_app.domain.obligations import ObligationKind
from desktop_app.exchange.bundle import seal
from desktop_app.exchange.messages.head import decode_message
from desktop_app.workflows.apply_message import accept
from desktop_app.workflows.case_effects import shut
from desktop_app.workflows.close_case import reopen_case
from desktop_app.workflows.closed_cases import WHEN_CLOSED, WhenClosed, leave_closed, reopenings_proposed, when_closed
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.notify_change import ChangeForm, notify_change
from desktop_app.workflows.receive_bundle import preview, receive_file
from desktop_app.workflows.today import REOPEN, QueueItem, today_queue
from tests.support.case_desks import carry, certificate, certify, claim_at, named, post, say, told
from tests.support.messages import FULL

Desks = dict[str, Desk]

ABOUT_NO_CASE = {MessageType.RULE_PACK, MessageType.DIRECTORY, MessageType.KEY_NOTICE}
SAYS = {
    WhenClosed.TAKES_EFFECT: "closed_takes_effect",
    WhenClosed.ASKS_TO_REOPEN: "closed_asks_to_reopen",
    WhenClosed.NOTED: "closed_noted",
}


def closed(offices: Desks) -> tuple[str, str, str]:
    """A claim of Saint Vincent that Saint Lucia certified, closed; the claim here and there, and our notice's id."""
    vc, lc = offices["VC"], offices["LC"]
    key = told(vc, "LC")
    there = carry(vc, lc)
    certify(lc, there)
    carry(lc, vc)
    carry(vc, lc)
    close_here(vc, key)
    (notice,) = (row for row in vc.store.outbox.of_claim(key) if row.type is MessageType.CLAIM_NOTICE)
    return key, there, notice.message_id


def close_here(desk: Desk, key: str) -> None:
    with desk.store.act(verb="case_closed", user=desk.user.id, about=key, facts={}):
        shut(desk, claim_at(desk, key))


def certificate_of(offices: Desks, key: str) -> str:
    """The message of Saint Lucia's certificate."""
    kept = offices["VC"].store.mailbox.of_claim(key)
    return next(entry.message_id for entry in kept if entry.type == MessageType.PERIOD_CERTIFICATE)


def body_of(kind: MessageType, offices: Desks, key: str, notice: str) -> Body:
    """A body of a type that Saint Lucia could send about the case."""
    full = FULL[kind]
    match full:
        case DepartureCertificate():
            return replace(full, certificate=replace(full.certificate, office="LC-NIC", state="LC"))
        case Decision() | DependencyCertificate():
            return replace(full, office="LC-NIC", state="LC")
        case _:
            made: dict[MessageType, Body] = {
                MessageType.PERIOD_CERTIFICATE: certificate(version=2, weeks=50),
                MessageType.RECEIPT: Receipt(about_message=notice, level=ReceiptLevel.OPENED),
                MessageType.RETURN: ReturnNotice(about_message=notice, reason=ReturnReason.PERSON_NOT_KNOWN),
                MessageType.CORRECTION: Correction(
                    about_message=certificate_of(offices, key),
                    kind=CorrectionKind.INVALIDATE,
                    reason=CorrectionReason.WRONG_CONTENT,
                ),
                MessageType.FORWARD: Forward(
                    about_message=notice,
                    from_office="VC-NIS",
                    to_office="GD-NIS",
                    reason=ForwardReason.PERSON_MOVED,
                    filing_date=date(2014, 6, 16),
                    enclosed=False,
                ),
            }
            return made.get(kind, full)


def sealed(sender: Desk, recipient: Desk, message_id: str) -> bytes:
    """One message by itself, whatever is in it: what waits is looked through before it leaves."""
    row = sender.store.outbox.get(message_id)
    return seal(
        secret=sender.secret,
        sender=sender.own,
        recipient=recipient.own,
        sequence=sender.store.outbox.next_sequence(recipient.office.code),
        bundle_id=sender.clock.new_id(),
        created_at=sender.clock.now(),
        previous_digest=sender.store.outbox.previous_digest(recipient.office.code),
        received_up_to=0,
        missing=(),
        messages=(decode_message(row.data),),
    ).data


def proposed(desk: Desk) -> list[QueueItem]:
    return [item for item in today_queue(desk).items if item.action == REOPEN]


def test_every_type_of_message_has_its_rule() -> None:
    assert set(WHEN_CLOSED) == set(MessageType)


@pytest.mark.parametrize("kind", sorted(set(MessageType) - ABOUT_NO_CASE))
def test_what_it_does_to_a_closed_case_is_said_before_it_is_accepted(offices: Desks, kind: MessageType) -> None:
    vc, lc = offices["VC"], offices["LC"]
    key, there, notice = closed(offices)
    body = body_of(kind, offices, key, notice)
    message_id = say(lc, "VC-NIS", body, named(vc, key), named(lc, there))

    view = preview(vc, receive_file(vc, sealed(lc, vc, message_id)))

    part = next(part for part in view.parts if part.message.message_id == message_id)
    assert part.claim is not None
    assert part.claim.id == key
    said = {check.finding.code for check in part.checks} & set(SAYS.values())
    assert said == {SAYS[when_closed(part.message)]}
    assert when_closed(part.message) is WHEN_CLOSED[kind] or kind is MessageType.CHANGE_NOTICE


@pytest.mark.parametrize(
    "kind", [MessageType.PERIOD_CERTIFICATE, MessageType.CORRECTION, MessageType.RETURN, MessageType.PERIOD_REQUEST]
)
def test_what_may_change_the_decision_asks_in_today_to_open_the_case_again(offices: Desks, kind: MessageType) -> None:
    vc, lc = offices["VC"], offices["LC"]
    key, there, notice = closed(offices)
    assert proposed(vc) == []
    message_id = say(lc, "VC-NIS", body_of(kind, offices, key, notice), named(vc, key), named(lc, there))
    accept(vc, post(lc, vc))

    [item] = proposed(vc)
    assert (item.claim_key, item.facts["message_type"]) == (key, kind.value)
    [line] = reopenings_proposed(vc)
    assert line.message_id == message_id
    kept = vc.store.mailbox.message(message_id)
    assert kept is not None
    assert kept.claim_id == key
    assert claim_at(vc, key).stage is Stage.CLOSED


def test_a_death_told_of_a_closed_case_reaches_the_record_and_asks_to_open_it_again(offices: Desks) -> None:
    vc, lc = offices["VC"], offices["LC"]
    key, there, _notice = closed(offices)
    form = ChangeForm(kind=ChangeKind.DEATH, since=date(2014, 7, 1), proof="Certificate of death seen")
    notify_change(lc, there, form)
    mailbox_id = post(lc, vc)
    [first, *_] = today_queue(vc).items
    assert (first.urgent, first.mailbox_id) == (True, mailbox_id)
    assert "closed_asks_to_reopen" in {check.finding.code for check in preview(vc, mailbox_id).checks}

    accept(vc, mailbox_id)

    assert vc.store.persons.get(claim_at(vc, key).person_id).death_date == date(2014, 7, 1)
    assert [item.claim_key for item in proposed(vc)] == [key]
    assert claim_at(vc, key).stage is Stage.CLOSED


def test_another_change_takes_effect_and_asks_for_nothing(offices: Desks) -> None:
    vc, lc = offices["VC"], offices["LC"]
    key, there, _notice = closed(offices)
    full = FULL[MessageType.CHANGE_NOTICE]
    assert isinstance(full, ChangeNotice)
    person = vc.store.persons.get(claim_at(vc, key).person_id)
    block = replace(full.person, surname=person.surname, forenames=person.forenames, birth_date=person.birth_date)
    body = ChangeNotice(kind=ChangeKind.ADDRESS, person=block, since=date(2014, 7, 1), value="2 Invented Lane")
    say(lc, "VC-NIS", body, named(vc, key), named(lc, there))
    accept(vc, post(lc, vc))

    assert vc.store.persons.get(person.id).address == "2 Invented Lane"
    assert proposed(vc) == []


def test_a_number_that_is_not_theirs_is_said_and_one_that_is_not_there_too(offices: Desks) -> None:
    vc, lc = offices["VC"], offices["LC"]
    key, there, _notice = closed(offices)
    full = FULL[MessageType.CHANGE_NOTICE]
    assert isinstance(full, ChangeNotice)
    person = vc.store.persons.get(claim_at(vc, key).person_id)
    ours = person.numbers[0]
    said = []
    for numbers in ((replace(ours, number="999 999"),), (), (ours,)):
        block = replace(
            full.person,
            surname=person.surname,
            forenames=person.forenames,
            birth_date=person.birth_date,
            numbers=numbers,
        )
        body = ChangeNotice(kind=ChangeKind.ADDRESS, person=block, since=date(2014, 7, 1), value="2 Invented Lane")
        say(lc, "VC-NIS", body, named(vc, key), named(lc, there))
        checks = preview(vc, post(lc, vc)).checks
        said.append([check.finding.code for check in checks if "number" in check.finding.code or check.passed])
    assert [codes[0] for codes in said] == ["number_differs", "check_identity_without_number", "check_identity"]


def test_a_question_about_a_closed_case_is_owed_all_the_same(offices: Desks) -> None:
    vc, lc = offices["VC"], offices["LC"]
    key, there, notice = closed(offices)
    say(lc, "VC-NIS", body_of(MessageType.INFO_REQUEST, offices, key, notice), named(vc, key), named(lc, there))
    accept(vc, post(lc, vc))

    owed = [entry for entry in vc.store.obligations.of_claim(key) if entry.open]
    assert [entry.kind for entry in owed] == [ObligationKind.INFO_REPLY]


def test_what_was_proposed_ends_when_the_case_is_open_again_or_a_person_says_it_stays_closed(offices: Desks) -> None:
    vc, lc = offices["VC"], offices["LC"]
    key, there, notice = closed(offices)
    say(lc, "VC-NIS", body_of(MessageType.RETURN, offices, key, notice), named(vc, key), named(lc, there))
    accept(vc, post(lc, vc))
    leave_closed(vc, key)
    assert proposed(vc) == []
    assert "case_left_closed" in {line.verb for line in vc.store.journal.lines(about=key)}

    say(lc, "VC-NIS", certificate(version=2, weeks=50), named(vc, key), named(lc, there))
    accept(vc, post(lc, vc))
    assert proposed(vc)
    reopen_case(vc, key, ReopenReason.NEW_FACTS)
    assert proposed(vc) == []
    leave_closed(vc, key)
