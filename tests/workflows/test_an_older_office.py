"""An office with the first program and one with today's: what both can say goes both ways, the rest waits for the
update and is applied after it (exchange rules, 2.6)."""

import json
from collections.abc import Callable
from dataclasses import replace

import pytest

from desktop_app.domain.case_notices import CloseNotice, CloseReason
from desktop_app.domain.certificates import HasPeriods
from desktop_app.domain.claims import Benefit
from desktop_app.domain.messages import Receipt, ReceiptLevel, ReturnNotice, ReturnReason
from desktop_app.exchange.messages.head import version_written
from desktop_app.foundation.problems import ExchangeProblem
from desktop_app.workflows.apply_message import accept
from desktop_app.workflows.certify_periods import certify_periods
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.dispatch_bundle import seal_bundle
from desktop_app.workflows.receive_bundle import check_again, preview, receive_file, received
from desktop_app.workflows.waiting_documents import summaries_of
from tests.support import hendyce
from tests.support.case_desks import CUT_OFF, carry, certify, named, say, told
from tests.support.first_program import first_program


def versions(desk: Desk, office: str) -> dict[str, str]:
    """Return the version of each message that waits to leave for an office, by its type."""
    return {row.type.value: version_written(row.data) for row in desk.store.outbox.waiting(office)}


def receipts_leaving(desk: Desk) -> list[tuple[str, str]]:
    """Return of each receipt that waits to leave an office what it is about, and its level."""
    said = [json.loads(row.data)["body"] for row in desk.store.outbox.waiting("VC-NIS") if row.type == "receipt"]
    return [(body["about_message"], body["level"]) for body in said]


def test_what_both_can_say_goes_both_ways_in_1_0(offices: dict[str, Desk], monkeypatch: pytest.MonkeyPatch) -> None:
    vc, lc = offices["VC"], offices["LC"]
    key = told(vc, "LC")
    assert versions(vc, "LC-NIC") == {"claim_notice": "1.0"}
    with first_program(monkeypatch):
        claim = carry(vc, lc)
        certify(lc, claim)
        assert versions(lc, "VC-NIS") == {"receipt": "1.0", "period_certificate": "1.0"}
        data = seal_bundle(lc, "VC-NIS").data
    accept(vc, receive_file(vc, data))
    (kept,) = vc.store.periods.certificates(key)
    assert (kept.certificate.office, kept.certificate.weeks) == ("LC-NIC", 296)


def certified_for_age_alone(vc: Desk, key: str) -> str:
    """Certify our own periods, a row of which counts for the age pension alone; return the message to Saint Lucia."""
    record = hendyce.record("VC")
    first, *rest = record.lines
    certify_periods(
        vc,
        key,
        replace(record, lines=(replace(first, counts_for=Benefit.AGE.value), *rest)),
        complete_to=CUT_OFF,
        has_periods=HasPeriods.YES,
    )
    (row,) = [row for row in vc.store.outbox.waiting("LC-NIC") if row.type == "period_certificate"]
    assert version_written(row.data) == "1.1"
    return row.message_id


def wrong_office(vc: Desk, key: str) -> str:
    """Send back a message for a reason that version 1.0 does not know; return the message."""
    (row,) = vc.store.outbox.of_claim(key)
    body = ReturnNotice(about_message=row.message_id, reason=ReturnReason.WRONG_RECIPIENT, note="Not for this office")
    return say(vc, "LC-NIC", body, named(vc, key))


def case_closed(vc: Desk, key: str) -> str:
    """Send a message of a type that came after the first program; return it."""
    return say(vc, "LC-NIC", CloseNotice(reason=CloseReason.ALL_DECIDED, on=CUT_OFF), named(vc, key))


@pytest.mark.parametrize(
    ("say_it", "waits"),
    [
        (certified_for_age_alone, "message_must_understand"),
        (wrong_office, "message_version"),
        (case_closed, "message_type"),
    ],
)
def test_what_needs_more_waits_there_is_told_here_and_applied_after_the_update(
    offices: dict[str, Desk], monkeypatch: pytest.MonkeyPatch, say_it: Callable[[Desk, str], str], waits: str
) -> None:
    vc, lc = offices["VC"], offices["LC"]
    key = told(vc, "LC")
    with first_program(monkeypatch):
        claim = carry(vc, lc)
        seal_bundle(lc, "VC-NIS")
    message = say_it(vc, key)
    data = seal_bundle(vc, "LC-NIC").data
    with first_program(monkeypatch):
        with pytest.raises(ExchangeProblem, match="message_version"):
            receive_file(lc, data)
        line = received(lc)[0]
        (waiting,) = summaries_of(lc, line.mailbox_id)
        assert (waiting.message_id, waiting.waits, waiting.told) == (message, waits, True)
        assert line.state == "refused"
        assert receipts_leaving(lc) == [(message, "version")]
        assert (lc.store.periods.certificates(claim), lc.store.mailbox.message(message)) == ((), None)
        back = seal_bundle(lc, "VC-NIS").data

    answer = receive_file(vc, back)
    (part,) = preview(vc, answer).parts
    assert part.message.body == Receipt(about_message=message, level=ReceiptLevel.VERSION)
    assert "Waits for an update of the program." in part.message.summary

    assert check_again(lc, line.mailbox_id) == line.mailbox_id
    kept = lc.store.mailbox.message(message)
    assert kept is not None
    assert summaries_of(lc, line.mailbox_id) == ()
    if waits == "message_must_understand":
        accept(lc, line.mailbox_id)
        (taken,) = lc.store.periods.certificates(claim)
        assert taken.certificate.rows[0].counts_for == (Benefit.AGE,)
        assert lc.store.mailbox.message(message) != kept
