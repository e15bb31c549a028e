from datetime import date

import pytest

from desktop_app.domain.case_notices import Joining
from desktop_app.domain.messages import MessageType
from desktop_app.domain.users import Role, User
from desktop_app.foundation.problems import StoreProblem
from desktop_app.store.attachments import KeptAttachment
from desktop_app.store.guards import NEVER_REMOVED, WRITTEN_ONCE, put_up_guards
from desktop_app.store.mailbox import ArrivedMessage, MailState
from desktop_app.store.outbox import SentPart
from desktop_app.store.periods import PaperSource
from desktop_app.store.store import Store
from desktop_app.store.waiting_documents import WaitingDocument
from tests.support.clocks import OPENING
from tests.support.stores import a_calculation, a_certificate, a_decision, add_claim, an_act, an_office


def _sql(*words: str) -> str:
    return " ".join(words)


def _one_of_everything(store: Store) -> None:
    add_claim(store)
    with an_act(store):
        store.periods.add_certificate("claim-1", a_certificate(), "bundle-1", "user-1", OPENING)
        store.calculations.add(a_calculation())
        store.decisions.add("claim-1", a_decision())
        store.documents.add(
            document_id="document-1",
            claim_id="claim-1",
            kind="worksheet",
            file_name="a.pdf",
            data=b"%PDF",
            made_at=OPENING,
            made_by="user-1",
        )
        store.offices.set_own(an_office("VC-NIS").card, b"secret")
        store.offices.put(an_office(key="one"))
        store.offices.put(an_office(key="two"))
        store.outbox.add(
            message_id="message-1",
            office="LC-NIC",
            type=MessageType.CLAIM_NOTICE,
            claim_id="claim-1",
            data=b"{}",
            created_at=OPENING,
        )
        store.outbox.add_bundle(
            bundle_id="bundle-1",
            office="LC-NIC",
            sequence=1,
            file_name="a.cass",
            digest="d",
            sealed_at=OPENING,
            data=b"sealed",
            message_ids=("message-1",),
            more=(SentPart(part=2, file_name="a2.cass", data=b"sealed too"),),
        )
        store.mailbox.keep(
            raw=b"raw",
            file_name="b.cass",
            received_at=OPENING,
            outcome="ok",
            state=MailState.OPENED,
            messages=(ArrivedMessage(message_id="message-2", type="receipt", digest="d", data=b"{}"),),
        )
        _papers(store)
        store.obligations.add(
            claim_id="claim-1",
            owed_by="LC-NIC",
            owed_to="VC-NIS",
            kind="info_reply",
            asked_message_id="message-1",
            asked_on=date(2026, 3, 2),
            due_on=date(2026, 4, 1),
            items=(("item-1", "address"),),
        )
        since = date(2026, 3, 2)
        joins = Joining.JOINS
        store.participants.record(
            "claim-1", office="GD-NIS", state="GD", joining=joins, since=since, reason="new_periods"
        )
        _typed_from_paper(store)
        _the_law(store)


def _papers(store: Store) -> None:
    """Keep one of what goes with messages, and of what waits for an update."""
    waits = WaitingDocument(
        message_id="message-3",
        received_id=1,
        office="LC-NIC",
        type="decision",
        schema_version="2.0",
        waits="message_version",
        summary="What it says.",
    )
    store.waiting_documents.keep((waits,))
    paper = KeptAttachment(
        id="paper-1",
        claim_id="claim-1",
        name="Scan.jpg",
        kind="scan",
        media_type="image/jpeg",
        digest="",
        size=2,
        original_size=4,
        added_at=OPENING,
        added_by="user-1",
    )
    store.attachments.add(paper, b"it", b"that")


def _typed_from_paper(store: Store) -> None:
    (owed,) = store.obligations.of_claim("claim-1")
    source = PaperSource(id="typed-1", obligation_id=owed.id, scan="paper-1", signed_by="J. Sample")
    store.periods.add_from_paper("claim-1", a_certificate(), source, "user-1", OPENING)


def _the_law(store: Store) -> None:
    """Keep one of everything about the law, in the columns themselves."""
    store.users.add(User(id="user-1", name="A. Sample", role=Role.HEAD), "a")
    store.users.add(User(id="user-2", name="B. Sample", role=Role.APPROVER), "b")
    _propose(store)
    _decide(store, status="accepted", by="user-2")
    at = OPENING.isoformat()
    event = {"proposal_id": "proposal-1", "status": "proposed", "by": "user-1", "at": at, "remark": ""}
    store._database.insert("proposal_event", event)
    setting = {"point": "unmet_state", "option": "refer", "valid_from": "2026-01-01", "legal_reference": "Circular 1"}
    store._database.insert("open_point_setting", {**setting, "proposal_id": "proposal-1"})
    store._database.insert("kept_rules", {"digest": "d", "kind": "pack", "state": "VC", "files": b"PK", "kept_at": at})
    update = {"id": "update-1", "state": "VC", "digest": "d", "files": b"PK", "signature": b"s", "signed_by": "k"}
    store._database.insert("rule_update", {**update, "received_at": at, "received_by": "user-1", "status": "received"})
    _the_keys(store)
    decided = {"claim_id": "claim-1", "version": 1, "body": b"{}", "decided_by": "user-2", "decided_at": at}
    store._database.insert("case_decision", {**decided, "calculation_id": a_calculation().id})
    answer = {"id": "answer-1", "claim_id": "claim-1", "asked_at": at, "asked_by": "user-1"}
    store._database.insert("law_answer", {**answer, "answers": "{}", "outcome": "{}", "note": ""})
    _protected(store)
    _merged(store)
    store._database.insert("removal", {"proposal_id": "proposal-1", "kind": "granted", "removed_at": at})
    store._database.insert("removed_record", {"proposal_id": "proposal-1", "reference": "VC-2014-0001"})


def _merged(store: Store) -> None:
    """Keep a merge of two records of one person."""
    store._database.run(
        "INSERT INTO person SELECT 99, 'person-99', surname, forenames, birth_date, birth_certainty, sex,"
        " name_at_birth, other_names, nationality, birth_place, address, phone, email, death_date, parents, sort_name,"
        " 'person-1' FROM person WHERE id = 'person-1'"
    )
    record = {"id": "merge-1", "kept_id": "person-1", "gone_id": "person-99", "merged_by": "user-1"}
    told = {"merged_at": OPENING.isoformat(), "reason": "One card", "before": "{}", "after": "{}", "moved": "{}"}
    store._database.insert("person_merge", {**record, **told})


def _protected(store: Store) -> None:
    """Keep one of everything about a protected case."""
    at = OPENING.isoformat()
    store._database.insert("protection", {"claim_id": "claim-1", "reason": "A", "set_by": "user-1", "set_at": at})
    store._database.insert("protection_named", {"protection_id": 1, "user_id": "user-1"})
    seen = {"protection_id": 1, "user_id": "user-1", "at": at, "reason": "Letter"}
    store._database.insert("recorded_access", seen)


def _the_keys(store: Store) -> None:
    """Keep one of everything about keys and the directory."""
    at = OPENING.isoformat()
    event = {"code": "LC-NIC", "key_id": "k", "state": "revoked", "since": at, "noted_at": at, "noted_by": "user-1"}
    store._database.insert("key_event", {**event, "told_by": "", "reason": ""})
    store._database.insert("own_key_told", {"key_id": "k", "office": "LC-NIC", "message_id": "m", "told_at": at})
    listed = {"id": "list-1", "number": 1, "digest": "d", "data": b"{}", "received_at": at, "received_by": "user-1"}
    store._database.insert("directory_list", {**listed, "status": "received"})


def _propose(store: Store, number: str = "proposal-1", **changes: str) -> None:
    record = {
        "id": number,
        "kind": "open_point",
        "subject": "unmet_state",
        "payload": "{}",
        "reason": "Circular",
        "legal_reference": "Circular 1",
        "valid_from": "2026-01-01",
        "proposed_by": "user-1",
        "proposed_at": OPENING.isoformat(),
        "status": "proposed",
        "decision_remark": "",
    }
    store._database.insert("proposal", {**record, **changes})


def _decide(store: Store, number: str = "proposal-1", *, status: str, by: str, through: str | None = None) -> None:
    changes = {"status": status, "decided_by": by, "decided_at": OPENING.isoformat(), "taken_back_through": through}
    store._database.update("proposal", {"id": number}, changes)


@pytest.mark.parametrize("table", [*WRITTEN_ONCE, *NEVER_REMOVED])
def test_no_row_of_the_record_is_ever_removed(store: Store, table: str) -> None:
    _one_of_everything(store)
    with pytest.raises(StoreProblem) as refused, an_act(store):
        store._database.run(_sql("DELETE FROM", table))
    assert refused.value.code == "record_append_only"
    assert store._database.number(_sql("SELECT count(*) FROM", table)) > 0


@pytest.mark.parametrize("table", WRITTEN_ONCE)
def test_no_row_of_the_record_is_ever_changed(store: Store, table: str) -> None:
    _one_of_everything(store)
    column = store._database.rows("SELECT name FROM pragma_table_info(?)", (table,))[-1]["name"]
    with pytest.raises(StoreProblem) as refused, an_act(store):
        store._database.run(_sql("UPDATE", table, "SET", column, "=", column))
    assert refused.value.code == "record_append_only"


@pytest.mark.parametrize(
    ("table", "column"), [(table, name) for table, columns in NEVER_REMOVED.items() for name in columns]
)
def test_what_came_and_left_stays_as_it_was(store: Store, table: str, column: str) -> None:
    _one_of_everything(store)
    with pytest.raises(StoreProblem) as refused, an_act(store):
        store._database.run(_sql("UPDATE", table, "SET", column, "=", column))
    assert refused.value.code == "record_append_only"


def test_replacing_a_row_is_no_way_round_a_guard(store: Store) -> None:
    _one_of_everything(store)
    with pytest.raises(StoreProblem) as refused, an_act(store):
        store._database.run("REPLACE INTO received_file SELECT * FROM received_file")
    assert refused.value.code == "record_append_only"


def test_guards_lost_by_a_transformed_table_are_put_up_again(store: Store) -> None:
    tables = store._database.tables
    tables.execute("DROP TRIGGER document_keeps")
    put_up_guards(tables)
    _one_of_everything(store)
    with pytest.raises(StoreProblem), an_act(store):
        store._database.run("DELETE FROM document")


def _with_a_proposal(store: Store) -> None:
    with an_act(store):
        store.users.add(User(id="user-1", name="A. Sample", role=Role.HEAD), "a")
        store.users.add(User(id="user-2", name="B. Sample", role=Role.APPROVER), "b")
        _propose(store)


@pytest.mark.parametrize("status", ["accepted", "refused"])
def test_the_tables_themselves_refuse_that_one_person_decides_alone(store: Store, status: str) -> None:
    _with_a_proposal(store)
    with pytest.raises(StoreProblem) as refused, an_act(store):
        _decide(store, status=status, by="user-1")
    assert refused.value.code == "record_refused"


def test_nothing_is_proposed_already_accepted(store: Store) -> None:
    _with_a_proposal(store)
    with pytest.raises(StoreProblem), an_act(store):
        _propose(store, "proposal-2", status="accepted", decided_by="user-2", decided_at=OPENING.isoformat())


@pytest.mark.parametrize("first", ["accepted", "refused"])
@pytest.mark.parametrize("then", ["accepted", "refused"])
def test_what_was_decided_is_not_decided_again(store: Store, first: str, then: str) -> None:
    _with_a_proposal(store)
    with an_act(store):
        _decide(store, status=first, by="user-2")
    with pytest.raises(StoreProblem), an_act(store):
        _decide(store, status=then, by="user-2")


def test_what_was_accepted_is_taken_back_only_through_an_accepted_proposal_to_do_so(store: Store) -> None:
    _with_a_proposal(store)
    with an_act(store):
        _decide(store, status="accepted", by="user-2")
        _propose(store, "proposal-2", kind="take_back", subject="proposal-1", proposed_by="user-2")
    with pytest.raises(StoreProblem), an_act(store):
        _decide(store, status="taken_back", by="user-2", through="proposal-2")
    with an_act(store):
        _decide(store, "proposal-2", status="accepted", by="user-1")
        _decide(store, status="taken_back", by="user-2", through="proposal-2")


def test_a_setting_without_an_accepted_proposal_is_refused(store: Store) -> None:
    _with_a_proposal(store)
    setting = {"point": "unmet_state", "option": "refer", "valid_from": "2026-01-01", "legal_reference": "Circular 1"}
    with pytest.raises(StoreProblem), an_act(store):
        store._database.insert("open_point_setting", {**setting, "proposal_id": "proposal-1"})
