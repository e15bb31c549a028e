"""A backup is a whole desk: it is restored by putting two files in their place, and never replaces another one."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from desktop_app.foundation.places import Places
from desktop_app.foundation.problems import KeyProblem, PlaceProblem, StoreProblem
from desktop_app.store.wraps import Cost
from desktop_app.workflows.back_up import back_up
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.open_claim import open_claim
from desktop_app.workflows.open_desk import change_passphrase, sign_in, sign_in_with_recovery
from desktop_app.workflows.set_up_office import OfficeSetup, new_recovery_words, set_up_office
from desktop_app.workflows.status import status
from tests.support.case_desks import take_in
from tests.support.clocks import FixedClock

PASSPHRASE = "nutmeg lantern harbour sail"
ANOTHER = "another four words here"
CHEAP = Cost(memory_kib=8 * 1024, rounds=1, lanes=1)


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock()


@pytest.fixture
def words(clock: FixedClock) -> tuple[str, ...]:
    return new_recovery_words(clock)


@pytest.fixture
def desk(tmp_path: Path, clock: FixedClock, words: tuple[str, ...]) -> Desk:
    setup = OfficeSetup(
        state="VC",
        name="National Insurance Services",
        town="Kingstown",
        code="VC-NIS",
        administrator="Carlotta Browne",
        login="carlotta",
        passphrase=PASSPHRASE,
        recovery_words=words,
    )
    return set_up_office(Places.at(tmp_path / "desk"), clock, setup, cost=CHEAP)


def test_a_backup_put_in_place_opens_with_everything_in_it(desk: Desk, clock: FixedClock, tmp_path: Path) -> None:
    key = take_in(desk)
    path = back_up(desk, tmp_path / "stick")
    assert status(desk).last_backup == clock.now()
    desk.close()
    restored = Places.at(tmp_path / "new-machine")
    restored.prepare()
    shutil.copy(path, restored.store_file)
    shutil.copy(path.with_suffix(".keyring.json"), restored.keyring_file)
    opened = sign_in(restored, clock, "carlotta", PASSPHRASE)
    assert open_claim(opened, key).claimant.surname == "Hendyce"
    assert opened.store.journal.verify() is None
    assert opened.secret.signing.public().line == opened.own.keys.signing_key
    opened.close()


def test_no_backup_is_written_over_and_none_names_a_person(desk: Desk, tmp_path: Path) -> None:
    take_in(desk)
    first = back_up(desk, tmp_path / "stick")
    kept = first.read_bytes()
    second = back_up(desk, tmp_path / "stick")
    assert second != first
    assert first.read_bytes() == kept
    assert {path.name.split("-20")[0] for path in (tmp_path / "stick").iterdir()} == {"VC-NIS"}
    assert b"Hendyce" not in kept
    desk.close()


def test_a_backup_without_its_keyring_is_not_left_behind(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(path: Path, data: bytes) -> None:
        del path, data
        raise PlaceProblem("disk_full", path="stick")

    with monkeypatch.context() as patched:
        patched.setattr("desktop_app.workflows.back_up.write_atomically", full)
        with pytest.raises(PlaceProblem):
            back_up(desk, tmp_path / "stick")
    assert list((tmp_path / "stick").iterdir()) == []
    assert status(desk).last_backup is None
    desk.close()


def test_a_weak_passphrase_takes_the_place_of_none(desk: Desk, clock: FixedClock, words: tuple[str, ...]) -> None:
    with pytest.raises(KeyProblem, match="passphrase_weak"):
        change_passphrase(desk, PASSPHRASE, "1234")
    desk.close()
    with pytest.raises(KeyProblem, match="passphrase_weak"):
        sign_in_with_recovery(desk.places, clock, "carlotta", " ".join(words), "")
    sign_in(desk.places, clock, "carlotta", PASSPHRASE).close()


def test_nobody_unknown_signs_in_by_either_way(desk: Desk, clock: FixedClock, words: tuple[str, ...]) -> None:
    desk.close()
    with pytest.raises(KeyProblem, match="user_unknown"):
        sign_in(desk.places, clock, "nobody", PASSPHRASE)
    with pytest.raises(KeyProblem, match="user_unknown"):
        sign_in_with_recovery(desk.places, clock, "nobody", " ".join(words), ANOTHER)


def test_a_recovery_that_fails_lets_go_of_the_store(
    desk: Desk, clock: FixedClock, words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.close()

    def full(*_: object, **__: object) -> None:
        raise PlaceProblem("disk_full", path="keyring")

    with monkeypatch.context() as patched:
        patched.setattr("desktop_app.store.keyring.Keyring.set_passphrase", full)
        with pytest.raises(PlaceProblem):
            sign_in_with_recovery(desk.places, clock, "carlotta", " ".join(words), ANOTHER)
    sign_in(desk.places, clock, "carlotta", PASSPHRASE).close()


def test_a_user_who_left_finds_no_desk_and_leaves_no_lock(desk: Desk, clock: FixedClock) -> None:
    with desk.store.act(verb="samples_made", user=desk.user.id, about=desk.user.id, facts={}):
        desk.store.users.update(replace(desk.user, name="Carlotta Browne"), login="carlotta", active=False)
    desk.close()
    for _ in range(2):
        with pytest.raises(StoreProblem, match="store_unfinished"):
            sign_in(desk.places, clock, "carlotta", PASSPHRASE)
