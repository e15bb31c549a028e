"""A bundle carries everything that waited: each message goes to its own case, is decided by itself, and only once."""

from dataclasses import replace
from datetime import date

import pytest

from desktop_app.domain.claims import Part
from desktop_app.domain.messages import MessageType, ReturnReason, RowRemark
from desktop_app.foundation.problems import CaseProblem
from desktop_app.store.obligations import ObligationState
from desktop_app.store.outbox import OutboxState
from desktop_app.workflows.apply_message import accept, return_bundle
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.dispatch_bundle import seal_bundle, to_send
from desktop_app.workflows.receive_bundle import preview, receive_file, received
from desktop_app.workflows.send_claim import send_notices
from tests.support import hendyce
from tests.support.case_desks import (
    OTHER,
    carry,
    certificate,
    certify,
    claim_at,
    named,
    notice_sent,
    post,
    say,
    sealed_again,
    take_in,
    told,
)


def names(desk: Desk) -> set[str]:
    claims = desk.store.claims.page()
    return {row.claimant for row in claims}


def test_two_claims_in_one_bundle_become_two_cases(offices: dict[str, Desk]) -> None:
    vc, lc = offices["VC"], offices["LC"]
    told(vc, "LC")
    told(vc, "LC", claimant=OTHER)
    mailbox_id = post(vc, lc)
    assert len(preview(lc, mailbox_id).parts) == 2
    accept(lc, mailbox_id)
    assert names(lc) == {"Bernadette Hendyce", "Invented Example"}
    assert received(lc)[0].state == "accepted"
    assert len(lc.store.obligations.open(owed_by="LC-NIC")) == 2


def test_a_receipt_for_one_claim_beside_a_new_claim_opens_the_new_case_all_the_same(offices: dict[str, Desk]) -> None:
    vc, lc = offices["VC"], offices["LC"]
    told(vc, "LC")
    carry(vc, lc)
    own = told(lc, "VC", claimant=replace(OTHER, numbers=(("LC", "900 002"),)))
    accept(vc, post(lc, vc))
    assert names(vc) == {"Bernadette Hendyce", "Invented Example"}
    here = vc.store.claims.by_reference("LC-NIC", claim_at(lc, own).number)
    assert here is not None
    assert here.part is Part.ASKED
    assert here.examining_office == "LC-NIC"


def test_two_certificates_in_one_bundle_go_to_their_own_claims(offices: dict[str, Desk]) -> None:
    vc, lc = offices["VC"], offices["LC"]
    first, second = told(vc, "LC"), told(vc, "LC", claimant=OTHER)
    accept(lc, post(vc, lc))
    for key in (first, second):
        here = lc.store.claims.by_reference("VC-NIS", claim_at(vc, key).number)
        assert here is not None
        certify(lc, here.id)
    accept(vc, post(lc, vc))
    for key in (first, second):
        (kept,) = vc.store.periods.certificates(key)
        assert kept.certificate.person_surname == vc.store.persons.get(claim_at(vc, key).person_id).surname
        assert claim_at(vc, key).reference_of("LC-NIC")


def test_a_certificate_that_comes_with_its_claim_is_kept_with_the_new_case(offices: dict[str, Desk]) -> None:
    vc, lc = offices["VC"], offices["LC"]
    key = take_in(vc)
    certify(vc, key)
    assert to_send(vc) == (), "nobody is told yet: nothing leaves"
    send_notices(vc, key, ("LC",))
    mailbox_id = post(vc, lc)
    seen = preview(lc, mailbox_id)
    assert {part.message.type for part in seen.applied_now} == {
        MessageType.CLAIM_NOTICE,
        MessageType.PERIOD_CERTIFICATE,
    }
    assert "change_certificate" in {change.what for change in seen.changes}
    claim_id = accept(lc, mailbox_id)
    assert [kept.certificate.state for kept in lc.store.periods.certificates(claim_id)] == ["VC"]
    assert to_send(vc) == ()


def test_claims_that_need_a_choice_are_decided_one_after_the_other(offices: dict[str, Desk]) -> None:
    vc, lc = offices["VC"], offices["LC"]
    for claimant in (hendyce.CLAIMANT, OTHER):
        take_in(lc, replace(claimant, numbers=claimant.numbers[1:2]))
    told(vc, "LC")
    told(vc, "LC", claimant=OTHER)
    mailbox_id = post(vc, lc)
    first = preview(lc, mailbox_id)
    assert first.needs_match
    assert "parts_wait" in {check.finding.code for check in first.checks}
    accept(lc, mailbox_id, person_id=first.candidates[0].id, match_reason="name, number and birth date agree")
    second = preview(lc, mailbox_id)
    assert second.state == "to_check"
    assert second.main.message_id != first.main.message_id
    accept(lc, mailbox_id, match_reason="the parents differ: another person")
    assert preview(lc, mailbox_id).state == "accepted"
    assert lc.store.persons.count() == 3
    assert lc.store.claims.count() == 4


def test_only_what_was_looked_at_is_accepted(offices: dict[str, Desk]) -> None:
    vc, lc = offices["VC"], offices["LC"]
    for claimant in (hendyce.CLAIMANT, OTHER):
        take_in(lc, replace(claimant, numbers=claimant.numbers[1:2]))
    told(vc, "LC")
    told(vc, "LC", claimant=OTHER)
    mailbox_id = post(vc, lc)
    seen = preview(lc, mailbox_id)
    chosen, lines = seen.candidates[0].id, lc.store.journal.count()
    accept(lc, mailbox_id, seen=seen, person_id=chosen, match_reason="name, number and birth date agree")
    with pytest.raises(CaseProblem, match="preview_changed"):  # the button pressed twice: the next claim has its turn
        accept(lc, mailbox_id, seen=seen, person_id=chosen, match_reason="name, number and birth date agree")
    assert lc.store.journal.count() == lines + 1
    assert lc.store.claims.count() == 3
    accept(lc, mailbox_id, seen=preview(lc, mailbox_id), match_reason="the parents differ: another person")


def test_two_claims_of_one_new_person_do_not_make_two_persons_unasked(offices: dict[str, Desk]) -> None:
    vc, lc = offices["VC"], offices["LC"]
    told(vc, "LC")
    told(vc, "LC")
    mailbox_id = post(vc, lc)
    assert not preview(lc, mailbox_id).needs_match
    accept(lc, mailbox_id)
    again = preview(lc, mailbox_id)
    assert again.needs_match, "the first claim made the person known"
    accept(lc, mailbox_id, person_id=again.candidates[0].id, match_reason="the same person")
    assert lc.store.persons.count() == 1
    assert lc.store.claims.count() == 2


def test_a_bad_certificate_does_not_hold_up_a_good_one(offices: dict[str, Desk]) -> None:
    vc, lc = offices["VC"], offices["LC"]
    good, bad = told(vc, "LC"), told(vc, "LC", claimant=OTHER)
    say(lc, "VC-NIS", certificate(), named(vc, good))
    wrong = say(lc, "VC-NIS", certificate(), named(vc, bad))  # the first person's, with the second one's number
    mailbox_id = post(lc, vc)
    accept(vc, mailbox_id)
    assert len(vc.store.periods.certificates(good)) == 1
    seen = preview(vc, mailbox_id)
    assert seen.main.message_id == wrong
    assert not seen.can_accept
    with pytest.raises(CaseProblem, match="cannot_accept"):
        accept(vc, mailbox_id)
    return_bundle(vc, mailbox_id, ReturnReason.PERSON_NOT_CLEAR, "")
    assert vc.store.periods.certificates(bad) == ()
    assert received(vc)[0].state == "returned"
    assert [line.messages[-1].type for line in to_send(vc)] == [MessageType.RETURN]


def test_remarks_go_back_with_the_message_they_are_about(offices: dict[str, Desk]) -> None:
    vc, lc = offices["VC"], offices["LC"]
    told(vc, "LC")
    told(vc, "LC", claimant=OTHER)
    mailbox_id = post(vc, lc)
    about = preview(lc, mailbox_id).main.message_id
    accept(lc, mailbox_id, remarks=(RowRemark(row_id="", text="Employer not known here"),))
    assert received(lc)[0].state == "accepted_with_remarks"
    accept(vc, post(lc, vc))
    remarked = {row.message_id for row in vc.store.outbox.of_bundle(_only_bundle(vc)) if row.remarks}
    assert remarked == {about}


def _only_bundle(desk: Desk) -> str:
    (bundle,) = desk.store.outbox.bundles()
    return bundle.bundle_id


def test_what_a_returned_bundle_acknowledges_is_noted_all_the_same(offices: dict[str, Desk]) -> None:
    vc, lc = offices["VC"], offices["LC"]
    key = told(vc, "LC")
    here = carry(vc, lc)
    certify(lc, here)
    mailbox_id = post(lc, vc)
    return_bundle(vc, mailbox_id, ReturnReason.FIGURES_DISAGREE, "1996 twice")
    assert vc.store.periods.certificates(key) == ()
    assert claim_at(vc, key).reference_of("LC-NIC") == claim_at(lc, here).number
    (notice,) = [row for row in vc.store.outbox.of_claim(key) if row.type is MessageType.CLAIM_NOTICE]
    assert notice.state is OutboxState.REGISTERED


def test_the_same_message_in_a_later_bundle_is_answered_again_and_applied_once(offices: dict[str, Desk]) -> None:
    vc, lc = offices["VC"], offices["LC"]
    told(vc, "LC")
    here = carry(vc, lc)
    certify(lc, here)
    first = seal_bundle(lc, "VC-NIS")
    accept(vc, receive_file(vc, first.data))
    seal_bundle(vc, "LC-NIC")  # the receipt, lost on the road
    again = receive_file(vc, sealed_again(lc, first.bundle_id))
    seen = preview(vc, again)
    assert "message_decided_before" in {check.finding.code for check in seen.checks}
    accept(vc, again)
    assert preview(vc, again).state == "accepted"
    assert sum(len(line.messages) for line in to_send(vc)) == 1, "the receipt for the certificate goes out again"
    assert vc.store.claims.count() == 1


def test_a_returned_message_that_comes_again_is_returned_again(offices: dict[str, Desk]) -> None:
    vc, lc = offices["VC"], offices["LC"]
    told(vc, "LC")
    first = seal_bundle(vc, "LC-NIC")
    return_bundle(lc, receive_file(lc, first.data), ReturnReason.NOT_COMPETENT, "")
    accept(lc, receive_file(lc, sealed_again(vc, first.bundle_id)))
    assert lc.store.claims.count() == 0
    (line,) = to_send(lc)
    assert [message.type for message in line.messages] == [MessageType.RETURN, MessageType.RETURN]


def test_a_message_undecided_in_one_file_is_decided_through_the_other(offices: dict[str, Desk]) -> None:
    vc, lc = offices["VC"], offices["LC"]
    told(vc, "LC")
    first = seal_bundle(vc, "LC-NIC")
    one, two = receive_file(lc, first.data), receive_file(lc, sealed_again(vc, first.bundle_id))
    accept(lc, two)
    assert preview(lc, one).state == "accepted"
    assert lc.store.claims.count() == 1


def test_a_second_notice_about_a_case_opens_no_second_case_and_asks_again(offices: dict[str, Desk]) -> None:
    vc, lc = offices["VC"], offices["LC"]
    key = told(vc, "LC")
    here = carry(vc, lc)
    certify(lc, here)
    moved = replace(notice_sent(vc, key), filing_date=date(2014, 6, 1), states=("VC", "LC", "GD", "XX"))
    say(vc, "LC-NIC", moved, named(vc, key))
    mailbox_id = post(vc, lc)
    found = {check.finding.code for check in preview(lc, mailbox_id).checks}
    assert {"check_case_known", "filing_date_differs", "states_not_known"} <= found
    assert accept(lc, mailbox_id) == here
    assert lc.store.claims.count() == 1
    assert claim_at(lc, here).filing_date == date(2014, 6, 16), "the date of filing never moves"
    assert "XX" not in claim_at(lc, here).states
    open_now = [entry for entry in lc.store.obligations.of_claim(here) if entry.state is ObligationState.OPEN]
    assert len(open_now) == 1


def test_a_notice_with_a_known_number_and_another_person_is_refused(offices: dict[str, Desk]) -> None:
    vc, lc = offices["VC"], offices["LC"]
    key = told(vc, "LC")
    carry(vc, lc)
    notice = notice_sent(vc, key)
    say(vc, "LC-NIC", replace(notice, person=replace(notice.person, birth_date=date(1960, 1, 2))), named(vc, key))
    seen = preview(lc, post(vc, lc))
    assert not seen.can_accept
    assert "birth_date_differs" in {check.finding.code for check in seen.checks}


def test_a_notice_without_the_senders_number_is_refused(offices: dict[str, Desk]) -> None:
    vc, lc = offices["VC"], offices["LC"]
    key = told(vc, "LC")
    notice = notice_sent(vc, key)
    carry(vc, lc)
    say(vc, "LC-NIC", notice)
    seen = preview(lc, post(vc, lc))
    assert not seen.can_accept
    assert "sender_number_missing" in {check.finding.code for check in seen.checks}


def test_a_bundle_of_receipts_has_nothing_to_return(offices: dict[str, Desk]) -> None:
    vc, lc = offices["VC"], offices["LC"]
    told(vc, "LC")
    carry(vc, lc)
    mailbox_id = post(lc, vc)
    with pytest.raises(CaseProblem, match="nothing_to_return"):
        return_bundle(vc, mailbox_id, ReturnReason.UNREADABLE_PART, "")
    assert preview(vc, mailbox_id).state == "to_check"
