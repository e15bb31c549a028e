"""Every dialog of the exchange by keyboard: Tab in reading order reaches all, Ctrl+Enter does it, Esc leaves it."""

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog
from shiboken6 import isValid

from desktop_app.domain.case_notices import CorrectionReason
from desktop_app.domain.inquiries import InfoItem, InfoItemCode
from desktop_app.domain.messages import MessageType
from desktop_app.domain.obligations import ObligationKind
from desktop_app.ui.theme import Look
from desktop_app.ui.widgets.question import Question
from desktop_app.workflows.ask_information import ask_information
from desktop_app.workflows.correct_message import correct_message
from desktop_app.workflows.obligations import obligations_of_claim
from desktop_app.workflows.receive_bundle import received
from tests.support.case_desks import OTHER, carry, certify, told
from tests.support.claim_desks import Offices, three_offices
from tests.support.clips import doubled_letters
from tests.support.office_stage import Stage
from tests.support.walks import wrong_of


@pytest.fixture(scope="module")
def offices(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Offices]:
    """Saint Vincent with one claim certified and told on, a question open, and a certificate it is to destroy."""
    made = three_offices(tmp_path_factory.mktemp("desks"))
    vc, lc = made.vc, made.lc
    made.claim_id = told(vc, "LC", "GD")
    there = carry(vc, lc)
    certify(vc, made.claim_id)
    certify(lc, there)
    carry(lc, vc)
    item = InfoItem(item_id="1", code=InfoItemCode.ADDRESS, why="To pay there", needed_by=date(2014, 9, 1))
    ask_information(vc, made.claim_id, "LC-NIC", (item,))
    with vc.store.act(verb="samples_made", user=vc.user.id, about=made.claim_id, facts={}):
        for kind in (ObligationKind.DECISION, ObligationKind.DEPENDENCY_CERTIFICATE):
            today = vc.clock.today()
            vc.store.obligations.add(
                claim_id=made.claim_id, owed_by="GD-NIS", owed_to="VC-NIS", kind=kind.value,
                asked_message_id="00000000-0000-4000-8000-0000000000aa", asked_on=today, due_on=today,
            )  # fmt: skip
    astray = told(vc, "LC", claimant=OTHER)
    certify(lc, carry(vc, lc))
    carry(lc, vc)
    sent = lc.store.outbox.of_type("VC-NIS", MessageType.PERIOD_CERTIFICATE)
    (wrong,) = (row for row in sent if row.claim_id != there)
    correct_message(lc, wrong.message_id, reason=CorrectionReason.WRONG_RECIPIENT)
    carry(lc, vc)
    made.asked["astray"] = astray
    yield made
    made.close()


@pytest.fixture
def stage(look: Look, offices: Offices) -> Iterator[Stage]:
    stage = Stage(look, offices.vc)
    stage.show((1366, 768))
    yield stage
    stage.close()


def _act(name: str) -> Callable[[Stage, Offices], None]:
    def ask(stage: Stage, offices: Offices) -> None:
        stage.office.remedies.case_act(offices.claim_id, name)

    ask.__name__ = name
    return ask


def _typed(kind: ObligationKind) -> Callable[[Stage, Offices], None]:
    def type_in(stage: Stage, offices: Offices) -> None:
        lines = obligations_of_claim(stage.desk, offices.claim_id)
        stage.office.remedies.type_in(next(each for each in lines if each.kind is kind and each.takes_paper))

    type_in.__name__ = f"paper_{kind.value}"
    return type_in


def destroy(stage: Stage, offices: Offices) -> None:
    lines = obligations_of_claim(stage.desk, offices.asked["astray"])
    line = next(each for each in lines if each.kind is ObligationKind.RECEIPT and each.ours)
    stage.office.remedies.do_next_of(line.id)


def attach(stage: Stage, _offices: Offices) -> None:
    stage.office.show_outgoing("GD-NIS")
    stage.settle()
    page = stage.desk.places.data / "Birth certificate.pdf"
    page.write_bytes(b"%PDF-1.4 invented")
    stage.office.exchange_screen.attach(files=(page,))


def attach_kept(stage: Stage, _offices: Offices) -> None:
    stage.office.show_outgoing("GD-NIS")
    stage.settle()
    stage.office.exchange_screen.attach()


def export(stage: Stage, _offices: Offices) -> None:
    _show_certificate(stage)
    view = stage.office.exchange_screen.received.view
    assert view is not None
    stage.office.exchange_screen.received.export_wanted.emit(view.main)


def pass_on(stage: Stage, _offices: Offices) -> None:
    _show_certificate(stage)
    stage.office.exchange_screen.received.pass_on.click()


def _show_certificate(stage: Stage) -> None:
    of_certificate = (line for line in received(stage.desk) if line.type is MessageType.PERIOD_CERTIFICATE)
    for line in of_certificate:
        stage.office.show_bundle(line.mailbox_id)
        stage.settle()
        if stage.office.exchange_screen.received.pass_on.isVisible():
            return


WAYS = (
    destroy,
    _act("dependency"),
    _act("departure"),
    _act("correct"),
    _typed(ObligationKind.PERIOD_CERTIFICATE),
    _typed(ObligationKind.DECISION),
    _typed(ObligationKind.DEPENDENCY_CERTIFICATE),
    _typed(ObligationKind.INFO_REPLY),
    attach,
    attach_kept,
    export,
    pass_on,
)


@pytest.mark.parametrize("way", WAYS, ids=lambda way: str(way.__name__))
def test_a_dialog_is_worked_by_keyboard_alone(
    stage: Stage, offices: Offices, way: Callable[[Stage, Offices], None]
) -> None:
    way(stage, offices)
    for _turn in range(3):
        stage.settle()
    dialog = [each for each in stage.window.findChildren(QDialog) if each.isVisible()][-1]
    assert isinstance(dialog, Question)
    dialog.activateWindow()
    stage.settle()
    assert dialog.focusWidget() is not None, "nothing has the keyboard"
    assert doubled_letters(dialog) == []
    assert wrong_of(dialog) == []
    pressed: list[bool] = []
    dialog.act.clicked.disconnect()
    dialog.act.clicked.connect(lambda: pressed.append(True))
    QTest.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert bool(pressed) is dialog.act.isEnabled()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    stage.settle()
    assert not isValid(dialog) or not dialog.isVisible()
