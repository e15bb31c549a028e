"""Keys and the directory list as people work with them under Offices: two persons, and what is shown."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFileDialog
from pytestqt.qtbot import QtBot

from desktop_app.domain.offices import KeyCheck
from desktop_app.exchange.directory import write_directory
from desktop_app.foundation.places import Places
from desktop_app.ui.notices import Notice, Notices
from desktop_app.ui.screens.offices.card_text import CardTextDialog
from desktop_app.ui.screens.offices.key_dialogs import (
    ExportDialog,
    GoOnDialog,
    KnownDialog,
    ListDialog,
    OwnKeyDialog,
    RevokeDialog,
)
from desktop_app.ui.screens.offices.presenter import OfficesPresenter
from desktop_app.ui.screens.offices.view import CardDialog, OfficesScreen
from desktop_app.ui.theme import Look
from desktop_app.ui.widgets.second_person import SecondPersonDialog
from desktop_app.workflows.apply_message import accept
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.keep_directory import import_list, propose_list
from desktop_app.workflows.keep_offices import own_card_file
from desktop_app.workflows.propose import accept_beside
from tests.support.case_desks import post, told
from tests.support.clips import clipped
from tests.support.desks import desk_of, introduce
from tests.support.directory_lists import THREE, a_list, listed_office, signed
from tests.support.inline_tasks import InlineTasks
from tests.support.office_stage import settle
from tests.support.two_persons import PASSPHRASES, Desks, set_up

_Dialog = TypeVar("_Dialog", bound=QDialog)


class Page:
    """The page over an office of two persons that compared its key with Saint Lucia's."""

    def __init__(self, made: Desks, lc: Desk) -> None:
        self.made, self.lc = made, lc
        made.desk = made.as_user("hubert")
        self.tasks = InlineTasks(made.desk)
        self.notices = Notices()
        self.said: list[Notice] = []
        self.notices.shown.connect(self.said.append)
        self.presenter = OfficesPresenter(self.tasks, self.notices)
        self.screen = OfficesScreen(self.presenter)
        self.screen.resize(1286, 688)
        self.screen.show()
        self.screen.activateWindow()
        self.load()

    @property
    def desk(self) -> Desk:
        """The desk that the page works on: made anew with every change of keys."""
        desk = self.tasks._desk
        assert isinstance(desk, Desk)
        return desk

    def load(self) -> None:
        self.presenter.load()
        self.settle()

    def settle(self) -> None:
        settle(self.tasks)

    def dialog(self, kind: type[_Dialog]) -> _Dialog:
        self.settle()
        found = [each for each in self.screen.findChildren(kind) if each.isVisible()]
        assert len(found) == 1, kind
        return found[0]

    def second(self) -> None:
        """Let Dora accept what was just proposed."""
        dialog = self.dialog(SecondPersonDialog)
        dialog.login.set_text("dora")
        dialog.passphrase.set_text(PASSPHRASES["dora"])
        dialog.act.click()
        self.settle()
        assert not [each for each in self.screen.findChildren(SecondPersonDialog) if each.isVisible()]

    def lines(self) -> str:
        return " ".join(self.screen.detail.keys.lines.lines())


@pytest.fixture
def page(look: Look, qtbot: QtBot, tmp_path: Path) -> Iterator[Page]:
    del look
    made = set_up(tmp_path / "vc", "hubert", "dora")
    lc = desk_of("LC", Places.at(tmp_path / "lc"), now=made.clock.now())
    introduce(made.desk, lc)
    page = Page(made, lc)
    qtbot.addWidget(page.screen)
    yield page
    page.tasks.shutdown()


def test_a_new_key_is_made_by_two_persons_and_the_page_tells_who_does_not_have_it_yet(page: Page) -> None:
    before = page.screen.detail.words.accessibleName()
    assert "knows this key from our card" in page.lines()
    assert not page.screen.detail.keys.retire.isVisible()

    page.screen.detail.keys.new.click()
    dialog = page.dialog(OwnKeyDialog)
    dialog.act.click()
    assert dialog.isVisible()  # the reason is missing
    dialog.reason.set_text("three years are over")
    dialog.act.click()
    page.second()

    assert page.screen.detail.words.accessibleName() != before
    assert "Not known to have our new key yet: National Insurance Corporation" in page.lines()
    assert page.screen.detail.keys.retire.isVisible()


def test_a_change_that_waits_is_decided_later(page: Page) -> None:
    page.screen.detail.keys.new.click()
    dialog = page.dialog(OwnKeyDialog)
    dialog.reason.set_text("three years are over")
    dialog.act.click()
    page.dialog(SecondPersonDialog).reject()
    page.settle()
    assert "waits for a second person" in page.lines()
    assert not page.screen.detail.keys.new.isVisible()

    page.screen.detail.keys.second.click()
    page.second()
    assert "Not known to have our new key yet" in page.lines()


def test_an_office_that_says_it_has_our_key_gets_bundles_under_it_and_the_former_is_retired(page: Page) -> None:
    test_a_new_key_is_made_by_two_persons_and_the_page_tells_who_does_not_have_it_yet(page)
    page.screen.detail.keys.known.click()
    dialog = page.dialog(KnownDialog)
    dialog.heard_from.set_text("Marius Augustin")
    dialog.act.click()
    page.settle()
    assert "the former one can be retired" in page.lines()

    page.screen.detail.keys.retire.click()
    retire = page.dialog(OwnKeyDialog)
    retire.reason.set_text("every office has the new one")
    retire.act.click()
    page.second()
    assert "was retired on" in page.lines()


def test_a_key_lost_elsewhere_lists_what_came_since(page: Page) -> None:
    told(page.lc, "VC")
    accept(page.desk, post(page.lc, page.desk))
    page.screen._on_chosen("LC-NIC")
    page.settle()
    page.screen.detail.revoke.click()
    dialog = page.dialog(RevokeDialog)
    dialog.since.set_value(page.desk.clock.today() - timedelta(days=2))
    dialog.act.click()
    assert dialog.isVisible()  # who said so is missing
    dialog.heard_from.set_text("Marius Augustin")
    dialog.reason.set_text("a stick was lost")
    dialog.act.click()
    page.settle()
    known = page.desk.store.offices.get("LC-NIC")
    assert known is not None
    assert not known.trusted
    page.second()

    assert page.screen.detail.pill.text == "Key revoked"
    assert page.screen.detail.since.files.row_count() == 1
    assert page.screen.detail.since.isVisible()
    assert not page.screen.detail.revoke.isVisible()


def test_a_list_is_taken_in_looked_at_and_accepted_by_two_persons(
    page: Page, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    today = page.desk.clock.today()
    content = a_list(listed_office(page.lc.own), number=7, issued=today, expires=today + timedelta(days=365))
    path = tmp_path / "list.cass-directory"
    path.write_bytes(write_directory(signed(content, *THREE[:2])))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: (str(path), ""))
    page.screen._show_list()
    page.screen.directory.take_in.click()
    page.settle()
    assert page.screen.list.entries[1].state == "One came in"
    assert page.screen.directory.nothing.isVisible()  # the key is the one that was compared

    page.screen.directory.propose.click()
    dialog = page.dialog(ListDialog)
    dialog.reason.set_text("the first list")
    dialog.act.click()
    assert dialog.isVisible()  # nobody read the maintainers' words yet
    dialog.heard_from.set_text("I. Invented, of VC-MAINT")
    dialog.act.click()
    page.second()

    assert page.screen.list.entries[1].title == "Directory list 7"
    assert page.screen.directory.pill.text == "In use"
    known = page.desk.store.offices.get("LC-NIC")
    assert known is not None
    assert known.check is KeyCheck.PHONE

    page.screen.directory.hand_on.click()
    page.settle()
    assert [row.office for row in page.desk.store.outbox.waiting()] == ["LC-NIC"]


def test_an_expired_list_is_said_and_sealing_goes_on_for_today(page: Page) -> None:
    today = page.desk.clock.today()
    content = a_list(listed_office(page.lc.own), number=7, issued=today, expires=today + timedelta(days=10))
    list_id = import_list(page.desk, write_directory(signed(content, *THREE[:2])))
    proposal = propose_list(page.desk, list_id, reason="the first list", heard_from="I. Invented")
    accept_beside(page.desk, proposal.id, login="dora", passphrase=PASSPHRASES["dora"])
    page.made.clock.advance(days=11)
    page.load()
    page.screen._show_list()
    page.settle()
    assert page.screen.directory.pill.text == "Expired"
    assert "sealing asks first" in " ".join(page.screen.directory.lines.lines())

    page.screen.directory.go_on.click()
    dialog = page.dialog(GoOnDialog)
    dialog.act.click()
    assert dialog.isVisible()  # the reason is missing
    dialog.reason.set_text("M. Augustin said that their key holds")
    dialog.act.click()
    page.settle()
    assert not page.screen.directory.go_on.isVisible()
    assert "Sealing goes on today" in " ".join(page.screen.directory.lines.lines())


def test_the_secret_keys_are_written_when_both_persons_typed(
    page: Page, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "keys"
    folder.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_args: str(folder))
    page.screen.detail.keys.export.click()
    dialog = page.dialog(ExportDialog)
    for field, text in (
        (dialog.reason, "for the safe"),
        (dialog.passphrase, "turtle umbrella market eleven"),
        (dialog.repeat, "turtle umbrella market eleven"),
        (dialog.login, "dora"),
        (dialog.second, "not hers"),
    ):
        field.set_text(text)
    dialog.act.click()
    page.settle()
    assert dialog.isVisible()
    assert not list(folder.iterdir())
    dialog.second.set_text(PASSPHRASES["dora"])
    dialog.act.click()
    page.settle()
    assert sorted(path.suffix for path in folder.iterdir()) == [".age", ".key"]
    assert page.desk.store.journal.lines()[0].verb == "keys_exported"


def test_a_paper_card_comes_in_as_the_text_of_its_code(page: Page, tmp_path: Path) -> None:
    gd = desk_of("GD", Places.at(tmp_path / "gd"))
    page.screen.paste.click()
    dialog = page.dialog(CardTextDialog)
    dialog.act.click()
    assert dialog.isVisible()
    dialog.text.setPlainText(f"\n {own_card_file(gd).decode()} \n")
    dialog.act.click()
    page.dialog(CardDialog).keep.click()
    page.settle()
    assert page.desk.store.offices.get("GD-NIS") is not None
    assert page.screen.stack.currentWidget() is page.screen.compare
    gd.close()


def test_the_list_is_reached_by_keyboard(page: Page, qtbot: QtBot) -> None:
    page.screen.list.setFocus()
    qtbot.keyClick(page.screen.list, Qt.Key.Key_Down)
    page.settle()
    assert page.screen.stack.currentWidget() is page.screen.directory
    qtbot.keyClick(page.screen.list, Qt.Key.Key_Up)
    page.settle()
    assert page.screen.detail.keys.isVisible()


@pytest.mark.parametrize(("scale", "width"), [(1.0, 1286), (1.25, 1266), (1.25, 1180)])
def test_nothing_of_keys_and_lists_is_cut_off(page: Page, look: Look, scale: float, width: int) -> None:
    look.choose_scale(scale)
    page.screen.resize(width, 648)
    page.load()
    assert clipped(page.screen) == []
    page.screen._show_list()
    page.settle()
    assert clipped(page.screen) == []
