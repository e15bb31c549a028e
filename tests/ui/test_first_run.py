from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from desktop_app.foundation.places import Places
from desktop_app.foundation.problems import KeyProblem
from desktop_app.ui.notices import Notices
from desktop_app.ui.screens.first_run.paper import half_paper
from desktop_app.ui.screens.first_run.presenter import FirstRunPresenter, Part, login_for
from desktop_app.ui.screens.first_run.view import FirstRunWindow
from desktop_app.ui.theme import Look
from desktop_app.ui.widgets.notice_bar import NoticeBar
from desktop_app.workflows.back_up import back_up
from desktop_app.workflows.open_desk import desk_status, sign_in_with_recovery
from tests.support.clips import clipped, doubled_letters
from tests.support.clocks import FixedClock
from tests.support.inline_tasks import InlineTasks
from tests.support.office_stage import settle

if TYPE_CHECKING:
    from desktop_app.workflows.desk import Desk

PASSPHRASE = "harbour nutmeg lantern sail"


class FirstRun:
    def __init__(self, places: Places) -> None:
        self.places = places
        self.tasks = InlineTasks()
        self.notices = Notices()
        self.presenter = FirstRunPresenter(self.tasks, self.notices, places=places, clock=FixedClock())
        self.window = FirstRunWindow(self.presenter, self.notices)
        self.desks: list[Desk] = []
        self.presenter.set_up_done.connect(self.desks.append)

    def begin(self) -> None:
        self.window.show()
        self.presenter.start()
        settle(self.tasks)

    def asked(self, half: int) -> str:
        """The words of a half that are to be typed back."""
        words = self.presenter.half(half)
        return " ".join(words[place - 1] for place in self.presenter.asked_words(half))

    def choose_state(self, code: str) -> None:
        self.window.state.set_key(code)
        self.window.state.chosen.emit(code)

    def fill(self) -> None:
        self.choose_state("VC")
        for key, text in (
            ("administrator", "Carlotta Browne"),
            ("passphrase", PASSPHRASE),
            ("repeat", PASSPHRASE),
            ("holder", "Dora Sample"),
            ("first_words", self.asked(1)),
            ("second_words", self.asked(2)),
        ):
            edit = self.window.fields[key].edit
            edit.setFocus()
            edit.setText(text)
            edit.textEdited.emit(text)
        self.window.safe.setChecked(True)
        settle(self.tasks)


@pytest.fixture
def run(look: Look, qtbot: QtBot, tmp_path: Path) -> Iterator[FirstRun]:
    del look
    run = FirstRun(Places.at(tmp_path / "office"))
    qtbot.addWidget(run.window)
    run.begin()
    yield run
    run.tasks.shutdown()


def test_choosing_the_state_proposes_its_institution_town_and_code(run: FirstRun) -> None:
    run.choose_state("VC")
    assert run.window.name.text() == "National Insurance Services"
    assert run.window.town.text() == "Kingstown"
    assert run.window.code.text() == "VC-NIS"


def test_every_proposed_office_code_is_one(run: FirstRun) -> None:
    for party in run.presenter.parties:
        run.choose_state(party.code)
        assert not [entry for entry in run.presenter.findings() if entry.where == "code"], party.code


def test_what_was_typed_is_not_overwritten_by_a_proposal(run: FirstRun) -> None:
    run.presenter.enter("name", "Northern office")
    run.choose_state("VC")
    assert run.window.name.text() == "Northern office"
    assert run.window.town.text() == "Kingstown"


def test_the_sign_in_name_follows_the_name_until_it_is_typed_itself(run: FirstRun) -> None:
    run.presenter.enter("administrator", "Carlotta Mae Browne")
    assert run.window.login.text() == "carlotta.browne"
    run.presenter.enter("login", "cb")
    run.presenter.enter("administrator", "Carlotta Browne-Smith")
    assert run.window.login.text() == "cb"


@pytest.mark.parametrize(
    ("name", "login"), [("", ""), ("Anna", "anna"), ("José  O'Neal", "josé.oneal"), ("A B C", "a.c")]
)
def test_a_sign_in_name_is_made_of_first_and_last_name(name: str, login: str) -> None:
    assert login_for(name) == login


def test_nothing_complains_before_it_was_left_or_the_office_was_asked_for(run: FirstRun) -> None:
    assert run.window.name.finding.text == ""
    run.window.set_up.click()
    assert run.window.name.finding.text != ""
    assert not run.desks


def test_asking_too_early_puts_the_keyboard_on_the_first_gap(run: FirstRun) -> None:
    run.window.activateWindow()
    run.choose_state("VC")
    run.window.set_up.click()
    assert run.window.focusWidget() is run.window.administrator.edit


def test_the_strength_of_the_passphrase_is_said_in_words(run: FirstRun) -> None:
    run.presenter.enter("passphrase", "kingstown")
    assert "9 characters" in run.window.strength_words.text
    run.presenter.enter("passphrase", PASSPHRASE)
    run.presenter.enter("repeat", PASSPHRASE)
    assert run.window.strength_words.text.startswith("Strong: 4 words, 27 characters.")
    assert run.window.strength_words.text.endswith("Both entries match.")


def test_two_different_entries_are_said_and_stop_the_set_up(run: FirstRun) -> None:
    run.fill()
    run.presenter.enter("repeat", "harbour nutmeg lantern sale")
    run.presenter.leave("repeat")
    assert "differ" in run.window.strength_words.text
    run.window.set_up.click()
    settle(run.tasks)
    assert not run.desks


def test_both_halves_are_proven_by_the_words_that_are_asked_for(run: FirstRun) -> None:
    run.presenter.enter("first_words", run.asked(2))
    run.presenter.leave("first_words")
    assert "Not these" in run.window.first_words.finding.text
    run.presenter.enter("first_words", f" {run.asked(1).upper()} ")
    assert run.window.first_words.finding.text == "Right."
    run.presenter.enter("second_words", run.asked(2).replace(" ", ", "))
    run.window.safe.setChecked(True)
    assert not run.presenter.complete(Part.RECOVERY)
    assert run.presenter.first_gap() == "state"
    run.presenter.enter("holder", "Dora Sample")
    assert run.presenter.complete(Part.RECOVERY)


def test_the_halves_together_open_the_office_and_neither_does_alone(run: FirstRun) -> None:
    run.fill()
    run.window.set_up.click()
    settle(run.tasks)
    (desk,) = run.desks
    desk.close()
    first, second = (" ".join(run.presenter.half(number)) for number in (1, 2))
    new = "lantern harbour sail nutmeg"
    with pytest.raises(KeyProblem):
        sign_in_with_recovery(run.places, FixedClock(), "carlotta.browne", first, new)
    opened = sign_in_with_recovery(run.places, FixedClock(), "carlotta.browne", f"{second} {first}", new)
    assert opened.office.code == "VC-NIS"
    opened.close()


def test_ctrl_enter_sets_the_office_up_and_opens_it(run: FirstRun, qtbot: QtBot) -> None:
    run.fill()
    run.window.activateWindow()
    assert all(run.presenter.complete(part) for part in Part)
    qtbot.keyClick(run.window, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle(run.tasks)
    (desk,) = run.desks
    assert (desk.office.code, desk.office.name, desk.user.name) == (
        "VC-NIS",
        "National Insurance Services",
        "Carlotta Browne",
    )
    assert desk_status(run.places).logins == ("carlotta.browne",)


def test_nothing_is_written_before_the_end(run: FirstRun) -> None:
    run.fill()
    assert not run.places.store_file.exists()
    assert not run.places.keyring_file.exists()


def test_an_office_that_is_there_already_is_never_set_up_over(
    look: Look, qtbot: QtBot, tmp_path: Path, run: FirstRun
) -> None:
    del look
    run.fill()
    run.window.set_up.click()
    settle(run.tasks)
    again = FirstRun(run.places)
    qtbot.addWidget(again.window)
    found: list[bool] = []
    again.presenter.office_found.connect(lambda: found.append(True))
    again.begin()
    assert found
    again.tasks.shutdown()
    assert tmp_path.exists()


def test_each_half_is_saved_as_a_pdf_of_its_own(run: FirstRun, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run.fill()
    targets = iter((tmp_path / "one.pdf", tmp_path / "two.pdf"))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(next(targets)), ""))
    run.window.save_halves.click()
    settle(run.tasks)
    assert all((tmp_path / name).read_bytes().startswith(b"%PDF") for name in ("one.pdf", "two.pdf"))
    assert "two.pdf" in run.window.saved_says.text


@pytest.mark.parametrize("half", [1, 2])
def test_a_printed_half_holds_all_its_words_and_none_of_the_other(run: FirstRun, half: int) -> None:
    run.fill()
    words, presenter = run.presenter.half(half), run.presenter
    text = half_paper("Sample office", half, words, holder=presenter.holder(half), today=presenter.today).toPlainText()
    for number, word in enumerate(words, start=1):
        assert f"{number}. {word}" in text
    assert ("Dora Sample" if half == 2 else "Carlotta Browne") in text
    assert len(words) == 13
    assert presenter.half(3 - half)[0] not in text.split()


@pytest.mark.parametrize(("scale", "size"), [(1.0, (1366, 768)), (1.25, (1366, 768)), (1.25, (1280, 680))])
def test_nothing_is_cut_off(run: FirstRun, look: Look, scale: float, size: tuple[int, int]) -> None:
    look.choose_scale(scale)
    run.window.resize(*size)
    run.window.set_up.click()
    settle(run.tasks)
    assert clipped(run.window) == []


def test_half_two_is_printed_once_it_is_said_who_holds_it(run: FirstRun) -> None:
    run.choose_state("VC")
    assert run.window.print_first.isEnabled()
    assert not run.window.print_second.isEnabled()
    run.presenter.enter("holder", "Dora Sample")
    assert run.window.print_second.isEnabled()
    assert not doubled_letters(run.window)


def test_a_backup_is_put_in_place_instead(
    run: FirstRun, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run.fill()
    run.window.set_up.click()
    settle(run.tasks)
    (desk,) = run.desks
    backup = back_up(desk, tmp_path / "stick")
    desk.close()
    other = FirstRun(Places.at(tmp_path / "other"))
    qtbot.addWidget(other.window)
    other.begin()
    restored: list[bool] = []
    other.presenter.restored.connect(lambda: restored.append(True))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: (str(backup), ""))
    other.window.restore.click()
    settle(other.tasks)
    assert restored == [True]
    assert desk_status(other.places).logins == ("carlotta.browne",)
    other.tasks.shutdown()


@pytest.mark.allow_logs("desktop_app.ui.notices")
def test_a_backup_without_its_keys_is_refused_in_words_and_the_first_run_goes_on(
    run: FirstRun, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lonely = tmp_path / "VC-NIS.cass-db"
    lonely.write_bytes(b"x" * 4096)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: (str(lonely), ""))
    run.window.restore.click()
    settle(run.tasks)
    bar = run.window.findChild(NoticeBar)
    assert bar.notice.code == "backup_keyring_missing"
    assert "VC-NIS.keyring.json" in bar.notice.text
    assert run.window.set_up.isEnabled()
    assert not run.presenter.working


@pytest.mark.parametrize("chance", [bytes(4), b"\xff\x0b\xff\x0b", b"\x0c\x00\x0b\x0b"])
def test_two_different_words_of_each_half_are_asked_for_and_never_cut(run: FirstRun, chance: bytes) -> None:
    run.presenter._asked = tuple(chance)
    run.presenter.parties_came.emit()
    settle(run.tasks)
    for half, field in ((1, run.window.first_words), (2, run.window.second_words)):
        one, other = run.presenter.asked_words(half)
        assert 1 <= one < other <= 13
        assert field.label.sizeHint().width() <= field.label.width()
