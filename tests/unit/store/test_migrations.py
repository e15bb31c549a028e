import shutil
from datetime import date
from pathlib import Path

import pytest

from desktop_app.foundation.problems import StoreProblem
from desktop_app.store import migrations
from desktop_app.store.database import Migrations, Tables, connect
from desktop_app.store.migrations import schema_version
from desktop_app.store.store import Store
from tests.support.clocks import FixedClock
from tests.support.golden import golden
from tests.support.stores import KEY, a_certificate, a_claim, a_person, add_claim, an_act, make_store, open_again

STORES = Path(__file__).parents[2] / "stores"


def test_the_schema_is_the_one_on_record(store: Store) -> None:
    """`REGOLD=1` in the environment rewrites the record; its difference is read like code."""
    rows = store._database.rows("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY type, name")
    golden("schema.sql", "".join(f"{row['sql']};\n" for row in rows))


def test_the_version_is_where_other_tools_look_for_it(store: Store) -> None:
    assert store._database.number("PRAGMA user_version") == schema_version() == 5


@pytest.mark.parametrize("version", range(1, schema_version() + 1))
def test_a_store_of_every_released_version_opens(tmp_path: Path, version: int) -> None:
    """Each was written by `tests.support.golden_store`, under the tests' key, when its version was new."""
    shutil.copy(STORES / f"v{version}" / "store.cass-db", tmp_path)
    with open_again(tmp_path) as store:
        assert store.persons.get("person-1") == a_person()
        assert store.claims.get("claim-1") == a_claim()
        assert store.periods.certificates("claim-1")[0].certificate == a_certificate()
        draft = store.drafts.get("draft-1")
        assert draft is not None
        assert draft.form == {"weeks": "seventy-eight"}
        assert store.journal.verify() is None
        assert store.search("hendyce")
        settled = {setting.point: setting.option for setting in store.proposals.settings_on(date(2026, 3, 2))}
        assert settled == ({"vested_state": "local"} if version > 1 else {})
        with an_act(store):
            store.settings.set("opened", value=True)


def test_the_store_kept_for_this_version_has_the_schema_of_this_program(tmp_path: Path, store: Store) -> None:
    """While a version is not released its schema may grow; `python -m tests.support.golden_store` writes it anew."""
    kept_in = tmp_path / "kept"
    kept_in.mkdir()
    shutil.copy(STORES / f"v{schema_version()}" / "store.cass-db", kept_in)
    question = "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY type, name"
    with open_again(kept_in) as kept:
        assert kept._database.rows(question) == store._database.rows(question)


def _of_a_newer_program(tmp_path: Path) -> Path:
    with make_store(tmp_path) as store:
        add_claim(store)
    path = tmp_path / "store.cass-db"
    tables = connect(path, KEY)
    later = Migrations("cass_desk")
    later()(_add_a_column)
    later.apply(tables)
    tables.close()
    return path


def _add_a_column(db: Tables) -> None:
    db.execute("ALTER TABLE person ADD COLUMN shoe_size INTEGER")


def test_a_store_of_a_newer_program_is_refused_unharmed(tmp_path: Path) -> None:
    path = _of_a_newer_program(tmp_path)
    before = path.read_bytes()
    with pytest.raises(StoreProblem) as refused:
        open_again(tmp_path)
    assert (refused.value.code, dict(refused.value.facts)) == ("store_newer", {"store": 6, "program": 5})
    assert path.read_bytes() == before
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["store.cass-db", "store.cass-db.lock"]


@pytest.fixture
def next_version(monkeypatch: pytest.MonkeyPatch) -> Migrations:
    """The steps of a program one version on: those of this one, and a further one."""
    steps = Migrations("cass_desk")
    steps()(migrations.first_claim)
    steps()(migrations.law_of_the_region)
    steps()(migrations.the_exchange)
    steps()(migrations.the_memory)
    steps()(migrations.the_eyes)
    monkeypatch.setattr(migrations, "STEPS", steps)
    return steps


def test_an_older_store_is_copied_then_brought_up_to_date_guards_and_all(
    tmp_path: Path, next_version: Migrations
) -> None:
    with make_store(tmp_path) as store:
        add_claim(store)

    @next_version()
    def rebuild_documents(db: Tables) -> None:
        db.table("document").transform(rename={"made_by": "issued_by"})

    with open_again(tmp_path) as store:
        assert store._database.number("PRAGMA user_version") == 6
        assert store._database.rows("SELECT 1 FROM sqlite_master WHERE type = 'trigger' AND name = 'document_keeps'")
        assert store.claims.get("claim-1") == a_claim()
    (copy,) = (tmp_path / "backups").iterdir()
    assert copy.name == "before-version-6-20260302-090000.cass-db"
    next_version._migrations.pop()
    with Store.open(copy, KEY, FixedClock()) as store:
        assert store.claims.get("claim-1") == a_claim()
        assert store.journal.verify() is None


def test_a_migration_that_fails_leaves_the_older_store(tmp_path: Path, next_version: Migrations) -> None:
    make_store(tmp_path).close()

    @next_version()
    def half_way(db: Tables) -> None:
        _add_a_column(db)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        open_again(tmp_path)
    next_version._migrations.pop()
    with open_again(tmp_path) as store:
        assert "shoe_size" not in {row["name"] for row in store._database.rows("PRAGMA table_info(person)")}
