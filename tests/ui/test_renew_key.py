"""A new key for the store, from Settings: the sheet typed back, words for one use, and the window goes on."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop_app.foundation.problems import KeyProblem, PlaceProblem, StoreProblem
from desktop_app.foundation.progress import Cancelled
from desktop_app.ui.notices import Notices
from desktop_app.ui.screens.settings import presenter as settings
from desktop_app.ui.screens.settings.presenter import USERS, RenewalBegun, SettingsPresenter
from desktop_app.ui.screens.settings.renew_dialog import RenewKeyDialog
from desktop_app.ui.screens.settings.view import SettingsScreen
from desktop_app.ui.tasks import Ticket
from desktop_app.ui.theme import Look
from desktop_app.ui.widgets.document_preview import DocumentPreview
from desktop_app.workflows import renew_key as renewing
from desktop_app.workflows.open_desk import sign_in
from tests.support.clips import clipped
from tests.support.inline_tasks import InlineTasks
from tests.support.office_stage import settle
from tests.support.two_persons import PASSPHRASES, Desks, set_up
from tests.workflows.test_restore_backup import CHEAP


class Page:
    """Settings, Users, as the administrator."""

    def __init__(self, made: Desks) -> None:
        self.made = made
        self.places = made.desk.places
        self.tasks = InlineTasks(made.desk)
        self.presenter = SettingsPresenter(self.tasks, Notices())
        self.screen = SettingsScreen(self.presenter)
        self.screen.resize(1286, 688)
        self.screen.show()
        self.presenter.choose(USERS)
        self.presenter.load()
        settle(self.tasks)

    def open(self) -> tuple[RenewKeyDialog, RenewalBegun]:
        """The dialog, and the words it is about, which only the paper shows."""
        seen: list[RenewalBegun] = []
        begin = self.presenter.begin_renewal

        def watched() -> Ticket:
            ticket = begin()
            ticket.succeeded.connect(seen.append)
            return ticket

        self.presenter.begin_renewal = watched  # type: ignore[method-assign] # looks over the officer's shoulder
        self.screen.users.renew.click()
        settle(self.tasks)
        (dialog,) = [each for each in self.screen.findChildren(RenewKeyDialog) if each.isVisible()]
        return dialog, seen[0]


@pytest.fixture
def page(look: Look, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Page]:
    del look
    monkeypatch.setattr(settings, "renew_key", partial(settings.renew_key, cost=CHEAP))
    page = Page(set_up(tmp_path, "hubert"))
    qtbot.addWidget(page.screen)
    yield page
    page.tasks.shutdown()


def fill(dialog: RenewKeyDialog, words: tuple[str, ...], passphrase: str = PASSPHRASES["carlotta"]) -> None:
    dialog.typed.set_text(" ".join(words))
    dialog.passphrase.set_text(passphrase)


def test_the_new_sheet_is_shown_and_the_others_have_words_for_one_use(page: Page) -> None:
    dialog, begun = page.open()
    ((name, words),) = begun.given.values()
    assert (name, dialog.others.model().index(0, 1).data()) == ("Hubert Sample-Head", words)
    assert clipped(dialog) == []
    dialog.sheet.click()
    settle(page.tasks)
    (preview,) = [each for each in dialog.findChildren(DocumentPreview) if each.isVisible()]
    assert preview.windowTitle() == "Recovery sheet"
    preview.reject()


def test_the_store_has_a_new_key_and_the_window_goes_on(page: Page) -> None:
    before = page.places.keyring_file.read_bytes()
    dialog, begun = page.open()
    dialog.act.click()
    assert dialog.isVisible()  # nothing was typed
    fill(dialog, ("other",) * 12)
    dialog.act.click()
    settle(page.tasks)
    assert "not the recovery words" in dialog.says.text
    assert page.places.keyring_file.read_bytes() == before

    fill(dialog, begun.words)
    dialog.act.click()
    settle(page.tasks)
    assert page.places.keyring_file.read_bytes() != before
    lines = {line.login: line for line in page.presenter.facts.users.lines}  # type: ignore[union-attr] # was fetched
    assert (lines["hubert"].one_time, lines["carlotta"].one_time) == (True, False)
    page.tasks.shutdown()
    ((_name, words),) = begun.given.values()
    sign_in(page.places, page.made.clock, "hubert", words).close()
    with pytest.raises(KeyProblem):
        sign_in(page.places, page.made.clock, "hubert", PASSPHRASES["hubert"])


def test_cancel_leaves_the_old_key(page: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    before = page.places.keyring_file.read_bytes()
    dialog, begun = page.open()

    def stopped(*_args: object, **_kept: object) -> None:
        raise Cancelled

    monkeypatch.setattr(settings, "renew_key", stopped)
    fill(dialog, begun.words)
    dialog.act.click()
    dialog.reject()
    assert dialog.isVisible()
    settle(page.tasks)
    assert "Stopped" in dialog.says.text
    assert page.places.keyring_file.read_bytes() == before
    assert dialog.act.isEnabled()


def test_what_is_settled_and_cannot_be_put_in_place_asks_to_sign_in_anew(
    page: Page, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog, begun = page.open()
    with monkeypatch.context() as patch:
        patch.setattr(renewing, "finish_renewal", _locked)
        fill(dialog, begun.words)
        with qtbot.waitSignal(page.presenter.desk_closed, timeout=3000):
            dialog.act.click()
            settle(page.tasks)
    page.tasks.shutdown()
    sign_in(page.places, page.made.clock, "carlotta", PASSPHRASES["carlotta"]).close()
    with pytest.raises((KeyProblem, StoreProblem)):
        sign_in(page.places, page.made.clock, "hubert", PASSPHRASES["hubert"])


def _locked(*_args: object) -> None:
    raise PlaceProblem("file_in_use", path="store")
