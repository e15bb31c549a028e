import sys
from datetime import timedelta
from pathlib import Path

import pytest

from desktop_app.foundation.places import Places
from desktop_app.foundation.problems import KeyProblem, PlaceProblem, StoreProblem
from desktop_app.foundation.progress import Cancelled
from desktop_app.store.wraps import Cost
from desktop_app.wording.problems import SENTENCES
from desktop_app.workflows.back_up import back_up, keyring_beside
from desktop_app.workflows.numbers_told import restored_on
from desktop_app.workflows.open_claim import open_claim, start_claim
from desktop_app.workflows.open_desk import desk_status, first_run_folder, sign_in
from desktop_app.workflows.restore_backup import restore_backup
from desktop_app.workflows.set_up_office import OfficeSetup, new_recovery_words, set_up_office
from desktop_app.workflows.status import status
from tests.support.clocks import FixedClock

PASSPHRASE = "nutmeg lantern harbour sail"
CHEAP = Cost(memory_kib=8 * 1024, rounds=1, lanes=1)


class Stop:
    def step(self, done: int, total: int, what: str = "") -> None:
        raise Cancelled(done, total, what)


def an_office(places: Places, clock: FixedClock, stick: Path) -> tuple[Path, str]:
    """Set an office up with one claim and back it up; return the backup and the claim's key."""
    setup = OfficeSetup(
        state="VC", name="National Insurance Services", town="Kingstown", code="VC-NIS",
        administrator="Carlotta Browne", login="carlotta", passphrase=PASSPHRASE,
        recovery_words=new_recovery_words(clock),
    )  # fmt: skip
    desk = set_up_office(places, clock, setup, cost=CHEAP)
    key = start_claim(desk).key
    backup = back_up(desk, stick)
    assert status(desk).last_backup == clock.now()
    desk.close()
    return backup, key


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock()


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    return tmp_path / "stick"


@pytest.fixture
def elsewhere(tmp_path: Path) -> Places:
    return Places.at(tmp_path / "elsewhere")


def nothing_is_there(places: Places) -> bool:
    return (
        not desk_status(places).exists
        and not first_run_folder(places).data.exists()
        and not any(path.is_file() for path in places.data.rglob("*"))
    )


def test_a_backup_put_in_place_elsewhere_opens_with_the_same_passphrase_and_holds_the_records(
    tmp_path: Path, clock: FixedClock, stick: Path, elsewhere: Places
) -> None:
    backup, key = an_office(Places.at(tmp_path / "office"), clock, stick)
    before = backup.read_bytes()
    restore_backup(elsewhere, backup)
    if sys.platform != "win32":
        assert {file.stat().st_mode & 0o777 for file in (elsewhere.store_file, elsewhere.keyring_file)} == {0o600}
    assert desk_status(elsewhere).logins == ("carlotta",)
    desk = sign_in(elsewhere, clock, "carlotta", PASSPHRASE)
    assert open_claim(desk, key).key == key
    assert desk.store.journal.verify() is None
    desk.close()
    assert backup.read_bytes() == before
    assert not first_run_folder(elsewhere).data.exists()


def test_a_backup_without_its_keyring_is_refused(
    tmp_path: Path, clock: FixedClock, stick: Path, elsewhere: Places
) -> None:
    backup, _key = an_office(Places.at(tmp_path / "office"), clock, stick)
    keyring_beside(backup).unlink()
    with pytest.raises(KeyProblem, match="backup_keyring_missing") as refused:
        restore_backup(elsewhere, backup)
    assert refused.value.code in SENTENCES
    assert nothing_is_there(elsewhere)


def test_a_damaged_keyring_is_refused(tmp_path: Path, clock: FixedClock, stick: Path, elsewhere: Places) -> None:
    backup, _key = an_office(Places.at(tmp_path / "office"), clock, stick)
    keyring_beside(backup).write_bytes(b"{}")
    with pytest.raises(KeyProblem, match="keyring_damaged"):
        restore_backup(elsewhere, backup)
    assert nothing_is_there(elsewhere)


@pytest.mark.parametrize(
    "content", [b"", b"not a store", b"%PDF-1.7\n" * 4096, b"SQLite format 3\0".ljust(8192, b"\0")]
)
def test_a_file_that_is_no_store_is_refused(
    tmp_path: Path, clock: FixedClock, stick: Path, elsewhere: Places, content: bytes
) -> None:
    backup, _key = an_office(Places.at(tmp_path / "office"), clock, stick)
    backup.write_bytes(content)
    with pytest.raises(StoreProblem, match="backup_unreadable") as refused:
        restore_backup(elsewhere, backup)
    assert refused.value.code in SENTENCES
    assert nothing_is_there(elsewhere)


def test_a_store_cut_short_is_refused(tmp_path: Path, clock: FixedClock, stick: Path, elsewhere: Places) -> None:
    backup, _key = an_office(Places.at(tmp_path / "office"), clock, stick)
    backup.write_bytes(backup.read_bytes()[:-100])
    with pytest.raises(StoreProblem, match="backup_unreadable"):
        restore_backup(elsewhere, backup)
    assert nothing_is_there(elsewhere)


def test_an_office_that_is_there_is_never_replaced(tmp_path: Path, clock: FixedClock, stick: Path) -> None:
    places = Places.at(tmp_path / "office")
    backup, _key = an_office(places, clock, stick)
    before = places.store_file.read_bytes(), places.keyring_file.read_bytes()
    with pytest.raises(StoreProblem, match="store_exists"):
        restore_backup(places, backup)
    places.store_file.unlink()
    with pytest.raises(KeyProblem, match="keyring_exists"):
        restore_backup(places, backup)
    assert places.keyring_file.read_bytes() == before[1]


def test_stopping_leaves_nothing_behind(tmp_path: Path, clock: FixedClock, stick: Path, elsewhere: Places) -> None:
    backup, _key = an_office(Places.at(tmp_path / "office"), clock, stick)
    with pytest.raises(Cancelled):
        restore_backup(elsewhere, backup, Stop())
    assert nothing_is_there(elsewhere)


def test_a_power_cut_between_store_and_keyring_is_mended_at_the_next_start(
    tmp_path: Path, clock: FixedClock, stick: Path, elsewhere: Places
) -> None:
    backup, key = an_office(Places.at(tmp_path / "office"), clock, stick)
    elsewhere.prepare()
    made = first_run_folder(elsewhere)
    made.prepare()
    elsewhere.store_file.write_bytes(backup.read_bytes())
    made.keyring_file.write_bytes(keyring_beside(backup).read_bytes())
    assert desk_status(elsewhere).exists
    desk = sign_in(elsewhere, clock, "carlotta", PASSPHRASE)
    assert open_claim(desk, key).key == key
    desk.close()


def test_a_backup_that_is_stopped_leaves_no_file_and_is_not_counted(
    tmp_path: Path, clock: FixedClock, stick: Path
) -> None:
    backup, _key = an_office(Places.at(tmp_path / "office"), clock, stick)
    desk = sign_in(Places.at(tmp_path / "office"), clock, "carlotta", PASSPHRASE)
    made = status(desk).last_backup
    clock.advance(minutes=5)
    with pytest.raises(Cancelled):
        back_up(desk, stick, Stop())
    assert sorted(stick.iterdir()) == sorted((backup, keyring_beside(backup)))
    assert status(desk).last_backup == made
    desk.close()


def test_a_backup_into_a_folder_that_refuses_is_said(tmp_path: Path, clock: FixedClock, stick: Path) -> None:
    an_office(Places.at(tmp_path / "office"), clock, stick)
    desk = sign_in(Places.at(tmp_path / "office"), clock, "carlotta", PASSPHRASE)
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(PlaceProblem):
        back_up(desk, tmp_path / "file" / "folder")
    desk.close()


def test_an_office_back_from_a_backup_tells_its_partners_once_it_is_opened(
    tmp_path: Path, clock: FixedClock, stick: Path, elsewhere: Places
) -> None:
    backup, _key = an_office(Places.at(tmp_path / "office"), clock, stick)
    restore_backup(elsewhere, backup)
    desk = sign_in(elsewhere, clock, "carlotta", PASSPHRASE)
    assert restored_on(desk) == clock.today()
    desk.close()
    clock.advance(days=3)
    again = sign_in(elsewhere, clock, "carlotta", PASSPHRASE)
    assert restored_on(again) == clock.today() - timedelta(days=3)
    again.close()
    before = sign_in(Places.at(tmp_path / "office"), clock, "carlotta", PASSPHRASE)
    assert restored_on(before) is None
    before.close()
