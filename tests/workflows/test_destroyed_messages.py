"""What came by mistake is destroyed in truth: its bytes go, the digest and who did it stay, and both ends know."""

from datetime import date
from pathlib import Path

import pytest

from desktop_app.domain.case_notices import CorrectionReason
from desktop_app.domain.claims import Stage
from desktop_app.domain.messages import MessageType
from desktop_app.domain.obligations import ObligationKind, ObligationState
from desktop_app.foundation.problems import CaseProblem, ExchangeProblem, StoreProblem
from desktop_app.store.mailbox import MailState
from desktop_app.store.store import Store
from desktop_app.workflows.apply_message import accept
from desktop_app.workflows.attach import attach_file, attachments_of, send_with
from desktop_app.workflows.correct_message import confirm_destroyed, correct_message
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.destruction_asked import destruction_asked
from desktop_app.workflows.find import find
from desktop_app.workflows.open_claim import open_claim
from desktop_app.workflows.print_message import message_document
from desktop_app.workflows.receive_bundle import preview, receive_file, received
from tests.support import hendyce
from tests.support.case_desks import OTHER, carry, certify, claim_at, post, say, sealed_again, take_in, told
from tests.support.clocks import FixedClock
from tests.support.messages import FULL

Desks = dict[str, Desk]


def asked_to_destroy(offices: Desks, reason: CorrectionReason = CorrectionReason.WRONG_RECIPIENT) -> tuple[str, str]:
    """Saint Vincent tells Saint Lucia of a claim it should not have told of; the notice's id, and what is owed."""
    vc, lc = offices["VC"], offices["LC"]
    key = told(vc, "LC")
    carry(vc, lc, "claim of Hendyce.cass")
    (row,) = (row for row in vc.store.outbox.of_claim(key) if row.type is MessageType.CLAIM_NOTICE)
    correct_message(vc, row.message_id, reason=reason)
    carry(vc, lc)
    return row.message_id, owed_here(lc)


def owed_here(desk: Desk) -> str:
    (owed,) = (
        each for each in desk.store.obligations.open(owed_by=desk.office.code) if each.kind is ObligationKind.RECEIPT
    )
    return owed.id


def every_row(desk: Desk) -> bytes:
    """Everything that stands in the store, the pages of its indexes too."""
    database = desk.store._database
    tables = [row["name"] for row in database.rows("SELECT name FROM sqlite_master WHERE type = 'table'")]
    values = (value for table in tables for row in database.rows(f"SELECT * FROM {table}") for value in row.values())  # noqa: S608 - its own tables
    return b"\n".join(value if isinstance(value, bytes) else str(value).encode() for value in values)


def raw_bytes(desk: Desk) -> list[int]:
    return [len(desk.store.mailbox.data_of(file.id)) for file in desk.store.mailbox.files()]


def test_the_bytes_go_and_the_digest_and_who_did_it_stay(offices: Desks) -> None:
    lc = offices["LC"]
    message_id, owed = asked_to_destroy(offices)
    before = lc.store.mailbox.message(message_id)
    assert before is not None

    confirm_destroyed(lc, owed, "Files deleted, the print shredded.")

    kept = lc.store.mailbox.message(message_id)
    assert kept is not None
    assert (kept.data, kept.state, kept.digest) == (b"", MailState.DESTROYED, before.digest)
    file = lc.store.mailbox.get(kept.received_id)
    assert (lc.store.mailbox.data_of(file.id), file.file_name, file.state) == (b"", "", MailState.DESTROYED)
    assert file.file_digest
    [line] = [line for line in lc.store.journal.lines(about=message_id) if line.verb == "message_destroyed"]
    assert (line.user, line.facts["digest"]) == (lc.user.id, before.digest)
    (traced,) = [entry for entry in lc.store.trace_log.lines() if entry.message_id == message_id]
    assert traced.day_of("destroyed") == lc.clock.today()


def test_the_person_and_the_case_it_alone_brought_here_go_and_no_search_finds_them(offices: Desks) -> None:
    lc = offices["LC"]
    message_id, owed = asked_to_destroy(offices, CorrectionReason.WRONG_PERSON)
    kept = lc.store.mailbox.message(message_id)
    assert kept is not None
    assert kept.claim_id
    assert find(lc, "Hendyce")

    confirm_destroyed(lc, owed, "Files deleted.")

    for words in ("Hendyce", "Bernadette", "14 Jun 1954", hendyce.CLAIMANT.numbers[0][1]):
        assert not [hit for hit in find(lc, words) if hit.kind.value in {"person", "claim"}], words
    assert claim_at(lc, kept.claim_id).stage is Stage.CLOSED
    assert lc.store.periods.stated(kept.claim_id) == ()
    person = lc.store.persons.get(claim_at(lc, kept.claim_id).person_id)
    assert (person.surname, person.birth_date, person.numbers) == ("\u2014", date.min, ())
    open_claim(lc, kept.claim_id)


def test_what_it_says_is_nowhere_in_the_store_any_longer(offices: Desks) -> None:
    lc = offices["LC"]
    _message_id, owed = asked_to_destroy(offices, CorrectionReason.WRONG_PERSON)

    confirm_destroyed(lc, owed, "Files deleted.")

    dump = every_row(lc).lower()
    assert b"vc-nis" in dump
    assert b"bernadette" not in dump
    assert b"hendyce" not in dump


def test_the_office_that_sent_it_hears_of_it_and_both_have_the_incident(offices: Desks) -> None:
    vc, lc = offices["VC"], offices["LC"]
    _message_id, owed = asked_to_destroy(offices)
    confirm_destroyed(lc, owed, "Files deleted.")
    carry(lc, vc)

    for desk in (vc, lc):
        assert "privacy_incident" in {line.verb for line in desk.store.journal.lines()}
    states = {each.state for each in vc.store.obligations.all() if each.kind is ObligationKind.RECEIPT}
    assert states == {ObligationState.MET}


def test_a_certificate_of_a_wrong_person_loses_its_rows(offices: Desks) -> None:
    vc, lc = offices["VC"], offices["LC"]
    key = told(vc, "LC")
    there = carry(vc, lc)
    certify(lc, there)
    carry(lc, vc)
    (row,) = (row for row in lc.store.outbox.of_claim(there) if row.type is MessageType.PERIOD_CERTIFICATE)
    correct_message(lc, row.message_id, reason=CorrectionReason.WRONG_PERSON)
    carry(lc, vc)

    confirm_destroyed(vc, owed_here(vc), "Deleted.")

    assert [record for record in vc.store.periods.current(key) if record.state == "LC"] == []
    (gone,) = vc.store.periods.certificates(key)
    assert (gone.certificate.rows, gone.certificate.person_surname, gone.certificate.stated_weeks) == ((), "", 0)
    assert find(vc, "Hendyce")  # our own claim and claimant stay
    open_claim(vc, key)


def test_every_file_it_came_in_goes(offices: Desks) -> None:
    vc, lc = offices["VC"], offices["LC"]
    key = told(vc, "LC")
    carry(vc, lc)
    (row,) = (row for row in vc.store.outbox.of_claim(key) if row.type is MessageType.CLAIM_NOTICE)
    assert row.bundle_id
    accept(lc, receive_file(lc, sealed_again(vc, row.bundle_id)))
    correct_message(vc, row.message_id, reason=CorrectionReason.WRONG_RECIPIENT)
    with vc.store.act(verb="samples_made", user=vc.user.id, about="", facts={}):
        vc.store.outbox.add_bundle(
            bundle_id="00000000-0000-4000-8000-00000000beef", office="LC-NIC", sequence=2, file_name="again.cass",
            digest=lc.store.mailbox.files()[0].digest, sealed_at=vc.clock.now(), data=b"again", message_ids=(),
        )  # fmt: skip
    accept(lc, post(vc, lc))

    confirm_destroyed(lc, owed_here(lc), "Deleted.")

    assert raw_bytes(lc)[1:] == [0, 0]


def test_the_files_that_hold_what_nobody_decided_about_are_kept_until_then(offices: Desks) -> None:
    vc, lc = offices["VC"], offices["LC"]
    key = told(vc, "LC")
    take_in_other = take_in(vc, OTHER)
    say(vc, "LC-NIC", FULL[MessageType.CHANGE_NOTICE])
    carry(vc, lc)
    (row,) = (row for row in vc.store.outbox.of_claim(key) if row.type is MessageType.CLAIM_NOTICE)
    correct_message(vc, row.message_id, reason=CorrectionReason.WRONG_RECIPIENT)
    carry(vc, lc)

    with pytest.raises(CaseProblem) as refused:
        confirm_destroyed(lc, owed_here(lc), "Deleted.")

    assert (refused.value.code, refused.value.facts["count"]) == ("destroy_others_wait", 1)
    kept = lc.store.mailbox.message(row.message_id)
    assert kept is not None
    assert kept.data
    assert take_in_other


def test_papers_of_other_messages_in_the_file_stay_with_their_cases(offices: Desks) -> None:
    vc, lc = offices["VC"], offices["LC"]
    key, other = told(vc, "LC"), told(vc, "LC", claimant=OTHER)
    for claim, name in ((key, "Wrong.pdf"), (other, "Right.pdf")):
        (row,) = (row for row in vc.store.outbox.of_claim(claim) if row.type is MessageType.CLAIM_NOTICE)
        paper = attach_file(vc, claim, b"%PDF-1.4 invented " + name.encode(), name, "form")
        send_with(vc, row.message_id, (paper.id,))
    mailbox_id = post(vc, lc)
    accept(lc, mailbox_id)
    (row,) = (row for row in vc.store.outbox.of_claim(key) if row.type is MessageType.CLAIM_NOTICE)
    correct_message(vc, row.message_id, reason=CorrectionReason.WRONG_RECIPIENT)
    carry(vc, lc)

    confirm_destroyed(lc, owed_here(lc), "Deleted.")

    (kept,) = (each for each in lc.store.mailbox.messages_of(mailbox_id) if each.state is not MailState.DESTROYED)
    assert kept.claim_id
    assert [paper.name for paper in attachments_of(lc, kept.claim_id)] == ["Right.pdf"]
    assert kept.data


def test_what_is_destroyed_is_said_to_be_wherever_it_is_asked_for(offices: Desks) -> None:
    lc = offices["LC"]
    message_id, owed = asked_to_destroy(offices)
    confirm_destroyed(lc, owed, "Deleted.")
    kept = lc.store.mailbox.message(message_id)
    assert kept is not None

    assert "destroyed" in {line.state for line in received(lc)}
    with pytest.raises(ExchangeProblem, match="bundle_destroyed"):
        preview(lc, kept.received_id)
    with pytest.raises(CaseProblem, match="message_destroyed"):
        message_document(lc, message_id)


def test_the_guards_are_up_again_after_it(offices: Desks) -> None:
    lc = offices["LC"]
    _message_id, owed = asked_to_destroy(offices)
    confirm_destroyed(lc, owed, "Deleted.")

    for table in ("received_file", "received_message", "certificate", "certified_period"):
        guards = lc.store._database.rows(
            "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = ?", (table,)
        )
        assert {f"{table}_keeps", f"{table}_stands"} <= {row["name"] for row in guards}
    with (
        pytest.raises(StoreProblem, match="append_only"),
        lc.store.act(verb="samples_made", user=lc.user.id, about="", facts={}),
    ):
        lc.store._database.run("UPDATE received_file SET raw = x''")


def test_the_write_ahead_log_of_a_store_on_disk_is_cleared(tmp_path: Path) -> None:
    clock = FixedClock()
    store = Store.create(tmp_path / "office.cass-db", b"k" * 32, clock)
    with store.act(verb="test", user="", about="", facts={}):
        store.settings.set("something", "x" * 10_000)
    log = tmp_path / "office.cass-db-wal"
    assert log.stat().st_size

    store.forget()

    assert log.stat().st_size == 0
    assert store.destruction.overwrites()
    store.close()


def test_what_goes_with_it_is_said_before(offices: Desks) -> None:
    lc = offices["LC"]
    message_id, owed = asked_to_destroy(offices, CorrectionReason.WRONG_PERSON)
    kept = lc.store.mailbox.message(message_id)
    assert kept is not None
    assert kept.claim_id

    asked = destruction_asked(lc, owed)

    assert (asked.case_number, asked.waiting) == (claim_at(lc, kept.claim_id).number, 0)
    assert "Hendyce" in asked.person_name
