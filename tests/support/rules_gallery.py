"""Pictures of the rules screen: `python -m tests.support.rules_gallery FOLDER [WORD]`; with a word only those names.

A State with its values, differences, examples, conflicts, one without rules, and the Agreement; light and dark, at 100
and 125 % text, and at the smallest size.
"""

import contextlib
import os
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication, QDialog, QWidget

from desktop_app.foundation.problems import Problem
from desktop_app.foundation.progress import Silent
from desktop_app.ui.screens.rules.presenter import AGREEMENT, CHANGES, EXAMPLES, NOTES, VALUES
from desktop_app.ui.theme import Look
from desktop_app.workflows.propose import accept
from desktop_app.workflows.rules_in_use import with_rules
from desktop_app.workflows.update_rules import import_update, propose_update, try_update
from tests.support.clips import clipped
from tests.support.office_gallery import LOOKS
from tests.support.office_stage import Stage
from tests.support.rule_updates import changed_files, introduce, update_file
from tests.support.two_persons import Desks, set_up

Taken = Iterator[tuple[str, QWidget]]


def rules_pictures(look: Look, folder: Path, size: tuple[int, int]) -> Taken:
    """Every part of the screen."""
    desks = set_up(folder / "rules", "hubert", "dora")
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
    yield from update_pictures(look, desks, size)
    desks.close()


def update_pictures(look: Look, desks: Desks, size: tuple[int, int]) -> Taken:
    """An update that came, tried, proposed, as the second person sees it, in force; and one that was refused."""
    introduce(desks.desk, "VC-RULES")
    with contextlib.suppress(Problem):
        import_update(desks.desk, b"PK not one of ours")
    update = import_update(desks.as_user("hubert"), update_file(beside="LC-NIC"))
    for login in ("hubert", "dora"):
        stage = Stage(look, desks.as_user(login))
        stage.show(size)
        stage.window.go_to("rules")
        stage.settle()
        presenter, screen = stage.office.rules, stage.office.rules_screen
        presenter.show_update(update)
        stage.settle()
        if login == "hubert":
            yield "rules-update-received", stage.window
            screen.updates.check.click()
            stage.settle()
            screen.updates.focus_first()
            yield "rules-update-tried", stage.window
            screen.updates.propose.click()
            stage.settle()
            for dialog in stage.window.findChildren(QDialog):
                if dialog.isVisible():
                    yield "rules-update-propose", dialog
                    dialog.reject()
            presenter.propose(update, "Circular 1/2026 (sample)", "The institution published it")
            stage.settle()
        screen.updates.focus_first()
        stage.settle()
        yield f"rules-update-waits-{login}", stage.window
        if login == "dora":
            presenter.accept(screen.updates.waiting[0].view.proposal.id, "")
            stage.settle()
            yield "rules-update-in-force", stage.window
            screen.updates.table.choose_row(1)
            stage.settle()
            yield "rules-update-refused", stage.window
        stage.close()
    yield from _newer(look, desks, size)


def _newer(look: Look, desks: Desks, size: tuple[int, int]) -> Taken:
    """An update in force that a newer pack of the program has overtaken."""
    files = changed_files(new=b'says = "the best 5 years, amended twice"')
    overtaken = import_update(desks.as_user("hubert"), update_file(files, number=2, replaces="sha256:" + "0" * 64))
    head = with_rules(desks.as_user("hubert"))
    try_update(head, overtaken, Silent())
    accept(with_rules(desks.as_user("dora")), propose_update(head, overtaken, reason="Published").id)
    stage = Stage(look, with_rules(desks.as_user("hubert")))
    stage.show(size)
    stage.window.go_to("rules")
    stage.settle()
    stage.office.rules.show_update(overtaken)
    stage.settle()
    yield "rules-update-overtaken", stage.window
    stage.close()


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
