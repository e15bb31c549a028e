"""Pictures of all claims calculated again: `python -m tests.support.recalculation_gallery FOLDER`."""

import os
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication, QWidget

from desktop_app.foundation.places import Places
from desktop_app.ui.notices import Notices
from desktop_app.ui.screens.rules.presenter import RulesPresenter
from desktop_app.ui.screens.rules.view import RulesScreen
from desktop_app.ui.theme import Look
from desktop_app.workflows.desk import Desk
from tests.support.changed_rules import changed_rulebook
from tests.support.clips import clipped
from tests.support.desks import desk_of
from tests.support.inline_tasks import InlineTasks
from tests.support.many_claims import fill
from tests.support.office_gallery import LOOKS
from tests.support.office_stage import settle

COUNT = 60


def pictures(desk: Desk, size: tuple[int, int]) -> Iterator[tuple[str, QWidget]]:
    """Yield a name and what is to be taken."""
    tasks = InlineTasks(desk)
    presenter = RulesPresenter(tasks, Notices())
    screen = RulesScreen(presenter)
    Look.of(screen).dress(screen)
    screen.resize(*size)
    screen.show()
    presenter.load()
    settle(tasks)
    dialog = screen.recalculate()
    settle(tasks)
    yield "begun", dialog
    dialog._show_bar(shown=True)
    dialog._on_progressed(2300, 10_000, 43)
    dialog.starter.hide()
    dialog.canceller.show()
    yield "under-way", dialog
    dialog._over()
    dialog.start()
    settle(tasks)
    yield "found", dialog
    dialog.close()
    screen.close()


def main(folder: Path) -> None:
    """Write the pictures and list what is cut off."""
    folder.mkdir(parents=True, exist_ok=True)
    app = QApplication([])
    look = Look(app, "light")
    with tempfile.TemporaryDirectory() as store:
        desk = desk_of("VC", Places.at(Path(store)))
        fill(desk, COUNT)
        changed = replace(desk, rulebook=changed_rulebook())
        for theme, scale, size in LOOKS:
            look.choose_theme(theme)
            look.choose_scale(scale)
            for name, shown in pictures(changed, size):
                file = folder / f"{name}-{theme}-{int(scale * 100)}-{size[0]}.png"
                shown.grab().save(str(file))
                for line in clipped(shown):
                    sys.stdout.write(f"{file.name}: {line}\n")
        desk.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
