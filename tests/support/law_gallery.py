"""Pictures of the page of the applicable law: `python -m tests.support.law_gallery FOLDER`."""

import os
import sys
import tempfile
from datetime import date
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from desktop_app.domain.work import WorkFacts, WorkKind
from desktop_app.foundation.places import Places
from desktop_app.ui.notices import Notices
from desktop_app.ui.screens.law.presenter import LawPresenter
from desktop_app.ui.screens.law.view import LawScreen
from desktop_app.ui.shell.window import MainWindow
from desktop_app.ui.theme import Look
from desktop_app.workflows.which_law import keep_answer
from tests.support.claim_stage import WHO
from tests.support.clips import clipped
from tests.support.desks import desk_of
from tests.support.inline_tasks import InlineTasks
from tests.support.office_gallery import LOOKS
from tests.support.office_stage import settle

POSTED = WorkFacts(
    kind=WorkKind.EMPLOYED,
    work_states=("BB",),
    posted_from="VC",
    began_on=date(2013, 9, 2),
    expected_end=date(2014, 12, 31),
)


def main(folder: Path) -> None:
    """Draw the page empty, with a posting, and with an overrun that waits for the host."""
    look = Look(QApplication([]), "light")
    look.apply()
    folder.mkdir(parents=True, exist_ok=True)
    for theme, scale, size in LOOKS:
        with tempfile.TemporaryDirectory() as place:
            desk = desk_of("VC", Places.at(Path(place)))
            keep_answer(desk, POSTED, note="letter seen")
            look.choose_theme(theme)
            look.choose_scale(scale)
            tasks, notices = InlineTasks(desk), Notices()
            presenter = LawPresenter(tasks, notices)
            window = MainWindow(look, tasks, notices, who=WHO)
            screen = LawScreen(presenter)
            window.add_page("law", "Rules", "scale", screen)
            window.setMinimumSize(0, 0)
            window.resize(*size)
            window.show()
            window.go_to("law")
            presenter.load()
            settle(tasks)
            name = f"{theme}-{round(scale * 100)}-{size[0]}"
            window.grab().save(str(folder / f"law-empty-{name}.png"))
            for field, code in (("work_states", "BB"), ("posted_from", "VC")):
                screen.fields[field].set_key(code)
                screen._on_chosen(field, code)
            for field, text in (
                ("began_on", "2 Sep 2013"),
                ("expected_end", "31 Dec 2014"),
                ("now_expected_end", "1 Mar 2016"),
            ):
                screen.fields[field].set_text(text)
                presenter.tell_day(field, text)
            settle(tasks)
            window.grab().save(str(folder / f"law-posted-{name}.png"))
            for cut in clipped(window):
                sys.stdout.write(f"{name}: {cut}\n")
            window.close()
            window.deleteLater()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
