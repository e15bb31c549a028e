"""What had to be destroyed is gone from the file, and a store read through says so and nothing more."""

from pathlib import Path

import pytest

from desktop_app.domain.verification import FaultKind
from desktop_app.foundation.problems import StoreProblem
from desktop_app.store.columns import sha256
from desktop_app.store.destruction import VERB
from desktop_app.store.mailbox import GOOD, ArrivedMessage, MailState
from desktop_app.store.store import Store
from tests.support.clocks import OPENING
from tests.support.stores import an_act

MESSAGE = "00000000-0000-4000-8000-000000000001"
BODY = b'{"of":"a wrong person"}'


def keep(store: Store) -> int:
    with an_act(store):
        return store.mailbox.keep(
            raw=b"sealed " + BODY,
            file_name="VC-NIS_LC-NIC_000001_1of1.cass",
            received_at=OPENING,
            outcome=GOOD,
            state=MailState.ACCEPTED,
            bundle_id="00000000-0000-4000-8000-0000000000b1",
            digest="d" * 64,
            from_office="VC-NIS",
            sequence=1,
            messages=(ArrivedMessage(message_id=MESSAGE, type="claim_notice", digest=sha256(BODY), data=BODY),),
        ).id


def destroy(store: Store, received_id: int, *, told: bool = True) -> None:
    with an_act(store):
        store.destruction.message(MESSAGE, on=OPENING.date())
        store.destruction.files((received_id,))
        if told:
            store.journal.write(verb=VERB, user="user-1", about=MESSAGE, facts={"files": str(received_id)})
    store.forget()


def test_a_store_of_which_something_was_destroyed_is_sound(store: Store) -> None:
    number = keep(store)

    destroy(store, number)

    assert store.mailbox.data_of(number) == b""
    assert store.verify().sound
    assert store.destruction.overwrites()


def test_bytes_that_are_gone_without_a_line_that_says_why_are_damage(store: Store) -> None:
    number = keep(store)

    destroy(store, number, told=False)

    faults = {(fault.kind, fault.where) for fault in store.verify().faults}
    assert faults >= {(FaultKind.FILE, "received_file"), (FaultKind.FILE, "received_message")}


def test_nothing_is_left_of_it_in_the_file_or_beside_it(store: Store, tmp_path: Path) -> None:
    number = keep(store)
    destroy(store, number)

    pages = store._database.number("PRAGMA page_count")
    store._database.tables.execute(f"ATTACH DATABASE '{tmp_path / 'plain'}' AS plain KEY ''")
    store._database.tables.execute("SELECT sqlcipher_export('plain')").fetchall()

    assert pages
    assert BODY not in (tmp_path / "plain").read_bytes()
    assert all(file.stat().st_size == 0 for file in tmp_path.rglob("*-wal"))


def test_the_guards_stand_after_it_and_after_one_that_failed(store: Store) -> None:
    number = keep(store)
    with pytest.raises(StoreProblem), an_act(store):
        store.destruction.message("00000000-0000-4000-8000-00000000ffff", on=OPENING.date())

    assert store.mailbox.data_of(number)
    with pytest.raises(StoreProblem, match="append_only"), an_act(store):
        store._database.run("UPDATE received_message SET data = x''")
