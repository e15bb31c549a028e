"""Pictures of the rules screen: `python -m tests.support.rules_gallery FOLDER [WORD]`; with a word only those names.

A State with its values, differences, examples, conflicts, one without rules, and the Agreement; light and dark, at 100
and 125 % text, and at the smallest size.
"""

import os
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication, QWidget

from desktop_app.ui.screens.rules.presenter import AGREEMENT, CHANGES, EXAMPLES, NOTES, VALUES
from desktop_app.ui.theme import Look
from tests.support.clips import clipped
from tests.support.office_gallery import LOOKS
from tests.support.office_stage import Stage
from tests.support.two_persons import set_up

Taken = Iterator[tuple[str, QWidget]]


def rules_pictures(look: Look, folder: Path, size: tuple[int, int]) -> Taken:
    """Every part of the screen."""
    desks = set_up(folder / "rules", "hubert")
    stage = Stage(look, desks.as_user("hubert"))
    stage.show(size)
    stage.window.go_to("rules")
    stage.settle()
    presenter, screen = stage.office.rules, stage.office.rules_screen
    screen.values.focus_first()
    screen.values.table.choose_row(3)
    stage.settle()
    yield "rules-values", stage.window
    presenter.choose("TT")
    presenter.ask(replace(presenter.question, on=date(2014, 6, 14), only_holding=True))
    screen.values.show_state()
    screen.values.table.choose_row(2)
    stage.settle()
    yield "rules-values-tables", stage.window
    presenter.choose("VC")
    presenter.ask(replace(presenter.question, on=None, only_holding=False, before=date(2013, 1, 1),
                          after=date(2026, 1, 1)))  # fmt: skip
    presenter.show_page(CHANGES)
    screen.changes.show_state()
    stage.settle()
    yield "rules-changes", stage.window
    for page in (EXAMPLES, NOTES):
        presenter.show_page(page)
        stage.settle()
        yield f"rules-{page}", stage.window
    presenter.show_page(VALUES)
    for key in ("SR", "BZ", AGREEMENT):
        presenter.choose(key)
        stage.settle()
        yield f"rules-{key}", stage.window
    stage.close()
    desks.close()


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
            for name, window in rules_pictures(look, Path(data), size):
                title = f"{name}-{theme}-{round(scale * 100)}-{size[0]}"
                if wanted in title:
                    window.grab().save(str(folder / f"{title}.png"))
                for cut in clipped(window):
                    sys.stdout.write(f"{title}: {cut}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:])
