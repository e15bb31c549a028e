"""The guided first claim as a new clerk does it: by keyboard, with the buttons and the words of the guide alone."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QFileDialog

from desktop_app.domain.guide_steps import GuideStep
from desktop_app.foundation.places import Places
from desktop_app.ui.screens.owed.approval import ApprovalDialog
from desktop_app.ui.shell.guide_strip import GuideStrip
from desktop_app.ui.theme import Look
from desktop_app.ui.widgets.document_preview import DocumentPreview
from desktop_app.ui.widgets.second_person import SecondPersonDialog
from desktop_app.workflows.case_decisions import own_decision
from desktop_app.workflows.practice_office import make_practice_office
from desktop_app.workflows.practice_users import HEAD
from tests.end_to_end.test_first_claim_window import TYPED
from tests.support.clocks import FixedClock
from tests.support.offices import CTRL, OfficeAtWork
from tests.support.two_persons import CHEAP
from tests.support.waiting import let_pass

pytestmark = pytest.mark.slow

PICTURES = os.environ.get("CASS_DESK_PICTURES", "")
GUIDE = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


@pytest.fixture
def office(look: Look, tmp_path: Path) -> Iterator[OfficeAtWork]:
    places = Places.at(tmp_path / "training")
    made = OfficeAtWork("VC", places, look, desk=make_practice_office(places, FixedClock(), cost=CHEAP))
    yield made
    made.close()


def guide_key(office: OfficeAtWork, key: Qt.Key) -> None:
    """Press a button of the guide by its key; a button pressed so goes down and up before it acts."""
    office.press(key, GUIDE)
    let_pass(200)
    office.settle()


def strip_of(office: OfficeAtWork) -> GuideStrip:
    return office.office.guide.strip


def step_of(office: OfficeAtWork) -> GuideStep | None:
    office.settle()
    view = strip_of(office).view
    assert view is not None
    return view.step


def there(office: OfficeAtWork, expected: GuideStep) -> None:
    """Check which step it is, take a picture, and go where the guide leads."""
    assert step_of(office) is expected
    if PICTURES:
        office.picture(Path(PICTURES) / f"guide-{expected.value}.png")
    guide_key(office, Qt.Key.Key_T)


def paste(office: OfficeAtWork, name: str) -> None:
    """Paste into the first cell of a grid what the guide put on the clipboard."""
    grid = office.find(name)
    assert isinstance(grid, QAbstractItemView)
    grid.setFocus()
    grid.setCurrentIndex(grid.model().index(0, 0))
    office.press(Qt.Key.Key_V, CTRL)


def second_person(office: OfficeAtWork, dialog: SecondPersonDialog) -> None:
    """The head comes to the desk and types what the guide says."""
    for field, text in ((dialog.login, HEAD.login), (dialog.passphrase, HEAD.passphrase)):
        field.edit.setFocus()
        office.type(text)
    office.press(Qt.Key.Key_Return, on=dialog.passphrase.edit)


def send_all(office: OfficeAtWork, stick: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(stick))
    while office.office.exchange.lanes.outgoing:
        office.office.show_outgoing()
        office.settle()
        office.office.exchange_screen.sending.to_stick.setFocus()
        office.press(Qt.Key.Key_Space)


def take_in(office: OfficeAtWork) -> None:
    """The claimant, typed as the guide says."""
    guide_key(office, Qt.Key.Key_G)
    there(office, GuideStep.CLAIMANT)
    for name, text in TYPED.items():
        office.fill(name, text)
    office.find("sex").setFocus()
    office.type("F")
    office.fill("number_0", "104 882")
    for place, (letters, number) in enumerate((("LC", "553 210"), ("GD", "418 773")), start=1):
        office.push("add_number")
        office.find(f"number_state_{place}").setFocus()
        office.type(letters)
        office.fill(f"number_{place}", number)
    office.push("consent")
    office.primary()


def tell_and_hear(office: OfficeAtWork, stick: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The work history, the notices, the bundles out, the answers in."""
    there(office, GuideStep.HISTORY)
    guide_key(office, Qt.Key.Key_C)
    paste(office, "history_grid")
    office.primary()

    there(office, GuideStep.NOTIFY)
    office.push("send_notices")
    there(office, GuideStep.DISPATCH)
    send_all(office, stick, monkeypatch)
    assert step_of(office) is GuideStep.ANSWERS
    guide_key(office, Qt.Key.Key_L)
    assert step_of(office) is GuideStep.ACCEPT
    office.primary()
    office.office.show_bundle(max(line.mailbox_id for line in office.office.exchange.lanes.received))
    office.settle()
    office.primary()


def certify(office: OfficeAtWork) -> None:
    """The own record pasted, certified, approved by the head."""
    there(office, GuideStep.CERTIFY)
    guide_key(office, Qt.Key.Key_C)
    paste(office, "record_grid")
    office.fill("complete_to", "13 Jun 2014")
    office.push("certify")
    office.push("certify_yes")

    assert step_of(office) is GuideStep.APPROVE_RECORD
    (waiting,) = office.desk.store.proposals.waiting()
    office.office.show_proposal(waiting.id)
    office.settle()
    (sheet,) = office.window.findChildren(ApprovalDialog)
    sheet.beside.click()
    office.settle()
    (dialog,) = sheet.findChildren(SecondPersonDialog)
    second_person(office, dialog)


def decide(office: OfficeAtWork) -> None:
    """Calculated, decided, approved, told in a letter."""
    there(office, GuideStep.CALCULATE)
    office.push("keep_calculation")
    there(office, GuideStep.DECIDE)
    office.fill("decision_start", "14 Jun 2014")
    office.fill("decision_review_days", "90")
    office.fill("decision_review_address", "Appeal Tribunal, Kingstown")
    office.primary()
    there(office, GuideStep.APPROVE_DECISION)
    office.push("decision_beside")
    second_person(office, office.claim.page().findChildren(SecondPersonDialog)[-1])

    there(office, GuideStep.LETTER)
    office.push("decision_letter")
    (preview,) = office.window.findChildren(DocumentPreview)
    assert preview.place.text().startswith("Page 1 of ")
    preview.reject()


def test_a_new_clerk_comes_from_the_form_to_the_letter(
    office: OfficeAtWork, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    take_in(office)
    tell_and_hear(office, stick, monkeypatch)
    certify(office)
    decide(office)
    office.office.refresh()
    assert step_of(office) is None
    assert "That was a whole claim" in strip_of(office).title.text()
    view = strip_of(office).view
    assert view is not None
    decision = own_decision(office.desk, view.claim_key)
    assert decision is not None
    assert decision.prepared_by != decision.approved_by
    assert decision.amounts[-1].payable.minor == 3588
    if PICTURES:
        office.picture(Path(PICTURES) / "guide-over.png")
    assert office.desk.store.journal.verify() is None
