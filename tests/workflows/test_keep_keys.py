"""A new key takes its place without a bundle lost; a lost one is trusted nowhere, and what came since is listed."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from desktop_app.domain.directory_notices import KeyNotice, KeyNoticeKind
from desktop_app.domain.offices import KeyCheck, PastKeyState
from desktop_app.exchange.bundle import seal
from desktop_app.exchange.keys import OfficeSecret
from desktop_app.exchange.messages.head import decode_message
from desktop_app.foundation.places import Places
from desktop_app.foundation.problems import CaseProblem, DutyProblem, ExchangeProblem
from desktop_app.store.mailbox import MailState
from desktop_app.store.outbox import OutboxState
from desktop_app.workflows.apply_message import accept
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.dispatch_bundle import seal_bundle
from desktop_app.workflows.keep_keys import (
    accept_own_key,
    confirm_known,
    key_warnings,
    own_key_proposal,
    propose_own_key,
    propose_revocation,
    received_since,
    revocation_proposal,
)
from desktop_app.workflows.keep_offices import add_office, confirm_key, own_card_file
from desktop_app.workflows.key_effects import OwnKeyAct
from desktop_app.workflows.open_desk import sign_in
from desktop_app.workflows.own_keys import own_keys, signing_for
from desktop_app.workflows.propose import accept_beside, refuse_beside, take_back
from desktop_app.workflows.receive_bundle import preview, receive_file
from tests.support.case_desks import post, say, told
from tests.support.desks import desk_of, introduce
from tests.support.two_persons import PASSPHRASES, Desks, set_up


@pytest.fixture
def vc(tmp_path: Path) -> Iterator[Desks]:
    """Saint Vincent's office: a store on the disk, and several persons."""
    made = set_up(tmp_path / "vc", "hubert", "dora", "marlon")
    yield made
    made.close()


@pytest.fixture
def lc(tmp_path: Path, vc: Desks) -> Desk:
    """Saint Lucia's office; the two compared their keys."""
    made = desk_of("LC", Places.at(tmp_path / "lc"), now=vc.clock.now())
    introduce(vc.desk, made)
    return made


def changed(vc: Desks, act: OwnKeyAct, since: datetime | None = None) -> Desk:
    """Change Saint Vincent's key by two persons; return the desk with the keys there are then."""
    head = vc.as_user("hubert")
    proposal = propose_own_key(head, act, reason="three years are over", since=since)
    vc.desk = accept_own_key(head, proposal.id, login="dora", passphrase=PASSPHRASES["dora"])
    return vc.desk


def id_of(secret: OfficeSecret) -> str:
    return secret.signing.public().key_id


def accepted(sender: Desk, recipient: Desk) -> int:
    mailbox_id = post(sender, recipient)
    accept(recipient, mailbox_id)
    return mailbox_id


def refusal(desk: Desk, data: bytes) -> str:
    with pytest.raises(ExchangeProblem) as problem:
        receive_file(desk, data)
    return problem.value.code


def test_a_new_key_is_trusted_through_the_old_one(vc: Desks, lc: Desk) -> None:
    before = vc.desk.own.keys
    desk = changed(vc, OwnKeyAct.ROTATE)
    assert desk.own.keys != before

    mailbox_id = post(desk, lc)
    view = preview(lc, mailbox_id)
    assert [check.finding.code for check in view.checks if check.passed] == ["key_notice_by_old_key"]
    assert [change.what for change in view.changes] == ["change_key"]
    accept(lc, mailbox_id)

    known = lc.store.offices.get("VC-NIS")
    assert known is not None
    assert known.card.keys == desk.own.keys
    assert known.check is KeyCheck.BY_OLD_KEY
    assert known.trusted
    assert [(entry.keys, entry.state) for entry in known.past] == [(before, PastKeyState.FORMER)]


def test_each_office_gets_bundles_under_the_key_it_knows(vc: Desks, lc: Desk, tmp_path: Path) -> None:
    gd = desk_of("GD", Places.at(tmp_path / "gd"), now=vc.clock.now())
    introduce(vc.desk, gd)
    old = id_of(vc.desk.secret)
    desk = changed(vc, OwnKeyAct.ROTATE)
    assert {id_of(signing_for(desk, code)[0]) for code in ("LC-NIC", "GD-NIS")} == {old}

    accepted(desk, lc)
    assert id_of(signing_for(desk, "LC-NIC")[0]) == old
    accepted(lc, desk)  # its receipt
    assert id_of(signing_for(desk, "LC-NIC")[0]) == id_of(desk.secret)
    assert id_of(signing_for(desk, "GD-NIS")[0]) == old
    assert [entry.code for entry in own_keys(desk).not_yet] == ["GD-NIS"]

    confirm_known(desk, "GD-NIS", "Gloria Pascall")
    assert id_of(signing_for(desk, "GD-NIS")[0]) == id_of(desk.secret)


def test_an_office_that_came_later_knows_the_present_key(vc: Desks, tmp_path: Path) -> None:
    desk = changed(vc, OwnKeyAct.ROTATE)
    gd = desk_of("GD", Places.at(tmp_path / "gd"), now=vc.clock.now())
    introduce(desk, gd)

    assert id_of(signing_for(desk, "GD-NIS")[0]) == id_of(desk.secret)
    with pytest.raises(CaseProblem) as problem:
        confirm_known(desk, "GD-NIS", "Gloria Pascall")
    assert problem.value.code == "office_not_told"


def test_bundles_that_cross_the_change_open_both_ways(vc: Desks, lc: Desk) -> None:
    told(lc, "VC")
    crossing = seal_bundle(lc, "VC-NIS").data  # sealed to the old key
    told(vc.desk, "LC")
    before = seal_bundle(vc.desk, "LC-NIC").data  # signed with the old key
    desk = changed(vc, OwnKeyAct.ROTATE)
    notice = seal_bundle(desk, "LC-NIC").data

    receive_file(desk, crossing)
    accept(lc, receive_file(lc, notice))
    assert preview(lc, receive_file(lc, before)).trusted


def test_two_changes_in_a_row_reach_an_office_that_was_asleep(vc: Desks, lc: Desk) -> None:
    first = id_of(vc.desk.secret)
    changed(vc, OwnKeyAct.ROTATE)
    desk = changed(vc, OwnKeyAct.ROTATE)
    assert id_of(signing_for(desk, "LC-NIC")[0]) == first

    mailbox_id = accepted(desk, lc)
    accept(lc, mailbox_id)  # the second notice is by the key that the first one brought
    known = lc.store.offices.get("VC-NIS")
    assert known is not None
    assert known.card.keys == desk.own.keys
    assert known.trusted


def test_old_bundles_still_open_after_signing_in_again(vc: Desks, lc: Desk) -> None:
    told(lc, "VC")
    crossing = seal_bundle(lc, "VC-NIS").data
    changed(vc, OwnKeyAct.ROTATE)
    places = vc.desk.places
    vc.close()
    vc.desk = sign_in(places, vc.clock, "hubert", PASSPHRASES["hubert"])

    assert preview(vc.desk, receive_file(vc.desk, crossing)).trusted


def test_a_retired_key_is_good_for_what_was_made_before_and_for_nothing_after(vc: Desks, lc: Desk) -> None:
    old = vc.desk
    told(old, "LC")
    before = seal_bundle(old, "LC-NIC").data
    desk = changed(vc, OwnKeyAct.ROTATE)
    accepted(desk, lc)
    accepted(lc, desk)
    desk = changed(vc, OwnKeyAct.RETIRE)
    accepted(desk, lc)

    known = lc.store.offices.get("VC-NIS")
    assert known is not None
    assert [entry.state for entry in known.past] == [PastKeyState.RETIRED]
    assert preview(lc, receive_file(lc, before)).trusted

    vc.clock.advance(days=1)
    forged = replace(old, secret=replace(old.secret, past=()))
    told(forged, "LC")
    assert refusal(lc, resealed(forged, lc)) == "bundle_key_retired"


def resealed(desk: Desk, other: Desk) -> bytes:
    """Seal what waits with the keys the desk holds, whatever the store says of them."""
    return seal(
        secret=desk.secret,
        sender=desk.own,
        recipient=other.own,
        sequence=90,
        bundle_id=desk.clock.new_id(),
        created_at=desk.clock.now(),
        previous_digest="",
        received_up_to=0,
        missing=(),
        messages=tuple(decode_message(row.data) for row in desk.store.outbox.waiting(other.office.code)),
    ).data


def test_there_is_nothing_to_retire_before_there_is_a_new_key(vc: Desks) -> None:
    with pytest.raises(CaseProblem) as problem:
        propose_own_key(vc.as_user("hubert"), OwnKeyAct.RETIRE, reason="no longer needed")
    assert problem.value.code == "no_former_key"


def test_nobody_changes_the_key_alone(vc: Desks) -> None:
    head = vc.as_user("hubert")
    proposal = propose_own_key(head, OwnKeyAct.ROTATE, reason="three years are over")
    waiting = own_key_proposal(head)
    assert waiting is not None
    assert waiting.proposal == proposal
    for login in ("hubert", "marlon"):
        with pytest.raises(DutyProblem):
            accept_own_key(head, proposal.id, login=login, passphrase=PASSPHRASES[login])
    assert head.store.offices.past_secrets() == ()


def test_a_change_of_keys_is_never_taken_back(vc: Desks) -> None:
    head = vc.as_user("hubert")
    proposal = propose_own_key(head, OwnKeyAct.ROTATE, reason="three years are over")
    desk = accept_own_key(head, proposal.id, login="dora", passphrase=PASSPHRASES["dora"])
    with pytest.raises(DutyProblem) as problem:
        take_back(desk, proposal.id, reason="a mistake")
    assert problem.value.code == "proposal_final"


def test_a_lost_key_makes_a_new_one_that_nobody_trusts_before_its_words_are_compared(vc: Desks, lc: Desk) -> None:
    told(vc.desk, "LC")
    accepted(vc.desk, lc)
    stolen = vc.desk
    since = vc.clock.now() - timedelta(days=2)
    vc.clock.advance(hours=1)
    desk = changed(vc, OwnKeyAct.REVOKE, since=since)
    assert id_of(signing_for(desk, "LC-NIC")[0]) == id_of(desk.secret)

    notice = seal_bundle(desk, "LC-NIC").data
    assert refusal(lc, notice) == "bundle_key_unknown"
    add_office(lc, own_card_file(desk))
    mailbox_id = receive_file(lc, notice)
    assert not preview(lc, mailbox_id).trusted
    confirm_key(lc, "VC-NIS", KeyCheck.PHONE, "Hubert Sample-Head")
    view = preview(lc, mailbox_id)
    assert {check.finding.code for check in view.checks if not check.passed} >= {"received_since_revoked"}
    accept(lc, mailbox_id)

    came = received_since(lc, "VC-NIS")
    assert came is not None
    assert came.key_id == id_of(stolen.secret)
    assert came.since == since
    assert len(came.files) == 2  # the claim, and the notice itself
    line = next(line for line in lc.store.journal.lines() if line.verb == "received_since_revocation")
    assert line.facts["files"] == 2
    told(stolen, "LC")
    assert refusal(lc, resealed(stolen, lc)) == "bundle_key_revoked"


def test_doubt_needs_one_person_and_a_revocation_two(vc: Desks, lc: Desk) -> None:
    told(lc, "VC")
    accepted(lc, vc.desk)
    head = vc.as_user("hubert")
    since = vc.clock.now() - timedelta(days=3)
    proposal = propose_revocation(head, "LC-NIC", since=since, heard_from="Marius Augustin", reason="stick lost")
    known = head.store.offices.get("LC-NIC")
    assert known is not None
    assert not known.trusted
    assert revocation_proposal(head, "LC-NIC") is not None
    assert received_since(head, "LC-NIC") is None

    accept_beside(head, proposal.id, login="dora", passphrase=PASSPHRASES["dora"])
    known = head.store.offices.get("LC-NIC")
    assert known is not None
    assert known.revoked_since == since
    came = received_since(head, "LC-NIC")
    assert came is not None
    assert len(came.files) == 1
    with pytest.raises(ExchangeProblem) as problem:
        seal_bundle(head, "LC-NIC")
    assert problem.value.code == "key_not_checked"
    told(lc, "VC")
    assert refusal(head, seal_bundle(lc, "VC-NIS").data) == "bundle_key_revoked"


def test_what_came_under_a_lost_key_is_listed_however_much_came_after(vc: Desks, lc: Desk) -> None:
    told(lc, "VC")
    accepted(lc, vc.desk)
    head = vc.as_user("hubert")
    now = vc.clock.now()
    elsewhere = timezone(timedelta(hours=-4))  # the same moment on another clock is the same moment
    with head.store.act(verb="bundle_received", user=head.user.id, about="many", facts={}):
        for number in range(501):
            head.store.mailbox.keep(
                raw=b"%d" % number, file_name="x", received_at=now, outcome="good", state=MailState.QUARANTINED
            )
    came = head.store.mailbox.since("LC-NIC", (now - timedelta(minutes=1)).astimezone(elsewhere))
    assert [file.from_office for file in came] == ["LC-NIC"]
    assert head.store.mailbox.since("LC-NIC", (now + timedelta(minutes=1)).astimezone(elsewhere)) == ()
    assert len(head.store.mailbox.quarantined()) == 501


def test_a_revocation_that_was_refused_leaves_the_key_to_be_compared_again(vc: Desks, lc: Desk) -> None:
    head = vc.as_user("hubert")
    proposal = propose_revocation(
        head, "LC-NIC", since=vc.clock.now(), heard_from="a caller", reason="somebody said so"
    )
    refuse_beside(head, proposal.id, login="dora", passphrase=PASSPHRASES["dora"], reason="LC-NIC knows of nothing")
    known = head.store.offices.get("LC-NIC")
    assert known is not None
    assert known.revoked_since is None
    assert known.check is KeyCheck.NOT_YET
    assert confirm_key(head, "LC-NIC", KeyCheck.PHONE, lc.user.name).known.trusted


def test_a_revocation_says_since_when_and_who_said_so(vc: Desks, lc: Desk) -> None:
    head, now = vc.as_user("hubert"), vc.clock.now()
    del lc
    with pytest.raises(CaseProblem) as problem:
        propose_revocation(head, "LC-NIC", since=now, heard_from=" ", reason="stick lost")
    assert problem.value.code == "heard_from_missing"
    with pytest.raises(CaseProblem) as problem:
        propose_revocation(head, "LC-NIC", since=now + timedelta(days=1), heard_from="M.", reason="stick lost")
    assert problem.value.code == "since_in_future"


def test_what_is_old_or_lost_is_spoken_of(vc: Desks, lc: Desk) -> None:
    del lc
    assert key_warnings(vc.desk) == ()
    changed(vc, OwnKeyAct.ROTATE)
    assert [warning.code for warning in key_warnings(vc.desk)] == ["key_not_yet_known"]
    confirm_known(vc.desk, "LC-NIC", "Marius Augustin")
    assert [warning.code for warning in key_warnings(vc.desk)] == ["former_key_to_retire"]
    changed(vc, OwnKeyAct.RETIRE)
    assert key_warnings(vc.desk) == ()
    vc.clock.advance(days=3 * 366)
    assert {warning.code for warning in key_warnings(vc.desk)} == {"own_key_old", "key_old"}


def test_a_notice_taken_twice_changes_nothing_more(vc: Desks, lc: Desk) -> None:
    desk = changed(vc, OwnKeyAct.ROTATE)
    accepted(desk, lc)
    before = lc.store.offices.get("VC-NIS")
    events = lc.store.office_keys.of_office("VC-NIS")
    row = desk.store.outbox.unanswered("LC-NIC")[0]
    assert row.state is OutboxState.SEALED
    body = decode_message(row.data).body
    assert isinstance(body, KeyNotice)
    assert body.kind is KeyNoticeKind.NEW
    say(desk, "LC-NIC", body)
    accepted(desk, lc)
    assert lc.store.offices.get("VC-NIS") == before
    assert lc.store.office_keys.of_office("VC-NIS") == events
