"""No letter with Alt means two things: every page of the office, every step of a claim, every question about a case."""

from collections.abc import Callable, Iterator
from functools import partial

import pytest
from PySide6.QtWidgets import QAbstractButton, QDialog, QFileDialog, QWidget
from shiboken6 import isValid

from desktop_app.ui.app.office_window import (
    CLAIMS,
    EXCHANGE,
    LAW,
    OFFICES,
    OWED,
    PEOPLE,
    REPORTS,
    RULES,
    SETTINGS,
    TODAY,
)
from desktop_app.ui.screens.exchange.presenter import Lane
from desktop_app.ui.screens.rules.presenter import CHANGES, NOTES, UPDATES, VALUES
from desktop_app.ui.theme import Look
from desktop_app.workflows.claim_steps import Step
from desktop_app.workflows.dispatch_bundle import hand_over, seal_bundle, sent
from desktop_app.workflows.receive_bundle import received
from tests.support.case_desks import OTHER, carry, certify, post, told
from tests.support.claim_desks import Offices, three_offices
from tests.support.clips import doubled_letters
from tests.support.office_stage import Stage
from tests.support.settings_gallery import a_busy_office
from tests.support.two_persons import Desks

_PAGES = (TODAY, CLAIMS, PEOPLE, EXCHANGE, OWED, OFFICES, RULES, LAW, REPORTS, SETTINGS)
_PARTS = (
    "office",
    "users",
    "backups",
    "keeping",
    "records",
    "training",
    "journal",
    "appearance",
    "point:vested_state",
    "point:unmet_state",
)
_ACTS = (
    "information",
    "ask_dependency",
    "explanation",
    "periods",
    "change",
    "offices",
    "close",
    "dependency",
    "departure",
    "correct",
    "forward",
)


@pytest.fixture(scope="module")
def offices(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Offices]:
    """Saint Vincent with a claim under way, one certificate accepted and one file to check, and one claim told."""
    made = three_offices(tmp_path_factory.mktemp("desks"))
    vc, lc = made.vc, made.lc
    told(vc, "LC", "GD")
    there = carry(vc, lc)
    hand_over(vc, seal_bundle(vc, "GD-NIS").bundle_id, "mail")
    certify(lc, there)
    carry(lc, vc)
    certify(lc, there, more_follows=True, remarks="Another one")
    post(lc, vc)
    told(vc, "LC", claimant=OTHER)
    yield made
    made.close()


@pytest.fixture
def stage(look: Look, offices: Offices) -> Iterator[Stage]:
    stage = Stage(look, offices.vc)
    stage.show((1366, 768))
    yield stage
    stage.close()


@pytest.mark.parametrize("page", _PAGES)
def test_a_page_answers_to_each_letter_once(stage: Stage, page: str) -> None:
    stage.window.go_to(page)
    stage.settle()
    assert doubled_letters(stage.window) == []


@pytest.mark.parametrize("step", list(Step))
def test_a_step_of_a_claim_answers_to_each_letter_once(stage: Stage, offices: Offices, step: Step) -> None:
    stage.office.open_claim(_claim(offices))
    stage.settle()
    screen = stage.office.claim_screen
    screen.presenter.go_to(step)
    stage.settle()
    assert doubled_letters(stage.window) == []


@pytest.mark.parametrize("lane", list(Lane))
def test_a_lane_of_the_exchange_answers_to_each_letter_once(stage: Stage, offices: Offices, lane: Lane) -> None:
    if lane is Lane.RECEIVED:
        stage.office.show_bundle(received(offices.vc)[0].mailbox_id)
    elif lane is Lane.TO_SEND:
        stage.office.show_outgoing("LC-NIC")
    else:
        stage.office.show_sent(next(line.bundle_id for line in sent(offices.vc)))
    stage.settle()
    assert doubled_letters(stage.window) == []


@pytest.mark.parametrize("act", _ACTS)
def test_a_question_about_a_case_answers_to_each_letter_once(stage: Stage, offices: Offices, act: str) -> None:
    stage.office.show_owed(_claim(offices))
    stage.settle()
    stage.office.remedies.case_act(_claim(offices), act)
    stage.settle()
    (dialog,) = [each for each in stage.window.findChildren(QDialog) if each.isVisible()]
    assert doubled_letters(dialog) == []
    dialog.reject()
    stage.settle()


@pytest.mark.parametrize("button", ["scan", "paste"])
def test_a_way_to_bring_in_what_came_answers_to_each_letter_once(stage: Stage, button: str) -> None:
    stage.window.go_to(EXCHANGE)
    stage.settle()
    getattr(stage.office.exchange_screen, button).click()
    stage.settle()
    (dialog,) = [each for each in stage.window.findChildren(QDialog) if each.isVisible()]
    assert doubled_letters(dialog) == []
    dialog.reject()
    stage.settle()


@pytest.mark.parametrize("button", ["with_remarks", "give_back", "pass_on"])
def test_a_question_about_what_came_answers_to_each_letter_once(stage: Stage, offices: Offices, button: str) -> None:
    pressed = getattr(stage.office.exchange_screen.received, button)
    for line in received(offices.vc):
        stage.office.show_bundle(line.mailbox_id)
        stage.settle()
        if pressed.isVisible() and pressed.isEnabled():
            break
    pressed.click()
    stage.settle()
    (dialog,) = [each for each in stage.window.findChildren(QDialog) if each.isVisible()]
    assert doubled_letters(dialog) == []
    dialog.reject()
    stage.settle()


def _claim(offices: Offices) -> str:
    """Return the claim that Saint Lucia certified for."""
    vc = offices.vc
    return next(row.claim_id for row in vc.store.mailbox.of_type("period_certificate") if row.claim_id)


@pytest.fixture(scope="module")
def busy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desks]:
    """An office of several users, with points settled and waiting."""
    made = a_busy_office(tmp_path_factory.mktemp("busy"))
    yield made
    made.close()


@pytest.fixture
def no_file(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever is asked for a file or a folder names none."""
    for ask in ("getOpenFileName", "getOpenFileNames", "getSaveFileName"):
        monkeypatch.setattr(QFileDialog, ask, lambda *_args, **_more: ("", ""))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_args, **_more: "")


def _doubled_behind(stage: Stage, page: QWidget) -> list[str]:
    """Press everything on a page that asks something first, and list what doubles in the dialogs."""
    found = doubled_letters(page)
    buttons = [each for each in page.findChildren(QAbstractButton) if each.isVisible() and each.isEnabled()]
    for button in (each for each in buttons if each.text().endswith("\N{HORIZONTAL ELLIPSIS}")):
        if not isValid(button) or not button.isVisible():
            continue
        button.click()
        for _turn in range(2):
            stage.settle()
        for dialog in [each for each in stage.window.findChildren(QDialog) if each.isVisible()]:
            found += [f"{dialog.windowTitle()}: {said}" for said in doubled_letters(dialog)]
            dialog.reject()
        stage.settle()
    return found


@pytest.mark.usefixtures("no_file")
def test_every_part_of_settings_and_its_dialogs_answer_to_each_letter_once(look: Look, busy: Desks) -> None:
    stage = Stage(look, busy.as_user("hubert"))
    stage.show((1366, 768))
    stage.window.go_to(SETTINGS)
    stage.settle()
    found = {}
    for key in _PARTS:
        stage.office.settings.choose(key)
        stage.settle()
        found[key] = _doubled_behind(stage, stage.office.settings_screen)
    stage.office.settings.choose("journal")
    stage.settle()
    stage.office.settings_screen.journal.go.click()
    stage.settle()
    found["journal, read"] = _doubled_behind(stage, stage.window)
    stage.close()
    assert {key: said for key, said in found.items() if said} == {}


@pytest.mark.usefixtures("no_file")
def test_the_dialogs_of_the_other_pages_answer_to_each_letter_once(stage: Stage, offices: Offices) -> None:
    office, people, rules = stage.office, stage.office.people.presenter, stage.office.rules
    person = offices.vc.store.claims.get(_claim(offices)).person_id
    ways: dict[str, tuple[str, Callable[[], object]]] = {
        "offices": (OFFICES, lambda: None),
        **{f"rules, {part}": (RULES, partial(rules.show_page, part)) for part in (VALUES, CHANGES, NOTES, UPDATES)},
        "people": (PEOPLE, lambda: None),
        "people, doubles": (PEOPLE, office.people.screen.show_doubles),
        "people, one": (PEOPLE, lambda: people.open(person)),
        "people, form": (PEOPLE, people.new_person),
        "reports": (REPORTS, lambda: None),
    }
    found = {}
    for name, (page, go) in ways.items():
        stage.window.go_to(page)
        stage.settle()
        go()
        stage.settle()
        found[name] = _doubled_behind(stage, stage.window.page(page))
    assert {name: said for name, said in found.items() if said} == {}
