"""The trace log: a line a message with the day of each state, in codes alone."""

from datetime import date

import pytest

from desktop_app.domain.messages import MessageType
from desktop_app.foundation.problems import StoreProblem
from desktop_app.store.mailbox import ArrivedMessage, MailState
from desktop_app.store.outbox import OutboxState
from desktop_app.store.store import Store
from tests.support.clocks import OPENING, FixedClock
from tests.support.stores import add_claim, an_act, an_office

DAY = OPENING.date()


def send(store: Store, *message_ids: str) -> None:
    with an_act(store):
        store.offices.set_own(an_office("VC-NIS").card, b"secret")
        for message_id in message_ids:
            store.outbox.add(
                message_id=message_id,
                office="LC-NIC",
                type=MessageType.CLAIM_NOTICE,
                claim_id="claim-1",
                data=b"{}",
                created_at=OPENING,
            )
        store.outbox.add_bundle(
            bundle_id="bundle-1",
            office="LC-NIC",
            sequence=1,
            file_name="a.cass",
            digest="d",
            sealed_at=OPENING,
            data=b"sealed",
            message_ids=message_ids,
        )


def test_a_sent_message_has_one_line_and_the_day_of_each_state(store: Store, fixed_clock: FixedClock) -> None:
    add_claim(store)
    send(store, "message-1", "message-2")
    with an_act(store):
        store.outbox.mark_handed_over("bundle-1", at=OPENING, channel="stick")
    fixed_clock.advance(days=3)
    with an_act(store):
        store.outbox.mark_receipt("message-1", OutboxState.REGISTERED, at=fixed_clock.now())
        store.outbox.mark_receipt("message-1", OutboxState.OPENED, at=fixed_clock.now())
        store.outbox.mark_returned("message-2", at=fixed_clock.now(), remarks="legal_bar: Mrs Sample objects")
        store.outbox.supersede("message-1", "message-3", at=fixed_clock.now())
    first, second = store.trace_log.lines(office="LC-NIC")
    assert (first.sender, first.recipient, first.sequence, first.size, first.bundle_size) == (
        "VC-NIS",
        "LC-NIC",
        1,
        2,
        6,
    )
    assert [(event.state, event.on_day) for event in first.events] == [
        ("sealed", DAY),
        ("handed_over", DAY),
        ("registered", date(2026, 3, 5)),
        ("superseded", date(2026, 3, 5)),
    ]
    assert (first.channel, first.result, first.day_of("registered")) == ("stick", "", date(2026, 3, 5))
    assert (second.result, second.day_of("accepted")) == ("legal_bar", None), "the code, and never the words"
    assert store.trace_log.lines(office="GD-NIS") == ()


def test_a_received_message_has_a_line_and_so_has_a_file_that_was_refused_once(store: Store) -> None:
    arrived = ArrivedMessage(message_id="message-7", type="period_certificate", digest="d7", data=b"{...}")
    with an_act(store):
        store.offices.set_own(an_office("VC-NIS").card, b"secret")
        kept = store.mailbox.keep(
            raw=b"good",
            file_name="b.cass",
            received_at=OPENING,
            outcome="ok",
            state=MailState.OPENED,
            bundle_id="bundle-7",
            from_office="LC-NIC",
            sequence=4,
            messages=(arrived,),
        )
        store.mailbox.decide_message("message-7", MailState.RETURNED, by="user-1", at=OPENING, remarks="legal_bar")
        for outcome in ("bundle_damaged", "bundle_not_for_us"):
            bad = store.mailbox.keep(
                raw=b"bad", file_name="c.cass", received_at=OPENING, outcome=outcome, state=MailState.QUARANTINED
            )
            store.mailbox.examine_again(
                bad.id,
                outcome=outcome,
                state=MailState.QUARANTINED,
                bundle_id=None,
                digest="",
                previous_digest="",
                from_office="",
                sequence=None,
            )
    good, refused = store.trace_log.lines()
    assert (good.direction, good.sender, good.recipient, good.sequence, good.digest) == (
        "received",
        "LC-NIC",
        "VC-NIS",
        4,
        "d7",
    )
    assert [event.state for event in good.events] == ["opened", "returned"]
    assert good.result == "legal_bar"
    assert (refused.type, refused.result, len(refused.events)) == ("", "bundle_damaged", 1)
    assert kept.id == 1


@pytest.mark.parametrize("column", ["state", "kind", "channel", "code"])
def test_the_tables_themselves_refuse_words(store: Store, column: str) -> None:
    event = {"message_id": "m", "bundle_id": "", "on_day": "2026-03-02", "state": "opened", "kind": ""}
    with pytest.raises(StoreProblem) as refused, an_act(store):
        store._database.insert("trace_event", {**event, "office": "", "channel": "", "code": "", column: "Mrs Sample"})
    assert refused.value.code == "record_refused"
