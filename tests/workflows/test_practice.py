"""The training mode: an office of its own with claims in every state, and neighbours that answer as real desks do."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop_app.domain.claims import Stage
from desktop_app.domain.users import Role
from desktop_app.foundation.places import Places
from desktop_app.foundation.problems import CaseProblem
from desktop_app.workflows.apply_message import accept
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.dispatch_bundle import hand_over, seal_bundle
from desktop_app.workflows.enter_claim import enter_history, register_claim
from desktop_app.workflows.open_claim import start_claim
from desktop_app.workflows.open_desk import sign_in
from desktop_app.workflows.places_kept import Place, last_place
from desktop_app.workflows.practice_cases import PracticePart, practice_person
from desktop_app.workflows.practice_office import make_practice_office, throw_practice_away
from desktop_app.workflows.practice_partners import partners_answer
from desktop_app.workflows.practice_users import HEAD, TRAINEE
from desktop_app.workflows.receive_bundle import received
from desktop_app.workflows.remind import send_reminder
from desktop_app.workflows.send_claim import send_notices
from desktop_app.workflows.today import QueueKind, queue_counts
from tests.support.clocks import FixedClock
from tests.support.desks import desk_of
from tests.support.two_persons import CHEAP


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory) -> Places:
    return Places.at(tmp_path_factory.mktemp("training"))


@pytest.fixture(scope="module")
def desk(places: Places) -> Iterator[Desk]:
    made = make_practice_office(places, FixedClock(), cost=CHEAP)
    yield made
    made.close()


def test_the_trainee_finds_something_of_everything(desk: Desk) -> None:
    counts = queue_counts(desk)
    assert desk.training
    assert desk.user.role is Role.CLERK
    assert counts[QueueKind.OVERDUE] == 1
    assert counts[QueueKind.ARRIVED] == 1
    stages = [row.stage for row in desk.store.claims.page()]
    assert stages.count(Stage.READY) == 1
    assert desk.store.journal.verify() is None


def test_the_trainee_begins_with_what_waits_and_not_inside_a_claim(desk: Desk) -> None:
    assert last_place(desk) == Place(page="today")


def test_nobody_is_called_as_the_guided_claimant_yet(desk: Desk) -> None:
    guided = practice_person(PracticePart.GUIDED)
    assert not any(row.claimant.startswith(guided.claimant.surname) for row in desk.store.claims.page())


def test_the_neighbours_answer_what_was_handed_over_with_certificates_of_their_own(desk: Desk) -> None:
    guided = practice_person(PracticePart.GUIDED)
    key = start_claim(desk).key
    register_claim(desk, key, guided.claimant)
    enter_history(desk, key, guided.history())
    send_notices(desk, key, ("LC", "GD"))
    files = [seal_bundle(desk, code) for code in ("LC-TRAIN", "GD-TRAIN")]
    assert [entry.mailbox_id for entry in partners_answer(desk)] == [None, None]  # nothing left the house yet
    for file in files:
        hand_over(desk, file.bundle_id, "stick")
    answers = partners_answer(desk)
    assert [(entry.office, entry.taken_in, entry.certified) for entry in answers] == [
        ("LC-TRAIN", 1, 1),
        ("GD-TRAIN", 1, 1),
    ]
    for entry in answers:
        assert entry.mailbox_id is not None
        assert next(line for line in received(desk) if line.mailbox_id == entry.mailbox_id).state == "to_check"
        accept(desk, entry.mailbox_id)
    weeks = {found.state: found.weeks for found in desk.store.periods.current(key)}
    assert weeks == {"LC": 296, "GD": 144}
    assert [entry.mailbox_id for entry in partners_answer(desk)] != [entry.mailbox_id for entry in answers]


def test_a_neighbour_that_keeps_silent_answers_once_it_is_reminded(desk: Desk) -> None:
    (late,) = desk.store.obligations.overdue(desk.clock.today())
    assert late.owed_by == "GD-TRAIN"
    partners_answer(desk)
    assert desk.store.obligations.overdue(desk.clock.today()) == (late,)
    send_reminder(desk, "GD-TRAIN")
    hand_over(desk, seal_bundle(desk, "GD-TRAIN").bundle_id, "mail")
    answer = next(entry for entry in partners_answer(desk) if entry.office == "GD-TRAIN")
    assert answer.certified == 1
    assert answer.mailbox_id is not None
    accept(desk, answer.mailbox_id)
    assert desk.store.obligations.overdue(desk.clock.today()) == ()


def test_a_real_desk_has_no_practice_neighbours(tmp_path: Path) -> None:
    with pytest.raises(CaseProblem) as refused:
        partners_answer(desk_of("VC", Places.at(tmp_path)))
    assert refused.value.code == "practice_only"


def test_practice_begins_afresh_and_nothing_of_before_is_there(tmp_path: Path) -> None:
    places = Places.at(tmp_path / "training")
    make_practice_office(places, FixedClock(), cost=CHEAP).close()
    throw_practice_away(places)
    assert not any(path.is_file() and "cass-db" in path.name for path in places.data.rglob("*"))
    again = make_practice_office(places, FixedClock(), cost=CHEAP)
    again.close()
    head = sign_in(places, FixedClock(), HEAD.login, HEAD.passphrase, training=True)
    assert head.user.role is Role.HEAD
    head.close()
    assert TRAINEE.passphrase != HEAD.passphrase


def test_a_real_office_is_never_thrown_away(tmp_path: Path) -> None:
    places = Places.at(tmp_path)
    places.prepare()
    places.store_file.write_bytes(b"somebody's claims")
    with pytest.raises(CaseProblem) as refused:
        throw_practice_away(places)
    assert refused.value.code == "practice_only"
    assert places.store_file.read_bytes() == b"somebody's claims"
