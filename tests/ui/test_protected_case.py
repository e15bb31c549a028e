"""A protected case in the window: marked by the head, opened for a reason, and only there for everybody else."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop_app.domain.person_forms import NumberLine, PersonForm
from desktop_app.domain.users import Role, User
from desktop_app.ui.app.office_window import CLAIM, CLAIMS
from desktop_app.ui.app.protecting import AccessDialog, ProtectDialog
from desktop_app.ui.theme import Look
from desktop_app.workflows.people import enter_person
from desktop_app.workflows.protected import protect
from tests.support.clips import clipped
from tests.support.office_desks import busy_desk
from tests.support.office_stage import Stage

HEAD = User(id="u-head", name="Hubert Sample-Head", role=Role.HEAD)
T = TypeVar("T", bound=QWidget)
CLERK = User(id="u-clerk", name="Carl Clerk-Sample", role=Role.CLERK)


class Case:
    """The window of whoever is signed in, on one busy desk."""

    def __init__(self, look: Look, qtbot: QtBot, folder: Path) -> None:
        self.desk = busy_desk(folder)
        self.key = next(row.id for row in self.desk.store.claims.page())
        self._look, self._qtbot = look, qtbot
        with self.desk.store.act(verb="user_added", user=self.desk.user.id, about="", facts={}):
            self.desk.store.users.add(HEAD, "hubert")
            self.desk.store.users.add(CLERK, "carl")

    def window_of(self, user: User) -> Stage:
        stage = Stage(self._look, replace(self.desk, user=user))
        self._qtbot.addWidget(stage.window)
        stage.show((1366, 768))
        stage.office.begin(None)
        stage.settle()
        return stage


@pytest.fixture
def case(look: Look, qtbot: QtBot, tmp_path: Path) -> Iterator[Case]:
    made = Case(look, qtbot, tmp_path)
    yield made
    made.desk.close()


def _dialog(stage: Stage, kind: type[T]) -> T:
    return next(found for found in stage.window.findChildren(kind) if found.isVisible())


def test_the_head_protects_a_case_and_its_banner_says_who_opens_it(case: Case) -> None:
    stage = case.window_of(HEAD)
    stage.office.open_claim(case.key)
    stage.settle()
    stage.office.claim_screen.protection_requested.emit(case.key)
    stage.settle()
    dialog = _dialog(stage, ProtectDialog)
    assert not dialog.people[HEAD.id].isEnabled()
    assert dialog.named == (HEAD.id,)
    dialog.act.click()
    assert dialog.isVisible()  # without a reason nothing is protected
    dialog.reason.set_text("A colleague's mother")
    dialog.act.click()
    stage.settle()
    lines = [line.text() for line in stage.office.claim_screen.notes.lines]
    assert any("opened by Hubert Sample-Head alone" in line for line in lines)
    assert case.desk.store.protections.in_force()[0].named == frozenset({HEAD.id})


def test_a_named_person_says_why_and_comes_to_the_step_that_was_asked_for(case: Case) -> None:
    protect(replace(case.desk, user=HEAD), case.key, reason="A colleague's mother", named=[CLERK.id])
    stage = case.window_of(CLERK)
    stage.office.open_claim(case.key, 2)
    stage.settle()
    dialog = _dialog(stage, AccessDialog)
    assert stage.office.claim_screen.claim_key == ""
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert dialog.isVisible()
    dialog.reason.set_text("The certificate came")
    QTest.keyClick(dialog.reason.edit, Qt.Key.Key_Return)
    stage.settle()
    assert stage.office.claim_screen.claim_key == case.key
    assert int(stage.office.claim_screen.presenter.step) == 2
    assert stage.window.current_key == CLAIM
    stage.office.claim_screen.protection_requested.emit(case.key)
    stage.settle()
    shown = _dialog(stage, ProtectDialog)
    assert "Carl Clerk-Sample: The certificate came" in shown.looks.text()
    assert not shown.act.isEnabled()
    assert shown.says.text
    shown.reject()


def test_everybody_else_sees_only_that_it_is_there(case: Case) -> None:
    protect(replace(case.desk, user=HEAD), case.key, reason="A colleague's mother", named=[])
    stage = case.window_of(CLERK)
    stage.window.go_to(CLAIMS)
    stage.settle()
    model = stage.office.claims_screen.table.model()
    shown = [
        str(model.index(row, column).data(Qt.ItemDataRole.AccessibleTextRole) or model.index(row, column).data())
        for row in range(model.rowCount())
        for column in range(model.columnCount())
    ]
    assert any("Protected case" in cell for cell in shown)
    assert not any("Hendyce" in cell or "VC-2014-0001" in cell for cell in shown)
    stage.office.open_claim(case.key)
    stage.settle()
    assert stage.office.claim_screen.claim_key == ""
    assert not any(found.isVisible() for found in stage.window.findChildren(AccessDialog))


@pytest.mark.parametrize("scale", [1.0, 1.25])
def test_nothing_of_the_dialogs_is_cut_off(case: Case, look: Look, scale: float) -> None:
    protect(replace(case.desk, user=HEAD), case.key, reason="A colleague's mother", named=[CLERK.id])
    look.choose_scale(scale)
    stage = case.window_of(HEAD)
    stage.office.open_claim(case.key)
    stage.office.claim_screen.protection_requested.emit(case.key)
    stage.settle()
    dialog = _dialog(stage, ProtectDialog)
    assert clipped(dialog) == []
    assert dialog.height() <= 680
    dialog.reject()


def test_a_person_without_a_claim_is_protected_and_opened_from_people(case: Case) -> None:
    form = PersonForm(
        surname="Sample-Zebra",
        forenames="Kim",
        birth_date="14 Jun 1954",
        numbers=(NumberLine(state="VC", number="7 007"),),
    )
    person = enter_person(replace(case.desk, user=HEAD), form).person.id
    stage = case.window_of(HEAD)
    stage.office.people.show(person)
    stage.settle()
    page = stage.office.people.screen.person
    assert page.protect.isVisible()
    QTest.keyClick(page.protect, Qt.Key.Key_Return)
    stage.settle()
    dialog = _dialog(stage, ProtectDialog)
    assert not dialog.whole.isVisible()
    assert clipped(dialog) == []
    dialog.people[CLERK.id].set_checked(True)
    dialog.reason.set_text("A colleague's sister")
    QTest.keyClick(dialog.act, Qt.Key.Key_Return)
    stage.settle()
    assert case.desk.store.protections.in_force()[0].person_id == person
    assert page.says.isVisible()
    assert page.view is not None
    assert page.view.protection is not None
    clerk = case.window_of(CLERK)
    clerk.office.people.show(person)
    clerk.settle()
    asked = _dialog(clerk, AccessDialog)
    assert asked.windowTitle() == "This person is protected"
    assert clerk.office.people.screen.page is clerk.office.people.screen.list
    asked.reason.set_text("She came in")
    QTest.keyClick(asked.reason.edit, Qt.Key.Key_Return)
    clerk.settle()
    shown = clerk.office.people.screen.person
    assert clerk.office.people.screen.page is shown
    assert shown.title.text() == "Kim Sample-Zebra"
    QTest.keyClick(shown.protect, Qt.Key.Key_Return)
    clerk.settle()
    assert "Carl Clerk-Sample: She came in" in _dialog(clerk, ProtectDialog).looks.text()
