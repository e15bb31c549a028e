import pytest

from desktop_app.domain.messages import MessageType
from desktop_app.foundation.problems import StoreProblem
from desktop_app.store.guards import NEVER_REMOVED, WRITTEN_ONCE, put_up_guards
from desktop_app.store.mailbox import ArrivedMessage, MailState
from desktop_app.store.store import Store
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
        )
        store.mailbox.keep(
            raw=b"raw",
            file_name="b.cass",
            received_at=OPENING,
            outcome="ok",
            state=MailState.OPENED,
            messages=(ArrivedMessage(message_id="message-2", type="receipt", digest="d", data=b"{}"),),
        )


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
