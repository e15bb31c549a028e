"""The store under a new key: what was copied before opens it no more, and a kill at any moment leaves a whole one."""

import os
import shutil
import signal
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from desktop_app.domain.users import Role
from desktop_app.foundation.places import Places
from desktop_app.foundation.problems import DutyProblem, KeyProblem, StoreProblem
from desktop_app.foundation.progress import Cancelled
from desktop_app.store.keyring import Keyring
from desktop_app.store.store import Store
from desktop_app.workflows import renewing
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.keep_users import add_user, deactivate, users
from desktop_app.workflows.open_desk import desk_status, sign_in, sign_in_with_recovery
from desktop_app.workflows.renew_key import VERB, others_who_sign_in, renew_key
from desktop_app.workflows.set_up_office import OfficeSetup, set_up_office
from tests.support.case_desks import take_in
from tests.support.clocks import FixedClock
from tests.workflows.test_restore_backup import CHEAP, PASSPHRASE

WORDS = ("legal",) * 11 + ("winner",)
LEAVING = "a tall ship under two stars"
STAYING = "nine green bottles by the quay"
ONE_USE = "grape orbit pencil walnut sky"


@pytest.fixture
def places(tmp_path: Path) -> Places:
    return Places.at(tmp_path / "office")


@pytest.fixture
def desk(places: Places) -> Iterator[Desk]:
    setup = OfficeSetup(
        state="VC", name="National Insurance Services", town="Kingstown", code="VC-NIS",
        administrator="Carlotta Browne", login="carlotta", passphrase=PASSPHRASE,
        recovery_words=("abandon",) * 11 + ("about",),
    )  # fmt: skip
    desk = set_up_office(places, FixedClock(), setup, cost=CHEAP)
    for name, login, passphrase in (("Leaving Sample", "leaving", LEAVING), ("Staying Sample", "staying", STAYING)):
        add_user(desk, name=name, role=Role.CLERK, login=login, passphrase=passphrase, cost=CHEAP)
    yield desk
    desk.close()


def _renewed(desk: Desk, **changes: object) -> Desk:
    given = {account.user.id: ONE_USE for account in others_who_sign_in(desk)}
    told = {"recovery_words": WORDS, "typed": " ".join(WORDS), "cost": CHEAP, **changes}
    return renew_key(desk, PASSPHRASE, given, **told)  # type: ignore[arg-type]  # as the tests say


def test_who_left_opens_the_store_with_no_copy_of_the_keyring(desk: Desk, places: Places, tmp_path: Path) -> None:
    key = take_in(desk)
    old = tmp_path / "old.keyring.json"
    shutil.copy(places.keyring_file, old)
    ring = Keyring.load(old, desk.clock)
    known = ring.unlock(str(ring.user_of("leaving")), LEAVING)
    deactivate(desk, str(ring.user_of("leaving")))
    new = _renewed(desk)
    try:
        assert new.store.claims.find(key) is not None
        assert new.store.journal.lines(limit=1)[0].verb == VERB
        assert new.store.verify().sound
        lines = {line.login: line for line in users(new).lines}
        assert (lines["staying"].one_time, lines["carlotta"].one_time) == (True, False)
    finally:
        new.close()
    with pytest.raises(StoreProblem, match="store_unreadable"):
        Store.open(places.store_file, known, desk.clock)
    for login, passphrase in (("carlotta", PASSPHRASE), ("staying", ONE_USE)):
        sign_in(places, desk.clock, login, passphrase).close()
    with pytest.raises(KeyProblem):
        sign_in(places, desk.clock, "staying", STAYING)
    with pytest.raises(KeyProblem, match="recovery_wrong"):
        sign_in_with_recovery(places, desk.clock, "carlotta", " ".join(("abandon",) * 11 + ("about",)), ONE_USE + " x")
    sign_in_with_recovery(places, desk.clock, "carlotta", " ".join(WORDS), ONE_USE + " quay").close()


@pytest.mark.parametrize(
    ("changes", "code"),
    [({"typed": "legal winner"}, "recovery_wrong"), ({"recovery_words": ("other",) * 12}, "recovery_wrong")],
)
def test_new_recovery_words_are_typed_back_first(desk: Desk, changes: dict[str, object], code: str) -> None:
    with pytest.raises(KeyProblem, match=code):
        _renewed(desk, **changes)
    assert not (desk.places.data / "key-renewal").exists()


def test_everybody_else_needs_a_passphrase_and_the_own_one_is_proven(desk: Desk) -> None:
    with pytest.raises(KeyProblem, match="passphrase_weak"):
        renew_key(desk, PASSPHRASE, {}, recovery_words=WORDS, typed=" ".join(WORDS), cost=CHEAP)
    given = {account.user.id: ONE_USE for account in others_who_sign_in(desk)}
    with pytest.raises(KeyProblem, match="passphrase_wrong"):
        renew_key(desk, "not mine", given, recovery_words=WORDS, typed=" ".join(WORDS), cost=CHEAP)


def test_a_clerk_renews_no_key(desk: Desk) -> None:
    clerk = next(account.user for account in others_who_sign_in(desk))
    with pytest.raises(DutyProblem):
        _renewed(replace(desk, user=clerk))


def test_stopped_on_the_way_all_is_as_before(desk: Desk, places: Places) -> None:
    class Stopping:
        def step(self, _done: int, _total: int, _what: str = "") -> None:
            raise Cancelled

    before = places.keyring_file.read_bytes()
    with pytest.raises(Cancelled):
        _renewed(desk, progress=Stopping())
    assert places.keyring_file.read_bytes() == before
    assert not (places.data / "key-renewal").exists()
    take_in(desk)  # the desk goes on


def test_it_stops_between_two_persons(desk: Desk, places: Places) -> None:
    class AtTheSecond:
        def step(self, done: int, _total: int, what: str = "") -> None:
            assert what == "renew_persons"
            if done == 1:
                raise Cancelled

    before = places.keyring_file.read_bytes()
    assert len(others_who_sign_in(desk)) > 1
    with pytest.raises(Cancelled):
        _renewed(desk, progress=AtTheSecond())
    assert places.keyring_file.read_bytes() == before
    assert not (places.data / "key-renewal").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="a process is forked and killed")
@pytest.mark.parametrize("moment", range(6))
def test_killed_at_any_moment_one_whole_store_is_left(desk: Desk, places: Places, moment: int) -> None:
    key = take_in(desk)
    desk.close()
    if (child := os.fork()) == 0:
        _killed_at(moment, places)
    os.waitpid(child, 0)
    assert desk_status(places, FixedClock()).exists
    again = sign_in(places, FixedClock(seed=f"again {moment}"), "carlotta", PASSPHRASE)
    try:
        assert again.store.claims.find(key) is not None
        assert again.store.verify().sound
        renewed = again.store.journal.lines(limit=1)[0].verb == VERB
        assert renewed is (moment > 0)
    finally:
        again.close()
    sign_in(places, FixedClock(seed="other"), "staying", ONE_USE if renewed else STAYING).close()


def _killed_at(moment: int, places: Places) -> None:
    """Renew in a process that kills itself at the nth move of a file once the new store lies ready."""
    steps = iter(range(100))

    def killing(name: str) -> None:
        real = getattr(renewing, name)

        def step(*args: object) -> object:
            if next(steps) == moment:
                os.kill(os.getpid(), signal.SIGKILL)
            return real(*args)

        setattr(renewing, name, step)

    try:
        for name in ("write_atomically", "replace_file", "place_problem"):
            killing(name)
        unlink = Path.unlink

        def unlinking(path: Path, missing_ok: bool = False) -> None:
            ours = path.parent == places.data and path.name.startswith(("key-renewal", "store.cass-db-"))
            if ours and next(steps) == moment:
                os.kill(os.getpid(), signal.SIGKILL)
            unlink(path, missing_ok=missing_ok)

        Path.unlink = unlinking  # type: ignore[method-assign]  # in this process alone
        _renewed(sign_in(places, FixedClock(seed="renewing"), "carlotta", PASSPHRASE))
    finally:
        os._exit(0)
