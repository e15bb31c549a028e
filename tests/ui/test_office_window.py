import sys
import threading
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, qWarning
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit
from pytestqt.qtbot import QtBot

from desktop_app.foundation.places import Places
from desktop_app.ui.app import searching
from desktop_app.ui.app.application import WindowProgram, build_every_screen, other_places
from desktop_app.ui.app.crash_hooks import CrashHooks
from desktop_app.ui.app.office_window import (
    CLAIM,
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
from desktop_app.ui.app.window_words import backup_words, search_hit
from desktop_app.ui.notices import BugReport, Notices
from desktop_app.ui.screens.first_run.view import FirstRunWindow
from desktop_app.ui.screens.practice.view import PracticeWindow
from desktop_app.ui.screens.settings.backup_dialogs import PlanDialog
from desktop_app.ui.screens.sign_in.change_passphrase import ChangePassphraseDialog
from desktop_app.ui.screens.sign_in.view import SignInWindow
from desktop_app.ui.theme import Look
from desktop_app.ui.widgets.question import Question
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.find import SearchHit as Found
from desktop_app.workflows.find import find
from desktop_app.workflows.obligations import list_obligations
from desktop_app.workflows.open_claim import Step
from desktop_app.workflows.places_kept import Place, last_place
from tests.support.clips import clipped
from tests.support.clocks import FixedClock
from tests.support.desks import NOON, desk_of
from tests.support.office_desks import busy_desk, strangers_card
from tests.support.office_stage import Stage

CTRL = Qt.KeyboardModifier.ControlModifier
_ROOM = (1280 - 100, 680 - 65 - 35)
"""What rail, top bar and status line leave for a page of the smallest window at 125 % text."""


@pytest.fixture
def stage(look: Look, qtbot: QtBot, tmp_path: Path) -> Iterator[Stage]:
    stage = Stage(look, busy_desk(tmp_path))
    qtbot.addWidget(stage.window)
    stage.show((1366, 768))
    stage.office.begin(None)
    stage.settle()
    yield stage
    stage.tasks.shutdown()


def test_the_window_opens_on_today_with_the_counts_on_the_rail(stage: Stage) -> None:
    assert stage.window.current_key == TODAY
    assert stage.window.rail.item(TODAY).count == len(stage.office.today.items)
    assert stage.window.rail.item(EXCHANGE).count == 2
    assert stage.window.status_line.overdue.words.text() == "2 replies overdue"


def test_checking_a_bundle_from_today_and_accepting_it_changes_the_counts(stage: Stage) -> None:
    item = next(item for item in stage.office.today.items if item.mailbox_id is not None)
    stage.office.today.bundle_wanted.emit(item.mailbox_id)
    stage.settle()
    assert stage.window.current_key == EXCHANGE
    stage.office.exchange_screen.received.accept.click()
    stage.settle()
    assert stage.window.rail.item(EXCHANGE).count == 1


def test_ctrl_n_begins_a_claim_and_esc_leads_back(stage: Stage) -> None:
    QTest.keyClick(stage.window, Qt.Key.Key_N, CTRL)
    stage.settle()
    assert stage.window.current_key == CLAIM
    assert stage.office.claim_screen.claim_key
    stage.office.claim_screen.leave_requested.emit()
    stage.settle()
    assert stage.window.current_key == TODAY


def test_what_was_typed_is_there_again_after_the_desk_was_opened_anew(stage: Stage, look: Look, qtbot: QtBot) -> None:
    QTest.keyClick(stage.window, Qt.Key.Key_N, CTRL)
    stage.settle()
    surname = stage.office.claim_screen.findChild(QLineEdit, "surname")
    assert surname is not None
    surname.setFocus()
    QTest.keyClicks(surname, "Sample")
    stage.office.claim_screen.save_now()
    stage.settle()
    again = Stage(look, stage.desk)
    qtbot.addWidget(again.window)
    again.show((1366, 768))
    again.office.begin(again.place)
    again.settle()
    assert again.window.current_key == CLAIM
    field = again.office.claim_screen.findChild(QLineEdit, "surname")
    assert field is not None
    assert field.text() == "Sample"


def test_the_page_one_was_on_is_remembered(stage: Stage) -> None:
    stage.window.go_to(OFFICES)
    stage.settle()
    assert last_place(stage.desk) == Place(page=OFFICES)


def test_the_search_leads_to_claims_and_bundles(stage: Stage) -> None:
    hits = [search_hit(hit) for hit in find(stage.desk, "Hendyce")]
    claim = next(hit for hit in hits if hit.key.startswith("claim:"))
    stage.office._on_hit(claim)
    stage.settle()
    assert stage.window.current_key == CLAIM
    file = next((hit for hit in hits if hit.key.startswith("file:")), None)
    if file is not None:
        stage.office._on_hit(file)
        stage.settle()
        assert stage.window.current_key == EXCHANGE
    person = next(hit for hit in hits if hit.key.startswith("person:"))
    stage.office._on_hit(person)
    stage.settle()
    assert stage.window.current_key == PEOPLE
    assert stage.office.people.screen.person.title.text().endswith("Hendyce")
    stage.office.people.presenter.new_claim()
    stage.settle()
    assert stage.window.current_key == CLAIM
    assert stage.office.claim_screen.presenter.person_id, "the claim joins the record of the register"
    view = stage.office.claim_screen.presenter.view
    assert view is not None
    assert view.claimant.surname == "Hendyce"


def test_a_claim_leads_to_its_person(stage: Stage) -> None:
    claim = next(hit for hit in map(search_hit, find(stage.desk, "Hendyce")) if hit.key.startswith("claim:"))
    stage.office._on_hit(claim)
    stage.settle()
    stage.office.claim_screen._on_person()
    stage.settle()
    assert stage.window.current_key == PEOPLE


def test_typing_into_the_search_box_shows_what_was_found(stage: Stage, qtbot: QtBot) -> None:
    QTest.keyClick(stage.window, Qt.Key.Key_K, CTRL)
    QTest.keyClicks(stage.window.top_bar.search.edit, "Hendyce")
    qtbot.waitUntil(lambda: stage.tasks.settle() or stage.window.top_bar.search.popup.isVisible(), timeout=3000)


def test_only_the_newest_text_is_asked_while_the_desk_is_busy(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def noted(desk: Desk, text: str) -> tuple[Found, ...]:
        asked.append(text)
        return find(desk, text)

    monkeypatch.setattr(searching, "find", noted)
    shown: list[list[str]] = []
    search = searching.Searching(stage.tasks)
    search.found.connect(lambda hits: shown.append([hit.title for hit in hits]))
    for text in ("H", "He", "Hen", "Nobody", "Hendyce"):
        search.ask(text)
    stage.settle()
    assert asked == ["H", "Hendyce"]
    assert len(shown) == 1
    assert any("Hendyce" in title for title in shown[0])
    search.ask("Nobodyatall")
    stage.settle()
    assert shown[1:] == [[]]


def test_dropped_bundles_open_in_exchange_and_cards_in_offices(stage: Stage, tmp_path: Path) -> None:
    bundle, card = tmp_path / "x.cass", tmp_path / "BB-NIS.cass-card"
    bundle.write_bytes(b"no bundle")
    card.write_bytes(strangers_card())
    stage.office.open_files([bundle])
    stage.settle()
    assert stage.window.current_key == EXCHANGE
    assert stage.window.notice_bar.isVisible()
    stage.office.open_files([card])
    stage.settle()
    assert stage.window.current_key == OFFICES


def test_an_office_whose_key_is_missing_leads_to_comparing_it(stage: Stage) -> None:
    stage.office.exchange.office_wanted.emit("LC-NIC")
    stage.settle()
    assert stage.window.current_key == OFFICES
    assert stage.office.offices_screen.detail.title.text() == "National Insurance Corporation"


def test_the_passphrase_can_be_changed_from_the_menu(stage: Stage) -> None:
    stage.window.change_password_requested.emit()
    dialog = stage.window.findChild(ChangePassphraseDialog)
    assert dialog is not None
    dialog.old.set_text("wrong one entirely")
    dialog.new.set_text("granite parcel willow drum")
    dialog.repeat.set_text("granite parcel willow drum")
    dialog.change.click()
    stage.settle()
    assert dialog.old.finding.text
    dialog.reject()


@pytest.mark.parametrize("name", ["locked", "signed_out"])
def test_locking_and_signing_out_save_first_and_then_say_so(stage: Stage, name: str) -> None:
    heard: list[bool] = []
    getattr(stage.office, name).connect(lambda: heard.append(True))
    request = stage.window.lock_requested if name == "locked" else stage.window.sign_out_requested
    request.emit()
    assert heard
    assert stage.window.isEnabled() == (name == "locked")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_page_fits_the_smallest_window_at_125_percent(stage: Stage, look: Look, theme: str) -> None:
    look.choose_theme(theme)
    look.choose_scale(1.25)
    stage.window.setMinimumSize(0, 0)
    stage.window.resize(1280, 680)
    key = next(line.claim_key for line in list_obligations(stage.desk) if line.claim_key)
    stage.office.open_claim(key)
    stage.settle()
    found = {}
    for page in stage.window._pages.keys() | stage.window._makers.keys():
        stage.window.go_to(page)
        stage.settle()
        shown = stage.window.page(page)
        wide, high = shown.minimumSizeHint().width(), shown.minimumSizeHint().height()
        found[page] = [*clipped(stage.window), *([f"{wide}x{high}"] if wide > _ROOM[0] or high > _ROOM[1] else [])]
        assert (stage.window.width(), stage.window.height()) == (1280, 680), page
    assert {CLAIM, OWED, RULES, LAW, REPORTS, SETTINGS, PEOPLE, TODAY, CLAIMS, EXCHANGE, OFFICES} <= set(found)
    assert not {page: cut for page, cut in found.items() if cut}


@pytest.mark.parametrize("step", list(Step))
def test_every_step_of_a_claim_fits_the_smallest_window_at_125_percent(stage: Stage, look: Look, step: Step) -> None:
    look.choose_scale(1.25)
    stage.window.setMinimumSize(0, 0)
    stage.window.resize(1280, 680)
    key = next(line.claim_key for line in list_obligations(stage.desk) if line.claim_key)
    stage.office.open_claim(key, int(step))
    stage.settle()
    screen = stage.office.claim_screen
    assert clipped(stage.window) == []
    assert (stage.window.width(), stage.window.height()) == (1280, 680)
    assert (screen.width(), screen.height()) <= _ROOM, "the page scrolls, and its head stays"


def test_the_last_backup_is_said_by_day_or_time() -> None:
    assert backup_words(None, NOON) == "No backup yet"
    assert backup_words(NOON, NOON + timedelta(minutes=5)) == "Last backup today 12:00"
    assert backup_words(NOON, NOON + timedelta(days=2)) == "Last backup 14 Jul 2014"


def test_training_lies_beside_the_real_office_and_leads_back(tmp_path: Path) -> None:
    assert other_places(Places.default(), training=True) == Places.default(training=True)
    assert other_places(Places.default(training=True), training=False) == Places.default()
    ours = Places.at(tmp_path / "ours")
    training = other_places(ours, training=True)
    assert training != ours
    assert other_places(training, training=False) == ours


def test_every_screen_is_built_without_a_desk(qapp: QApplication, look: Look) -> None:
    del qapp
    assert build_every_screen() >= 13
    look.apply()


@pytest.fixture
def program(qapp: QApplication, look: Look, tmp_path: Path) -> Iterator[WindowProgram]:
    program = WindowProgram(qapp, Places.at(tmp_path / "office"), FixedClock(NOON), training=False)
    yield program
    program.stop()
    if program.window is not None:
        program.window.blockSignals(True)
        program.window.close()
        program.window.deleteLater()
    qapp.setQuitOnLastWindowClosed(True)
    qapp.processEvents()
    look.apply()
    qapp.setProperty("cassLook", look)


def test_from_an_empty_folder_to_a_working_desk_and_out_again(
    program: WindowProgram, qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    program.show_entrance()
    first = program.window
    assert isinstance(first, FirstRunWindow)
    presenter = first._presenter
    qtbot.waitUntil(lambda: bool(presenter.words), timeout=20000)
    for key, text in (
        ("state", "VC"),
        ("head", "Hubert Sample-Head, 784-555-0100"),
        ("administrator", "Carlotta Browne"),
        ("passphrase", "harbour nutmeg lantern sail"),
        ("repeat", "harbour nutmeg lantern sail"),
        ("holder", "Dora Fraser-Sample"),
        ("first_words", " ".join(presenter.half(1)[place - 1] for place in presenter.asked_words(1))),
        ("second_words", " ".join(presenter.half(2)[place - 1] for place in presenter.asked_words(2))),
    ):
        presenter.enter(key, text)
    first.safe.setChecked(True)
    first.set_up.click()
    qtbot.waitUntil(lambda: program.office is not None, timeout=20000)
    office = program.office
    assert office is not None
    assert office.window.current_key == TODAY
    (dialog,) = [each for each in office.window.findChildren(PlanDialog) if each.isVisible()]
    dialog.act.click()
    assert "Choose a folder" in dialog.says.text
    stick = tmp_path / "stick"
    stick.mkdir()
    dialog.folder.set_text(str(stick))
    dialog.act.click()
    qtbot.waitUntil(lambda: not dialog.isVisible(), timeout=20000)
    qtbot.waitUntil(lambda: not program.tasks.busy, timeout=20000)
    office.backups.back_up_when_due()  # as the timer does, which waits until the desk is free
    qtbot.waitUntil(lambda: any(stick.glob("*.cass-db")), timeout=20000)
    qtbot.waitUntil(lambda: not program.tasks.busy, timeout=20000)
    office.window.lock_requested.emit()
    qtbot.waitUntil(lambda: isinstance(program.window, SignInWindow), timeout=20000)
    entrance = program.window
    assert isinstance(entrance, SignInWindow)
    qtbot.waitUntil(lambda: entrance.login.key() == "carlotta.browne", timeout=20000)
    entrance.passphrase.set_text("harbour nutmeg lantern sail")
    entrance.sign_in.click()
    qtbot.waitUntil(lambda: program.window is office.window, timeout=20000)
    assert program.office is office
    qapp.processEvents()


def test_the_training_mode_has_a_store_of_its_own(program: WindowProgram, qtbot: QtBot) -> None:
    program.show_entrance()
    first = program.window
    assert isinstance(first, FirstRunWindow)
    first.other_mode.click()
    second = program.window
    assert isinstance(second, PracticeWindow)
    second.begin.click()
    qtbot.waitUntil(lambda: program.office is not None, timeout=60000)
    office = program.office
    assert office is not None
    qtbot.waitUntil(office.guide.strip.isVisible, timeout=20000)
    settings = office.settings_screen
    settings.practice.go.click()
    qtbot.waitUntil(lambda: isinstance(program.window, FirstRunWindow), timeout=20000)
    again = program.window
    assert isinstance(again, FirstRunWindow)
    again.other_mode.click()
    qtbot.waitUntil(lambda: isinstance(program.window, SignInWindow), timeout=20000)
    entrance = program.window
    assert isinstance(entrance, SignInWindow)
    qtbot.waitUntil(lambda: entrance.login.combo.count() == 2, timeout=20000)
    entrance.afresh.click()
    (question,) = entrance.findChildren(Question)
    question.act.click()
    qtbot.waitUntil(lambda: isinstance(program.window, PracticeWindow), timeout=20000)
    third = program.window
    assert isinstance(third, PracticeWindow)
    third.other_mode.click()
    assert isinstance(program.window, FirstRunWindow)


@pytest.mark.allow_logs("desktop_app.ui.notices", "desktop_app.ui.app.crash_hooks")
@pytest.mark.usefixtures("look")
def test_whatever_is_not_foreseen_meets_in_one_place(qtbot: QtBot) -> None:
    notices = Notices()
    reports: list[BugReport] = []
    notices.bug_reported.connect(reports.append)
    hooks = CrashHooks(notices)
    before = (sys.excepthook, threading.excepthook)
    hooks.install()
    try:
        try:
            _fail_in_a_slot()
        except LookupError as error:
            sys.excepthook(type(error), error, error.__traceback__)
        thread = threading.Thread(target=_fail)
        thread.start()
        thread.join()
        qWarning("Qt has something to say")
        qtbot.waitUntil(lambda: len(reports) == 2, timeout=3000)
    finally:
        hooks.remove()
    assert (sys.excepthook, threading.excepthook) == before
    assert all("in a slot" not in report.details for report in reports)


def _fail_in_a_slot() -> None:
    raise LookupError("in a slot")


def _fail() -> None:
    raise ArithmeticError("in a thread")


def test_an_empty_desk_has_no_badges(look: Look, qtbot: QtBot, tmp_path: Path) -> None:
    stage = Stage(look, desk_of("VC", Places.at(tmp_path)))
    qtbot.addWidget(stage.window)
    stage.show((1366, 768))
    stage.office.begin(None)
    stage.settle()
    assert stage.window.rail.item(TODAY).count == 0
    assert stage.office.today_screen.empty_button.hasFocus()
    stage.tasks.shutdown()


def test_a_persons_file_is_written_while_the_window_shows_how_far_it_is(
    stage: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    person_id = stage.desk.store.claims.get(next(row.id for row in stage.desk.store.claims.page())).person_id
    stage.office.people.show(person_id)
    stage.settle()
    path = tmp_path / "record.zip"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_asked: (str(path), ""))
    followed: list[str] = []
    monkeypatch.setattr(stage.window.work._what, "setText", followed.append)
    stage.office.people.screen.person.file.click()
    stage.settle()
    assert followed == ["Writing record.zip"]
    assert path.read_bytes().startswith(b"PK")
