"""What was made from data that is destroyed is named before and after, until it is made again or taken back."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from desktop_app.domain.case_notices import CorrectionReason
from desktop_app.domain.messages import MessageType
from desktop_app.domain.obligations import ObligationKind
from desktop_app.workflows.calculate_claim import keep_calculation
from desktop_app.workflows.claim_notes import claim_notes
from desktop_app.workflows.correct_message import confirm_destroyed, correct_message
from desktop_app.workflows.decide_claim import DecisionForm, decide_alone
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.destruction_asked import destruction_asked
from desktop_app.workflows.issue_letters import decision_letter
from desktop_app.workflows.made_from import Made, made_from_destroyed
from tests.support.claim_desks import Offices, answered, carry, three_offices
from tests.support.clocks import FixedClock

FORM = DecisionForm(start=date(2014, 6, 14), review_days=90, review_address="Appeal Tribunal, Kingstown")


@pytest.fixture(name="offices")
def _offices(tmp_path: Path) -> Iterator[Offices]:
    made = three_offices(tmp_path)
    yield made
    made.close()


def wrong_person(offices: Offices, key: str) -> str:
    """Saint Lucia takes its certificate back as one of another person; return what Saint Vincent owes for it."""
    (kept,) = [
        row
        for row in offices.vc.store.mailbox.of_claim(key)
        if row.type == MessageType.PERIOD_CERTIFICATE
        and offices.vc.store.mailbox.get(row.received_id).from_office == "LC-NIC"
    ]
    correct_message(offices.lc, kept.message_id, reason=CorrectionReason.WRONG_PERSON, text="Another person's sheet.")
    carry(offices.lc, offices.vc)
    (owed,) = [
        each for each in offices.vc.store.obligations.open(owed_by="VC-NIS") if each.kind is ObligationKind.RECEIPT
    ]
    return owed.id


def test_nothing_is_named_where_nothing_was_made(offices: Offices) -> None:
    key = answered(offices)
    owed = wrong_person(offices, key)
    assert destruction_asked(offices.vc, owed).made == ()
    confirm_destroyed(offices.vc, owed, "Files deleted.")
    assert made_from_destroyed(offices.vc, key) == ()


def test_calculation_letter_and_decision_are_named_until_set_right(offices: Offices) -> None:
    key, vc = answered(offices), offices.vc
    keep_calculation(vc, key)
    decide_alone(vc, key, FORM)
    decision_letter(vc, key)
    carry(vc, offices.lc)
    owed = wrong_person(offices, key)
    before = destruction_asked(vc, owed).made
    assert {line.what for line in before} == {Made.CALCULATION, Made.PAPER, Made.MESSAGE}
    told = {line.office: line.left for line in before if line.what is Made.MESSAGE}
    assert told == {"LC-NIC": True, "GD-NIS": False}

    confirm_destroyed(vc, owed, "Files deleted.")

    assert made_from_destroyed(vc, key) == before
    assert claim_notes(vc, key).made == before
    an_hour_later(vc)
    keep_calculation(vc, key)
    left = made_from_destroyed(vc, key)
    assert {line.what for line in left} == {Made.PAPER, Made.MESSAGE}
    carry(vc, offices.gd)
    told_gd = next(line for line in made_from_destroyed(vc, key) if line.office == "GD-NIS")
    assert told_gd.left
    correct_message(vc, told_gd.key, reason=CorrectionReason.WRONG_CONTENT, text="A wrong certificate.")
    assert [line.code for line in made_from_destroyed(vc, key)] == ["decision_letter"]


def an_hour_later(desk: Desk) -> None:
    assert isinstance(desk.clock, FixedClock)
    desk.clock.advance(hours=1)
