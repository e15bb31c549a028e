"""A bundle that never came: asked for by who misses it, and the very same one issued again by who sent it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from desktop_app.domain.messages import MessageType
from desktop_app.exchange.bundle import open_bundle
from desktop_app.exchange.keys import card, make_secret
from desktop_app.foundation.problems import CaseProblem
from desktop_app.store.outbox import OutboxState, Standing
from desktop_app.workflows.apply_message import accept
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.dispatch_bundle import hand_over, seal_bundle, sealed_file, sent
from desktop_app.workflows.missing_bundles import ask_for_missing, gaps, lost_there
from desktop_app.workflows.receive_bundle import receive_file
from desktop_app.workflows.reissue_bundle import declare_lost
from desktop_app.workflows.today import ASK_MISSING, SEND_AGAIN, QueueItem, QueueKind, today_queue
from tests.support.case_desks import OTHER, carry, certify, told
from tests.support.clocks import FixedClock

Desks = dict[str, Desk]


def first_is_lost(offices: Desks) -> tuple[str, int]:
    """Saint Vincent sends two claims to Saint Lucia, and the first file never comes; it, and the second file there."""
    vc, lc = offices["VC"], offices["LC"]
    told(vc, "LC")
    lost = seal_bundle(vc, "LC-NIC")
    hand_over(vc, lost.bundle_id, "mail")
    told(vc, "LC", claimant=OTHER)
    return lost.bundle_id, receive_file(lc, seal_bundle(vc, "LC-NIC").data)


def missing(desk: Desk) -> list[QueueItem]:
    return [item for item in today_queue(desk).items if item.kind is QueueKind.MISSING]


def clock_of(desk: Desk) -> FixedClock:
    assert isinstance(desk.clock, FixedClock)
    return desk.clock


def test_a_gap_is_named_today_and_asked_for_by_one_step(offices: Desks) -> None:
    vc, lc = offices["VC"], offices["LC"]
    first_is_lost(offices)
    [item] = missing(lc)
    assert (item.code, item.action, item.office) == ("bundles_missing", ASK_MISSING, "VC-NIS")
    assert item.facts["numbers"] == "1"
    [gap] = gaps(lc)
    assert (gap.missing, gap.asked_on, gap.leaves) == ((1,), None, False)

    ask_for_missing(lc, "VC-NIS")
    ask_for_missing(lc, "VC-NIS")

    [row] = lc.store.outbox.waiting("VC-NIS")
    assert row.type is MessageType.RECEIPT
    assert missing(lc) == []
    clock_of(lc).advance(minutes=5)
    opened = receive_file(vc, seal_bundle(lc, "VC-NIS").data)
    assert opened
    assert missing(lc) == []
    clock_of(lc).advance(days=11)
    assert [item.code for item in missing(lc)] == ["bundles_missing_again"]


def test_what_is_missing_there_is_offered_to_leave_again(offices: Desks) -> None:
    vc, lc = offices["VC"], offices["LC"]
    lost, _came = first_is_lost(offices)
    ask_for_missing(lc, "VC-NIS")
    receive_file(vc, seal_bundle(lc, "VC-NIS").data)

    [item] = missing(vc)
    assert (item.code, item.action, item.draft_id) == ("bundle_missing_there", SEND_AGAIN, lost)
    assert item.facts["number"] == 1
    line = next(line for line in sent(vc) if line.bundle_id == lost)
    assert (line.missing_there, line.may_be_lost, line.lost_at) == (True, True, None)
    other = next(line for line in sent(vc) if line.bundle_id != lost)
    assert (other.missing_there, other.may_be_lost) == (False, False)


def test_the_same_bundle_leaves_again_and_closes_the_gap(offices: Desks) -> None:
    vc, lc = offices["VC"], offices["LC"]
    lost, _came = first_is_lost(offices)
    before = sealed_file(vc, lost)

    declare_lost(vc, lost)
    again = sealed_file(vc, lost)
    hand_over(vc, lost, "stick")
    mailbox_id = receive_file(lc, again.data)

    assert again.data != before.data
    assert again.file_name == before.file_name
    find = lc.store.offices.get
    one, two = (open_bundle(file.data, secret=lc.secret, own=lc.own, find_office=find) for file in (before, again))
    assert one.manifest == two.manifest
    assert one.digest == two.digest
    assert lc.store.mailbox.missing("VC-NIS") == ()
    assert receive_file(lc, before.data) == mailbox_id  # the one believed lost turns up after all
    accept(lc, mailbox_id)
    rows = vc.store.outbox.of_bundle(lost)
    assert {row.standing for row in rows} == {Standing.DECLARED_LOST}
    carry(lc, vc)
    assert {row.state for row in vc.store.outbox.of_bundle(lost)} == {OutboxState.REGISTERED}
    assert missing(vc) == []


def test_it_is_sealed_to_the_key_the_office_has_now(offices: Desks) -> None:
    vc, lc = offices["VC"], offices["LC"]
    told(vc, "LC")
    there = carry(vc, lc)
    certify(lc, there)
    lost = seal_bundle(lc, "VC-NIS")
    secret = make_secret(FixedClock(seed="another key of VC").random_bytes)
    new = card(vc.office, secret, lc.clock.today())
    known = lc.store.offices.get("VC-NIS")
    assert known is not None
    with lc.store.act(verb="samples_made", user=lc.user.id, about="", facts={}):
        lc.store.offices.put(replace(known, card=new))

    declare_lost(lc, lost.bundle_id)
    again = sealed_file(lc, lost.bundle_id)

    opened = open_bundle(again.data, secret=secret, own=new, find_office=vc.store.offices.get)
    assert [entry.office for entry in opened.certificates] == ["LC-NIC"]
    kept = lc.store.outbox.data_of(lost.bundle_id)
    before = open_bundle(kept, secret=vc.secret, own=vc.own, find_office=vc.store.offices.get)
    assert opened.certificates[0].audience == before.certificates[0].audience


def test_the_days_for_an_answer_count_from_when_it_left_again(offices: Desks) -> None:
    vc = offices["VC"]
    lost, _came = first_is_lost(offices)
    (row,) = vc.store.outbox.of_bundle(lost)
    (owed,) = vc.store.obligations.asked_by(row.message_id)
    clock_of(vc).advance(days=40)
    declare_lost(vc, lost)

    hand_over(vc, lost, "stick")

    (after,) = vc.store.obligations.asked_by(row.message_id)
    assert after.due_on == owed.due_on + timedelta(days=40)


def test_what_was_acknowledged_is_not_lost(offices: Desks) -> None:
    vc, lc = offices["VC"], offices["LC"]
    told(vc, "LC")
    file = seal_bundle(vc, "LC-NIC")
    accept(lc, receive_file(lc, file.data))
    carry(lc, vc)

    with pytest.raises(CaseProblem, match="bundle_came"):
        declare_lost(vc, file.bundle_id)
    with pytest.raises(CaseProblem, match="nothing_missing"):
        ask_for_missing(vc, "LC-NIC")
    assert lost_there(vc) == ()


def test_a_bundle_declared_lost_is_asked_about_again_only_when_it_is_missed_again(offices: Desks) -> None:
    vc, lc = offices["VC"], offices["LC"]
    lost, _came = first_is_lost(offices)
    ask_for_missing(lc, "VC-NIS")
    receive_file(vc, seal_bundle(lc, "VC-NIS").data)
    declare_lost(vc, lost)
    assert missing(vc) == []

    clock_of(lc).advance(days=20)
    clock_of(vc).advance(days=20)
    ask_for_missing(lc, "VC-NIS")
    receive_file(vc, seal_bundle(lc, "VC-NIS").data)

    assert [item.code for item in missing(vc)] == ["bundle_missing_there"]
