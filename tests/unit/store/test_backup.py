from pathlib import Path

import pytest

from desktop_app.foundation.problems import PlaceProblem, StoreProblem
from desktop_app.foundation.progress import Cancelled
from desktop_app.store.backup import check_sound
from desktop_app.store.database import connect
from desktop_app.store.store import Store
from tests.support.clocks import FixedClock
from tests.support.stores import KEY, a_claim, add_claim, an_act


def test_a_backup_opens_and_holds_everything(store: Store, tmp_path: Path) -> None:
    add_claim(store)
    target = tmp_path / "copies" / "today.cass-db"
    store.back_up(target)
    assert [entry.name for entry in target.parent.iterdir()] == ["today.cass-db"]
    with Store.open(target, KEY, FixedClock()) as copy:
        assert copy.claims.get("claim-1") == a_claim()
        assert copy.journal.verify() is None


def test_the_store_goes_on_while_and_after_it_is_copied(store: Store, tmp_path: Path) -> None:
    add_claim(store)
    seen: list[tuple[int, int, str]] = []

    class Watch:
        def step(self, done: int, total: int, what: str = "") -> None:
            seen.append((done, total, what))

    store.back_up(tmp_path / "a.cass-db", Watch())
    store.drafts.save("draft-1", "intake", None, {})
    store.back_up(tmp_path / "a.cass-db")
    assert seen[-1] == (seen[-1][1], seen[-1][1], "backup")
    with Store.open(tmp_path / "a.cass-db", KEY, FixedClock()) as copy:
        assert copy.drafts.get("draft-1") is not None


def test_a_backup_that_is_stopped_leaves_the_one_before(store: Store, tmp_path: Path) -> None:
    class Stop:
        def step(self, done: int, total: int, what: str = "") -> None:
            raise Cancelled(done, total, what)

    target = tmp_path / "a.cass-db"
    store.back_up(target)
    before = target.read_bytes()
    with pytest.raises(Cancelled):
        store.back_up(target, Stop())
    assert target.read_bytes() == before
    assert not list(tmp_path.glob(".*"))
    store.drafts.save("draft-1", "intake", None, {})


def test_a_place_that_cannot_be_written_is_said_so(store: Store, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(PlaceProblem):
        store.back_up(tmp_path / "file" / "a.cass-db")


def test_a_flipped_bit_in_a_copy_is_noticed(store: Store, tmp_path: Path) -> None:
    with an_act(store):
        store.settings.set("long", "x" * 100_000)
    target = tmp_path / "a.cass-db"
    store.back_up(target)
    damaged = bytearray(target.read_bytes())
    damaged[-3000] ^= 1
    target.write_bytes(damaged)
    tables = connect(target, KEY)
    with pytest.raises(StoreProblem) as refused:
        check_sound(tables)
    tables.close()
    assert refused.value.code == "backup_damaged"
