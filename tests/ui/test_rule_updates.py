from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.foundation.progress import Silent
from desktop_app.ui.screens.rules.presenter import UPDATES
from desktop_app.ui.screens.rules.update_dialogs import ProposeUpdateDialog, TakeUpdateBackDialog, WordsDialog
from desktop_app.ui.screens.rules.view import RulesScreen
from desktop_app.ui.theme import Look
from desktop_app.ui.widgets.second_person import SecondPersonDialog
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.propose import accept
from desktop_app.workflows.rules_in_use import rulebook_in_use
from desktop_app.workflows.update_rules import UpdateStatus, import_update, propose_update, rule_updates, try_update
from tests.support.clips import clipped
from tests.support.office_stage import Stage
from tests.support.rule_updates import changed_files, introduce, update_file, written
from tests.support.two_persons import PASSPHRASES, Desks, set_up

D = TypeVar("D", bound=QDialog)
Type = Callable[[QWidget, str], None]


@pytest.fixture
def desks(tmp_path: Path) -> Iterator[Desks]:
    made = set_up(tmp_path, "hubert", "dora")
    introduce(made.desk, "VC-RULES")
    yield made
    made.close()


class Office:
    """The office's window as one person sees it."""

    def __init__(self, look: Look, desks: Desks, login: str) -> None:
        self.desks = desks
        self.stage = Stage(look, desks.as_user(login))
        self.stage.show((1366, 768))
        self.stage.window.go_to("rules")
        self.stage.settle()

    @property
    def desk(self) -> Desk:
        return self.desks.desk

    @property
    def screen(self) -> RulesScreen:
        return self.stage.office.rules_screen

    def settle(self) -> None:
        self.stage.settle()

    def dialog(self, kind: type[D]) -> D:
        self.settle()
        shown = [each for each in self.stage.window.findChildren(kind) if each.isVisible()]
        assert len(shown) == 1
        return shown[0]

    def standing(self) -> UpdateStatus:
        return rule_updates(self.desk)[0].status

    def close(self) -> None:
        self.stage.close()


@pytest.fixture
def office(look: Look, desks: Desks) -> Iterator[Callable[[str], Office]]:
    opened: list[Office] = []

    def as_user(login: str) -> Office:
        for each in opened:
            each.close()
        opened.clear()
        opened.append(Office(look, desks, login))
        return opened[-1]

    yield as_user
    for each in opened:
        each.close()


def digest(desk: Desk) -> str:
    return rulebook_in_use(desk.store).digest("VC")


def test_a_dropped_update_is_kept_tried_proposed_and_accepted_by_another_person(
    office: Callable[[str], Office], desks: Desks, tmp_path: Path, type_text: Type
) -> None:
    before = digest(desks.desk)
    head = office("hubert")
    head.stage.window.go_to("today")
    head.stage.window.files_dropped.emit([written(tmp_path, update_file())])
    head.settle()
    page = head.screen.updates
    assert head.screen.stack.currentWidget() is page
    assert not page.propose.isEnabled()

    page.check.click()
    head.settle()
    assert "Its 6 worked examples come out on this computer." in page.lines.lines()
    assert any(line.startswith("Only VC-RULES signed") for line in page.lines.lines())
    assert page.changes.row_count() > 0
    assert page.propose.isEnabled()

    page.propose.click()
    dialog = head.dialog(ProposeUpdateDialog)
    dialog.act.click()
    assert dialog.line.finding.text == "Say why."
    type_text(dialog.line.edit, "The institution published it")
    dialog.act.click()
    head.settle()
    assert head.standing() is UpdateStatus.PROPOSED
    assert digest(desks.desk) == before
    assert not page.waiting[0].accept.isVisible()

    approver = office("dora")
    approver.stage.office.show_proposal(rule_updates(desks.desk)[0].proposal.proposal.id)  # type: ignore[union-attr]  # it waits
    approver.settle()
    page = approver.screen.updates
    assert page.changes.row_count() > 0  # what waits is tried for the second person
    page.waiting[0].accept.click()
    approver.dialog(WordsDialog).act.click()
    approver.settle()

    assert rule_updates(desks.desk)[0].in_force
    assert digest(desks.desk) != before
    assert approver.screen.pill.text == "Update 1 in force"
    assert page.lines.lines() == (
        "Proposed by Hubert Sample-Head on 2 Mar 2026. Accepted by Dora Fraser on 2 Mar 2026.",
    )
    approver.stage.office.rules.show_page("values")
    assert any("as amended" in row.value.authority.says for row in approver.stage.office.rules.rows() if row.value)


def test_the_second_person_at_the_same_desk_accepts_and_both_take_it_back(
    office: Callable[[str], Office], desks: Desks, tmp_path: Path, type_text: Type
) -> None:
    before = digest(desks.desk)
    head = office("hubert")
    presenter, page = head.stage.office.rules, head.screen.updates
    presenter.import_file(written(tmp_path, update_file()))
    head.settle()
    page.check.click()
    head.settle()
    presenter.propose(presenter.update_id, "", "Published")
    head.settle()
    for step in ("put in force", "taken back"):
        page.waiting[0].beside.click()
        dialog = head.dialog(SecondPersonDialog)
        type_text(dialog.login.edit, "dora")
        type_text(dialog.passphrase.edit, PASSPHRASES["dora"])
        dialog.act.click()
        head.settle()
        if step == "put in force":
            assert digest(desks.desk) != before
            page.send.click()
            head.settle()
            assert [row.office for row in desks.desk.store.outbox.waiting()] == ["VC-RULES"]
            page.take_back.click()
            ask = head.dialog(TakeUpdateBackDialog)
            type_text(ask.line.edit, "It was wrong")
            ask.act.click()
            head.settle()

    assert head.standing() is UpdateStatus.TAKEN_BACK
    assert digest(desks.desk) == before
    assert not page.waiting


def test_a_newer_pack_of_the_program_is_told_with_what_to_do(office: Callable[[str], Office], desks: Desks) -> None:
    head = desks.as_user("hubert")
    update = import_update(head, update_file(replaces="sha256:" + "0" * 64))
    try_update(head, update, Silent())
    accept(desks.as_user("dora"), propose_update(head, update, reason="Published").id)
    shown = office("hubert")
    shown.screen._presenter.show_update(update)
    shown.settle()
    assert shown.screen.pill.text == "The program brings a newer pack"
    (told, *_rest) = shown.screen.updates.lines.lines()
    assert told.startswith("The program brings a newer pack for Saint Vincent and the Grenadines, held against its")
    assert (
        "the accepted update (number 1, made on 20\u00a0Feb\u00a02026)" in told
        or "(number 1, made on 20 Feb 2026)" in told
    )
    assert "take the update back, which two persons do" in told
    assert clipped(shown.stage.window) == []


def test_a_refused_file_is_listed_with_its_reason_and_changes_nothing(
    office: Callable[[str], Office], desks: Desks, tmp_path: Path
) -> None:
    before = digest(desks.desk)
    head = office("hubert")
    wrong = update_file(changed_files(new=b'says = "x"'))[:-20]
    head.stage.office.rules.import_file(written(tmp_path, wrong))
    head.settle()

    page = head.screen.updates
    assert page.table.row_count() == 1
    assert page.lines.lines()[0].startswith("The update is damaged.")
    assert not page.propose.isVisible()
    assert digest(desks.desk) == before


def test_an_update_whose_example_fails_cannot_be_proposed(office: Callable[[str], Office], tmp_path: Path) -> None:
    head = office("hubert")
    bad = update_file(changed_files(b'notional_weekly = "88.50"', b'notional_weekly = "99.50"'))
    head.stage.office.rules.import_file(written(tmp_path, bad))
    head.settle()
    page = head.screen.updates
    page.check.click()
    head.settle()

    assert not page.propose.isEnabled()
    assert any("it cannot be proposed" in line for line in page.lines.lines())


def test_the_import_button_asks_for_a_file(
    office: Callable[[str], Office], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = written(tmp_path, update_file())
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: (str(path), ""))  # the system's own dialog
    head = office("hubert")
    head.stage.office.rules.show_page(UPDATES)
    head.settle()
    head.screen.updates.get.click()
    head.settle()

    assert head.standing() is UpdateStatus.RECEIVED


def test_the_updates_are_gone_through_by_keyboard(
    office: Callable[[str], Office], tmp_path: Path, qtbot: QtBot
) -> None:
    head = office("hubert")
    head.stage.office.rules.import_file(written(tmp_path, update_file()))
    head.settle()
    page = head.screen.updates
    head.screen.list.setFocus()
    qtbot.keyClick(head.screen.list, Qt.Key.Key_Return)
    assert page.table.hasFocus()
    head.screen.primary_action()
    head.settle()
    assert head.standing() is UpdateStatus.TRIED
    head.screen.primary_action()
    head.dialog(ProposeUpdateDialog).reject()


def test_nothing_is_cut_off(look: Look, desks: Desks, tmp_path: Path) -> None:
    for scale, size in ((1.0, (1280, 680)), (1.25, (1366, 768))):
        look.choose_scale(scale)
        stage = Stage(look, desks.as_user("hubert"))
        stage.show(size)
        stage.window.go_to("rules")
        stage.office.rules.import_file(written(tmp_path, update_file()))
        stage.settle()
        stage.office.rules_screen.updates.check.click()
        stage.settle()
        assert clipped(stage.window) == [], (scale, size)
        stage.close()
    look.choose_scale(1.0)
