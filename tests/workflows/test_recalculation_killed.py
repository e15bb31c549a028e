"""Killed in the middle of the work over all claims, or while calculations are kept: everything is as it was."""

import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from desktop_app.store.store import Store
from tests.support.clocks import FixedClock
from tests.support.many_claims import KEY, desk_on_disk, fill

ROOT = Path(__file__).parents[2]

BEGIN = """
import sys
from dataclasses import replace
from pathlib import Path
from desktop_app.foundation.places import Places
from desktop_app.store.store import Store
from tests.support.changed_rules import changed_rulebook
from tests.support.clocks import FixedClock
from tests.support.desks import desk_of
from tests.support.many_claims import KEY, keep

folder = Path(sys.argv[1])
clock = FixedClock(seed="killed")
store = Store.open(folder / "store.cass-db", KEY, clock)
desk = replace(desk_of("VC", Places.at(folder)), store=store, rulebook=changed_rulebook(), clock=clock)
"""
RECALCULATING = """
from desktop_app.workflows.recalculate import recalculate_all

class Telling:
    def step(self, done, total, what=""):
        print(done, flush=True)

recalculate_all(desk, Telling())
"""
KEEPING = """
with store.act(verb="samples_made", user="u-VC-NIS", about="", facts={}):
    for number in range(60):
        keep(desk, f"claim-{number:05d}")
        print(number, flush=True)
"""


def everything(folder: Path) -> Mapping[str, object]:
    """Return every row of the store, which opens and is whole."""
    with Store.open(folder / "store.cass-db", KEY, FixedClock(seed="after")) as store:
        assert store.journal.verify() is None
        database = store._database
        assert database.row("PRAGMA integrity_check") == {"integrity_check": "ok"}
        tables = [row["name"] for row in database.rows("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {name: database.rows(f"SELECT * FROM {name}") for name in tables}  # noqa: S608 - the store's own tables


@pytest.mark.slow
@pytest.mark.parametrize("work", [RECALCULATING, KEEPING])
def test_killed_in_the_middle_everything_is_as_it_was(tmp_path: Path, work: str) -> None:
    desk = desk_on_disk(tmp_path)
    fill(desk, 60)
    desk.close()
    before = everything(tmp_path)
    with subprocess.Popen(
        [sys.executable, "-c", BEGIN + work, str(tmp_path)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        for line in process.stdout:
            if int(line) >= 20:
                process.kill()
    assert process.returncode < 0, "it was killed before it was done"
    assert everything(tmp_path) == before
