"""Pictures of kept calculations with the published example: `python -m tests.support.kept_gallery FOLDER`."""

import os
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from desktop_app.ui.screens.claim.calculation.kept_dialog import KeptDialog
from desktop_app.ui.theme import Look
from desktop_app.workflows.calculate_claim import decide_point, keep_calculation
from desktop_app.workflows.open_claim import Step
from tests.support.changed_rules import changed_rulebook
from tests.support.claim_desks import answered, three_offices
from tests.support.claim_gallery import LOOKS
from tests.support.claim_stage import Stage
from tests.support.clips import clipped


def pictures(stage: Stage, key: str) -> Iterator[tuple[str, QWidget]]:
    """Yield a name and what is to be taken."""
    stage.open(key, Step.CALCULATION)
    yield "band", stage.window
    stage.push("kept_compare")
    stage.settle()
    yield "changed", stage.window
    stage.push("kept_history")
    stage.settle()
    (dialog,) = stage.window.findChildren(KeptDialog)
    yield "history", dialog
    dialog.verifier.click()
    stage.settle()
    yield "verified", dialog
    dialog.close()
    stage.settle()


def main(folder: Path) -> None:
    """Write the pictures and list what is cut off."""
    folder.mkdir(parents=True, exist_ok=True)
    app = QApplication([])
    app.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)
    look = Look(app, "light")
    with tempfile.TemporaryDirectory() as store:
        offices = three_offices(Path(store))
        key = answered(offices)
        keep_calculation(offices.vc, key)
        offices.vc.clock.advance(days=40)  # type: ignore[attr-defined]  # the clock of the tests
        keep_calculation(offices.vc, key)
        decide_point(offices.vc, key, point="unmet_state", state="LC", option="nothing", reason="circular")
        desk = replace(offices.vc, rulebook=changed_rulebook())
        for theme, scale, size in LOOKS:
            look.choose_theme(theme)
            look.choose_scale(scale)
            stage = Stage(look, desk)
            stage.show(size)
            for name, shown in pictures(stage, key):
                file = folder / f"{name}-{theme}-{int(scale * 100)}-{size[0]}.png"
                shown.grab().save(str(file))
                for line in clipped(shown):
                    sys.stdout.write(f"{file.name}: {line}\n")
            stage.close()
        offices.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
