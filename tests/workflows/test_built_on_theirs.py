"""A document that is taken back is shown with everything that was built on it here, line by line."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from desktop_app.domain.case_notices import CorrectionReason
from desktop_app.domain.messages import MessageType
from desktop_app.workflows.arrival import Change
from desktop_app.workflows.calculate_claim import keep_calculation
from desktop_app.workflows.correct_message import correct_message
from desktop_app.workflows.decide_claim import DecisionForm, decide_alone
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.issue_letters import decision_letter
from desktop_app.workflows.preview_bundle import preview
from desktop_app.workflows.receive_bundle import received
from desktop_app.workflows.word_view import BuiltKind, built_on
from tests.support.case_desks import post
from tests.support.claim_desks import Offices, answered, three_offices
from tests.support.clocks import FixedClock

FORM = DecisionForm(start=date(2014, 6, 14), review_days=90, review_address="Appeal Tribunal, Kingstown")


@pytest.fixture(name="offices")
def _offices(tmp_path: Path) -> Iterator[Offices]:
    made = three_offices(tmp_path)
    yield made
    made.close()


def taken_back(offices: Offices, key: str, *, of: str = "LC-NIC") -> tuple[Change, ...]:
    """Let Saint Lucia take its certificate back; return what Saint Vincent is shown of what it built on it."""
    vc = offices.vc
    (kept,) = [
        row
        for row in vc.store.mailbox.of_claim(key)
        if row.type == MessageType.PERIOD_CERTIFICATE and vc.store.mailbox.get(row.received_id).from_office == of
    ]
    correct_message(offices.lc, kept.message_id, reason=CorrectionReason.WRONG_CONTENT, text="A year is missing.")
    changes = preview(vc, post(offices.lc, vc)).changes
    return tuple(each for each in changes if each.what.startswith("change_built_"))


def days_later(desk: Desk, days: int) -> None:
    assert isinstance(desk.clock, FixedClock)
    desk.clock.advance(days=days)


def test_what_was_built_is_named_thing_by_thing_with_its_day(offices: Offices) -> None:
    key, vc = answered(offices), offices.vc
    keep_calculation(vc, key)
    first = vc.clock.today().isoformat()
    days_later(vc, 2)
    keep_calculation(vc, key)
    decide_alone(vc, key, FORM)
    decision_letter(vc, key)
    then = vc.clock.today().isoformat()
    built = taken_back(offices, key)
    whats = [each.what.removeprefix("change_built_") for each in built]
    assert {"calculation", "decision", "letter"} <= set(whats)
    calculated = {each.now for each in built if each.what == "change_built_calculation"}
    assert calculated == {first, then}
    (decided,) = [each for each in built if each.what == "change_built_decision"]
    assert decided.detail == "VC"
    assert decided.now.startswith("XCD ")
    assert decided.now.endswith(f" \u00b7 {then}")
    assert ("decision_letter", then) in {(each.detail, each.now) for each in built}
    assert "certificate" not in whats, "what we certify ourselves does not rest on another State's certificate"


def test_what_was_built_on_our_own_certificate_is_named_before_it_is_taken_back(offices: Offices) -> None:
    key, vc = answered(offices), offices.vc
    for _day in range(2):
        days_later(vc, 1)
        keep_calculation(vc, key)
    decide_alone(vc, key, FORM)
    decision_letter(vc, key)
    (first, *_others) = [row for row in vc.store.outbox.of_claim(key) if row.type is MessageType.CLAIM_NOTICE]
    built = built_on(vc, first.message_id)
    today = vc.clock.today()
    assert {each.on for each in built if each.kind is BuiltKind.CALCULATION} == {today, today - timedelta(days=1)}
    (decided,) = [each for each in built if each.kind is BuiltKind.DECISION]
    assert [amount.currency for amount in decided.amounts] == ["XCD"]
    assert ("decision_letter", today) in {(each.said, each.on) for each in built if each.kind is BuiltKind.LETTER}


def test_nothing_is_named_that_was_made_before_it_came(offices: Offices) -> None:
    key = answered(offices)
    assert taken_back(offices, key) == ()
    assert received(offices.vc), "the bundle itself is there"
