"""Only what depends on something missing waits; it comes up by itself when that is here. Nothing is applied unseen."""

from dataclasses import replace

import pytest

from desktop_app.domain.case_notices import CorrectionReason
from desktop_app.domain.messages import EarlierMessage, MessageType
from desktop_app.exchange.messages.head import decode_message, encode_message
from desktop_app.foundation.problems import CaseProblem
from desktop_app.store.mailbox import MailState
from desktop_app.workflows.apply_message import accept
from desktop_app.workflows.correct_message import correct_message
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.dispatch_bundle import seal_bundle
from desktop_app.workflows.receive_bundle import preview, receive_file, received
from desktop_app.workflows.today import QueueKind, today_queue
from tests.support.case_desks import carry, certify, say, told
from tests.support.messages import FULL
from tests.workflows.test_forwarded_messages import passed_on, sent_to_lucia

Desks = dict[str, Desk]


def certified(offices: Desks) -> tuple[str, str, bytes]:
    """Saint Lucia certifies; our claim, the certificate's message, and the bundle, which has not come yet."""
    vc, lc = offices["VC"], offices["LC"]
    key = told(vc, "LC")
    there = carry(vc, lc)
    certify(lc, there)
    bundle = seal_bundle(lc, "VC-NIS").data
    (row,) = (row for row in lc.store.outbox.of_claim(there) if row.type is MessageType.PERIOD_CERTIFICATE)
    return key, row.message_id, bundle


def state_of(desk: Desk, message_id: str) -> MailState:
    kept = desk.store.mailbox.message(message_id)
    assert kept is not None
    return kept.state


def codes(desk: Desk, mailbox_id: int) -> set[str]:
    return {check.finding.code for check in preview(desk, mailbox_id).checks}


def line_state(desk: Desk, mailbox_id: int) -> str:
    return next(line.state for line in received(desk) if line.mailbox_id == mailbox_id)


def arrived(desk: Desk) -> list[int | None]:
    return [item.mailbox_id for item in today_queue(desk).items if item.kind is QueueKind.ARRIVED]


def test_a_correction_before_the_message_it_corrects_waits_and_comes_up_by_itself(offices: Desks) -> None:
    vc, lc = offices["VC"], offices["LC"]
    _key, message_id, first = certified(offices)
    (correction,) = correct_message(lc, message_id, reason=CorrectionReason.WRONG_CONTENT)

    early = receive_file(vc, seal_bundle(lc, "VC-NIS").data)

    assert state_of(vc, correction) is MailState.PARKED
    assert line_state(vc, early) == "parked"
    assert "parked_for_bundles" in codes(vc, early)
    assert arrived(vc) == []
    with pytest.raises(CaseProblem, match="cannot_accept"):
        accept(vc, early)

    late = receive_file(vc, first)

    assert state_of(vc, correction) is MailState.OPENED
    assert line_state(vc, early) == "to_check"
    assert set(arrived(vc)) == {early, late}
    assert "parked_for_bundles" not in codes(vc, early)
    kept = vc.store.mailbox.message(message_id)
    assert kept is not None
    assert (kept.standing, kept.state) == ("", MailState.OPENED)
    accept(vc, early)
    assert "message_taken_back" in codes(vc, late)
    line = next(each for each in vc.store.trace_log.lines() if each.message_id == correction)
    assert line.day_of("parked") == line.day_of("accepted") == vc.clock.today()


def test_what_takes_the_place_of_a_missing_message_waits_while_a_bundle_is_missing(offices: Desks) -> None:
    vc, lc = offices["VC"], offices["LC"]
    _key, _message_id, first = certified(offices)
    (earlier,) = (row for row in lc.store.outbox.of_bundle(lc.store.outbox.bundles("VC-NIS")[0].bundle_id)
                  if row.type is MessageType.PERIOD_CERTIFICATE)  # fmt: skip
    later = superseding(lc, earlier.message_id)
    bundle = receive_file(vc, seal_bundle(lc, "VC-NIS").data)
    assert state_of(vc, later) is MailState.PARKED
    assert vc.store.mailbox.missing("LC-NIC") == (1,)

    receive_file(vc, first)

    assert state_of(vc, later) is MailState.OPENED
    assert line_state(vc, bundle) == "to_check"


def test_a_second_version_of_a_certificate_before_the_first_is_worked_on_at_once(offices: Desks) -> None:
    vc, lc = offices["VC"], offices["LC"]
    key = told(vc, "LC")
    there = carry(vc, lc)
    certify(lc, there, more_follows=True)
    first = seal_bundle(lc, "VC-NIS").data
    certify(lc, there, remarks="Whole now")
    second = receive_file(vc, seal_bundle(lc, "VC-NIS").data)
    assert vc.store.mailbox.parked() == ()
    assert preview(vc, second).gap == (1,)
    accept(vc, second)

    late = receive_file(vc, first)

    assert "certificate_older" in codes(vc, late)
    accept(vc, late)
    (held,) = [record for record in vc.store.periods.current(key) if record.state == "LC"]
    assert held.version == 2


def test_where_no_bundle_is_missing_it_is_worked_on_as_it_stands(offices: Desks) -> None:
    vc, lc = offices["VC"], offices["LC"]
    _key, _message_id, first = certified(offices)
    receive_file(vc, first)
    later = superseding(lc, "00000000-0000-4000-8000-00000000abcd")

    receive_file(vc, seal_bundle(lc, "VC-NIS").data)

    assert state_of(vc, later) is MailState.OPENED


def test_what_waits_for_two_messages_waits_for_the_second_when_the_first_is_here(offices: Desks) -> None:
    vc, lc = offices["VC"], offices["LC"]
    key = told(vc, "LC")
    there = carry(vc, lc)
    certify(lc, there, more_follows=True)
    first = seal_bundle(lc, "VC-NIS").data
    certify(lc, there, remarks="Whole now")
    second = seal_bundle(lc, "VC-NIS").data
    old, new = (row for row in lc.store.outbox.of_claim(there) if row.type is MessageType.PERIOD_CERTIFICATE)
    (correction,) = correct_message(lc, old.message_id, reason=CorrectionReason.NEW_FACTS, replaced_by=new.message_id)
    receive_file(vc, seal_bundle(lc, "VC-NIS").data)
    assert vc.store.mailbox.parked()[0].waits_for == old.message_id

    receive_file(vc, first)
    assert vc.store.mailbox.parked()[0].waits_for == new.message_id

    receive_file(vc, second)
    assert vc.store.mailbox.parked() == ()
    assert state_of(vc, correction) is MailState.OPENED
    assert key


def test_only_what_depends_waits_the_rest_of_the_bundle_is_worked_on(offices: Desks) -> None:
    vc, lc = offices["VC"], offices["LC"]
    _key, message_id, _first = certified(offices)
    (correction,) = correct_message(lc, message_id, reason=CorrectionReason.WRONG_CONTENT)
    say(lc, "VC-NIS", FULL[MessageType.RECEIPT])

    mailbox_id = receive_file(vc, seal_bundle(lc, "VC-NIS").data)
    assert line_state(vc, mailbox_id) == "to_check"
    accept(vc, mailbox_id)

    assert line_state(vc, mailbox_id) == "parked"
    assert state_of(vc, correction) is MailState.PARKED


def test_what_is_passed_on_waits_for_its_original(offices: Desks) -> None:
    _key, _came, notice = sent_to_lucia(offices)
    passed_on(offices, notice)
    lc, gd = offices["LC"], offices["GD"]
    enclosed, *_ = lc.store.enclosures.waiting("GD-NIS")
    with lc.store.act(verb="samples_made", user=lc.user.id, about="", facts={}):
        lc.store.enclosures.take_back("GD-NIS", enclosed.message_id)
    mailbox_id = receive_file(gd, seal_bundle(lc, "GD-NIS").data)

    assert line_state(gd, mailbox_id) == "parked"
    assert "parked_for_message" in codes(gd, mailbox_id)


def test_a_claim_about_somebody_who_may_be_known_is_marked(offices: Desks) -> None:
    vc, lc = offices["VC"], offices["LC"]
    told(vc, "LC")
    told(lc, "VC")

    mailbox_id = receive_file(lc, seal_bundle(vc, "LC-NIC").data)

    assert line_state(lc, mailbox_id) == "to_be_matched"
    assert preview(lc, mailbox_id).needs_match
    assert arrived(lc) == [mailbox_id]


def superseding(desk: Desk, earlier: str) -> str:
    """Put a notice that takes the place of an earlier message into "To send"; return its id."""
    message_id = say(desk, "VC-NIS", FULL[MessageType.CHANGE_NOTICE])
    row = desk.store.outbox.get(message_id)
    message = replace(
        decode_message(row.data),
        supersedes=(EarlierMessage(message_id=earlier, reason=CorrectionReason.NEW_FACTS),),
        message_id=desk.clock.new_id(),
    )
    with desk.store.act(verb="samples_made", user=desk.user.id, about="", facts={}):
        desk.store.outbox.withdraw(message_id, at=desk.clock.now())
        desk.store.outbox.add(
            message_id=message.message_id,
            office="VC-NIS",
            type=message.type,
            claim_id=None,
            data=encode_message(message),
            created_at=message.created_at,
        )
    return message.message_id
