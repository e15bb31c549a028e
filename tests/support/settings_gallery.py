"""Pictures of Settings: `python -m tests.support.settings_gallery FOLDER [WORD]`; with a word only names that hold it.

The office, its users, an open point by default, settled and waiting, the dialogs, and Today with what waits; light and
dark, at 100 and 125 % text, and at the smallest size.
"""

import os
import sys
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication, QDialog, QWidget

from desktop_app.ui.theme import Look
from desktop_app.workflows.keep_users import add_user, deactivate
from desktop_app.workflows.propose import accept, refuse
from tests.support.clips import clipped
from tests.support.office_gallery import LOOKS
from tests.support.office_stage import Stage
from tests.support.two_persons import CHEAP, NAMES, ROLES, Desks, proposed, set_up

Taken = Iterator[tuple[str, QWidget]]


def a_busy_office(folder: Path) -> Desks:
    """An office with five users, one who left, and points settled, refused and waiting."""
    desks = set_up(folder, "hubert", "dora", "marlon")
    head, approver = desks.as_user("hubert"), desks.as_user("dora")
    add_user(head, name="Ines Sample", role=ROLES["marlon"], login="ines", passphrase="five words to use once",
             one_time=True, cost=CHEAP)  # fmt: skip
    gone = add_user(head, name="Oswald Gone", role=ROLES["dora"], login="oswald", passphrase="long gone by this time",
                    cost=CHEAP)  # fmt: skip
    deactivate(head, gone.user.id)
    accept(approver, proposed(head, "local", valid_from=date(2026, 1, 1)).id)
    accept(approver, proposed(head, "higher", valid_from=date(2027, 1, 1)).id)
    refuse(approver, proposed(head, "actual", valid_from=date(2026, 2, 1)).id, reason="The circular says otherwise")
    proposed(head, "nothing", point="unmet_state", valid_from=date(2026, 4, 1))
    assert NAMES
    for day in ("20250301", "20251114"):
        (head.places.backups / f"before-version-5-{day}-081500.cass-db").write_bytes(b"x" * 2_500_000)
    return desks


def settings_pictures(look: Look, folder: Path, size: tuple[int, int]) -> Taken:
    """Every part of Settings, as the head sees it and as the second person does."""
    desks = a_busy_office(folder / "busy")
    for login in ("hubert", "dora"):
        stage = Stage(look, desks.as_user(login))
        stage.show(size)
        stage.window.go_to("settings")
        stage.settle()
        presenter, screen = stage.office.settings, stage.office.settings_screen
        parts = (
            "office",
            "users",
            "backups",
            "keeping",
            "records",
            "appearance",
            "point:vested_state",
            "point:unmet_state",
            "point:denominator",
        )
        for key in parts if login == "hubert" else ("point:unmet_state",):
            presenter.choose(key)
            stage.settle()
            screen.focus_first()
            stage.settle()
            yield f"settings-{login}-{key.replace(':', '-')}", stage.window
        if login == "hubert":
            yield from _dialogs(stage)
        stage.window.go_to("today")
        stage.settle()
        yield f"today-{login}", stage.window
        stage.close()
    desks.close()
    alone = set_up(folder / "alone")
    proposed(alone.desk)
    stage = Stage(look, alone.desk)
    stage.show(size)
    stage.window.go_to("settings")
    stage.office.settings.choose("point:vested_state")
    stage.settle()
    yield "settings-alone", stage.window
    stage.close()
    alone.close()


def _dialogs(stage: Stage) -> Taken:
    screen, presenter = stage.office.settings_screen, stage.office.settings
    for button, name in (
        (screen.office.key_age, "dialog-key-age"),
        (screen.office.deadlines, "dialog-days-allowed"),
        (screen.office.statistics, "dialog-how-long"),
    ):
        button.click()
        yield from _opened(stage, name)
    presenter.choose("users")
    stage.settle()
    screen.users.add.click()
    yield from _opened(stage, "dialog-add-user")
    screen.users.renew.click()
    yield from _opened(stage, "dialog-renew-key")
    presenter.choose("point:unmet_state")
    stage.settle()
    screen.point.waiting[0].beside.click()
    yield from _opened(stage, "dialog-second-person")
    presenter.choose("point:vested_state")
    stage.settle()
    screen.point.propose.click()
    yield from _opened(stage, "dialog-propose")


def _opened(stage: Stage, name: str) -> Taken:
    stage.settle()
    dialogs = [dialog for dialog in stage.window.findChildren(QDialog) if dialog.isVisible()]
    for dialog in dialogs:
        dialog.adjustSize()
        stage.settle()
        yield name, dialog
        dialog.reject()
    stage.settle()


def main(folder: Path, wanted: str = "") -> None:
    """Write the pictures, and say what is cut off."""
    folder.mkdir(parents=True, exist_ok=True)
    app = QApplication([])
    look = Look(app, "light")
    look.apply()
    for theme, scale, size in LOOKS:
        look.choose_theme(theme)
        look.choose_scale(scale)
        with tempfile.TemporaryDirectory() as data:
            for name, window in settings_pictures(look, Path(data), size):
                title = f"{name}-{theme}-{round(scale * 100)}-{size[0]}"
                if wanted in title:
                    window.grab().save(str(folder / f"{title}.png"))
                for cut in clipped(window):
                    sys.stdout.write(f"{title}: {cut}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:])
