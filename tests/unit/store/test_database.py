import sys
from pathlib import Path

import pytest
import sqlcipher3

from desktop_app.foundation.problems import StoreProblem
from desktop_app.foundation.progress import Cancelled
from desktop_app.store.database import Tables, make_durable, translated
from desktop_app.store.store import Store
from tests.support.sources import modules
from tests.support.stores import KEY, a_person, add_claim, an_act, make_store


def test_sqlite_utils_works_on_sqlcipher_and_none_the_wiser() -> None:
    sqlite_utils = sys.modules["sqlite_utils"]
    assert sqlite_utils.utils.OperationalError is sqlcipher3.OperationalError
    assert sys.modules["pysqlite3"] is sqlcipher3


def test_one_module_alone_imports_what_must_be_imported_in_order() -> None:
    importers = {path.name for path in modules("store") if "import sqlite_utils" in path.read_text(encoding="utf-8")}
    assert importers == {"database.py"}


def test_the_file_is_written_whole_or_not_at_all(store: Store) -> None:
    told = {
        name: store._database.tables.execute(f"PRAGMA {name}").fetchone()[0]
        for name in ("journal_mode", "synchronous", "foreign_keys", "temp_store", "cache_size", "cipher_page_size")
    }
    assert told == {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "temp_store": 2,
        "cache_size": -65536,
        "cipher_page_size": "4096",
    }


def test_every_table_is_strict(store: Store) -> None:
    rows = store._database.rows("SELECT name, strict FROM pragma_table_list WHERE type = 'table' AND schema = 'main'")
    loose = {row["name"] for row in rows if not row["strict"]}
    # SQLite makes the tables of its own and those of the word index itself, and lets nobody make them strict.
    assert {name for name in loose if not name.startswith(("sqlite_", "person_words"))} == set()
    assert len(rows) > 40


def _fill(store: Store) -> None:
    with an_act(store):
        for number in range(400):
            store.persons.add(a_person(id=f"filler-{number}", address="x" * 2000))


def test_a_full_disk_undoes_the_act_and_the_store_goes_on(store: Store) -> None:
    add_claim(store)
    store.drafts.save("draft-1", "intake", None, {"surname": "as it was"}, "user-1")
    pages = store._database.number("PRAGMA page_count")
    store._database.tables.execute(f"PRAGMA max_page_count = {pages + 10}")
    with pytest.raises(StoreProblem) as refused:
        _fill(store)
    assert refused.value.code == "disk_full"
    with pytest.raises(StoreProblem) as refused:
        store.drafts.save("draft-1", "intake", None, {"surname": "y" * 1_000_000}, "user-1")
    assert refused.value.code == "disk_full"
    kept = store.drafts.get("draft-1")
    assert kept is not None
    assert kept.form == {"surname": "as it was"}
    assert store.persons.count() == 1
    store._database.tables.execute("PRAGMA max_page_count = 1000000")
    with an_act(store):
        store.persons.add(a_person(id="person-2"))
    assert store.persons.count() == 2
    assert store.journal.verify() is None


def test_a_read_only_store_is_said_so(tmp_path: Path) -> None:
    make_store(tmp_path).close()
    connection = sqlcipher3.connect(f"file:{tmp_path / 'store.cass-db'}?mode=ro", uri=True)
    connection.execute(f"PRAGMA key = \"x'{KEY.hex()}'\"")
    tables = Tables(connection)
    with pytest.raises(StoreProblem) as refused:
        make_durable(tables)
    tables.close()
    assert refused.value.code == "store_read_only"


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("database or disk is full", "disk_full"),
        ("disk I/O error", "store_disk_failed"),
        ("database is locked", "store_in_use"),
    ],
)
def test_an_error_without_its_code_is_known_by_its_words(words: str, code: str) -> None:
    with pytest.raises(StoreProblem) as refused, translated():
        raise sqlcipher3.OperationalError(words)
    assert refused.value.code == code


def test_what_is_no_refusal_stays_a_bug() -> None:
    connection = sqlcipher3.connect(":memory:")
    with pytest.raises(sqlcipher3.OperationalError), translated():
        connection.execute("SELECT FROM nothing")
    connection.close()


class _StopsAtThird:
    """Somebody who wants to stop when asked for the third time."""

    def __init__(self) -> None:
        self.asked = 0

    def step(self, done: int, total: int, what: str = "") -> None:
        del done, total, what
        self.asked += 1
        if self.asked > 2:
            raise Cancelled


def test_a_long_question_is_stopped_and_the_next_is_answered(store: Store) -> None:
    counting = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) AS n FROM n"
    with pytest.raises(Cancelled), store.heeding(_StopsAtThird()):
        store._database.rows(counting)
    assert store._database.number("SELECT 7") == 7


def test_an_act_is_not_stopped_halfway(store: Store) -> None:
    with an_act(store), pytest.raises(RuntimeError), store.heeding(_StopsAtThird()):
        pass
