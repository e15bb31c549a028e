from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop_app.foundation.places import Places
from desktop_app.foundation.problems import KeyProblem
from desktop_app.store.wraps import Cost
from desktop_app.ui.notices import Notices
from desktop_app.ui.screens.sign_in.change_passphrase import ChangePassphraseDialog
from desktop_app.ui.screens.sign_in.presenter import SignInPresenter
from desktop_app.ui.screens.sign_in.view import SignInWindow
from desktop_app.ui.theme import Look
from desktop_app.workflows.set_up_office import OfficeSetup, new_recovery_words, set_up_office
from tests.support.clips import clipped
from tests.support.clocks import FixedClock
from tests.support.inline_tasks import InlineTasks
from tests.support.office_stage import settle

if TYPE_CHECKING:
    from desktop_app.workflows.desk import Desk

PASSPHRASE = "harbour nutmeg lantern sail"
QUICK = Cost(memory_kib=1024, rounds=1, lanes=1)
NEW = "granite parcel willow drum"

TypeText = Callable[[QWidget, str], None]


class SignIn:
    def __init__(self, places: Places, *, login: str = "") -> None:
        self.places = places
        self.clock = FixedClock()
        self.tasks = InlineTasks()
        self.presenter = SignInPresenter(self.tasks, places=places, clock=self.clock, training=False, login=login)
        self.window = SignInWindow(self.presenter, Notices())
        self.desks: list[Desk] = []
        self.presenter.signed_in.connect(self.desks.append)

    def begin(self) -> None:
        self.window.show()
        self.window.activateWindow()
        self.presenter.start()
        settle(self.tasks)

    def try_passphrase(self, passphrase: str) -> None:
        self.window.passphrase.set_text(passphrase)
        self.window.sign_in.click()
        settle(self.tasks)


def an_office(places: Places) -> tuple[str, ...]:
    clock = FixedClock()
    words = new_recovery_words(clock)
    setup = OfficeSetup(
        state="VC",
        name="Sample office",
        town="Kingstown",
        code="VC-NIS",
        administrator="Carlotta Browne",
        login="carlotta.browne",
        passphrase=PASSPHRASE,
        recovery_words=words,
    )
    set_up_office(places, clock, setup, cost=QUICK).close()
    return words


@pytest.fixture
def words(tmp_path: Path) -> tuple[str, ...]:
    return an_office(Places.at(tmp_path / "office"))


@pytest.fixture
def entrance(look: Look, qtbot: QtBot, tmp_path: Path, words: tuple[str, ...]) -> Iterator[SignIn]:
    del look, words
    entrance = SignIn(Places.at(tmp_path / "office"))
    qtbot.addWidget(entrance.window)
    entrance.begin()
    yield entrance
    entrance.tasks.shutdown()


def test_the_only_person_is_chosen_and_the_keyboard_waits_for_the_passphrase(entrance: SignIn) -> None:
    assert entrance.window.login.key() == "carlotta.browne"
    assert entrance.window.focusWidget() is entrance.window.passphrase.edit


def test_enter_signs_in(entrance: SignIn, qtbot: QtBot, type_text: TypeText) -> None:
    type_text(entrance.window.passphrase.edit, PASSPHRASE)
    qtbot.keyClick(entrance.window.passphrase.edit, Qt.Key.Key_Return)
    settle(entrance.tasks)
    assert [desk.user.name for desk in entrance.desks] == ["Carlotta Browne"]
    assert entrance.presenter.login == "carlotta.browne"
    assert entrance.window.passphrase.text() == "", "no secret stays in a field that opened the store"


def test_a_wrong_passphrase_is_said_beside_the_field_and_can_be_tried_again(entrance: SignIn) -> None:
    entrance.try_passphrase("not the right one")
    assert entrance.window.passphrase.finding.text
    assert "(" not in entrance.window.passphrase.finding.text  # a sentence of its own, not a code
    entrance.try_passphrase(PASSPHRASE)
    assert len(entrance.desks) == 1


def test_no_passphrase_is_said_without_asking_the_store(entrance: SignIn) -> None:
    entrance.window.sign_in.click()
    assert entrance.window.passphrase.finding.text == "Type your passphrase."


def test_too_many_wrong_tries_count_down(entrance: SignIn, qtbot: QtBot) -> None:
    for _try in range(12):
        entrance.try_passphrase("not the right one")
        if entrance.presenter.waiting:
            break
    assert entrance.presenter.waiting > 0
    assert not entrance.window.sign_in.isEnabled()
    assert "second" in entrance.window.passphrase.finding.text
    before = entrance.presenter.waiting
    qtbot.waitUntil(lambda: entrance.presenter.waiting < before, timeout=3000)
    while entrance.presenter.waiting:
        entrance.presenter._on_second()
    assert entrance.window.sign_in.isEnabled()
    assert entrance.window.passphrase.finding.text == ""


def test_the_recovery_sheet_opens_the_store_and_sets_a_new_passphrase(entrance: SignIn, words: tuple[str, ...]) -> None:
    window = entrance.window
    window.lost.click()
    window.words.set_text(" ".join(words))
    window.new_passphrase.set_text(NEW)
    window.repeat.set_text(NEW)
    window.recover.click()
    settle(entrance.tasks)
    (desk,) = entrance.desks
    desk.close()
    entrance.tasks._desk = None
    entrance.try_passphrase(NEW)
    assert len(entrance.desks) == 2


@pytest.mark.parametrize(("typed", "says"), [("one two three", "3 words"), ("", "0 words")])
def test_words_that_are_missing_are_counted(entrance: SignIn, typed: str, says: str) -> None:
    entrance.window.lost.click()
    entrance.window.words.set_text(typed)
    entrance.window.recover.click()
    assert says in entrance.window.words.finding.text


def test_wrong_words_are_refused_beside_them(entrance: SignIn) -> None:
    window = entrance.window
    window.lost.click()
    window.words.set_text(" ".join(["abandon"] * 11 + ["about"]))
    window.new_passphrase.set_text(NEW)
    window.repeat.set_text(NEW)
    window.recover.click()
    settle(entrance.tasks)
    assert window.words.finding.text
    assert not entrance.desks


def test_a_damaged_store_is_said_on_a_card_of_its_own(entrance: SignIn) -> None:
    entrance.places.store_file.write_bytes(b"damaged")
    entrance.try_passphrase(PASSPHRASE)
    assert entrance.window.refusal.isVisible()
    assert entrance.window.refusal.words.text()
    assert not entrance.desks


def test_a_store_in_use_elsewhere_is_said(entrance: SignIn, look: Look, qtbot: QtBot) -> None:
    del look
    entrance.try_passphrase(PASSPHRASE)
    other = SignIn(entrance.places)
    qtbot.addWidget(other.window)
    other.begin()
    other.try_passphrase(PASSPHRASE)
    assert other.window.refusal.isVisible()
    other.tasks.shutdown()


def test_an_empty_place_says_that_nothing_is_here(look: Look, qtbot: QtBot, tmp_path: Path) -> None:
    del look
    entrance = SignIn(Places.at(tmp_path / "nowhere"))
    qtbot.addWidget(entrance.window)
    gone: list[bool] = []
    entrance.presenter.nothing_here.connect(lambda: gone.append(True))
    entrance.begin()
    assert gone
    entrance.tasks.shutdown()


@pytest.mark.parametrize("scale", [1.0, 1.25])
def test_nothing_is_cut_off(entrance: SignIn, look: Look, scale: float) -> None:
    look.choose_scale(scale)
    for page in (0, 1):
        entrance.window._turn_to(page)
        settle(entrance.tasks)
        assert clipped(entrance.window) == []


def test_a_new_passphrase_is_asked_twice_and_the_old_one_once(look: Look, qtbot: QtBot) -> None:
    del look
    dialog = ChangePassphraseDialog()
    qtbot.addWidget(dialog)
    asked: list[tuple[str, str]] = []
    dialog.wanted.connect(lambda old, new: asked.append((old, new)))
    dialog.change.click()
    assert dialog.old.finding.text == "Type your passphrase."
    dialog.old.set_text(PASSPHRASE)
    dialog.new.set_text(NEW)
    dialog.repeat.set_text("granite")
    dialog.change.click()
    assert "differ" in dialog.repeat.finding.text
    dialog.repeat.set_text(NEW)
    dialog.change.click()
    assert asked == [(PASSPHRASE, NEW)]
    dialog.show_refusal(KeyProblem("passphrase_wrong"))
    dialog.end_work()
    assert dialog.old.finding.text
    assert dialog.change.isEnabled()
