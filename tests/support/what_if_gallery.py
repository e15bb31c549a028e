"""Pictures of the What if with the published example: `python -m tests.support.what_if_gallery FOLDER`."""

import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QScrollArea

from desktop_app.ui.theme import Look
from desktop_app.workflows.open_claim import Step
from tests.support import sample_claims
from tests.support.claim_desks import answered, three_offices
from tests.support.claim_gallery import LOOKS
from tests.support.claim_stage import Stage
from tests.support.clips import clipped
from tests.support.what_if_claim import settled_as_published


def pictures(stage: Stage, key: str) -> Iterator[str]:
    """Yield a name when the window is ready to be taken."""
    stage.open(key, Step.CALCULATION)
    yield "before"
    stage.push("what_if_open")
    stage.settle()
    yield "begun"
    panel = stage.screen.what_if
    stage.fill("what_if_birth", "14 Jun 1958")
    stage.fill("what_if_claim", "14 Jun 2018")
    panel.form._presenter.calculate()
    stage.settle()
    yield "turned-60-in-2018"
    panel.table.setFocus()
    panel.table.choose_row(3)
    stage.settle()
    yield "why"
    panel._on_restart()
    panel.form.agreement.set_checked(checked=False)
    panel.form._presenter.calculate()
    stage.settle()
    yield "without-agreement"
    panel._on_restart()
    stage.push("what_if_rows")
    stage.fill("what_if_total", "59")
    panel.form._presenter.calculate()
    stage.settle()
    yield "rows-499"
    panel.form.fold()
    stage.settle()
    yield "499"
    panel._on_restart()
    stage.push("what_if_more")
    stage.settle()
    yield "more"
    panel.form.fold()
    panel.show_tab(1)
    stage.settle()
    yield "outlook-begun"
    panel.outlook.insured_in.set_key("LC")
    panel.outlook.ask()
    stage.settle()
    yield "outlook"
    area = panel.pages.currentWidget()
    if isinstance(area, QScrollArea):
        area.verticalScrollBar().setValue(area.verticalScrollBar().maximum())
    stage.settle()
    yield "outlook-below"


def survivors(stage: Stage, key: str) -> Iterator[str]:
    """The survivors of a claim: as they are, with other facts and one more, and why there is no outlook."""
    stage.open(key, Step.CALCULATION)
    stage.push("what_if_open")
    stage.push("what_if_more")
    stage.settle()
    panel = stage.screen.what_if
    area = panel.pages.currentWidget()
    bar = area.verticalScrollBar() if isinstance(area, QScrollArea) else None
    if bar is not None:
        bar.setValue(200)
    yield "survivors"
    stage.fill("what_if_survivor_1_birth", "1 Jan 1990")
    stage.push("what_if_add_survivor")
    stage.fill("what_if_survivor_added.0_birth", "31 Feb 2012")
    panel.form._presenter.calculate()
    stage.settle()
    if bar is not None:
        bar.setValue(bar.maximum() * 6 // 10)
    yield "survivors-one-more"
    panel.form.fold()
    panel.show_tab(1)
    stage.settle()
    yield "survivors-no-outlook"


def main(folder: Path, only: str = "") -> None:
    """Write the pictures and list what is cut off."""
    folder.mkdir(parents=True, exist_ok=True)
    app = QApplication([])
    app.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)
    look = Look(app, "light")
    with tempfile.TemporaryDirectory() as store:
        offices = three_offices(Path(store))
        key = answered(offices)
        settled_as_published(offices.vc, key)
        for theme, scale, size in LOOKS:
            look.choose_theme(theme)
            look.choose_scale(scale)
            stage = Stage(look, offices.vc)
            stage.show(size)
            for name in pictures(stage, key):
                file = folder / f"{name}-{theme}-{int(scale * 100)}-{size[0]}.png"
                if only and only not in file.name:
                    continue
                stage.window.grab().save(str(file))
                for line in clipped(stage.window):
                    sys.stdout.write(f"{file.name}: {line}\n")
            stage.close()
        offices.close()
        of_survivors = three_offices(Path(store) / "survivors")
        other = sample_claims.answered(of_survivors, "survivors")
        for theme, scale, size in LOOKS:
            look.choose_theme(theme)
            look.choose_scale(scale)
            stage = Stage(look, of_survivors.vc)
            stage.show(size)
            for name in survivors(stage, other):
                file = folder / f"{name}-{theme}-{int(scale * 100)}-{size[0]}.png"
                stage.window.grab().save(str(file))
                for line in clipped(stage.window):
                    sys.stdout.write(f"{file.name}: {line}\n")
            stage.close()
        of_survivors.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else "")
