"""Pictures of the decision with the published example: `python -m tests.support.decision_gallery FOLDER`."""

import os
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from desktop_app.domain.users import Role, User
from desktop_app.ui.screens.claim.decision.set_offs import SetOffRows
from desktop_app.ui.theme import Look
from desktop_app.workflows.calculate_claim import keep_calculation
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.open_claim import Step
from desktop_app.workflows.propose import accept
from tests.support.claim_desks import answered, three_offices
from tests.support.claim_gallery import LOOKS
from tests.support.claim_stage import Stage
from tests.support.clips import clipped

SECOND = User(id="u-second", name="Dora Fraser-Sample", role=Role.APPROVER)


def pictures(stage: Stage, desk: Desk, key: str) -> Iterator[tuple[str, QWidget]]:
    """Yield a name and what is to be taken: empty, filled in, with money to hold back, waiting, decided."""
    stage.open(key, Step.DECISION)
    yield "empty", stage.window
    stage.fill("decision_start", "14 Jun 2014")
    stage.fill("decision_review_days", "90")
    QTest.keyClick(stage.edit("decision_review_days"), Qt.Key.Key_Tab)
    stage.settle()
    yield "filled", stage.window
    set_offs = stage.window.findChildren(SetOffRows)[0]
    for line, (amount, ground) in enumerate((("USD 120.00", "Paid twice in May"), ("BBD 40.00", "Advance"))):
        set_offs.add.click()
        stage.fill(f"set_off_{line}_amount", amount)
        stage.fill(f"set_off_{line}_ground", ground)
        QTest.keyClick(stage.edit(f"set_off_{line}_ground"), Qt.Key.Key_Tab)
        stage.settle()
    yield "set-offs", stage.window
    for row in tuple(set_offs.rows):
        row.out.click()
        stage.settle()
    stage.screen.primary_action()
    stage.settle()
    yield "waits", stage.window
    (waiting,) = desk.store.proposals.waiting()
    accept(replace(desk, user=SECOND), waiting.id)
    stage.open(key, Step.DECISION)
    yield "decided", stage.window


def main(folder: Path) -> None:
    """Write the pictures and list what is cut off."""
    folder.mkdir(parents=True, exist_ok=True)
    app = QApplication([])
    app.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)
    look = Look(app, "light")
    for theme, scale, size in LOOKS:
        look.choose_theme(theme)
        look.choose_scale(scale)
        with tempfile.TemporaryDirectory() as store:
            offices = three_offices(Path(store))
            key = answered(offices)
            keep_calculation(offices.vc, key)
            with offices.vc.store.act(verb="user_added", user=offices.vc.user.id, about="u", facts={}):
                offices.vc.store.users.add(SECOND, login="dora")
            stage = Stage(look, offices.vc)
            stage.show(size)
            for name, what in pictures(stage, offices.vc, key):
                stage.settle()
                what.grab().save(str(folder / f"{name}-{theme}-{scale}-{size[0]}.png"))
                for words in clipped(what):
                    sys.stdout.write(f"{name} {theme} {scale} {size[0]}: {words}\n")
            stage.close()
            offices.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
