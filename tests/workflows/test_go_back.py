"""Going back to a backup over the store in use: the present one stays beside it, and a kill leaves one whole store."""

import os
import shutil
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop_app.domain.offices import KeyCheck
from desktop_app.domain.users import Role, User
from desktop_app.foundation.places import Places
from desktop_app.foundation.problems import CaseProblem, DutyProblem, Problem, StoreProblem
from desktop_app.foundation.progress import Cancelled
from desktop_app.store.lock import StoreLock
from desktop_app.workflows import going_back
from desktop_app.workflows.back_up import back_up
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.dispatch_bundle import seal_bundle
from desktop_app.workflows.go_back import prepare_to_go_back
from desktop_app.workflows.going_back import finish_going_back, side_folder
from desktop_app.workflows.keep_offices import add_office, confirm_key, own_card_file
from desktop_app.workflows.numbers_told import restored_on
from desktop_app.workflows.open_desk import desk_status, sign_in
from desktop_app.workflows.preview_bundle import preview
from desktop_app.workflows.receive_bundle import receive_file
from desktop_app.workflows.second_beside import Beside
from desktop_app.workflows.send_claim import send_notices
from desktop_app.workflows.set_up_office import OfficeSetup, set_up_office
from desktop_app.workflows.today import QueueKind, today_queue
from desktop_app.workflows.went_back import tell_went_back, untold_offices
from tests.support.case_desks import OTHER, carry, take_in, told
from tests.support.clocks import FixedClock
from tests.support.desks import NOON, desk_of
from tests.support.two_persons import PASSPHRASES, set_up
from tests.workflows.test_restore_backup import CHEAP, PASSPHRASE

REASON = "The import of this morning was of another office"


@pytest.fixture
def places(tmp_path: Path) -> Places:
    return Places.at(tmp_path / "office")


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(NOON)


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


def _prepared(desk: Desk, stick: Path) -> tuple[str, str]:
    """Back up after one claim, take in another, and prepare to go back; return both claims' keys."""
    first = take_in(desk)
    backup = back_up(desk, stick)
    second = take_in(desk, OTHER)
    prepare_to_go_back(desk, backup, "carlotta", PASSPHRASE, REASON)
    return first, second


def test_the_backup_takes_the_place_and_the_present_store_stays_beside_it(
    desk: Desk, places: Places, clock: FixedClock, tmp_path: Path
) -> None:
    first, second = _prepared(desk, tmp_path / "stick")
    assert desk.store.claims.find(second) is not None
    desk.close()
    done = finish_going_back(places)
    assert done is not None
    assert done.lost > 0
    back = sign_in(places, clock, "carlotta", PASSPHRASE)
    assert (back.store.claims.find(first) is not None, back.store.claims.find(second)) == (True, None)
    assert restored_on(back) == clock.today()
    line = back.store.journal.lines(limit=1)[0]
    assert (line.verb, line.facts["kept_in"], line.facts["lost"]) == ("backup_restored", done.kept_in, done.lost)
    assert back.store.verify().sound
    back.close()
    assert not side_folder(places).data.exists()
    kept = sign_in(Places.at(places.data / done.kept_in), clock, "carlotta", PASSPHRASE)
    assert kept.store.claims.find(second) is not None
    last = kept.store.journal.lines(limit=1)[0]
    assert (last.verb, kept.store.changes.of(last.id).said) == ("going_back_prepared", REASON)
    kept.close()


def test_two_persons_go_back_where_another_works_here(tmp_path: Path) -> None:
    desks = set_up(tmp_path, "hubert", "dora")
    desk = desks.as_user("hubert")
    backup = back_up(desk, tmp_path / "stick")
    take_in(desk)

    def go(beside: Beside) -> None:
        prepare_to_go_back(desk, backup, "hubert", PASSPHRASES["hubert"], REASON, beside=beside)

    for beside, code in (
        (Beside(), "second_missing"),
        (Beside("hubert", PASSPHRASES["hubert"]), "second_same"),
        (Beside("dora", "not her passphrase"), "passphrase_wrong"),
        (Beside("nobody", PASSPHRASES["dora"]), "user_unknown"),
    ):
        with pytest.raises(Problem, match=code):
            go(beside)
        assert not (desk.places.data / "going-back.json").exists()
    go(Beside("dora", PASSPHRASES["dora"]))
    assert (desk.places.data / "going-back.json").exists()
    line = desk.store.journal.lines(limit=1)[0]
    assert (line.verb, line.user) == ("going_back_prepared", desk.user.id)
    assert line.facts["second"] == desks.user("dora").id
    desks.close()


def test_a_head_and_a_clerk_go_back_together(tmp_path: Path) -> None:
    desks = set_up(tmp_path, "hubert", "marlon")
    head = desks.as_user("hubert")
    backup = back_up(head, tmp_path / "stick")
    take_in(head)

    def go(desk: Desk, beside: str) -> None:
        second = Beside(beside, PASSPHRASES[beside])
        prepare_to_go_back(desk, backup, "hubert", PASSPHRASES["hubert"], REASON, beside=second)

    with pytest.raises(Problem, match="proposal_role"):  # neither is the head
        go(desks.as_user("carlotta"), "marlon")
    go(head, "marlon")
    line = desks.desk.store.journal.lines(limit=1)[0]
    assert (line.verb, line.user) == ("going_back_prepared", head.user.id)
    assert line.facts["second"] == desks.user("marlon").id
    desks.close()


def test_it_is_finished_at_the_next_start_where_the_program_ended_before(
    desk: Desk, places: Places, clock: FixedClock, tmp_path: Path
) -> None:
    _first, second = _prepared(desk, tmp_path / "stick")
    assert desk_status(places).exists  # while a program has the store, nothing is moved
    assert side_folder(places).data.exists()
    desk.close()
    desk_status(places)
    assert not side_folder(places).data.exists()
    back = sign_in(places, clock, "carlotta", PASSPHRASE)
    assert back.store.claims.find(second) is None
    back.close()


def test_nothing_is_prepared_without_a_reason_a_difference_or_the_right_backup(
    desk: Desk, places: Places, tmp_path: Path
) -> None:
    take_in(desk)
    backup = back_up(desk, tmp_path / "stick")
    with pytest.raises(CaseProblem, match="reason_missing"):
        prepare_to_go_back(desk, backup, "carlotta", PASSPHRASE, " ")
    take_in(desk, OTHER)
    damaged = tmp_path / "stick" / "damaged.cass-db"
    whole = bytearray(backup.read_bytes())
    whole[len(whole) // 2] ^= 1
    damaged.write_bytes(whole)
    shutil.copy(backup.with_suffix(".keyring.json"), damaged.with_suffix(".keyring.json"))
    with pytest.raises(StoreProblem) as refused:
        prepare_to_go_back(desk, damaged, "carlotta", PASSPHRASE, REASON)
    assert refused.value.code in {"backup_damaged", "backup_unreadable"}
    assert not side_folder(places).data.exists()


def test_stopping_leaves_everything_as_it_was(desk: Desk, places: Places, tmp_path: Path) -> None:
    class StopWhileCopying:
        def step(self, done: int, total: int, what: str = "") -> None:
            if what == "restore":
                raise Cancelled(done, total)

    backup = back_up(desk, tmp_path / "stick")
    take_in(desk)
    with pytest.raises(Cancelled):
        prepare_to_go_back(desk, backup, "carlotta", PASSPHRASE, REASON, StopWhileCopying())
    assert not side_folder(places).data.exists()
    assert finish_going_back(places) is None


def test_a_clerk_alone_may_not_go_back(places: Places, tmp_path: Path) -> None:
    desk = desk_of("LC", places)
    head = User(id="u-head", name="Hannah Sample", role=Role.HEAD)
    with desk.store.act(verb="user_added", user=desk.user.id, about=head.id, facts={}):
        desk.store.users.add(head, login="hannah")
    with pytest.raises(DutyProblem):
        prepare_to_go_back(desk, tmp_path / "any.cass-db", "marius", PASSPHRASE, REASON)
    desk.close()


def test_while_another_program_has_the_store_nothing_is_exchanged(desk: Desk, places: Places, tmp_path: Path) -> None:
    _prepared(desk, tmp_path / "stick")
    desk.close()
    lock = StoreLock.take(places.store_file)
    with pytest.raises(StoreProblem, match="store_in_use"):
        finish_going_back(places)
    lock.release()


@pytest.mark.skipif(sys.platform == "win32", reason="the child is a fork of this process")
@pytest.mark.parametrize("step", range(1, 12))
def test_a_kill_between_any_two_steps_leaves_one_whole_store(
    desk: Desk, places: Places, clock: FixedClock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: int
) -> None:
    first, second = _prepared(desk, tmp_path / "stick")
    desk.close()
    (places.store_file.with_name("store.cass-db-wal")).write_bytes(b"")  # left by a program that died
    child = os.fork()
    if not child:
        count = [0]

        def counted(real: object) -> object:
            def stepped(*given: object, **named: object) -> object:
                count[0] += 1
                if count[0] == step:
                    os.kill(os.getpid(), signal.SIGKILL)
                return real(*given, **named)  # type: ignore[operator]  # one of the three below

            return stepped

        for name in ("replace_file", "write_atomically"):
            setattr(going_back, name, counted(getattr(going_back, name)))
        monkeypatch.setattr(Path, "unlink", counted(Path.unlink))
        monkeypatch.setattr(shutil, "rmtree", counted(shutil.rmtree))
        finish_going_back(places)
        os._exit(0)
    os.waitpid(child, 0)
    assert desk_status(places).exists
    back = sign_in(places, clock, "carlotta", PASSPHRASE)
    assert back.store.claims.find(first) is not None
    assert back.store.claims.find(second) is None
    assert back.store.verify().sound
    assert restored_on(back) == clock.today()
    back.close()
    (folder,) = places.data.glob("before-going-back-*")
    kept = sign_in(Places.at(folder), clock, "carlotta", PASSPHRASE)
    assert kept.store.claims.find(second) is not None
    assert kept.store.verify().sound
    kept.close()


def _introduced(desk: Desk, other: Desk) -> None:
    for here, there in ((desk, other), (other, desk)):
        add_office(here, own_card_file(there))
        confirm_key(here, there.office.code, KeyCheck.PHONE, there.user.name)


def test_two_offices_find_out_what_one_forgot(desk: Desk, places: Places, clock: FixedClock, tmp_path: Path) -> None:
    other = desk_of("LC", Places.at(tmp_path / "other"))
    _introduced(desk, other)
    told(desk, "LC")
    carry(desk, other)
    receive_file(desk, seal_bundle(other, "VC-NIS").data)
    backup = back_up(desk, tmp_path / "stick")
    clock.advance(days=1)
    forgotten = take_in(desk, OTHER)
    send_notices(desk, forgotten, ("LC",))
    carry(desk, other)
    prepare_to_go_back(desk, backup, "carlotta", PASSPHRASE, REASON)
    desk.close()
    back = sign_in(places, clock, "carlotta", PASSPHRASE)
    assert back.store.claims.find(forgotten) is None

    (untold,) = untold_offices(back)
    assert (untold.office.card.office.code, untold.can_write) == ("LC-NIC", True)
    items = [item for item in today_queue(back).items if item.kind is QueueKind.MISSING]
    assert [item.code for item in items] == ["went_back_untold"]
    tell_went_back(back, "LC-NIC")
    assert not [item for item in today_queue(back).items if item.code.startswith("went_back")]

    sealed = seal_bundle(back, "LC-NIC")
    assert untold_offices(back) == ()
    numbers = [entry.sequence for entry in other.store.mailbox.files_of_office("VC-NIS")]
    kept = receive_file(other, sealed.data)
    row = other.store.mailbox.get(kept)
    assert row.outcome == "ok"
    assert row.sequence == max(number for number in numbers if number) + 1  # no number is given out twice
    codes = {check.finding.code for check in preview(other, kept).checks}
    assert "sender_restored" in codes
    other.close()
    back.close()
