"""The page about the store says what is so: its recipe opens a store, its table of tables is complete."""

import re
import subprocess
import sys
from pathlib import Path

from desktop_app.foundation.places import Places, resource
from desktop_app.store.guards import NEVER_REMOVED, WRITTEN_ONCE
from desktop_app.store.keyring import new_keyring
from desktop_app.store.store import Store
from desktop_app.store.wraps import Cost
from tests.support.clocks import FixedClock
from tests.support.stores import add_claim


def _page() -> str:
    return resource("schema", "store.md").read_text(encoding="utf-8")


def test_the_recipe_on_the_page_opens_a_store_without_our_program(places: Places, tmp_path: Path) -> None:
    clock = FixedClock()
    _, key = new_keyring(
        places.keyring_file,
        user="user-1",
        login="carlotta",
        passphrase="cafe\u0301 with four words",
        recovery_phrase="lantern",
        clock=clock,
        cost=Cost(memory_kib=64, rounds=1, lanes=1),
    )
    with Store.create(places.store_file, key, clock) as store:
        add_claim(store)
    found = re.search(r"```python\n(.*?)```", _page(), re.DOTALL)
    assert found is not None
    recipe = tmp_path / "recipe.py"
    recipe.write_text(found[1], encoding="utf-8")
    told = subprocess.run(
        [sys.executable, str(recipe), str(places.data), "carlotta", "caf\u00e9 with four words"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout == "VC-2014-0031\thendyce, bernadette\tdraft\n"


def test_every_table_is_on_the_page(store: Store) -> None:
    rows = store._database.rows("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
    tables = {row["name"] for row in rows if not re.match(r"(person|bundle)_words_", row["name"])}
    named = set(re.findall(r"`([a-z_]+)`", _page()))
    assert not tables - named


def test_the_page_names_everything_that_is_written_once() -> None:
    (line,) = [part for part in _page().split("\n- ") if part.startswith("**Written once.**")]
    assert set(re.findall(r"`([a-z_]+)`", line)) == {*WRITTEN_ONCE, *NEVER_REMOVED}
