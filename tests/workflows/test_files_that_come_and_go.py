"""Files out and in: numbers without holes, forks, newer versions, old copies, and more than one bundle holds."""

import json
import os
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from desktop_app.domain.messages import ClaimNotice, MessageType, Receipt, ReceiptLevel, ReturnReason
from desktop_app.domain.obligations import DEADLINES, ROAD
from desktop_app.domain.offices import KeyCheck
from desktop_app.exchange import bundle as bundle_module
from desktop_app.exchange.bundle import Attachment
from desktop_app.exchange.messages import encode_message
from desktop_app.foundation.places import Places
from desktop_app.foundation.problems import CaseProblem, ExchangeProblem, PlaceProblem
from desktop_app.store.outbox import OutboxState
from desktop_app.workflows import dispatch_bundle, make_up_bundle
from desktop_app.workflows.apply_message import accept, return_bundle
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.dispatch_bundle import hand_over, seal_bundle, sealed_file, sent, to_send, write_bundle
from desktop_app.workflows.keep_offices import add_office, confirm_key, own_card_file
from desktop_app.workflows.receive_bundle import check_again, preview, receive_file, received
from tests.support import hendyce
from tests.support.case_desks import OTHER, carry, certify, claim_at, named, notice_sent, post, say, take_in, told
from tests.support.desks import desk_of, introduce


def codes(desk: Desk, mailbox_id: int) -> set[str]:
    return {check.finding.code for check in preview(desk, mailbox_id).checks if not check.passed}


def test_only_what_one_bundle_holds_is_sealed_and_the_rest_waits(
    offices: dict[str, Desk], monkeypatch: pytest.MonkeyPatch
) -> None:
    vc, lc = offices["VC"], offices["LC"]
    for _ in range(3):
        say(vc, "LC-NIC", Receipt(about_message=vc.clock.new_id(), level=ReceiptLevel.OPENED))
    monkeypatch.setattr(dispatch_bundle, "MOST_MESSAGES", 2)
    first = seal_bundle(vc, "LC-NIC")
    assert len(preview(lc, receive_file(lc, first.data)).messages) == 2
    assert len(preview(lc, post(vc, lc)).messages) == 1
    with pytest.raises(CaseProblem, match="nothing_to_send"):
        seal_bundle(vc, "LC-NIC")


def test_messages_too_heavy_for_one_file_leave_in_several(
    offices: dict[str, Desk], monkeypatch: pytest.MonkeyPatch
) -> None:
    vc, lc = offices["VC"], offices["LC"]
    told(vc, "LC")
    one = seal_bundle(vc, "LC-NIC")
    receive_file(lc, one.data)
    told(vc, "LC")
    told(vc, "LC", claimant=OTHER)
    monkeypatch.setattr(bundle_module, "STICK_BYTES", one.size * 4 // 3)
    assert len(preview(lc, post(vc, lc)).messages) == 1
    assert len(preview(lc, post(vc, lc)).messages) == 1
    told(vc, "LC")
    monkeypatch.setattr(bundle_module, "STICK_BYTES", 10)
    with pytest.raises(ExchangeProblem, match="bundle_too_large"):
        seal_bundle(vc, "LC-NIC")
    assert len(vc.store.outbox.waiting()) == 1


def test_the_days_for_an_answer_count_from_the_day_it_was_handed_over(offices: dict[str, Desk]) -> None:
    vc = offices["VC"]
    key = told(vc, "LC")
    (owed,) = vc.store.obligations.of_claim(key)
    assert owed.due_on == DEADLINES["period_certificate"].after(vc.clock.today() + ROAD)
    vc.clock.advance(days=20)  # type: ignore[attr-defined]  # a test's clock
    file = seal_bundle(vc, "LC-NIC")
    hand_over(vc, file.bundle_id, "mail")
    (moved,) = vc.store.obligations.of_claim(key)
    assert moved.due_on == owed.due_on + timedelta(days=20)
    vc.clock.advance(days=5)  # type: ignore[attr-defined]  # as above
    hand_over(vc, file.bundle_id, "mail")
    assert vc.store.obligations.of_claim(key) == (moved,), "written again, it is not younger"
    (line,) = sent(vc)
    assert (line.due, line.overdue) == (moved.due_on, False)


def test_earnings_travel_only_to_the_state_they_were_earned_in(offices: dict[str, Desk]) -> None:
    vc = offices["VC"]
    notice = notice_sent(vc, told(vc, "LC"))
    assert {row.state for row in notice.work_history if row.earnings} == {"LC"}
    assert len(notice.work_history) == len(hendyce.history().lines)


def test_nothing_personal_stands_in_file_name_subject_or_journal_verb(offices: dict[str, Desk]) -> None:
    vc, lc = offices["VC"], offices["LC"]
    told(vc, "LC")
    file = seal_bundle(vc, "LC-NIC")
    accept(lc, receive_file(lc, file.data))
    lines = [f"{line.verb} {line.about} {dict(line.facts)}" for desk in (vc, lc) for line in desk.store.journal.lines()]
    for text in (file.file_name, file.subject, *lines):
        for secret in ("Hendyce", "Bernadette", "104 882", "553 210", "1954"):
            assert secret not in text


def test_each_act_has_one_line_in_the_journal(offices: dict[str, Desk]) -> None:
    vc, lc = offices["VC"], offices["LC"]
    key = take_in(vc)
    before = vc.store.journal.count(), lc.store.journal.count()
    dispatch = told(vc, "LC")
    carry(vc, lc)
    certify(lc, lc.store.claims.by_number("LC-2014-0001").id)  # type: ignore[union-attr]  # opened just now
    assert vc.store.journal.count() - before[0] == 4, "registered, entered, notified, sealed"
    assert lc.store.journal.count() - before[1] == 3, "received, accepted, certified"
    assert dispatch != key
    assert vc.store.journal.verify() is None


def test_a_gap_is_named_and_filled_and_what_is_lost_there_is_said_here(offices: dict[str, Desk]) -> None:
    vc, lc = offices["VC"], offices["LC"]
    told(vc, "LC")
    lost = seal_bundle(vc, "LC-NIC")
    told(vc, "LC", claimant=OTHER)
    mailbox_id = post(vc, lc)
    assert preview(lc, mailbox_id).gap == (1,)
    accept(lc, mailbox_id)
    back = post(lc, vc)
    assert "bundles_missing_there" in codes(vc, back)
    accept(lc, receive_file(lc, lost.data))
    assert preview(lc, mailbox_id).gap == ()
    assert lc.store.claims.count() == 2


def test_a_fork_is_refused_however_many_files_came_since(
    offices: dict[str, Desk], monkeypatch: pytest.MonkeyPatch
) -> None:
    vc, lc = offices["VC"], offices["LC"]
    told(vc, "LC")
    accept(lc, post(vc, lc))
    monkeypatch.setattr(type(lc.store.mailbox), "files", lambda *_args, **_facts: ())  # the list shows only the newest
    twin = desk_of("VC", Places.at(vc.places.data.with_name("restored")))
    introduce(twin, lc)
    add_office(lc, own_card_file(vc))
    confirm_key(lc, "VC-NIS", KeyCheck.PHONE, "C. Browne")
    told(twin, "LC", claimant=OTHER)
    with pytest.raises(ExchangeProblem, match="bundle_fork"):
        post(twin, lc)


def test_a_desk_that_works_on_an_old_copy_is_told_so(offices: dict[str, Desk]) -> None:
    vc, lc = offices["VC"], offices["LC"]
    told(vc, "LC")
    carry(vc, lc)
    restored = desk_of("VC", Places.at(vc.places.data.with_name("restored")))
    introduce(restored, lc)
    mailbox_id = receive_file(restored, seal_bundle(lc, "VC-NIS").data)
    assert "own_store_older" in codes(restored, mailbox_id)


def test_a_refused_file_is_checked_again_and_says_its_new_reason(offices: dict[str, Desk], tmp_path: Path) -> None:
    vc = offices["VC"]
    lc = desk_of("LC", Places.at(tmp_path / "young"))
    told(vc, "LC")
    data = seal_bundle(vc, "LC-NIC").data
    with pytest.raises(ExchangeProblem, match="bundle_key_unknown"):
        receive_file(lc, data, "from-a-stick.cass")
    (line,) = received(lc)
    assert (line.state, line.outcome, line.office_code) == ("refused", "bundle_key_unknown", "VC-NIS")
    with pytest.raises(ExchangeProblem, match="bundle_key_unknown"):
        preview(lc, line.mailbox_id)
    add_office(lc, own_card_file(vc))
    with pytest.raises(ExchangeProblem, match="file_to_check_again"):
        preview(lc, line.mailbox_id)
    assert check_again(lc, line.mailbox_id) == line.mailbox_id
    (line,) = received(lc)
    assert (line.state, line.outcome, line.person_name) == ("to_check", "", "Bernadette Hendyce")
    assert not preview(lc, line.mailbox_id).trusted


def test_a_file_refused_for_another_reason_by_now_says_that_one(offices: dict[str, Desk], tmp_path: Path) -> None:
    lc = offices["LC"]
    twin = desk_of("VC", Places.at(tmp_path / "twin"))
    add_office(twin, own_card_file(lc))
    confirm_key(twin, "LC-NIC", KeyCheck.PHONE, "M. Augustin")
    told(twin, "LC", claimant=OTHER)
    data = seal_bundle(twin, "LC-NIC").data
    twin_knows = replace(lc, store=desk_of("LC", Places.at(tmp_path / "empty")).store)
    with pytest.raises(ExchangeProblem, match="bundle_key_unknown"):
        receive_file(twin_knows, data)
    add_office(twin_knows, own_card_file(twin))
    confirm_key(twin_knows, "VC-NIS", KeyCheck.PHONE, "C. Browne")
    told(offices["VC"], "LC")
    receive_file(twin_knows, seal_bundle(offices["VC"], "LC-NIC").data)
    (refused,) = [line for line in received(twin_knows) if line.state == "refused"]
    with pytest.raises(ExchangeProblem, match="bundle_fork"):
        check_again(twin_knows, refused.mailbox_id)
    assert {line.outcome for line in received(twin_knows)} == {"", "bundle_fork"}


class NewerProgram:
    """Seals as a program of a later minor version would: one more field, or one that must be understood."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, *, must_understand: bool = False) -> None:
        self._must = must_understand
        monkeypatch.setattr(bundle_module, "encode_message", self.encode)

    def encode(self, message: object) -> bytes:
        told = json.loads(encode_message(message))  # type: ignore[arg-type]  # what `seal` hands over
        told["schema_version"] = "1.9"
        if isinstance(getattr(message, "body", None), ClaimNotice):
            told["body"]["shoe_size"] = 39
            if self._must:
                told["must_understand"] = ["body.shoe_size"]
        return json.dumps(told, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def test_fields_of_a_newer_version_are_shown_and_do_not_vanish(
    offices: dict[str, Desk], monkeypatch: pytest.MonkeyPatch
) -> None:
    vc, lc = offices["VC"], offices["LC"]
    told(vc, "LC")
    with monkeypatch.context() as newer:
        NewerProgram(newer)
        mailbox_id = post(vc, lc)
    seen = preview(lc, mailbox_id)
    (line,) = seen.not_understood
    assert (line.waits, line.version, line.fields) == ("extra_fields", "1.9", (("body.shoe_size", "39"),))
    assert "fields_not_understood" in codes(lc, mailbox_id)
    accept(lc, mailbox_id)
    assert preview(lc, mailbox_id).not_understood == (line,), "the file keeps what was not understood"


def test_a_message_that_must_be_understood_waits_for_the_update_and_is_then_decided(
    offices: dict[str, Desk], monkeypatch: pytest.MonkeyPatch
) -> None:
    vc, lc = offices["VC"], offices["LC"]
    say(vc, "LC-NIC", Receipt(about_message=vc.clock.new_id(), level=ReceiptLevel.OPENED))
    told(vc, "LC")
    with monkeypatch.context() as newer:
        NewerProgram(newer, must_understand=True)
        data = seal_bundle(vc, "LC-NIC").data
    mailbox_id = receive_file(lc, data)
    seen = preview(lc, mailbox_id)
    assert [line.waits for line in seen.not_understood] == ["message_must_understand"]
    assert seen.main.type is MessageType.RECEIPT
    assert "message_waits" in codes(lc, mailbox_id)
    accept(lc, mailbox_id)
    assert lc.store.claims.count() == 0
    with monkeypatch.context() as updated:
        updated.setattr("desktop_app.exchange.messages.head._without_rows", lambda _path: "understood now")
        with pytest.raises(ExchangeProblem, match="file_to_check_again"):
            preview(lc, mailbox_id)
        assert check_again(lc, mailbox_id) == mailbox_id
        assert preview(lc, mailbox_id).main.type is MessageType.CLAIM_NOTICE
        accept(lc, mailbox_id)
    assert lc.store.claims.count() == 1


def test_attachments_are_counted_and_stay_in_the_file(
    offices: dict[str, Desk], monkeypatch: pytest.MonkeyPatch
) -> None:
    vc, lc = offices["VC"], offices["LC"]
    told(vc, "LC")
    scan = Attachment(name="form.txt", kind="form", media_type="text/plain", data=b"a scan")

    def seal(**facts: object) -> object:
        return bundle_module.seal(**{**facts, "attachments": (scan,)})  # type: ignore[arg-type]  # handed on whole

    with monkeypatch.context() as patched:
        patched.setattr(make_up_bundle, "seal", seal)
        mailbox_id = post(vc, lc)
    assert "attachments_kept" in codes(lc, mailbox_id)
    accept(lc, mailbox_id)
    assert len(preview(lc, mailbox_id).parts) == 1


def test_a_bundle_nobody_sealed_here_is_unknown(offices: dict[str, Desk], tmp_path: Path) -> None:
    vc = offices["VC"]
    for act in (
        lambda: sealed_file(vc, "nothing"),
        lambda: hand_over(vc, "nothing", "mail"),
        lambda: write_bundle(vc, "nothing", tmp_path, "stick"),
    ):
        with pytest.raises(CaseProblem, match="bundle_unknown"):
            act()
    with pytest.raises(ExchangeProblem, match="office_unknown"):
        seal_bundle(vc, "BB-NIS")


def test_a_stick_that_keeps_other_bytes_than_were_written_is_not_trusted(
    offices: dict[str, Desk], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    vc = offices["VC"]
    told(vc, "LC")
    file = seal_bundle(vc, "LC-NIC")
    settled = os.fsync

    def worn_out(number: int) -> None:
        settled(number)
        for part in tmp_path.glob(".cass-*.part"):
            part.write_bytes(b"worn out")

    with monkeypatch.context() as worn:
        worn.setattr(os, "fsync", worn_out)
        with pytest.raises(PlaceProblem, match="written_differs"):
            write_bundle(vc, file.bundle_id, tmp_path, "stick")
    assert sent(vc)[0].state == "sealed"


def test_a_file_is_decided_once(offices: dict[str, Desk]) -> None:
    vc, lc = offices["VC"], offices["LC"]
    told(vc, "LC")
    mailbox_id = post(vc, lc)
    with pytest.raises(CaseProblem, match="note_too_long"):
        return_bundle(lc, mailbox_id, ReturnReason.LEGAL_BAR, "x" * 2001)
    accept(lc, mailbox_id)
    for act in (
        lambda: accept(lc, mailbox_id),
        lambda: return_bundle(lc, mailbox_id, ReturnReason.LEGAL_BAR, ""),
    ):
        with pytest.raises(CaseProblem, match="already_decided"):
            act()


def test_receipts_bring_a_message_on_and_never_back(offices: dict[str, Desk]) -> None:
    vc, lc = offices["VC"], offices["LC"]
    key = told(vc, "LC")
    carry(vc, lc)
    carry(lc, vc)
    (notice,) = vc.store.outbox.of_claim(key)
    assert notice.state is OutboxState.REGISTERED
    say(lc, "VC-NIS", Receipt(about_message=notice.message_id, level=ReceiptLevel.OPENED), named(vc, key))
    carry(lc, vc)
    assert vc.store.outbox.get(notice.message_id).state is OutboxState.REGISTERED
    assert claim_at(vc, key).reference_of("LC-NIC") == "LC-2014-0001"
    assert to_send(vc) == ()
