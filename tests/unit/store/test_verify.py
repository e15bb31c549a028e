"""A store read through from end to end: what does not fit is found, wherever it lies."""

import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

import pytest

from desktop_app.domain.verification import FaultKind, StoreFault
from desktop_app.foundation.problems import StoreProblem
from desktop_app.foundation.progress import Cancelled
from desktop_app.store.changes import MOST
from desktop_app.store.guards import FILES, NEVER_REMOVED, WRITTEN_ONCE
from desktop_app.store.migrations import schema_version
from desktop_app.store.store import Store
from desktop_app.store.verify import verify_file
from tests.support.clocks import OPENING, FixedClock
from tests.support.stores import KEY, a_person, an_act, make_store, open_again, round_the_guards

STORES = Path(__file__).parents[2] / "stores"
_PAGE = 4096


def _kept(store: Store, count: int = 3) -> None:
    for number in range(1, count + 1):
        with an_act(store):
            store.documents.add(
                document_id=f"document-{number}",
                claim_id=None,
                kind="worksheet",
                file_name="worksheet.pdf",
                data=f"%PDF {number}".encode() * 400,
                made_at=OPENING,
                made_by="user-1",
            )


def _faults(store: Store) -> list[tuple[FaultKind, str, int]]:
    return [(fault.kind, fault.where, fault.row) for fault in store.verify().faults]


def test_a_sound_store_says_how_much_was_read(store: Store) -> None:
    _kept(store)
    found = store.verify()
    assert found.sound
    assert (found.journal_lines, found.files) == (store.journal.count(), 3)
    assert found.last_hash == store.journal.lines(limit=1)[0].hash


@pytest.mark.parametrize("line", [1, 2, 3])
def test_a_changed_journal_line_is_named(store: Store, line: int) -> None:
    _kept(store)
    with round_the_guards(store) as run:
        run(f"UPDATE journal SET user = 'somebody else' WHERE id = {line}")  # noqa: S608 - a number of this test
    assert _faults(store) == [(FaultKind.JOURNAL, "journal", line)]


def test_a_removed_journal_line_shows_in_the_chain_and_in_the_count(store: Store) -> None:
    _kept(store)
    with round_the_guards(store) as run:
        run("DELETE FROM journal WHERE id = 2")
    found = _faults(store)
    assert found[0] == (FaultKind.JOURNAL, "journal", 3)
    assert found[-1] == (FaultKind.ROW, "journal", 1)
    assert {kind for kind, _where, _row in found[1:-1]} <= {FaultKind.REFERENCE}  # what was kept of before and after


def test_an_inserted_journal_line_shows(store: Store) -> None:
    _kept(store)
    with round_the_guards(store) as run:
        told = "at, user, verb, about, facts, previous, hash, changed"
        run(f"INSERT INTO journal SELECT 4, {told} FROM journal WHERE id = 3")  # noqa: S608 - own words
    assert _faults(store)[0] == (FaultKind.JOURNAL, "journal", 4)


def test_a_kept_file_with_other_bytes_is_named(store: Store) -> None:
    _kept(store)
    with round_the_guards(store) as run:
        run("UPDATE document SET data = x'00' WHERE row = 2")
    assert _faults(store) == [(FaultKind.FILE, "document", 2)]


def test_a_removed_attachment_is_missed(store: Store) -> None:
    _kept(store)
    with round_the_guards(store) as run:
        run("DELETE FROM document WHERE row = 2")
    assert store.verify().faults == (
        StoreFault(kind=FaultKind.ROW, where="document", row=1),
        StoreFault(kind=FaultKind.VANISHED, where="document", name="2", line=2),
    )


def test_a_row_that_refers_to_nothing_is_named(store: Store) -> None:
    with round_the_guards(store) as run:
        run("INSERT INTO insurance_number VALUES ('nobody', 0, 'VC', '1', '1', 'ordinary', NULL, NULL)")
    assert [kind for kind, where, _ in _faults(store) if where == "insurance_number"] == [
        FaultKind.REFERENCE,
        FaultKind.UNTOLD,
    ]


@pytest.mark.parametrize("guard", ["journal_stands", "document_keeps", "proposal_decided"])
def test_a_guard_taken_away_or_weakened_is_missed(store: Store, guard: str) -> None:
    tables = store._database.tables
    table = tables.execute("SELECT tbl_name FROM sqlite_master WHERE name = ?", [guard]).fetchone()[0]
    tables.execute(f"DROP TRIGGER {guard}")
    assert _faults(store) == [(FaultKind.GUARD, table, 0)]
    tables.execute(f"CREATE TRIGGER {guard} BEFORE UPDATE ON {table} BEGIN SELECT 1; END")
    assert _faults(store) == [(FaultKind.GUARD, table, 0)]


def test_a_table_taken_away_is_missed(store: Store) -> None:
    store._database.tables.execute("DROP TABLE watched_file")
    assert StoreFault(kind=FaultKind.GUARD, where="watched_file") in store.verify().faults


def test_every_page_of_a_store_is_under_a_seal(tmp_path: Path) -> None:
    with make_store(tmp_path) as store:
        _kept(store)
    path = tmp_path / "store.cass-db"
    whole = path.read_bytes()
    pages = range(2, len(whole) // _PAGE + 1)
    for first in range(0, len(pages), 16):
        together = pages[first : first + 16]
        if _told_of(path, whole, together) != set(together):
            # Among them is a page that says which tables there are: each is damaged by itself then.
            assert all(_told_of(path, whole, [page]) in ({page}, set()) for page in together)


def _told_of(path: Path, whole: bytes, damaged: Sequence[int]) -> set[int]:
    """Return which pages are named when some are damaged; none where nothing can be read any longer, as is said."""
    torn = bytearray(whole)
    for page in damaged:
        torn[(page - 1) * _PAGE + _PAGE // 2] ^= 1
    path.write_bytes(torn)
    try:
        faults = verify_file(path, KEY, FixedClock()).faults
    except StoreProblem as problem:
        if problem.code != "store_unreadable":
            raise
        return set()
    named = {fault.row for fault in faults if fault.kind is FaultKind.SEAL}
    assert named, "damage that nobody noticed"
    return named


def test_a_file_read_through_stays_as_it_is_to_the_byte(tmp_path: Path) -> None:
    with make_store(tmp_path) as store:
        _kept(store)
    path = tmp_path / "store.cass-db"
    before = path.read_bytes()
    assert verify_file(path, KEY, FixedClock()).sound
    assert path.read_bytes() == before


def test_a_file_that_is_missing_or_of_another_key_is_refused(tmp_path: Path) -> None:
    with make_store(tmp_path):
        pass
    with pytest.raises(StoreProblem, match="store_missing"):
        verify_file(tmp_path / "none.cass-db", KEY, FixedClock())
    with pytest.raises(StoreProblem, match="store_unreadable"):
        verify_file(tmp_path / "store.cass-db", bytes(32), FixedClock())


@pytest.mark.parametrize("version", range(1, schema_version() + 1))
def test_a_store_of_every_released_version_is_sound_before_and_after_it_is_brought_up_to_date(
    tmp_path: Path, version: int
) -> None:
    path = tmp_path / "store.cass-db"
    shutil.copy(STORES / f"v{version}" / "store.cass-db", path)
    before = verify_file(path, KEY, FixedClock())
    assert (before.sound, before.version) == (True, version)
    with open_again(tmp_path) as store:
        assert store.verify().sound


def test_reading_through_can_be_stopped(store: Store) -> None:
    _kept(store)

    class Stopping:
        def step(self, _done: int, _total: int, what: str = "") -> None:
            if what == "verify_files":
                raise Cancelled

    with pytest.raises(Cancelled):
        store.verify(Stopping())


def test_every_table_that_keeps_bytes_is_kept_for_good() -> None:
    assert set(FILES) <= {*WRITTEN_ONCE, *NEVER_REMOVED}


def _with_people(store: Store, name: str = "person") -> None:
    """Keep three persons, each by an act of its own."""
    for number in range(1, 4):
        with an_act(store, f"{name}-{number}"):
            store.persons.add(a_person(id=f"{name}-{number}"))


@pytest.mark.parametrize(
    ("sql", "kind", "line"),
    [
        ("UPDATE person SET birth_date = '1950-01-01' WHERE id = 'person-2'", FaultKind.ALTERED, 2),
        ("DELETE FROM person WHERE id = 'person-2'", FaultKind.VANISHED, 2),
    ],
)
def test_a_record_changed_behind_the_journal_is_named_with_the_last_line_about_it(
    store: Store, sql: str, kind: FaultKind, line: int
) -> None:
    _with_people(store)
    assert store.verify().sound
    with round_the_guards(store) as run:
        run(sql)
    found = store.verify().faults
    assert [fault for fault in found if fault.kind is not FaultKind.REFERENCE] == [
        StoreFault(kind=kind, where="person", name="2", line=line)
    ]


def test_a_record_put_in_behind_the_journal_is_named(store: Store) -> None:
    _with_people(store)
    with round_the_guards(store) as run:
        run("INSERT INTO setting VALUES ('put in', '1')")
    assert store.verify().faults == (StoreFault(kind=FaultKind.UNTOLD, where="setting", name="put in"),)


def test_a_record_that_was_removed_and_is_back_is_named(store: Store) -> None:
    with an_act(store):
        store.settings.set("sample", value=1)
    with an_act(store):
        store._database.delete("setting", {"key": "sample"})
    with round_the_guards(store) as run:
        run("INSERT INTO setting VALUES ('sample', '1')")
    assert store.verify().faults == (StoreFault(kind=FaultKind.UNTOLD, where="setting", name="sample", line=2),)


def test_the_end_of_a_long_text_and_bytes_without_a_digest_are_held_too(store: Store) -> None:
    with an_act(store):
        store._database.insert("setting", {"key": "long", "value": "x" * 5000})
        store._database.insert("office_secret", {"secret": b"s" * 32, "kept_at": "2026-01-01"})
    assert store.verify().sound
    with round_the_guards(store) as run:
        run("UPDATE setting SET value = substr(value, 1, 4999) || 'y'")
        run(f"UPDATE office_secret SET secret = x'{'00' * 32}'")  # noqa: S608 - zeros
    assert {fault.where for fault in store.verify().faults} == {"setting", "office_secret"}


def test_of_an_act_on_very_many_rows_those_that_are_not_kept_one_by_one_are_counted(store: Store) -> None:
    with an_act(store):
        for number in range(MOST + 20):
            store.settings.set(f"sample-{number:05}", value=number)
    with an_act(store):
        store.settings.set("sample-01010", value=0)
        store.settings.set("after", value=0)
    assert store.verify().sound
    with round_the_guards(store) as run:
        run("UPDATE setting SET value = '7' WHERE key = 'sample-01010'")
        run("DELETE FROM setting WHERE key = 'sample-00003'")
        run("INSERT INTO setting (rowid, key, value) VALUES (-5, 'put in before', '1')")
    assert store.verify().faults == (
        StoreFault(kind=FaultKind.ALTERED, where="setting", name="sample-01010", line=2),
        StoreFault(kind=FaultKind.VANISHED, where="setting", name="sample-00003", line=1),
    )
    with round_the_guards(store) as run:
        run("INSERT INTO setting VALUES ('put in', '1')")
    assert StoreFault(kind=FaultKind.UNTOLD, where="setting", name="put in") in store.verify().faults


def test_a_record_that_was_gone_may_have_come_again_among_very_many_and_is_told_gone_once_more(store: Store) -> None:
    """Of very many rows added by one act the last are not known: what was gone before may be among them."""
    with an_act(store):
        store.settings.set("zz-last", value=1)
    for turn in range(2):
        with an_act(store):
            store._database.delete("setting", {"key": "zz-last"})
        with an_act(store):
            for number in range(MOST + 20):
                store.settings.set(f"sample-{turn}-{number:05}", value=number)
            store.settings.set("zz-last", value=2)
        assert store.verify().sound
    with an_act(store):
        store._database.delete("setting", {"key": "zz-last"})
    with round_the_guards(store) as run:
        run("INSERT INTO setting VALUES ('zz-last', '2')")
    assert StoreFault(kind=FaultKind.UNTOLD, where="setting", name="zz-last", line=6) in store.verify().faults


def test_in_a_store_of_before_what_was_put_in_after_a_line_is_named(tmp_path: Path) -> None:
    shutil.copy(STORES / "v4" / "store.cass-db", tmp_path / "store.cass-db")
    with open_again(tmp_path) as store:
        _with_people(store, "new")
        assert store.verify().sound
        row = str(store._database.number("SELECT max(row) + 1 FROM person"))
        with round_the_guards(store) as run:
            columns = [row[1] for row in run("PRAGMA table_info(person)").fetchall() if row[1] not in {"row", "id"}]
            told = ", ".join(columns)
            run(f"INSERT INTO person (id, {told}) SELECT 'put in', {told} FROM person WHERE id = 'new-3'")  # noqa: S608 - own names
        assert store.verify().faults == (StoreFault(kind=FaultKind.UNTOLD, where="person", name=row),)


def test_after_damage_of_the_journal_only_what_later_lines_say_is_held(store: Store) -> None:
    _with_people(store)
    with an_act(store, "person-3"):
        store.persons.update(a_person(id="person-3", phone="784 000 0000"))
    with round_the_guards(store) as run:
        run("UPDATE journal_change SET changes = '{}' WHERE line = 2")
        run("UPDATE person SET phone = '1' WHERE id = 'person-1'")
        run("UPDATE person SET phone = '2' WHERE id = 'person-3'")
    assert store.verify().faults == (
        StoreFault(kind=FaultKind.CHANGES, where="journal", row=2),
        StoreFault(kind=FaultKind.ALTERED, where="person", name="3", line=4),
    )


def test_no_file_is_left_of_holding_records_against_the_journal(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _with_people(store)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    before = sorted(tmp_path.iterdir())
    assert store.verify().sound
    assert sorted(tmp_path.iterdir()) == before
