"""Backups by themselves, what would be lost by going back to one, and the journal that tells it."""

import csv
import errno
import io
import os
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from desktop_app.domain.users import Role
from desktop_app.foundation.places import Places
from desktop_app.foundation.problems import CaseProblem, DutyProblem, KeyProblem, PlaceProblem, StoreProblem
from desktop_app.store.journal import JournalFilter
from desktop_app.workflows.back_up import back_up, keyring_beside, last_checked, last_faults, verify_store
from desktop_app.workflows.backup_plan import (
    BackupNeed,
    BackupPlan,
    back_up_when_due,
    backup_need,
    backup_state,
    copies_in,
    set_backup_plan,
)
from desktop_app.workflows.compare_backup import compare_backup
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.read_journal import export_journal, journal_page
from desktop_app.workflows.set_up_office import OfficeSetup, set_up_office
from desktop_app.workflows.status import status
from tests.support.case_desks import take_in
from tests.support.clocks import FixedClock
from tests.support.journal_text import journal_text
from tests.workflows.test_restore_backup import CHEAP, PASSPHRASE


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock()


@pytest.fixture
def desk(tmp_path: Path, clock: FixedClock) -> Iterator[Desk]:
    setup = OfficeSetup(
        state="VC", name="National Insurance Services", town="Kingstown", code="VC-NIS",
        administrator="Carlotta Browne", login="carlotta", passphrase=PASSPHRASE,
        recovery_words=("abandon",) * 11 + ("about",),
    )  # fmt: skip
    made = set_up_office(Places.at(tmp_path / "desk"), clock, setup, cost=CHEAP)
    yield made
    made.close()


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


def _later(desk: Desk, **by: int) -> Desk:
    clock = desk.clock
    assert isinstance(clock, FixedClock)
    clock.advance(**by)
    return desk


def test_no_backup_is_made_by_itself_before_a_folder_is_chosen(desk: Desk) -> None:
    assert not backup_state(desk).due
    assert back_up_when_due(desk) is None


def test_one_is_made_when_due_and_not_again_before_its_day(desk: Desk, stick: Path) -> None:
    assert set_backup_plan(desk, BackupPlan(folder=stick)).due
    made = back_up_when_due(desk)
    assert made is not None
    assert not backup_state(desk).due
    assert back_up_when_due(_later(desk, hours=23)) is None
    assert back_up_when_due(_later(desk, hours=2)) is not None


def test_the_oldest_copies_go_and_strange_files_stay(desk: Desk, stick: Path) -> None:
    (stick / "LC-NIC-20200101-000000.cass-db").write_bytes(b"another office's")
    (stick / "VC-NIS-notes.cass-db").write_bytes(b"no keyring beside it")
    set_backup_plan(desk, BackupPlan(folder=stick, keep=2))
    made = [back_up_when_due(_later(desk, days=1)) for _ in range(4)]
    assert list(copies_in(desk, stick)) == made[-2:]
    assert len(list(stick.glob("*.keyring.json"))) == 2
    assert (stick / "LC-NIC-20200101-000000.cass-db").exists()
    assert (stick / "VC-NIS-notes.cass-db").exists()


def test_backups_of_a_store_before_under_the_same_code_stay(
    desk: Desk, stick: Path, tmp_path: Path, clock: FixedClock
) -> None:
    before = [back_up(_later(desk, days=1), stick) for _ in range(3)]
    setup = OfficeSetup(
        state="VC", name="National Insurance Services", town="Kingstown", code="VC-NIS",
        administrator="Carlotta Browne", login="carlotta", passphrase=PASSPHRASE,
        recovery_words=("abandon",) * 11 + ("about",),
    )  # fmt: skip
    anew = set_up_office(Places.at(tmp_path / "anew"), clock, setup, cost=CHEAP)
    try:
        set_backup_plan(anew, BackupPlan(folder=stick, keep=2))
        made = [back_up_when_due(_later(anew, days=1)) for _ in range(3)]
        assert list(copies_in(anew, stick)) == made[-2:]
        assert [path for path in before if not (path.is_file() and keyring_beside(path).is_file())] == []
    finally:
        anew.close()


def test_a_copy_that_the_journal_forgot_is_known_by_its_keys(desk: Desk, stick: Path) -> None:
    made = back_up(desk, stick)
    forgotten = made.with_name("VC-NIS-20200101-000000.cass-db")
    made.rename(forgotten)
    keyring_beside(made).rename(keyring_beside(forgotten))
    assert copies_in(desk, stick) == (forgotten,)


def test_a_copy_that_cannot_be_put_in_place_pushes_out_none_that_can(desk: Desk, stick: Path) -> None:
    set_backup_plan(desk, BackupPlan(folder=stick, keep=2))
    good = back_up_when_due(desk)
    assert good is not None
    desk.store._database.tables.execute("DROP TRIGGER document_keeps")
    made = [back_up_when_due(_later(desk, days=1)) for _ in range(3)]
    assert copies_in(desk, stick) == (good, *made)
    assert compare_backup(desk, good, "carlotta", PASSPHRASE).checked.standing


def test_a_stick_that_is_not_there_is_said_and_nothing_let_go(desk: Desk, stick: Path) -> None:
    set_backup_plan(desk, BackupPlan(folder=stick))
    stick.rmdir()
    with pytest.raises(CaseProblem, match="backup_folder_missing"):
        back_up_when_due(desk)
    assert backup_state(desk).due


def test_a_stick_that_answers_with_a_fault_of_the_disk_is_one_that_is_not_there(
    desk: Desk, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_backup_plan(desk, BackupPlan(folder=stick))
    real = Path.stat

    def pulled(path: Path, *, follow_symlinks: bool = True) -> os.stat_result:
        if stick in (path, *path.parents):
            raise OSError(errno.EIO, os.strerror(errno.EIO), str(path))
        return real(path, follow_symlinks=follow_symlinks)

    monkeypatch.setattr(Path, "stat", pulled)
    assert backup_need(desk) is BackupNeed.NO_FOLDER
    assert status(desk).backup is BackupNeed.NO_FOLDER
    with pytest.raises(CaseProblem, match="backup_folder_missing"):
        back_up_when_due(desk)
    with pytest.raises(PlaceProblem, match="place_unavailable"):
        back_up(desk, stick)


def test_a_folder_whose_name_no_disk_takes_is_refused_in_words(desk: Desk, stick: Path) -> None:
    with pytest.raises(CaseProblem, match="backup_folder_missing"):
        set_backup_plan(desk, BackupPlan(folder=stick / ("x" * 300)))


def test_a_keyring_that_another_program_holds_is_told_and_no_copy_is_left(
    desk: Desk, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = Path.read_bytes

    def held(path: Path) -> bytes:
        if path == desk.places.keyring_file:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
        return real(path)

    monkeypatch.setattr(Path, "read_bytes", held)
    with pytest.raises(PlaceProblem, match="file_not_readable"):
        back_up(desk, stick)
    assert list(stick.iterdir()) == []


@pytest.mark.parametrize(
    ("plan", "code"),
    [(BackupPlan(days=5), "backup_days"), (BackupPlan(keep=1), "backup_keep"), (BackupPlan(keep=1000), "backup_keep")],
)
def test_a_plan_that_would_not_protect_is_refused(desk: Desk, plan: BackupPlan, code: str) -> None:
    with pytest.raises(CaseProblem, match=code):
        set_backup_plan(desk, plan)


def test_a_clock_set_back_does_not_put_a_backup_off(desk: Desk, stick: Path) -> None:
    set_backup_plan(desk, BackupPlan(folder=stick))
    back_up_when_due(desk)
    assert backup_state(_later(desk, days=-400)).due


def test_what_would_be_lost_is_told_act_by_act(desk: Desk, stick: Path) -> None:
    backup = back_up(desk, stick)
    lines = desk.store.journal.count() - 1  # the line that tells of the backup came after it
    take_in(_later(desk, days=1))
    found = compare_backup(desk, backup, "carlotta", PASSPHRASE)
    assert found.ours
    assert found.checked.sound
    assert found.lost_count == desk.store.journal.count() - lines
    assert dict(found.lost_verbs)["claim_registered"] == 1
    assert found.lost[-1].verb == "backup_made"
    assert found.made_at is not None


def test_another_offices_backup_is_not_compared(desk: Desk, stick: Path, tmp_path: Path, clock: FixedClock) -> None:
    setup = OfficeSetup(
        state="LC", name="National Insurance Corporation", town="Castries", code="LC-NIC",
        administrator="Marcel Sample", login="carlotta", passphrase=PASSPHRASE,
        recovery_words=("abandon",) * 11 + ("about",),
    )  # fmt: skip
    other = set_up_office(Places.at(tmp_path / "other"), clock, setup, cost=CHEAP)
    found = compare_backup(desk, back_up(other, stick), "carlotta", PASSPHRASE)
    assert (found.ours, found.lost_count) == (False, 0)
    other.close()


def test_a_backup_opens_for_comparison_with_its_passphrase_alone(desk: Desk, stick: Path) -> None:
    backup = back_up(desk, stick)
    with pytest.raises(KeyProblem, match="passphrase_wrong"):
        compare_backup(desk, backup, "carlotta", "something else entirely")
    keyring_beside(backup).unlink()
    with pytest.raises(KeyProblem, match="backup_keyring_missing"):
        compare_backup(desk, backup, "carlotta", PASSPHRASE)
    with pytest.raises(StoreProblem, match="backup_unreadable"):
        compare_backup(desk, stick / "none.cass-db", "carlotta", PASSPHRASE)


def test_a_backup_of_other_pages_is_thrown_away_and_said(
    desk: Desk, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from desktop_app.store import backup as copying

    real = copying._flush

    def flipped(file: Path) -> None:
        data = bytearray(file.read_bytes())
        data[-100] ^= 1
        file.write_bytes(data)
        real(file)

    monkeypatch.setattr(copying, "_flush", flipped)
    with pytest.raises(StoreProblem, match="backup_damaged"):
        back_up(desk, stick)
    assert list(stick.iterdir()) == []


def test_reading_through_is_an_act_and_its_outcome_stays(desk: Desk) -> None:
    assert last_checked(desk) is None
    assert verify_store(desk).sound
    assert (last_checked(desk), last_faults(desk)) == (desk.clock.now(), 0)
    desk.store._database.tables.execute("DROP TRIGGER document_keeps")
    assert not verify_store(desk).sound
    assert last_faults(desk) == 1
    assert desk.store.journal.lines(limit=1)[0].facts["faults"] == 1


def test_the_journal_is_read_by_filter_and_page(desk: Desk) -> None:
    key = take_in(desk)
    claim = desk.store.claims.get(key)
    page = journal_page(desk, JournalFilter(about=key))
    assert {entry.about for entry in page.entries} == {claim.number}
    assert {entry.user for entry in page.entries} == {"Carlotta Browne"}
    registered = journal_page(desk, JournalFilter(verb="claim_registered"))
    assert (registered.total, len(registered.entries)) == (1, 1)
    today = desk.clock.today()
    assert journal_page(desk, JournalFilter(since=today, until=today)).total == desk.store.journal.count()
    assert journal_page(desk, JournalFilter(until=today - timedelta(days=1))).total == 0
    newest, second = journal_page(desk, JournalFilter(), limit=2).entries
    assert newest.id == second.id + 1
    assert journal_page(desk, JournalFilter(), offset=1, limit=1).entries[0] == second


def test_the_journal_leaves_as_a_file_that_holds_every_line_and_says_so(desk: Desk) -> None:
    take_in(desk)
    count = desk.store.journal.count()
    rows = list(csv.DictReader(io.StringIO(journal_text(desk))))
    assert [int(row["line"]) for row in rows] == list(range(1, count + 1))
    assert rows[-1]["hash"] == desk.store.journal.lines(limit=2)[1].hash
    assert desk.store.journal.lines(limit=1)[0].verb == "journal_exported"


def test_a_clerk_does_not_read_the_journal(desk: Desk, tmp_path: Path) -> None:
    clerk = replace(desk, user=replace(desk.user, role=Role.CLERK))
    with pytest.raises(DutyProblem, match="journal_role_needed"):
        journal_page(clerk, JournalFilter())
    with pytest.raises(DutyProblem, match="journal_role_needed"):
        export_journal(clerk, JournalFilter(), tmp_path / "journal.csv")


def test_a_clock_that_was_ahead_once_lets_no_newer_copy_go(desk: Desk, stick: Path) -> None:
    set_backup_plan(desk, BackupPlan(folder=stick, keep=2))
    back_up_when_due(_later(desk, days=400))
    made = [back_up_when_due(_later(desk, days=days)) for days in (-401, 1, 1)]
    assert list(copies_in(desk, stick)) == made[-2:]
