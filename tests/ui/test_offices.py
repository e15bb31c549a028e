import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from desktop_app.documents.pictures import page_picture
from desktop_app.domain.offices import KeyCheck
from desktop_app.foundation.places import Places
from desktop_app.ui.notices import Notice, Notices
from desktop_app.ui.screens.offices.presenter import OfficesPresenter
from desktop_app.ui.screens.offices.view import CardDialog, OfficesScreen
from desktop_app.ui.theme import Look
from desktop_app.ui.widgets.document_preview import DocumentPreview
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.issue_document import office_card_document
from desktop_app.workflows.keep_offices import add_office, offices, read_card
from desktop_app.workflows.receive_files import receive_files
from tests.support.clips import clipped
from tests.support.desks import desk_of
from tests.support.inline_tasks import InlineTasks
from tests.support.office_desks import strangers_card
from tests.support.office_stage import settle
from tests.support.qr_pictures import qr_picture


class Directory:
    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.tasks = InlineTasks(desk)
        self.notices = Notices()
        self.said: list[Notice] = []
        self.notices.shown.connect(self.said.append)
        self.presenter = OfficesPresenter(self.tasks, self.notices)
        self.screen = OfficesScreen(self.presenter)
        self.screen.resize(1286, 688)

    def begin(self) -> None:
        self.screen.show()
        self.screen.activateWindow()
        self.presenter.load()
        self.settle()

    def settle(self) -> None:
        settle(self.tasks)

    def check_of(self, code: str) -> KeyCheck:
        return next(line.known.check for line in offices(self.desk) if line.known.card.office.code == code)


@pytest.fixture
def directory(look: Look, qtbot: QtBot, tmp_path: Path) -> Iterator[Directory]:
    del look
    directory = Directory(desk_of("VC", Places.at(tmp_path / "VC")))
    qtbot.addWidget(directory.screen)
    directory.begin()
    yield directory
    directory.tasks.shutdown()


@pytest.fixture
def card_file(tmp_path: Path) -> Path:
    path = tmp_path / "BB-NIS.cass-card"
    path.write_bytes(strangers_card())
    return path


def test_our_own_card_is_shown_first_with_its_eight_words(directory: Directory) -> None:
    assert directory.screen.list.entries[0].state == "This office"
    own = directory.presenter.own
    assert own is not None
    assert directory.screen.detail.words.accessibleName().split() == list(own.words)
    assert len(own.words) == 8


def test_our_card_is_saved_as_a_file_another_office_can_open(
    directory: Directory, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "ours.cass-card"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(target), ""))
    directory.screen.detail.file.click()
    directory.settle()
    other = desk_of("LC", Places.at(tmp_path / "LC"))
    assert read_card(other, target.read_bytes()).card.office.code == "VC-NIS"
    other.close()


def test_our_card_on_paper_is_looked_at_before_it_is_printed(directory: Directory) -> None:
    directory.screen.detail.paper.click()
    directory.settle()
    preview = directory.screen.findChild(DocumentPreview)
    assert preview is not None
    assert preview._document.data.startswith(b"%PDF")
    preview.reject()


def test_a_card_is_shown_before_it_is_kept(
    directory: Directory, card_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: (str(card_file), ""))
    directory.screen.add.click()
    directory.settle()
    dialog = directory.screen.findChild(CardDialog)
    assert dialog is not None
    assert len(offices(directory.desk)) == 1
    dialog.keep.click()
    directory.settle()
    assert directory.check_of("BB-NIS") is KeyCheck.NOT_YET
    assert directory.screen.stack.currentWidget() is directory.screen.compare


@pytest.mark.parametrize("ending", ["pdf", "png"])
def test_a_picture_of_a_paper_card_is_read_as_the_card(
    directory: Directory, ending: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gd = desk_of("GD", Places.at(tmp_path / "GD"))
    gd = replace(gd, own=replace(gd.own, office=replace(gd.own.office, name="Été d'Or", town="Ñ")))
    pages = office_card_document(gd).data
    path = tmp_path / f"scan.{ending}"
    path.write_bytes(pages if ending == "pdf" else scanned(pages))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: (str(path), ""))

    directory.screen.add.click()
    directory.settle()
    dialog = directory.screen.findChild(CardDialog)
    assert dialog is not None
    dialog.keep.click()
    directory.settle()

    (kept,) = (line.known.card for line in offices(directory.desk) if not line.own)
    assert kept == gd.own
    (came,) = receive_files(directory.desk, [path])
    assert came.problem is not None
    assert (came.problem.code, came.mailbox_id) == ("picture_of_card", 0)
    gd.close()


def scanned(pages: bytes) -> bytes:
    """The first page as a scanner of 150 dots an inch takes it."""
    page = page_picture(pages, 0, 150)
    made = io.BytesIO()
    Image.frombytes("RGB", (page.width, page.height), page.rgb).convert("L").save(made, "PNG")
    return made.getvalue()


def test_a_picture_of_something_else_says_so(directory: Directory, tmp_path: Path) -> None:
    (tmp_path / "letter.png").write_bytes(qr_picture("Nothing of ours"))
    (tmp_path / "torn.png").write_bytes(b"\x89PNG\r\n\x1a\n torn")
    directory.presenter.read(tmp_path / "letter.png")
    directory.presenter.read(tmp_path / "torn.png")
    directory.settle()
    assert [notice.level for notice in directory.said] == ["bad", "bad"]
    assert "No code of an office's card was found" in directory.said[0].text


def test_a_file_that_is_no_card_is_said(directory: Directory, tmp_path: Path) -> None:
    path = tmp_path / "letter.cass-card"
    path.write_text("Dear colleagues", encoding="utf-8")
    directory.presenter.read(path)
    directory.presenter.read(tmp_path / "gone.cass-card")
    directory.settle()
    assert [notice.level for notice in directory.said] == ["bad", "bad"]
    assert directory.screen.findChild(CardDialog) is None


def test_a_key_is_confirmed_only_with_who_how_and_the_same_words(directory: Directory, qtbot: QtBot) -> None:
    add_office(directory.desk, strangers_card())
    directory.presenter.show_office("BB-NIS")
    directory.settle()
    page = directory.screen.compare
    assert len(page.words.accessibleName().split()) == 8
    page.confirm.click()
    assert page.who.finding.text
    qtbot.keyClicks(page.who.edit, "Alma Sample")
    assert "from Alma Sample" in page.same.words.text()
    page.confirm.click()
    assert "on the phone or in person" in page.says.text
    page.by_phone.setChecked(True)
    page.confirm.click()
    assert "words were the same" in page.says.text
    assert directory.check_of("BB-NIS") is KeyCheck.NOT_YET
    page.same.set_checked(True)
    page.confirm.click()
    directory.settle()
    assert directory.check_of("BB-NIS") is KeyCheck.PHONE
    assert directory.screen.stack.currentWidget() is directory.screen.detail
    assert "Alma Sample" in directory.screen.detail.checked.text()


def test_leaving_the_comparison_confirms_nothing(directory: Directory) -> None:
    add_office(directory.desk, strangers_card())
    directory.presenter.show_office("BB-NIS")
    directory.settle()
    directory.screen.escape()
    assert directory.screen.stack.currentWidget() is directory.screen.detail
    assert directory.check_of("BB-NIS") is KeyCheck.NOT_YET


def test_how_an_office_is_reached_can_be_changed(directory: Directory, qtbot: QtBot) -> None:
    add_office(directory.desk, strangers_card())
    directory.presenter.load()
    directory.settle()
    directory.screen.list.setCurrentIndex(directory.screen.list.model().index(2, 0))
    directory.settle()
    detail = directory.screen.detail
    assert not detail.save.isEnabled()
    detail.phone.edit.clear()
    qtbot.keyClicks(detail.phone.edit, "555 0199")
    assert detail.save.isEnabled()
    detail.save.click()
    directory.settle()
    known = directory.desk.store.offices.get("BB-NIS")
    assert known is not None
    assert known.card.office.phone == "555 0199"
    qtbot.keyClicks(detail.head.edit, "Rosa Sample, ext. 12")
    detail.save.click()
    directory.settle()
    known = directory.desk.store.offices.get("BB-NIS")
    assert known is not None
    assert (known.card.office.phone, known.card.office.head) == ("555 0199", "Rosa Sample, ext. 12")


def test_our_own_name_and_how_we_are_reached_can_be_changed_and_the_card_says_so(
    directory: Directory, qtbot: QtBot
) -> None:
    desk = directory.desk
    with desk.store.act(verb="office_set_up", user=desk.user.id, about=desk.office.code, facts={}):
        desk.store.offices.set_own(desk.own, desk.secret.to_bytes())
    detail = directory.screen.detail
    assert detail.named.isVisible()
    assert not detail.save.isEnabled()
    detail.town.edit.clear()
    qtbot.keyClicks(detail.town.edit, " ")
    directory.screen.save_now()
    assert detail.town.finding.text
    assert desk.store.offices.own().card.office.town == "Kingstown"
    detail.town.edit.clear()
    qtbot.keyClicks(detail.town.edit, "Georgetown")
    detail.phone.edit.clear()
    qtbot.keyClicks(detail.phone.edit, "555 0142")
    changed: list[bool] = []
    directory.presenter.records_changed.connect(lambda: changed.append(True))
    detail.save.click()
    directory.settle()
    assert changed == [True]
    assert not detail.save.isEnabled()
    assert "Georgetown" in detail.about.text()
    office = directory.presenter.own.known.card.office
    assert (office.town, office.phone, office.code) == ("Georgetown", "555 0142", "VC-NIS")
    assert desk.store.offices.own().card.office == office
    assert directory.presenter.own.known.card.keys == desk.own.keys


def test_the_directory_is_worked_by_keyboard(directory: Directory, qtbot: QtBot) -> None:
    add_office(directory.desk, strangers_card())
    directory.presenter.load()
    directory.settle()
    directory.screen.list.setFocus()
    qtbot.keyClick(directory.screen.list, Qt.Key.Key_Down)
    directory.settle()
    assert directory.screen.stack.currentWidget() is directory.screen.directory
    qtbot.keyClick(directory.screen.list, Qt.Key.Key_Down)
    directory.settle()
    assert directory.screen.detail.title.text() == "National Insurance Office"
    directory.screen.primary_action()
    assert directory.screen.stack.currentWidget() is directory.screen.compare


@pytest.mark.parametrize(("scale", "width"), [(1.0, 1286), (1.25, 1266), (1.25, 1180)])
def test_nothing_is_cut_off(directory: Directory, look: Look, scale: float, width: int) -> None:
    add_office(directory.desk, strangers_card())
    look.choose_scale(scale)
    directory.screen.resize(width, 600)
    for code in ("VC-NIS", "BB-NIS"):
        directory.presenter.show_office(code)
        directory.settle()
        assert directory.screen.width() == width
        assert clipped(directory.screen) == []
