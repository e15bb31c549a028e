"""Pictures of what two persons seal: certificates and corrections, before approval, in the claim and on Today.

Run `python -m tests.support.second_person_gallery FOLDER`; what is cut off is listed.
"""

import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from desktop_app.domain.case_notices import CorrectionReason
from desktop_app.domain.certificates import HasPeriods
from desktop_app.domain.forms import PeriodsForm
from desktop_app.domain.messages import MessageType
from desktop_app.domain.users import Role, User
from desktop_app.ui.screens.owed.correcting import CorrectingDialog
from desktop_app.ui.theme import Look
from desktop_app.workflows.certify_departure import DepartureForm
from desktop_app.workflows.correct_message import CorrectionForm
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.lay_before import propose_correction, propose_departure, propose_periods
from desktop_app.workflows.open_claim import Step
from desktop_app.workflows.propose import accept, refuse
from tests.support.case_desks import post, row_of
from tests.support.claim_desks import Offices, answered, three_offices
from tests.support.claim_gallery import LOOKS
from tests.support.clips import clipped
from tests.support.office_stage import Stage

SECOND = User(id="u-second", name="Dora Fraser-Sample", role=Role.APPROVER)
ROWS = PeriodsForm(lines=(row_of("VC", 2003, "30"), row_of("VC", 2004, "31")), single_state="VC")


def prepared(folder: Path) -> Offices:
    """Two persons at one desk, a claim with certificates of three States, and our next version prepared."""
    offices = three_offices(folder)
    answered(offices)
    with offices.vc.store.act(verb="user_added", user=offices.vc.user.id, about="u", facts={}):
        offices.vc.store.users.add(SECOND, login="dora")
    lay_periods(offices)
    return offices


def lay_periods(offices: Offices) -> str:
    """Prepare the next version of our periods."""
    day = offices.vc.clock.today()
    made = propose_periods(
        offices.vc, offices.claim_id, ROWS, complete_to=day, has_periods=HasPeriods.YES, more_follows=True
    )
    return made.id


def shown(stage: Stage) -> QDialog:
    """Return the dialog that is open."""
    stage.settle()
    return [child for child in stage.window.findChildren(QDialog) if child.isVisible()][-1]


def _of_dialog(stage: Stage, name: str) -> Iterator[tuple[str, QWidget]]:
    dialog = shown(stage)
    yield name, dialog
    dialog.reject()
    stage.settle()


def pictures(stage: Stage, offices: Offices) -> Iterator[tuple[str, QWidget]]:
    """Yield a name and what is to be taken."""
    desk, key = offices.vc, offices.claim_id
    stage.office.open_claim(key, int(Step.INSURANCE_PERIODS))
    stage.settle()
    yield "claim-waits", stage.window
    stage.window.go_to("today")
    stage.settle()
    yield "today", stage.window
    (waiting,) = desk.store.proposals.waiting()
    stage.office.show_proposal(waiting.id)
    yield from _of_dialog(stage, "approve-periods")
    as_second = replace(desk, user=SECOND)
    refuse(as_second, waiting.id, reason="The card of 2003 says 28 weeks")
    stage.office.open_claim(key, int(Step.INSURANCE_PERIODS))
    stage.settle()
    yield "claim-returned", stage.window
    accept(as_second, lay_periods(offices))
    post(desk, offices.lc)
    stage.office.remedies.case_act(key, "departure")
    yield from _of_dialog(stage, "departure")
    stage.office.remedies.case_act(key, "dependency")
    dialog = shown(stage)
    dialog.add_block()  # type: ignore[attr-defined]  # the dialog of dependants
    yield from _of_dialog(stage, "dependency")
    yield from _corrections(stage, offices, as_second)


def _corrections(stage: Stage, offices: Offices, as_second: Desk) -> Iterator[tuple[str, QWidget]]:
    desk, key = offices.vc, offices.claim_id
    row = next(
        row
        for row in desk.store.outbox.of_claim(key)
        if row.type is MessageType.PERIOD_CERTIFICATE and row.office == offices.lc.office.code and row.bundle_id
    )
    stage.office.remedies.correct(row.message_id)
    dialog = shown(stage)
    if isinstance(dialog, CorrectingDialog):
        dialog.reason.set_key(CorrectionReason.WRONG_PERSON.value)
        dialog.reason.chosen.emit(CorrectionReason.WRONG_PERSON.value)
    yield from _of_dialog(stage, "correct")
    form = CorrectionForm(reason=CorrectionReason.WRONG_CONTENT, text="The card of 2003 was another person's")
    correction = propose_correction(desk, row.message_id, form)
    stage.office.show_proposal(correction.id)
    yield from _of_dialog(stage, "approve-correction")
    leaving = DepartureForm(departed_on=date(2026, 11, 1), new_state="LC", new_address="12 Sample Street, Castries")
    departure = propose_departure(desk, key, leaving)
    stage.office.show_proposal(departure.id)
    yield from _of_dialog(stage, "approve-departure")
    accept(as_second, departure.id)


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
            offices = prepared(Path(store))
            stage = Stage(look, offices.vc)
            stage.show(size)
            for name, what in pictures(stage, offices):
                stage.settle()
                what.grab().save(str(folder / f"{name}-{theme}-{scale}-{size[0]}.png"))
                for words in clipped(what):
                    sys.stdout.write(f"{name} {theme} {scale} {size[0]}: {words}\n")
            stage.close()
            offices.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
