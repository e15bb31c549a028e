"""Pictures of the claim's screen for every benefit: `python -m tests.support.benefit_gallery FOLDER [ONLY] [all]`."""

import os
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox

from desktop_app.domain.dependant_forms import DependantsForm, SurvivorLine
from desktop_app.ui.theme import Look
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.enter_claim import save_draft
from desktop_app.workflows.open_claim import Step, start_claim
from desktop_app.workflows.places_kept import Place
from tests.support import sample_claims
from tests.support.claim_desks import three_offices
from tests.support.claim_stage import Stage
from tests.support.clips import clipped

LOOKS = (
    ("light", 1.0, (1366, 768)),
    ("dark", 1.0, (1366, 768)),
    ("light", 1.25, (1366, 768)),
    ("light", 1.0, (1280, 680)),
    ("light", 1.25, (1280, 680)),
)


def pictures(look: Look, size: tuple[int, int], only: str) -> Iterator[tuple[str, Stage]]:
    """Yield a name and a window ready to be taken."""
    with tempfile.TemporaryDirectory() as folder:
        for name in sample_claims.SAMPLES:
            steps = (Step.CLAIMANT, Step.DEPENDANTS, Step.CHECK_AND_SEND, Step.INSURANCE_PERIODS, Step.CALCULATION)
            wanted = [step for step in steps if only in f"{name}-{int(step)}"]
            if not wanted:
                continue
            offices = three_offices(Path(folder) / name)
            key = sample_claims.answered(offices, name)
            stage = Stage(look, offices.vc)
            stage.show(size)
            for step in wanted:
                stage.open(key, step)
                yield f"{name}-{int(step)}", stage
            if Step.CALCULATION in wanted:
                yield from _settling(stage, name)
            stage.close()
            offices.close()
        if only in "draft-3":
            offices = three_offices(Path(folder) / "draft")
            stage = Stage(look, offices.vc)
            stage.show(size)
            yield from _drafts(stage, offices.vc)
            stage.close()
            offices.close()


def _settling(stage: Stage, name: str) -> Iterator[tuple[str, Stage]]:
    """The card of settling as each case opens it, and the amounts a month."""
    opener = {"disablement": "confirm_payer", "survivors": "open_points"}.get(name)
    span = stage.find("span")
    if isinstance(span, QComboBox):
        span.setCurrentIndex(2)
        stage.settle()
        yield f"{name}-7-month", stage
    if opener is not None:
        stage.push(opener)
        yield f"{name}-7-settle", stage
    elif name == "overlaps":
        table = stage.find("lost_weeks")
        table.setFocus()
        stage.press(Qt.Key.Key_Down)
        stage.press(Qt.Key.Key_Return)
        stage.push("option_keeps_weeks")
        stage.fill("settle_reason", "the employer confirmed the days")
        stage.push("settle_it")
        yield f"{name}-7-settle", stage


def _drafts(stage: Stage, desk: Desk) -> Iterator[tuple[str, Stage]]:
    """The step of dependants of a new claim: not needed, empty, and with much to find."""
    draft = start_claim(desk)
    stage.open(draft.key, Step.DEPENDANTS)
    yield "draft-3-not-needed", stage
    draft = start_claim(desk)
    form = sample_claims.claimant("survivors")
    place = Place(page="claims", claim_key=draft.key, step=int(Step.DEPENDANTS), focus="")
    save_draft(desk, draft.key, claimant=form, place=place)
    stage.open(draft.key, Step.DEPENDANTS)
    yield "draft-3-empty", stage
    draft = start_claim(desk)
    found = DependantsForm(
        lines=(
            SurvivorLine(row_id="1", relationship="widow", forenames="Ottoline", union_since="1 Jan 2015"),
            SurvivorLine(row_id="2", surname="Exemplar", birth_date="31 Feb 1990"),
        ),
        degree="ten",
        accident_date="1 Jan 2014",
    )
    save_draft(desk, draft.key, claimant=replace(form, benefit="death_benefit"), dependants=found, place=place)
    stage.open(draft.key, Step.DEPENDANTS)
    stage.push("dependants_next")
    yield "draft-3-findings", stage


def main(folder: Path, only: str = "", *, every: bool = False) -> None:
    """Write the pictures and list what is cut off."""
    folder.mkdir(parents=True, exist_ok=True)
    app = QApplication([])
    app.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)
    look = Look(app, "light")
    for theme, scale, size in LOOKS if every else LOOKS[:1]:
        look.choose_theme(theme)
        look.choose_scale(scale)
        for name, stage in pictures(look, size, only):
            file = folder / f"{name}-{theme}-{int(scale * 100)}-{size[0]}.png"
            stage.window.grab().save(str(file))
            for line in clipped(stage.window):
                sys.stdout.write(f"{file.name}: {line}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else "", every="all" in sys.argv)
