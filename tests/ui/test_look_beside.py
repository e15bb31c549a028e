"""What only looks does not wait for long work: a reader answers from what was kept last, and writes nothing."""

import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop_app.domain.forms import ClaimantForm
from desktop_app.domain.person_forms import PersonForm
from desktop_app.foundation.progress import Progress
from desktop_app.ui.notices import Notices
from desktop_app.ui.screens.claim.presenter import ClaimPresenter
from desktop_app.ui.screens.rules.presenter import RulesPresenter
from desktop_app.ui.screens.settings.presenter import SettingsPresenter
from desktop_app.ui.tasks import Tasks, Ticket
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.enter_claim import save_draft
from desktop_app.workflows.find import find
from desktop_app.workflows.open_claim import ClaimView, open_claim, start_claim
from desktop_app.workflows.open_desk import sign_in
from desktop_app.workflows.people import enter_person, people_page
from desktop_app.workflows.places_kept import Place
from desktop_app.workflows.protected import protect_person
from tests.support.two_persons import PASSPHRASES, Desks, set_up

pytestmark = pytest.mark.usefixtures("qapp")
FORM = PersonForm(surname="Zwickley", forenames="Quintella", birth_date="17 Jun 1953")


class Long:
    """Work on the worker that lasts until it is let go; an act stands open meanwhile, nothing of it is kept yet."""

    def __init__(self, tasks: Tasks) -> None:
        self.begun, self.go_on = threading.Event(), threading.Event()
        self.ticket = tasks.run(self._work)
        assert self.begun.wait(5)

    def _work(self, desk: Desk, _progress: Progress) -> None:
        with desk.store.act(verb="samples_made", user=desk.user.id, about="long", facts={}):
            desk.store.settings.set("lock_minutes", 7)
            self.begun.set()
            assert self.go_on.wait(20)


@pytest.fixture(name="desks")
def _desks(tmp_path: Path) -> Iterator[Desks]:
    made = set_up(tmp_path, "hubert")
    yield made
    made.close()


@pytest.fixture(name="tasks")
def _tasks(desks: Desks, qtbot: QtBot) -> Iterator[Tasks]:
    """The worker with the desk, opened on it."""
    places, clock = desks.desk.places, desks.clock
    desks.close()
    made = Tasks()
    opened = made.open(lambda _progress: sign_in(places, clock, "hubert", PASSPHRASES["hubert"]))
    qtbot.waitUntil(lambda: opened.over)
    yield made
    made.shutdown()


def answer_of(ticket: Ticket, qtbot: QtBot) -> list[object]:
    heard: list[object] = []
    ticket.succeeded.connect(heard.append)
    ticket.failed.connect(heard.append)
    ticket.finished.connect(lambda: heard.append("finished"))
    qtbot.waitUntil(lambda: "finished" in heard, timeout=5000)
    return heard


def thread_and(job: object, desk: Desk) -> tuple[str, object]:
    return threading.current_thread().name.partition("_")[0], job(desk)  # type: ignore[operator] - a plain function


def test_a_search_is_answered_while_long_work_holds_the_worker(tasks: Tasks, qtbot: QtBot) -> None:
    answer_of(tasks.run(lambda desk, _progress: enter_person(desk, FORM)), qtbot)
    long = Long(tasks)
    ticket = tasks.look(lambda desk, _progress: thread_and(lambda desk: find(desk, "Zwickley"), desk))
    (told, ended) = answer_of(ticket, qtbot)
    assert isinstance(told, tuple)
    thread, found = told
    assert (thread, [hit.title for hit in found], ended) == ("beside", ["Quintella Zwickley"], "finished")
    (minutes, _ended) = answer_of(tasks.look(lambda desk, _p: desk.store.settings.get("lock_minutes", 0)), qtbot)
    assert minutes == 0, "nothing of an act that is not kept yet is seen"
    assert not long.ticket.over
    long.go_on.set()
    qtbot.waitUntil(lambda: long.ticket.over)
    (minutes, _ended) = answer_of(tasks.look(lambda desk, _p: desk.store.settings.get("lock_minutes", 0)), qtbot)
    assert minutes == 7


def test_what_is_asked_of_an_idle_worker_is_done_by_it(tasks: Tasks, qtbot: QtBot) -> None:
    (told, _ended) = answer_of(tasks.look(lambda desk, _progress: thread_and(lambda _desk: 1, desk)), qtbot)
    assert told == ("desk", 1)
    assert tasks._beside is None


def test_a_look_that_has_to_write_after_all_is_done_by_the_worker_in_its_turn(tasks: Tasks, qtbot: QtBot) -> None:
    long = Long(tasks)
    ticket = tasks.look(lambda desk, _progress: thread_and(lambda desk: enter_person(desk, FORM).person.surname, desk))
    qtbot.wait(400)
    assert not ticket.over
    long.go_on.set()
    (told, _ended) = answer_of(ticket, qtbot)
    assert told == ("desk", "Zwickley")
    (page, _ended) = answer_of(tasks.look(lambda desk, _progress: people_page(desk, "Zwickley", limit=5).total), qtbot)
    assert page == 1, "it was done once"


def test_what_was_protected_meanwhile_is_hidden_from_the_reader_too(tasks: Tasks, qtbot: QtBot) -> None:
    (view, _ended) = answer_of(tasks.run(lambda desk, _progress: enter_person(desk, FORM)), qtbot)

    def shown(desk: Desk, _progress: Progress) -> list[str]:
        desk.store.protections.read_by("somebody else")
        return [row.surname for row in people_page(desk, "", limit=5).rows]

    long = Long(tasks)
    assert answer_of(tasks.look(shown), qtbot)[0] == ["Zwickley"]
    long.go_on.set()
    answer_of(tasks.run(lambda desk, _p: protect_person(desk, view.person.id, reason="kin", named=())), qtbot)  # type: ignore[attr-defined] - a person's view
    long = Long(tasks)
    assert "Zwickley" not in answer_of(tasks.look(shown), qtbot)[0]  # type: ignore[operator] - names
    long.go_on.set()
    qtbot.waitUntil(lambda: long.ticket.over)


def test_nobody_holds_the_file_when_the_desk_is_closed_or_another_is_made(tasks: Tasks, qtbot: QtBot) -> None:
    long = Long(tasks)
    answer_of(tasks.look(lambda desk, _progress: find(desk, "Zwickley")), qtbot)
    beside = tasks._beside
    assert beside is not None
    long.go_on.set()
    held: list[object] = []

    def renewed(desk: Desk, _progress: Progress) -> Desk:
        held.append(tasks._beside)
        return desk

    answer_of(tasks.renew(renewed), qtbot)
    assert held == [None], "what moves the store is alone with it"
    long = Long(tasks)
    answer_of(tasks.look(lambda desk, _progress: find(desk, "Zwickley")), qtbot)
    assert tasks._beside not in (None, beside)
    closing = tasks.close_desk()
    refused = tasks.look(lambda desk, _progress: find(desk, "Zwickley"))
    long.go_on.set()
    qtbot.waitUntil(lambda: closing.over and refused.over)
    assert tasks._beside is None


def test_what_is_asked_while_the_program_is_left_ends(tasks: Tasks, qtbot: QtBot) -> None:
    long = Long(tasks)
    tickets = [tasks.look(lambda desk, _progress: find(desk, "Zwickley")) for _each in range(5)]
    for ticket in tickets:
        ticket.cancel()
    long.go_on.set()
    qtbot.waitUntil(lambda: all(ticket.over for ticket in tickets))
    assert not tasks.busy


@pytest.fixture(name="claim")
def _claim(tasks: Tasks, qtbot: QtBot) -> ClaimPresenter:
    """The claim page's presenter, with the draft of a claim that is not on the page."""
    (view, _ended) = answer_of(tasks.run(lambda desk, _progress: start_claim(desk)), qtbot)
    assert isinstance(view, ClaimView)
    presenter = ClaimPresenter(tasks, Notices())
    presenter.setProperty("key", view.key)
    return presenter


def surname_kept(tasks: Tasks, qtbot: QtBot, key: str, surname: str) -> None:
    """Let the draft say another name, behind the page's back."""
    form = ClaimantForm(surname=surname)
    answer_of(tasks.run(lambda desk, _p: save_draft(desk, key, claimant=form, place=Place(page="claim"))), qtbot)


def test_a_claim_is_opened_while_long_work_holds_the_worker(tasks: Tasks, claim: ClaimPresenter, qtbot: QtBot) -> None:
    key = claim.property("key")
    surname_kept(tasks, qtbot, key, "Zwickley")
    long = Long(tasks)
    with qtbot.waitSignal(claim.opened, timeout=5000):
        claim.open(key)
    assert (claim.claimant.surname, long.ticket.over) == ("Zwickley", False)
    shown: list[object] = []
    claim.opened.connect(shown.append)
    long.go_on.set()
    qtbot.waitUntil(lambda: not tasks.busy)
    assert shown == [], "nothing waited that changes the claim: it is not drawn twice"


def opened_before_it_is_kept(tasks: Tasks, claim: ClaimPresenter, qtbot: QtBot) -> Long:
    """Open the claim from beside while what names its claimant waits behind long work; return that work."""
    key, long = claim.property("key"), Long(tasks)
    form = ClaimantForm(surname="Quillfeather")
    tasks.run(lambda desk, _p: save_draft(desk, key, claimant=form, place=Place(page="claim")))
    with qtbot.waitSignal(claim.opened, timeout=5000):
        claim.open(key)
    assert claim.claimant.surname == ""
    return long


def test_a_claim_shown_from_beside_takes_what_waiting_work_made_of_it(
    tasks: Tasks, claim: ClaimPresenter, qtbot: QtBot
) -> None:
    long = opened_before_it_is_kept(tasks, claim, qtbot)
    with qtbot.waitSignal(claim.opened, timeout=5000):
        long.go_on.set()
    assert claim.claimant.surname == "Quillfeather"


def test_what_is_typed_meanwhile_stays_when_waiting_work_changed_the_claim(
    tasks: Tasks, claim: ClaimPresenter, qtbot: QtBot
) -> None:
    long = opened_before_it_is_kept(tasks, claim, qtbot)
    key = claim.key
    claim.edit_claimant(replace(claim.claimant, surname="Typed"))
    with qtbot.waitSignal(claim.changed, timeout=5000):
        long.go_on.set()
    assert claim.claimant.surname == "Typed"
    claim.save_now()
    qtbot.waitUntil(lambda: not tasks.busy)
    (view, _ended) = answer_of(tasks.run(lambda desk, _progress: open_claim(desk, key)), qtbot)
    assert isinstance(view, ClaimView)
    assert view.claimant.surname == "Typed"


def test_a_claim_whose_typing_is_being_kept_is_opened_after_that(
    tasks: Tasks, claim: ClaimPresenter, qtbot: QtBot
) -> None:
    key = claim.property("key")
    with qtbot.waitSignal(claim.opened, timeout=5000):
        claim.open(key)
    long = Long(tasks)
    claim.edit_claimant(replace(claim.claimant, surname="Typed"))
    opened: list[object] = []
    claim.opened.connect(opened.append)
    claim.open(key)
    qtbot.wait(400)
    assert opened == [], "an older state of what was just typed is never shown"
    with qtbot.waitSignal(claim.opened, timeout=5000):
        long.go_on.set()
    assert claim.claimant.surname == "Typed"


@pytest.mark.parametrize("page", [SettingsPresenter, RulesPresenter])
def test_a_page_that_only_shows_does_not_wait_either(
    tasks: Tasks, qtbot: QtBot, page: type[SettingsPresenter] | type[RulesPresenter]
) -> None:
    presenter, long = page(tasks, Notices()), Long(tasks)
    with qtbot.waitSignal(presenter.listed, timeout=5000):
        presenter.load()
    assert not long.ticket.over
    long.go_on.set()
    qtbot.waitUntil(lambda: not tasks.busy)
