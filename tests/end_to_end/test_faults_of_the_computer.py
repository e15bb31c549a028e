"""What a computer does to an office: each fault is told in a sentence, nothing is lost, and there is a way on."""

import multiprocessing
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop_app.foundation import places as places_module
from desktop_app.foundation.places import Places, replace_file, write_atomically
from desktop_app.foundation.problems import PlaceProblem, Problem, StoreProblem
from desktop_app.wording.problems import sentences
from desktop_app.workflows.back_up import back_up, verify_store
from desktop_app.workflows.backup_plan import BackupPlan, back_up_when_due, backup_state, set_backup_plan
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.enter_claim import save_draft
from desktop_app.workflows.go_back import put_in_place
from desktop_app.workflows.open_claim import open_claim, start_claim
from desktop_app.workflows.open_desk import sign_in
from desktop_app.workflows.places_kept import Place
from desktop_app.workflows.set_up_office import OfficeSetup, set_up_office
from desktop_app.workflows.verify_file import verify_place
from tests.support import hendyce
from tests.support.case_desks import OTHER, take_in
from tests.support.clocks import FixedClock
from tests.workflows.test_restore_backup import CHEAP, PASSPHRASE

pytestmark = pytest.mark.slow
_PAGE = 4096

HOLDER = """
import sys
from pathlib import Path
from desktop_app.foundation.places import Places
from desktop_app.workflows.open_desk import sign_in
from tests.support.clocks import FixedClock
desk = sign_in(Places.at(Path(sys.argv[1])), FixedClock(seed="first"), "carlotta", sys.argv[2])
print("open", flush=True)
sys.stdin.readline()
"""


@pytest.fixture
def places(tmp_path: Path) -> Places:
    return Places.at(tmp_path / "office")


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock()


@pytest.fixture
def desk(places: Places, clock: FixedClock) -> Iterator[Desk]:
    setup = OfficeSetup(
        state="VC", name="National Insurance Services", town="Kingstown", code="VC-NIS",
        administrator="Carlotta Browne", login="carlotta", passphrase=PASSPHRASE,
        recovery_words=("abandon",) * 11 + ("about",),
    )  # fmt: skip
    desk = set_up_office(places, clock, setup, cost=CHEAP)
    yield desk
    desk.close()


def _said(problem: Problem) -> str:
    """Return the sentences of a refusal; each says what happened and what to do."""
    words = sentences(problem)
    assert words.happened.endswith((".", "?"))
    assert words.do
    return f"{words.happened} {words.do}"


def test_a_second_program_is_told_and_may_go_on_when_the_first_is_gone(
    desk: Desk, places: Places, clock: FixedClock
) -> None:
    key = take_in(desk)
    desk.close()
    command = [sys.executable, "-W", "ignore", "-c", HOLDER, str(places.data), PASSPHRASE]
    root = Path(__file__).parents[2]
    with subprocess.Popen(command, cwd=root, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as first:
        assert first.stdout is not None
        assert first.stdout.readline().strip() == "open"
        with pytest.raises(StoreProblem, match="store_in_use") as refused:
            sign_in(places, clock, "carlotta", PASSPHRASE)
        assert "open" in _said(refused.value) or "use" in _said(refused.value)
        first.kill()
    again = sign_in(places, clock, "carlotta", PASSPHRASE)
    assert again.store.claims.find(key) is not None
    again.close()


@pytest.mark.parametrize("page", [2, 0])
def test_a_damaged_page_is_told_and_the_newest_good_backup_is_the_way_out(
    desk: Desk, places: Places, clock: FixedClock, tmp_path: Path, page: int
) -> None:
    key = take_in(desk)
    backup = back_up(desk, tmp_path / "stick")
    desk.close()
    damaged = bytearray(places.store_file.read_bytes())
    damaged[page * _PAGE + 100] ^= 0xFF
    places.store_file.write_bytes(damaged)
    told = ""
    try:
        told = "" if verify_place(places, clock, "carlotta", PASSPHRASE).sound else "named"
    except StoreProblem as problem:
        told = _said(problem)
        assert "backup" in told
    assert told
    going = put_in_place(places, clock, backup, "carlotta", PASSPHRASE)
    assert (places.data / going.kept_in / "store.cass-db").read_bytes() == bytes(damaged)
    again = sign_in(places, clock, "carlotta", PASSPHRASE)
    assert again.store.claims.find(key) is not None
    assert again.store.verify().sound
    again.close()


def test_nobody_puts_a_backup_in_place_without_its_passphrase_or_while_somebody_works(
    desk: Desk, places: Places, clock: FixedClock, tmp_path: Path
) -> None:
    backup = back_up(desk, tmp_path / "stick")
    with pytest.raises(StoreProblem, match="store_in_use"):
        put_in_place(places, clock, backup, "carlotta", PASSPHRASE)
    desk.close()
    before = places.store_file.read_bytes()
    with pytest.raises(Problem, match="passphrase_wrong"):
        put_in_place(places, clock, backup, "carlotta", "not the passphrase")
    assert places.store_file.read_bytes() == before


def test_a_stick_pulled_while_a_backup_is_written_is_told_and_the_next_try_succeeds(desk: Desk, tmp_path: Path) -> None:
    stick, pulled = tmp_path / "stick", tmp_path / "pulled"
    stick.mkdir()
    take_in(desk)
    set_backup_plan(desk, BackupPlan(folder=stick))

    class Pulled:
        def step(self, _done: int, _total: int, what: str = "") -> None:
            if what.startswith("verify") and stick.exists():
                stick.rename(pulled)

    with pytest.raises(Problem) as refused:
        back_up_when_due(desk, Pulled())
    assert _said(refused.value)
    assert backup_state(desk).due
    assert desk.store.settings.get("last_backup") is None
    with pytest.raises(Problem, match="backup_folder_missing"):
        back_up_when_due(desk)
    pulled.rename(stick)
    assert back_up_when_due(desk) is not None
    assert verify_store(desk).sound


def _back_up_into_little_room(folder: Path, stick: Path, told: Path) -> None:
    import resource

    clock = FixedClock(seed="full")
    desk = sign_in(Places.at(folder), clock, "carlotta", PASSPHRASE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (64 * 1024, resource.RLIM_INFINITY))
    try:
        back_up(desk, stick)
    except Problem as problem:
        resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
        told.write_text(f"{problem.code}\n{len(list(stick.iterdir()))}\n{_said(problem)}")
    desk.close()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit on the size of a process's files")
def test_a_full_stick_is_told_and_no_half_backup_is_left(desk: Desk, places: Places, tmp_path: Path) -> None:
    take_in(desk)
    desk.close()
    told, stick = tmp_path / "told", tmp_path / "stick"
    stick.mkdir()
    given = (places.data, stick, told)
    child = multiprocessing.get_context("spawn").Process(target=_back_up_into_little_room, args=given)
    child.start()
    child.join(60)
    assert child.exitcode == 0
    code, left, said = told.read_text().split("\n", 2)
    assert code in {"disk_full", "store_disk_failed", "place_unavailable", "backup_damaged"}
    assert left == "0"
    assert said


@pytest.mark.skipif(not Path("/sys/kernel").is_dir(), reason="a medium that nobody can write to is needed")
def test_a_medium_that_cannot_be_written_is_told(desk: Desk) -> None:
    with pytest.raises(PlaceProblem) as refused:
        back_up(desk, Path("/sys/kernel/cass-backups"))
    assert refused.value.code in {"place_not_writable", "place_unavailable"}
    assert _said(refused.value)
    assert desk.store.verify().sound


def test_a_clock_set_back_and_forward_loses_no_order_no_draft_and_no_backup(
    desk: Desk, clock: FixedClock, places: Places, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    set_backup_plan(desk, BackupPlan(folder=stick, days=1))
    take_in(desk)
    assert back_up_when_due(desk) is not None
    assert back_up_when_due(desk) is None
    clock.advance(days=-400)
    assert back_up_when_due(desk) is not None  # a last backup that lies ahead of now puts none off
    key = start_claim(desk).key
    place = Place(page="claim", claim_key=key, step=1, focus="surname")
    save_draft(desk, key, place=place, claimant=hendyce.CLAIMANT)
    take_in(desk, OTHER)
    clock.advance(days=3000)
    assert back_up_when_due(desk) is not None
    lines = desk.store.journal.lines()
    assert [line.id for line in lines] == sorted((line.id for line in lines), reverse=True)
    assert desk.store.verify().sound
    desk.close()
    again = sign_in(places, clock, "carlotta", PASSPHRASE)
    assert open_claim(again, key).claimant.surname == hendyce.CLAIMANT.surname
    again.close()


class _HeldError(OSError):
    winerror = 32


def test_a_file_held_by_a_virus_scanner_is_tried_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    times, real = [0], Path.replace

    def held_twice(source: Path, target: Path) -> Path:
        times[0] += 1
        if times[0] <= 2:
            raise _HeldError(13, "held")
        return real(source, target)

    monkeypatch.setattr(Path, "replace", held_twice)
    monkeypatch.setattr(places_module, "_WAITS", (0.001,) * 4)
    write_atomically(tmp_path / "keyring.json", b"new")
    assert (tmp_path / "keyring.json").read_bytes() == b"new"
    assert times[0] == 3


def test_a_file_held_for_long_is_told_and_what_was_there_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "keyring.json"
    path.write_bytes(b"old")

    def held(_source: Path, _target: Path) -> Path:
        raise _HeldError(13, "held")

    monkeypatch.setattr(Path, "replace", held)
    monkeypatch.setattr(places_module, "_WAITS", (0.001,) * 4)
    with pytest.raises(PlaceProblem, match="file_held") as refused:
        write_atomically(path, b"new")
    assert "virus scanner" in _said(refused.value)
    assert path.read_bytes() == b"old"
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["keyring.json"]


def test_what_is_refused_for_good_is_not_tried_again(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        replace_file(tmp_path / "nothing", tmp_path / "anything")


def test_the_copy_before_a_migration_is_tried_and_can_be_put_back(tmp_path: Path, clock: FixedClock) -> None:
    from desktop_app.store.store import Store
    from desktop_app.store.verify import verify_file
    from tests.support.stores import KEY

    stores = Path(__file__).parents[1] / "stores"
    shutil.copy(stores / "v3" / "store.cass-db", tmp_path)
    (tmp_path / "keyring.json").write_bytes(b"{}")
    Store.open(tmp_path / "store.cass-db", KEY, clock).close()
    (copy,) = (tmp_path / "backups").glob("*.cass-db")
    assert verify_file(copy, KEY, clock).version == 3
    assert verify_file(copy, KEY, clock).sound
    assert copy.with_suffix(".keyring.json").is_file()
