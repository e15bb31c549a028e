"""Pictures of keys and lists under Offices: `python -m tests.support.trust_gallery FOLDER`.

Our keys on the way to every office, a list that came in with all it would change, one in force, a lost key with what
came since, and the questions; light and dark, at 100 and 125 % text. Offices and persons are invented.
"""

import os
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication, QDialog, QWidget

from desktop_app.domain.directory_notices import KeyState
from desktop_app.exchange.directory import write_directory
from desktop_app.foundation.places import Places
from desktop_app.ui.notices import Notices
from desktop_app.ui.screens.offices.presenter import OfficesPresenter
from desktop_app.ui.screens.offices.view import OfficesScreen
from desktop_app.ui.theme import Look
from desktop_app.workflows.apply_message import accept
from desktop_app.workflows.keep_directory import import_list, propose_list
from desktop_app.workflows.keep_keys import accept_own_key, propose_own_key, propose_revocation
from desktop_app.workflows.key_effects import OwnKeyAct
from desktop_app.workflows.propose import accept_beside
from tests.support.bundles import card_of
from tests.support.case_desks import post, told
from tests.support.clips import clipped
from tests.support.desks import desk_of, introduce
from tests.support.directory_lists import THREE, a_list, listed_key, listed_office, signed
from tests.support.inline_tasks import InlineTasks
from tests.support.office_stage import settle
from tests.support.two_persons import PASSPHRASES, Desks, set_up

LOOKS = (("light", 1.0), ("dark", 1.0), ("light", 1.25))
TODAY = date(2026, 3, 2)


class Stage:
    """The page over an office with two persons and two other offices."""

    def __init__(self, folder: Path) -> None:
        self.made: Desks = set_up(folder / "vc", "hubert", "dora")
        now = self.made.clock.now()
        self.lc = desk_of("LC", Places.at(folder / "lc"), now=now)
        self.gd = desk_of("GD", Places.at(folder / "gd"), now=now)
        introduce(self.made.desk, self.lc)
        introduce(self.made.desk, self.gd)
        told(self.lc, "VC")
        accept(self.made.desk, post(self.lc, self.made.desk))

    def show(self, size: tuple[int, int]) -> OfficesScreen:
        """The page over the desk as it is now."""
        self.made.desk = self.made.as_user("hubert")
        self.tasks = InlineTasks(self.made.desk)
        self.presenter = OfficesPresenter(self.tasks, Notices())
        self.screen = OfficesScreen(self.presenter)
        Look.of(self.screen).dress(self.screen)
        self.screen.resize(*size)
        self.screen.show()
        self.presenter.load()
        settle(self.tasks)
        settle(self.tasks)
        return self.screen

    def rotate(self) -> None:
        """A new key, which one of the two offices has already."""
        head = self.made.as_user("hubert")
        proposal = propose_own_key(head, OwnKeyAct.ROTATE, reason="three years are over")
        self.made.desk = accept_own_key(head, proposal.id, login="dora", passphrase=PASSPHRASES["dora"])
        accept(self.lc, post(self.made.desk, self.lc))
        accept(self.made.desk, post(self.lc, self.made.desk))

    def take_list(self, number: int, *, in_force: bool) -> None:
        """A list with a new office, another key than the one compared, and an office that nobody knows yet."""
        lc = self.lc.own
        other = replace(card_of("LC-NEW"), office=lc.office)
        retired = listed_key(lc, KeyState.RETIRED, since=TODAY)
        offices = (
            listed_office(other, keys=(listed_key(other), retired)),
            listed_office(card_of("BB-NIS")),
            listed_office(card_of("DM-DSS")),
        )
        content = a_list(*offices, number=number, issued=TODAY, expires=TODAY + timedelta(days=365))
        head = self.made.as_user("hubert")
        list_id = import_list(head, write_directory(signed(content, *THREE[:2])))
        if in_force:
            proposal = propose_list(head, list_id, reason="the first list", heard_from="I. Invented, VC-MAINT")
            accept_beside(head, proposal.id, login="dora", passphrase=PASSPHRASES["dora"])

    def lose(self) -> None:
        """Saint Lucia's key is lost."""
        head = self.made.as_user("hubert")
        since = self.made.clock.now() - timedelta(days=3)
        proposal = propose_revocation(head, "LC-NIC", since=since, heard_from="Marius Augustin", reason="stick lost")
        accept_beside(head, proposal.id, login="dora", passphrase=PASSPHRASES["dora"])


def pictures(folder: Path, size: tuple[int, int]) -> Iterator[tuple[str, QWidget]]:
    """Each picture's name and what to grab."""
    stage = Stage(folder)
    stage.rotate()
    stage.take_list(7, in_force=False)
    screen = stage.show(size)
    yield "own-keys", screen
    screen.detail.keys.lost.click()
    yield from _dialog(screen, "own-key-lost")
    screen.detail.keys.export.click()
    yield from _dialog(screen, "export")
    screen._show_list()
    settle(stage.tasks)
    yield "list-came", screen
    screen.directory.propose.click()
    yield from _dialog(screen, "list-first")
    screen.close()
    stage.take_list(8, in_force=True)
    stage.lose()
    screen = stage.show(size)
    screen._show_list()
    settle(stage.tasks)
    yield "list-in-force", screen
    screen._on_chosen("LC-NIC")
    settle(stage.tasks)
    yield "key-revoked", screen
    screen._on_chosen("BB-NIS")
    settle(stage.tasks)
    yield "by-list", screen
    screen.detail.revoke.click()
    yield from _dialog(screen, "revoke")
    screen.close()


def _dialog(screen: OfficesScreen, name: str) -> Iterator[tuple[str, QWidget]]:
    dialog = next(each for each in screen.findChildren(QDialog) if each.isVisible())
    yield name, dialog
    dialog.reject()
    dialog.deleteLater()


def main(folder: Path) -> None:
    """Write the pictures, and say what is cut off."""
    folder.mkdir(parents=True, exist_ok=True)
    app = QApplication([])
    for theme, scale in LOOKS:
        look = Look(app, theme, scale=scale)
        look.apply()
        with tempfile.TemporaryDirectory() as temporary:
            for name, widget in pictures(Path(temporary), (1286, 688)):
                settle(InlineTasks())
                path = folder / f"{name}-{theme}-{round(scale * 100)}.png"
                widget.grab().save(str(path))
                for words in clipped(widget):
                    sys.stdout.write(f"{path.name}: {words}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
