"""Pictures of the journal and of going back to a backup: `python -m tests.support.journal_gallery FOLDER`.

Light and dark, at 100 and 125 % text, and at the smallest size; what is cut off is said.
"""

import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QWidget

from desktop_app.foundation.places import Places
from desktop_app.ui.theme import Look
from desktop_app.workflows.back_up import back_up
from desktop_app.workflows.backup_plan import BackupPlan, set_backup_plan
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.enter_claim import enter_claimant
from desktop_app.workflows.set_up_office import OfficeSetup, set_up_office
from tests.support import hendyce
from tests.support.case_desks import OTHER, take_in
from tests.support.clips import clipped
from tests.support.clocks import FixedClock
from tests.support.office_gallery import LOOKS
from tests.support.office_stage import Stage
from tests.support.two_persons import CHEAP

PASSPHRASE = "nutmeg lantern harbour sail"
Taken = Iterator[tuple[str, QWidget]]


def an_office(folder: Path) -> tuple[Desk, Path]:
    """An office at work, and a backup from before its last acts."""
    setup = OfficeSetup(
        state="VC", name="National Insurance Services", town="Kingstown", code="VC-NIS",
        administrator="Carlotta Browne", login="carlotta", passphrase=PASSPHRASE,
        recovery_words=("abandon",) * 11 + ("about",),
    )  # fmt: skip
    desk = set_up_office(Places.at(folder / "office"), FixedClock(), setup, cost=CHEAP)
    key = take_in(desk)
    backup = back_up(desk, folder / "stick")
    take_in(desk, OTHER)
    set_backup_plan(desk, BackupPlan(folder=folder / "stick", days=7, keep=9))
    changed = hendyce.CLAIMANT.__class__(**{
        **{name: getattr(hendyce.CLAIMANT, name) for name in hendyce.CLAIMANT.__dataclass_fields__},
        "address": "Upper Bay Street 14, Kingstown",
        "phone": "784 000 0000",
    })  # fmt: skip
    enter_claimant(desk, key, changed)
    return desk, backup


def pictures(look: Look, folder: Path, size: tuple[int, int]) -> Taken:
    """The page with its newest line, and the dialog before and after comparing."""
    desk, backup = an_office(folder)
    stage = Stage(look, desk)
    stage.show(size)
    stage.office.begin(None)
    stage.office.journal.show()
    stage.settle()
    yield "journal", stage.window
    stage.window.go_to("settings")
    stage.office.settings.choose("backups")
    stage.settle()
    yield "backups", stage.window
    QFileDialog.getOpenFileName = lambda *_: (str(backup), "")  # type: ignore[method-assign]  # no file dialog in a picture
    stage.office.settings_screen.backups.compare.click()
    (dialog,) = [each for each in stage.window.findChildren(QDialog) if each.isVisible()]
    dialog.passphrase.set_text(PASSPHRASE)  # type: ignore[attr-defined]  # the dialog of this page
    dialog.act.click()  # type: ignore[attr-defined]  # as above
    stage.settle()
    dialog.adjustSize()
    stage.settle()
    yield "dialog-go-back", dialog
    dialog.reject()
    stage.close()
    desk.close()


def main(folder: Path) -> None:
    """Write the pictures, and say what is cut off."""
    folder.mkdir(parents=True, exist_ok=True)
    app = QApplication([])
    look = Look(app, "light")
    look.apply()
    for theme, scale, size in LOOKS:
        look.choose_theme(theme)
        look.choose_scale(scale)
        with tempfile.TemporaryDirectory() as data:
            for name, window in pictures(look, Path(data), size):
                title = f"{name}-{theme}-{round(scale * 100)}-{size[0]}"
                window.grab().save(str(folder / f"{title}.png"))
                for cut in clipped(window):
                    sys.stdout.write(f"{title}: {cut}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
