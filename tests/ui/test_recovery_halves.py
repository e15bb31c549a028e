"""Recovery halves in Settings: each is printed, typed back from its paper, and the second officer is there."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Signal
from pytestqt.qtbot import QtBot

from desktop_app.ui.notices import Notices
from desktop_app.ui.screens.settings.halves_dialog import HalvesDialog
from desktop_app.ui.screens.settings.presenter import HalvesBegun, SettingsPresenter
from desktop_app.ui.screens.settings.view import SettingsScreen
from desktop_app.ui.screens.sign_in.presenter import SignInPresenter
from desktop_app.ui.screens.sign_in.view import SignInWindow
from desktop_app.ui.tasks import Ticket
from desktop_app.ui.theme import Look
from desktop_app.ui.widgets.document_preview import DocumentPreview
from desktop_app.workflows.open_desk import sign_in_with_recovery
from tests.support.clips import clipped
from tests.support.inline_tasks import InlineTasks
from tests.support.office_stage import settle
from tests.support.two_persons import PASSPHRASES, Desks, set_up

NEW = "turtle umbrella market eleven"


class Page(QObject):
    """Settings over an office with a head, as its administrator."""

    begun = Signal(object)

    def __init__(self, made: Desks) -> None:
        super().__init__()
        self.made = made
        self.tasks = InlineTasks(made.desk)
        self.presenter = SettingsPresenter(self.tasks, Notices())
        self.screen = SettingsScreen(self.presenter)
        self.screen.resize(1286, 688)
        self.screen.show()
        self.presenter.load()
        settle(self.tasks)

    def open(self) -> tuple[HalvesDialog, HalvesBegun]:
        """The dialog, and the halves it is about, which only the paper shows."""
        seen: list[HalvesBegun] = []
        begin = self.presenter.begin_halves

        def watched() -> Ticket:
            ticket = begin()
            ticket.succeeded.connect(seen.append)
            return ticket

        self.presenter.begin_halves = watched  # type: ignore[method-assign] # looks over the officer's shoulder
        self.screen.office.halves.click()
        settle(self.tasks)
        (dialog,) = [each for each in self.screen.findChildren(HalvesDialog) if each.isVisible()]
        return dialog, seen[0]


@pytest.fixture
def page(look: Look, qtbot: QtBot, tmp_path: Path) -> Iterator[Page]:
    del look
    page = Page(set_up(tmp_path, "hubert"))
    qtbot.addWidget(page.screen)
    yield page
    page.tasks.shutdown()


def test_each_half_is_printed_for_its_officer(page: Page) -> None:
    dialog, _begun = page.open()
    dialog.second_sheet.click()
    settle(page.tasks)
    (preview,) = [each for each in dialog.findChildren(DocumentPreview) if each.isVisible()]
    assert "half 2" in preview.windowTitle()
    assert dialog.holder(1) == "Carlotta Browne"
    assert dialog.holder(2) == "Hubert Sample-Head"
    preview.reject()
    assert clipped(dialog) == []


def test_the_halves_count_once_both_were_typed_back(page: Page) -> None:
    before = page.made.desk.places.keyring_file.read_bytes()
    dialog, begun = page.open()
    dialog.act.click()
    assert dialog.isVisible()  # nothing was typed
    dialog.first.set_text(" ".join(begun.halves.first))
    dialog.second.set_text(" ".join(begun.halves.first))
    dialog.passphrase.set_text(PASSPHRASES["hubert"])
    dialog.act.click()
    settle(page.tasks)
    assert "Half 2" in dialog.says.text
    assert page.made.desk.places.keyring_file.read_bytes() == before

    dialog.second.set_text(" ".join(begun.halves.second))
    dialog.passphrase.set_text(PASSPHRASES["hubert"])
    dialog.act.click()
    settle(page.tasks)
    assert page.made.desk.places.keyring_file.read_bytes() != before
    places = page.made.desk.places
    page.tasks.shutdown()
    both = " ".join((*begun.halves.first, *begun.halves.second))
    sign_in_with_recovery(places, page.made.clock, "carlotta", both, NEW).close()


def test_the_sign_in_counts_the_words_of_a_sheet_and_of_both_halves(page: Page, qtbot: QtBot) -> None:
    presenter = SignInPresenter(InlineTasks(), places=page.made.desk.places, clock=page.made.clock, training=False)
    window = SignInWindow(presenter, Notices())
    qtbot.addWidget(window)
    window.show()
    window.lost.click()
    for count, said in ((12, "those of the sheet"), (26, "both halves"), (27, "thirteen each")):
        window.words.set_text(" ".join(["word"] * count))
        window._check_words()
        assert said in window.words.finding.text
