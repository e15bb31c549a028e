"""What is acknowledged is on the disk: a process writing as fast as it can is killed, again and again."""

import subprocess
import sys
from pathlib import Path

from desktop_app.store.store import Store
from tests.support.stores import a_person, make_store, open_again

ROOT = Path(__file__).parents[3]
ROUNDS = 20

WRITER = """
import sys
from pathlib import Path
from desktop_app.store.store import Store
from tests.support.clocks import FixedClock
from tests.support.stores import KEY, a_person

folder, round_number = Path(sys.argv[1]), sys.argv[2]
store = Store.open(folder / "store.cass-db", KEY, FixedClock(seed=round_number))
number = 0
while True:
    number += 1
    store.drafts.save("draft", "intake", None, {"round": round_number, "text": number * "keystroke "}, "user-1")
    store.drafts.keep_place("user-1", {"page": "claim", "step": number})
    print("draft", number, flush=True)
    with store.act(verb="tested", user="user-1", about=round_number, facts={"number": number}):
        store.persons.add(a_person(id=f"{round_number}-{number}"))
        store.settings.set("last", [round_number, number])
    print("act", number, flush=True)
"""


def _write_until_killed(folder: Path, round_number: int) -> tuple[int, int]:
    """Return the last draft and the last act that were acknowledged before the process was killed."""
    last = {"draft": 0, "act": 0}
    with subprocess.Popen(
        [sys.executable, "-c", WRITER, str(folder), str(round_number)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as writer:
        assert writer.stdout is not None
        for line in writer.stdout:
            what, number = line.split()
            last[what] = int(number)
            if last["draft"] + last["act"] >= 3 + 2 * round_number:
                writer.kill()
    return last["draft"], last["act"]


def _check(store: Store, round_number: int, drafted: int, acted: int) -> None:
    draft = store.drafts.get("draft")
    assert draft is not None
    number = draft.form["text"].count("keystroke")
    assert draft.form["round"] == str(round_number)
    assert number >= drafted
    place = store.drafts.place_of("user-1")
    assert place is not None
    assert place["step"] in (number - 1, number)
    last = store.settings.get("last")
    assert isinstance(last, list)
    assert last[0] == str(round_number)
    assert last[1] >= acted
    for entry in range(1, last[1] + 1):
        assert store.persons.get(f"{round_number}-{entry}") == a_person(id=f"{round_number}-{entry}")
    assert len(store.journal.lines(about=str(round_number), limit=10**6)) == last[1]
    assert store.journal.verify() is None


def test_nothing_acknowledged_is_lost_when_the_program_is_killed(tmp_path: Path) -> None:
    make_store(tmp_path).close()
    for round_number in range(1, ROUNDS + 1):
        drafted, acted = _write_until_killed(tmp_path, round_number)
        with open_again(tmp_path) as store:
            _check(store, round_number, drafted, acted)


def test_a_store_half_made_is_made_afresh(tmp_path: Path) -> None:
    (tmp_path / ".store.cass-db.part").write_bytes(b"half a page")
    (tmp_path / ".store.cass-db.part-journal").write_bytes(b"half a page")
    make_store(tmp_path).close()
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["store.cass-db", "store.cass-db.lock"]
    open_again(tmp_path).close()
