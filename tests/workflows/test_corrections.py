"""Corrections: a message is replaced or taken back, what hung on it is owed again, and an error of address is told."""

from datetime import date

import pytest

from desktop_app.domain.case_notices import Correction, CorrectionKind, CorrectionReason
from desktop_app.domain.inquiries import InfoAnswer, InfoItem, InfoItemCode, ItemOutcome
from desktop_app.domain.messages import EarlierMessage, MessageType
from desktop_app.domain.obligations import ObligationKind, ObligationState
from desktop_app.exchange.messages.head import decode_message
from desktop_app.foundation.problems import CaseProblem
from desktop_app.store.outbox import Standing
from desktop_app.workflows.apply_message import accept
from desktop_app.workflows.ask_information import answer_information, ask_information
from desktop_app.workflows.case_effects import open_of
from desktop_app.workflows.correct_message import confirm_destroyed, correct_message, correctable
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.dispatch_bundle import seal_bundle
from desktop_app.workflows.preview_bundle import preview
from desktop_app.workflows.receive_bundle import receive_file
from tests.support.case_desks import carry, certify, named, post, say, sealed_again, told


def codes(desk: Desk, mailbox_id: int) -> set[str]:
    return {check.finding.code for check in preview(desk, mailbox_id).checks}


def changes(desk: Desk, mailbox_id: int) -> dict[str, str]:
    return {change.what: change.after for change in preview(desk, mailbox_id).changes}


def certified(offices: dict[str, Desk]) -> tuple[str, str, str]:
    """Let Saint Lucia certify; return the case at both ends and the certificate's message."""
    vc, lc = offices["VC"], offices["LC"]
    key = told(vc, "LC")
    there = carry(vc, lc)
    certify(lc, there)
    carry(lc, vc)
    (sent,) = (row for row in lc.store.outbox.of_claim(there) if row.type is MessageType.PERIOD_CERTIFICATE)
    return key, there, sent.message_id


def weeks(desk: Desk, claim_id: str, state: str) -> int:
    return sum(record.weeks for record in desk.store.periods.current(claim_id) if record.state == state)


def states_of(desk: Desk, claim_id: str, kind: ObligationKind) -> list[ObligationState]:
    return [entry.state for entry in desk.store.obligations.of_claim(claim_id) if entry.kind == kind]


def test_a_certificate_that_is_taken_back_counts_no_longer_and_is_owed_again(offices: dict[str, Desk]) -> None:
    vc, lc = offices["VC"], offices["LC"]
    key, there, message_id = certified(offices)
    before = weeks(vc, key, "LC")
    assert before
    correct_message(lc, message_id, reason=CorrectionReason.WRONG_CONTENT, text="A year is missing.")
    assert weeks(lc, there, "LC") == 0
    assert states_of(lc, there, ObligationKind.PERIOD_CERTIFICATE) == [ObligationState.OPEN]
    (said,) = [decode_message(row.data) for row in lc.store.outbox.waiting() if row.type is MessageType.CORRECTION]
    taken_back = EarlierMessage(message_id=message_id, reason=CorrectionReason.WRONG_CONTENT)
    assert said.invalidates == (taken_back,)  # the head says so too: other programs need not read the body
    mailbox_id = post(lc, vc)
    assert changes(vc, mailbox_id)["change_message_invalidated"] == "A year is missing."
    assert "change_weeks_certified" in changes(vc, mailbox_id)
    assert "change_owed_again" in changes(vc, mailbox_id)
    assert weeks(vc, key, "LC") == before  # shown, and nothing applied unseen
    accept(vc, mailbox_id)
    assert weeks(vc, key, "LC") == 0
    assert states_of(vc, key, ObligationKind.PERIOD_CERTIFICATE) == [ObligationState.OPEN]
    assert len(vc.store.periods.certificates(key)) == 1  # kept, readable, struck through
    kept = vc.store.mailbox.message(message_id)
    assert kept is not None
    assert kept.standing == "invalidated"
    certify(lc, there)
    carry(lc, vc)
    assert weeks(vc, key, "LC") == before
    assert states_of(vc, key, ObligationKind.PERIOD_CERTIFICATE) == [ObligationState.MET]


def test_a_replaced_certificate_gives_way_to_the_one_in_its_place(offices: dict[str, Desk]) -> None:
    vc, lc = offices["VC"], offices["LC"]
    key, there, message_id = certified(offices)
    certify(lc, there, remarks="With the year that was missing.")
    (later,) = (row.message_id for row in lc.store.outbox.waiting() if row.type is MessageType.PERIOD_CERTIFICATE)
    correct_message(lc, message_id, reason=CorrectionReason.NEW_FACTS, replaced_by=later)
    carry(lc, vc)
    (record,) = (each for each in vc.store.periods.current(key) if each.state == "LC")
    assert record.version == 2
    assert states_of(vc, key, ObligationKind.PERIOD_CERTIFICATE) == [ObligationState.MET]
    kept = vc.store.mailbox.message(message_id)
    assert kept is not None
    assert kept.standing == "superseded"


def test_a_correction_waits_for_what_takes_the_place(offices: dict[str, Desk]) -> None:
    vc, lc = offices["VC"], offices["LC"]
    key, _, message_id = certified(offices)
    body = Correction(
        about_message=message_id,
        kind=CorrectionKind.UPDATE,
        reason=CorrectionReason.NEW_FACTS,
        new_message="00000000-0000-4000-8000-00000000abcd",
    )
    say(lc, "VC-NIS", body, named(vc, key))
    mailbox_id = post(lc, vc)
    assert "replacement_missing" in codes(vc, mailbox_id)
    with pytest.raises(CaseProblem, match="cannot_accept"):
        accept(vc, mailbox_id)
    assert weeks(vc, key, "LC")


def test_a_correction_that_comes_before_what_it_corrects_waits_for_it(offices: dict[str, Desk]) -> None:
    vc, lc = offices["VC"], offices["LC"]
    told(vc, "LC")
    there = carry(vc, lc)
    certify(lc, there)
    first = seal_bundle(lc, "VC-NIS")
    (sent,) = (row for row in lc.store.outbox.of_claim(there) if row.type is MessageType.PERIOD_CERTIFICATE)
    correct_message(lc, sent.message_id, reason=CorrectionReason.WRONG_CONTENT)
    early = post(lc, vc)
    assert "corrects_unseen" in codes(vc, early)
    with pytest.raises(CaseProblem, match="cannot_accept"):
        accept(vc, early)
    late = receive_file(vc, first.data)
    assert "corrects_unseen" not in codes(vc, early)
    accept(vc, early)
    assert "message_taken_back" in codes(vc, late)
    accept(vc, late)  # the receipt that came with it
    assert "message_taken_back" in codes(vc, late)
    with pytest.raises(CaseProblem, match="cannot_accept"):
        accept(vc, late)


def test_only_the_sender_corrects_a_message(offices: dict[str, Desk]) -> None:
    vc, gd = offices["VC"], offices["GD"]
    key, _, message_id = certified(offices)
    body = Correction(about_message=message_id, kind=CorrectionKind.INVALIDATE, reason=CorrectionReason.SENT_BY_MISTAKE)
    say(gd, "VC-NIS", body, named(vc, key))
    mailbox_id = post(gd, vc)
    assert "corrects_others" in codes(vc, mailbox_id)
    with pytest.raises(CaseProblem, match="cannot_accept"):
        accept(vc, mailbox_id)
    assert weeks(vc, key, "LC")


@pytest.mark.parametrize("reason", [CorrectionReason.WRONG_PERSON, CorrectionReason.WRONG_RECIPIENT])
def test_what_went_astray_is_destroyed_confirmed_and_journalled_at_both_ends(
    offices: dict[str, Desk], reason: CorrectionReason
) -> None:
    vc, lc = offices["VC"], offices["LC"]
    key, there, message_id = certified(offices)
    own = weeks(lc, there, "LC")
    (correction,) = correct_message(lc, message_id, reason=reason)
    assert weeks(lc, there, "LC") == (own if reason is CorrectionReason.WRONG_RECIPIENT else 0)
    mailbox_id = post(lc, vc)
    assert "destroy_asked" in codes(vc, mailbox_id)
    accept(vc, mailbox_id)
    carry(vc, lc)  # that it was accepted is no word that it was destroyed
    assert states_of(lc, there, ObligationKind.RECEIPT) == [ObligationState.OPEN]
    for desk in (vc, lc):
        assert "privacy_incident" in {line.verb for line in desk.store.journal.lines()}
    (owed,) = (each for each in vc.store.obligations.of_claim(key) if each.kind is ObligationKind.RECEIPT)
    assert owed.asked_message_id == correction
    with pytest.raises(CaseProblem, match="why_missing"):
        confirm_destroyed(vc, owed.id, " ")
    confirm_destroyed(vc, owed.id, "The print was shredded.")
    carry(vc, lc)
    assert states_of(vc, key, ObligationKind.RECEIPT) == [ObligationState.MET]
    assert states_of(lc, there, ObligationKind.RECEIPT) == [ObligationState.MET]


def test_a_question_taken_back_is_owed_no_longer(offices: dict[str, Desk]) -> None:
    vc, lc = offices["VC"], offices["LC"]
    key = told(vc, "LC")
    there = carry(vc, lc)
    item = InfoItem(item_id="1", code=InfoItemCode.ADDRESS, why="To pay", needed_by=vc.clock.today().replace(month=12))
    asked = ask_information(vc, key, "LC-NIC", (item,))
    carry(vc, lc)
    correct_message(vc, asked, reason=CorrectionReason.SENT_BY_MISTAKE)
    carry(vc, lc)
    assert states_of(vc, key, ObligationKind.INFO_REPLY) == [ObligationState.CANCELLED]
    assert states_of(lc, there, ObligationKind.INFO_REPLY) == [ObligationState.CANCELLED]


def test_the_same_correction_in_a_second_file_changes_nothing_more(offices: dict[str, Desk]) -> None:
    vc, lc = offices["VC"], offices["LC"]
    key, _, message_id = certified(offices)
    correct_message(lc, message_id, reason=CorrectionReason.WRONG_PERSON)
    sealed = seal_bundle(lc, "VC-NIS")
    accept(vc, receive_file(vc, sealed.data))
    accept(vc, receive_file(vc, sealed_again(lc, sealed.bundle_id)))
    assert len(states_of(vc, key, ObligationKind.RECEIPT)) == 1


def test_what_cannot_be_corrected_is_said(offices: dict[str, Desk]) -> None:
    vc, lc = offices["VC"], offices["LC"]
    _, there, message_id = certified(offices)
    assert message_id in {row.message_id for row in correctable(lc, there)}
    (receipt,) = (row for row in vc.store.outbox.waiting() if row.type is MessageType.RECEIPT)
    lost = "00000000-0000-4000-8000-00000000abcd"
    mistake = CorrectionReason.SENT_BY_MISTAKE
    for desk, about, code in (
        (lc, lost, "message_not_here"),
        (vc, receipt.message_id, "message_not_correctable"),
    ):
        with pytest.raises(CaseProblem, match=code):
            correct_message(desk, about, reason=mistake)
    with pytest.raises(CaseProblem, match="correction_too_long"):
        correct_message(lc, message_id, reason=mistake, text="x" * 2001)
    with pytest.raises(CaseProblem, match="replacement_not_fit"):
        correct_message(lc, message_id, reason=mistake, replaced_by=lost)
    correct_message(lc, message_id, reason=mistake)
    with pytest.raises(CaseProblem, match="corrected_already"):
        correct_message(lc, message_id, reason=mistake)
    row = lc.store.outbox.find(message_id)
    assert row is not None
    assert row.standing is Standing.INVALIDATED
    assert message_id not in {each.message_id for each in correctable(lc, there)}


def test_an_answer_that_overtakes_the_correction_of_the_one_before_is_the_answer(offices: dict[str, Desk]) -> None:
    vc, lc = offices["VC"], offices["LC"]
    key = told(vc, "LC")
    there = carry(vc, lc)
    item = InfoItem(item_id="1", code=InfoItemCode.ADDRESS, why="To pay there", needed_by=date(2014, 9, 1))
    ask_information(vc, key, "LC-NIC", (item,))
    carry(vc, lc)
    files = []
    for place in ("1 Wrong Lane", "2 Invented Lane"):
        (owed,) = (
            entry for entry in open_of(lc, lc.store.claims.get(there)) if entry.kind == ObligationKind.INFO_REPLY
        )
        said = InfoAnswer(item_id="1", outcome=ItemOutcome.VALUE, value=place)
        answer = answer_information(lc, owed.id, (said,))
        files.append(seal_bundle(lc, "VC-NIS").data)
        if place.startswith("1"):
            correct_message(lc, answer, reason=CorrectionReason.WRONG_CONTENT)
            files.append(seal_bundle(lc, "VC-NIS").data)
    first, correction, second = files

    for data in (first, second, correction):
        accept(vc, receive_file(vc, data))

    assert states_of(vc, key, ObligationKind.INFO_REPLY) == [ObligationState.MET]
    assert states_of(lc, there, ObligationKind.INFO_REPLY) == [ObligationState.MET]
