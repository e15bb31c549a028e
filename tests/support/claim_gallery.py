"""Pictures of the claim's screen with the published example: `python -m tests.support.claim_gallery FOLDER`."""

import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollArea

from desktop_app.ui.theme import Look
from desktop_app.workflows.open_claim import Step, start_claim
from tests.support.claim_desks import answered, answered_with_gaps, registered, sent, three_offices
from tests.support.claim_stage import Stage
from tests.support.clips import clipped

LOOKS = (
    ("light", 1.0, (1366, 768)),
    ("dark", 1.0, (1366, 768)),
    ("light", 1.25, (1366, 768)),
    ("light", 1.0, (1280, 680)),
    ("light", 1.25, (1280, 680)),
)


def pictures(look: Look, size: tuple[int, int]) -> Iterator[tuple[str, Stage]]:
    """Yield a name and a window ready to be taken."""
    with tempfile.TemporaryDirectory() as folder:
        for name, take in (
            ("registered", registered),
            ("sent", sent),
            ("answered", answered),
            ("gaps", answered_with_gaps),
        ):
            offices = three_offices(Path(folder) / name)
            key = take(offices)
            stage = Stage(look, offices.vc)
            stage.show(size)
            if name == "registered":
                draft = start_claim(offices.vc)
                stage.open(draft.key, Step.CLAIMANT)
                QTest.keyClicks(stage.screen.findChild(object, "surname"), "Hendyce")
                stage.settle()
                yield "claimant-new", stage
            if name == "gaps":
                yield from _gaps(stage, key)
            for step in Step if name != "gaps" else ():
                stage.open(key, step)
                yield f"{name}-{int(step)}", stage
            if name == "sent":
                asked = Stage(look, offices.lc)
                asked.show(size)
                asked.open(offices.asked["LC"], Step.INSURANCE_PERIODS)
                yield "asked-6", asked
                asked.close()
            stage.close()
            offices.close()


def _gaps(stage: Stage, key: str) -> Iterator[tuple[str, Stage]]:
    """What may be missing from another State's certificate and from our own record, and the letter."""
    stage.open(key, Step.INSURANCE_PERIODS)
    states = stage.find("states")
    for name, row in (("own", 0), ("other", 1)):
        states.choose_row(row)  # type: ignore[attr-defined]  # a table
        stage.settle()
        yield f"gaps-{name}", stage
        scroll = stage.screen.page().findChild(QScrollArea)
        scroll.verticalScrollBar().setValue(scroll.verticalScrollBar().maximum())
        stage.settle()
        yield f"gaps-{name}-below", stage
        scroll.verticalScrollBar().setValue(0)


def main(folder: Path, only: str = "") -> None:
    """Write the pictures and list what is cut off."""
    folder.mkdir(parents=True, exist_ok=True)
    app = QApplication([])
    app.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)
    look = Look(app, "light")
    for theme, scale, size in LOOKS:
        look.choose_theme(theme)
        look.choose_scale(scale)
        for name, stage in pictures(look, size):
            if only and only not in name:
                continue
            file = folder / f"{name}-{theme}-{int(scale * 100)}-{size[0]}.png"
            stage.window.grab().save(str(file))
            for line in clipped(stage.window):
                sys.stdout.write(f"{file.name}: {line}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else "")
