"""Every fault that a file can have on its way is recognised and named, and nothing of it is applied."""

import hashlib
import re
from dataclasses import replace
from itertools import permutations
from pathlib import Path

import pytest

from desktop_app.domain.messages import Receipt, ReceiptLevel, ReturnReason
from desktop_app.domain.offices import KeyCheck
from desktop_app.exchange import bundle as bundle_module
from desktop_app.exchange import messages
from desktop_app.exchange.bundle import Packing
from desktop_app.exchange.keys import card, make_secret, write_card
from desktop_app.foundation.places import Places
from desktop_app.foundation.problems import CaseProblem, ExchangeProblem
from desktop_app.store.mailbox import MailState, ReceivedMessage
from desktop_app.workflows import make_up_bundle
from desktop_app.workflows.apply_message import accept, return_bundle
from desktop_app.workflows.attach import attach_file, send_with
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.dispatch_bundle import SealedFile, seal_bundle, sent, to_send, write_bundle
from desktop_app.workflows.keep_offices import add_office, confirm_key, own_card_file
from desktop_app.workflows.numbers_told import next_number
from desktop_app.workflows.pass_on import can_pass_on, keep_back, pass_on
from desktop_app.workflows.quarantine import read_quarantined_text
from desktop_app.workflows.receive_bundle import check_again, preview, receive_file, received
from desktop_app.workflows.waiting_documents import summaries_of
from tests.support.case_desks import carry, certify, post, say, told
from tests.support.clocks import FixedClock
from tests.support.desks import desk_of, introduce

BUDGET = 200_000


def codes(desk: Desk, mailbox_id: int) -> set[str]:
    return {check.finding.code for check in preview(desk, mailbox_id).checks if not check.passed}


def a_pdf(size: int, seed: int = 1) -> bytes:
    return b"%PDF-1.4\n" + hashlib.shake_128(bytes([seed])).digest(size) + b"\n%%EOF\n"


def small_mail(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bundle_module, "MAIL_BYTES", BUDGET)
    monkeypatch.setattr(make_up_bundle, "MAIL_BYTES", BUDGET)


def with_scan(vc: Desk, size: int = 450_000) -> str:
    """A claim told to Saint Lucia, with a heavy paper."""
    key = told(vc, "LC")
    paper = attach_file(vc, key, a_pdf(size), "Birth certificate.pdf", "proof")
    (row,) = [row for row in vc.store.outbox.waiting("LC-NIC") if row.claim_id == key]
    send_with(vc, row.message_id, (paper.id,))
    return key


def in_parts(vc: Desk) -> SealedFile:
    with_scan(vc)
    return seal_bundle(vc, "LC-NIC", packing=Packing.PARTS)


def test_over_the_budget_a_person_chooses_parts_or_a_stick(
    offices: dict[str, Desk], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    vc, lc = offices["VC"], offices["LC"]
    small_mail(monkeypatch)
    with_scan(vc)

    with pytest.raises(ExchangeProblem, match="bundle_over_mail") as asked:
        seal_bundle(vc, "LC-NIC")
    assert (asked.value.facts["parts"], asked.value.facts["most"]) == (3, BUDGET)
    assert len(vc.store.outbox.waiting("LC-NIC")) == 1

    file = seal_bundle(vc, "LC-NIC", packing=Packing.STICK)
    written = write_bundle(vc, file.bundle_id, tmp_path, "stick")
    assert (len(written.paths), written.may_pull, written.size) == (1, True, file.size)
    assert preview(lc, receive_file(lc, written.path.read_bytes())).can_accept


def test_parts_come_in_reverse_and_the_missing_ones_are_named(
    offices: dict[str, Desk], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    vc, lc = offices["VC"], offices["LC"]
    small_mail(monkeypatch)
    file = in_parts(vc)
    written = write_bundle(vc, file.bundle_id, tmp_path, "mail")
    assert [path.name for path in written.paths] == [part.file_name for part in file.parts]
    assert (sent(vc)[0].parts, sent(vc)[0].size) == (3, file.size)

    third = receive_file(lc, file.parts[2].data)
    (line,) = received(lc)
    assert (line.state, line.parts, line.parts_missing) == ("waiting_for_parts", 3, (1, 2))
    with pytest.raises(ExchangeProblem, match="bundle_parts_missing") as missing:
        preview(lc, third)
    assert missing.value.facts["missing"] == "1, 2"
    assert lc.store.mailbox.received_up_to("VC-NIS") == 0

    receive_file(lc, file.parts[1].data)
    assert [line.parts_missing for line in received(lc)] == [(1,)]
    last = receive_file(lc, file.parts[0].data)
    (line,) = received(lc)
    assert (line.state, line.mailbox_id, line.parts_missing) == ("to_check", last, ())
    assert preview(lc, last).can_accept
    accept(lc, last)
    assert lc.store.mailbox.received_up_to("VC-NIS") == 1


def test_parts_in_every_order_any_number_of_times_are_one_bundle(
    offices: dict[str, Desk], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    vc = offices["VC"]
    small_mail(monkeypatch)
    file = in_parts(vc)
    for number, order in enumerate(permutations([part.data for part in file.parts])):
        lc = desk_of("LC", Places.at(tmp_path / f"again-{number}"))
        introduce(vc, lc)
        for data in (order[0], order[0], *order[1:]):
            receive_file(lc, data)
        ids = {receive_file(lc, data) for data in order}
        assert len(ids) == 1
        assert [line.state for line in received(lc)] == ["to_check"]
        assert len(lc.store.mailbox.messages_of(ids.pop())) == 1


def another_memory(vc: Desk, lc: Desk, folder: Path) -> Desk:
    """Saint Vincent's office with the keys it has, and nothing of what it did."""
    desk = desk_of("VC", Places.at(folder / "another"))
    introduce(desk, lc)
    assert desk.own == vc.own
    return replace(desk, clock=FixedClock(desk.clock.now(), seed="another"))


def test_a_part_of_other_content_is_an_alarm(
    offices: dict[str, Desk], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    vc, lc = offices["VC"], offices["LC"]
    small_mail(monkeypatch)
    file = in_parts(vc)
    receive_file(lc, file.parts[0].data)
    other = another_memory(vc, lc, tmp_path)
    told(other, "LC")
    forged = in_parts(other)

    with pytest.raises(ExchangeProblem, match="bundle_part_differs"):
        receive_file(lc, forged.parts[1].data)
    assert {line.state for line in received(lc)} == {"waiting_for_parts", "refused"}


def test_a_bundle_past_its_day_is_set_aside_until_the_clock_is_looked_at(offices: dict[str, Desk]) -> None:
    vc, lc = offices["VC"], offices["LC"]
    told(vc, "LC")
    file = seal_bundle(vc, "LC-NIC")
    clock = lc.clock
    assert isinstance(clock, FixedClock)
    clock.advance(days=401)

    with pytest.raises(ExchangeProblem, match="bundle_expired"):
        receive_file(lc, file.data)
    clock.advance(days=-300)
    (line,) = received(lc)
    assert preview(lc, check_again(lc, line.mailbox_id)).can_accept


@pytest.mark.parametrize("days", [365, -365])
def test_a_clock_that_is_a_year_wrong_is_told_and_stops_nothing(offices: dict[str, Desk], days: int) -> None:
    vc, lc = offices["VC"], offices["LC"]
    say(lc, "VC-NIS", Receipt(about_message=lc.clock.new_id(), level=ReceiptLevel.OPENED))
    accept(vc, post(lc, vc))
    told(vc, "LC")
    clock = vc.clock
    assert isinstance(clock, FixedClock)
    clock.advance(days=days)

    mailbox_id = post(vc, lc)

    assert "clock_differs" in codes(lc, mailbox_id)
    assert preview(lc, mailbox_id).can_accept


def chat(sender: Desk, recipient: Desk) -> int:
    """Send some small thing; return its id in the mailbox."""
    say(sender, recipient.office.code, Receipt(about_message=sender.clock.new_id(), level=ReceiptLevel.OPENED))
    return post(sender, recipient)


def test_a_sender_back_from_a_backup_numbers_on_and_says_so(offices: dict[str, Desk], tmp_path: Path) -> None:
    vc, lc = offices["VC"], offices["LC"]
    for _ in range(3):
        chat(vc, lc)
    told(lc, "VC")
    news = seal_bundle(lc, "VC-NIS")
    old = another_memory(vc, lc, tmp_path)
    say(old, "LC-NIC", Receipt(about_message=old.clock.new_id(), level=ReceiptLevel.OPENED))
    first = seal_bundle(old, "LC-NIC")
    with pytest.raises(ExchangeProblem, match="bundle_fork"):
        receive_file(lc, first.data)

    assert "own_store_older" in codes(old, receive_file(old, news.data))
    told(old, "LC")
    after = receive_file(lc, seal_bundle(old, "LC-NIC").data)

    assert lc.store.mailbox.get(after).sequence == 4
    assert lc.store.mailbox.get(after).restored_on == old.clock.today()
    assert "sender_restored" in codes(lc, after)
    assert preview(lc, after).can_accept
    assert "sender_restored" not in codes(lc, chat(old, lc))


def test_an_office_cannot_use_up_the_numbers_of_another(offices: dict[str, Desk]) -> None:
    vc, lc = offices["VC"], offices["LC"]
    lc.store.mailbox.received_up_to = lambda _office: 50_000_000  # type: ignore[assignment, method-assign]  # an office that boasts
    say(lc, "VC-NIS", Receipt(about_message=lc.clock.new_id(), level=ReceiptLevel.OPENED))
    post(lc, vc)

    assert next_number(vc, "LC-NIC") == 1


def test_the_numbers_of_a_false_card_do_not_make_the_true_office_a_fork(tmp_path: Path) -> None:
    vc, lc = desk_of("VC", Places.at(tmp_path / "vc")), desk_of("LC", Places.at(tmp_path / "lc"))
    stranger = desk_of("VC", Places.at(tmp_path / "stranger"))
    add_office(vc, own_card_file(lc))
    add_office(stranger, own_card_file(lc))
    for desk in (vc, stranger):
        confirm_key(desk, "LC-NIC", KeyCheck.PHONE, "A. Clerk")
    secret = make_secret(FixedClock(seed="somebody else").random_bytes)
    false = card(vc.office, secret, vc.clock.today())
    add_office(lc, write_card(false, secret))
    forger = replace(stranger, secret=secret, own=false, clock=FixedClock(stranger.clock.now(), seed="else"))
    told(forger, "LC")
    bad = receive_file(lc, seal_bundle(forger, "LC-NIC").data)
    assert not preview(lc, bad).can_accept

    add_office(lc, own_card_file(vc))  # the true card takes the place of the one nobody compared
    confirm_key(lc, "VC-NIS", KeyCheck.PHONE, "A. Clerk")
    told(vc, "LC")
    good = post(vc, lc)

    assert preview(lc, good).can_accept
    assert lc.store.mailbox.received_up_to("VC-NIS") == 1


def test_what_is_returned_is_what_was_looked_at(offices: dict[str, Desk]) -> None:
    vc, lc = offices["VC"], offices["LC"]
    told(vc, "LC")
    mailbox_id = post(vc, lc)
    seen = preview(lc, mailbox_id)
    changed = replace(seen, changes=())

    with pytest.raises(CaseProblem, match="preview_changed"):
        return_bundle(lc, mailbox_id, ReturnReason.PERSON_NOT_KNOWN, "", seen=changed)
    assert lc.store.mailbox.get(mailbox_id).state is not MailState.RETURNED
    return_bundle(lc, mailbox_id, ReturnReason.PERSON_NOT_KNOWN, "", seen=seen)


def test_a_file_set_aside_is_read_as_text_with_the_number_to_call(tmp_path: Path) -> None:
    vc, lc = desk_of("VC", Places.at(tmp_path / "vc")), desk_of("LC", Places.at(tmp_path / "lc"))
    add_office(vc, own_card_file(lc))
    confirm_key(vc, "LC-NIC", KeyCheck.PHONE, "A. Clerk")
    told(vc, "LC")
    with pytest.raises(ExchangeProblem, match="bundle_key_unknown"):
        receive_file(lc, seal_bundle(vc, "LC-NIC").data)
    (line,) = received(lc)

    told_so = read_quarantined_text(lc, line.mailbox_id)

    assert "Notification of claim received" in told_so.text
    assert "Nothing of it was applied." in told_so.text
    assert (told_so.problem_code, told_so.office_code, told_so.phone) == ("bundle_key_unknown", "VC-NIS", "")
    add_office(lc, own_card_file(vc))
    assert read_quarantined_text(lc, line.mailbox_id).phone == vc.office.phone


def test_a_message_of_another_major_version_is_shown_kept_and_answered(
    offices: dict[str, Desk], monkeypatch: pytest.MonkeyPatch
) -> None:
    vc, lc = offices["VC"], offices["LC"]
    told(vc, "LC")
    data = newer(vc, lc, monkeypatch)

    with pytest.raises(ExchangeProblem, match="message_version"):
        receive_file(lc, data)

    (line,) = received(lc)
    (waiting,) = summaries_of(lc, line.mailbox_id)
    assert "Notification of claim received" in waiting.summary
    assert lc.store.mailbox.received_up_to("VC-NIS") == 1
    (answer,) = lc.store.outbox.waiting("VC-NIS")
    assert b'"level":"version"' in answer.data
    with pytest.raises(ExchangeProblem, match="message_version"):
        receive_file(lc, data)
    assert len(lc.store.outbox.waiting("VC-NIS")) == 1


def newer(vc: Desk, lc: Desk, monkeypatch: pytest.MonkeyPatch) -> bytes:
    """The bundle that waits, its message written by a program of the next major version."""
    encode = messages.encode_message
    with monkeypatch.context() as later:
        later.setattr(
            bundle_module,
            "encode_message",
            lambda message: re.sub(rb'"schema_version":"1.[01]"', b'"schema_version":"2.0"', encode(message)),
        )
        return seal_bundle(vc, lc.office.code).data


def certified(offices: dict[str, Desk]) -> tuple[Desk, Desk, str]:
    """Saint Lucia certified for Saint Vincent, who accepted; Grenada was asked, too. With the claim's id."""
    vc, lc, gd = offices["VC"], offices["LC"], offices["GD"]
    key = told(vc, "LC", "GD")
    at_lc = carry(vc, lc)
    carry(vc, gd)
    certify(lc, at_lc)
    carry(lc, vc)
    return vc, gd, key


def the_certificate(desk: Desk, key: str) -> ReceivedMessage:
    (kept,) = [row for row in desk.store.mailbox.of_claim(key) if row.type == "period_certificate"]
    return kept


def test_a_certificate_travels_on_and_says_who_issued_it(offices: dict[str, Desk]) -> None:
    vc, gd, key = certified(offices)
    kept = the_certificate(vc, key)
    assert [office.card.office.code for office in can_pass_on(vc, kept.message_id)] == ["GD-NIS"]

    pass_on(vc, kept.message_id, "GD-NIS")
    (line,) = [line for line in to_send(vc) if line.office.card.office.code == "GD-NIS"]
    assert [document.person_name for document in line.passed_on] == ["Bernadette Hendyce"]
    mailbox_id = post(vc, gd)
    assert [line.office.card.office.code for line in to_send(vc)] == ["LC-NIC"]

    (part,) = preview(gd, mailbox_id).parts
    assert part.issuer is not None
    assert part.issuer.card.office.code == "LC-NIC"
    (check,) = [check for check in part.checks if check.finding.code == "passed_on"]
    assert check.passed
    claim = accept(gd, mailbox_id)
    (taken,) = gd.store.periods.certificates(claim)
    assert taken.certificate.office == "LC-NIC"
    assert gd.store.outbox.waiting("LC-NIC") == ()
    on = the_certificate(gd, claim)
    assert (on.issuer, on.data, on.signature) == ("LC-NIC", kept.data, kept.signature)
    assert can_pass_on(gd, on.message_id) == ()


def test_an_issuer_that_nobody_called_is_named_and_nothing_is_applied(offices: dict[str, Desk]) -> None:
    vc, gd, key = certified(offices)
    pass_on(vc, the_certificate(vc, key).message_id, "GD-NIS")
    with gd.store.act(verb="samples_made", user=gd.user.id, about="", facts={}):
        gd.store.offices.set_check("LC-NIC", KeyCheck.NOT_YET, by="", with_whom="", at=gd.clock.now())

    mailbox_id = post(vc, gd)

    assert "issuer_not_checked" in codes(gd, mailbox_id)
    with pytest.raises(CaseProblem, match="cannot_accept"):
        accept(gd, mailbox_id)


def test_only_accepted_documents_are_passed_on_and_only_where_they_are_meant(offices: dict[str, Desk]) -> None:
    vc, _, key = certified(offices)
    kept = the_certificate(vc, key)

    with pytest.raises(ExchangeProblem, match="not_to_be_passed_on"):
        pass_on(vc, kept.message_id, "LC-NIC")
    with pytest.raises(ExchangeProblem, match="not_a_document"):
        pass_on(vc, "nothing", "GD-NIS")
    pass_on(vc, kept.message_id, "GD-NIS")
    keep_back(vc, kept.message_id, "GD-NIS")
    assert [line.office.card.office.code for line in to_send(vc)] == ["LC-NIC"]


def test_a_document_kept_before_signatures_were_is_read_from_its_file(offices: dict[str, Desk]) -> None:
    vc, gd, key = certified(offices)
    kept = the_certificate(vc, key)
    with vc.store.act(verb="samples_made", user=vc.user.id, about="", facts={}):
        vc.store.mailbox.put_signature(kept.message_id, b"")

    pass_on(vc, kept.message_id, "GD-NIS")

    assert preview(gd, post(vc, gd)).parts[0].issuer is not None
