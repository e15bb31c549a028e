"""What holds of a message beside how far it came: withdrawn, superseded, invalidated, lost; parked, to be matched."""

from datetime import date

import pytest

from desktop_app.domain.case_notices import Joining
from desktop_app.domain.messages import MessageType
from desktop_app.foundation.problems import StoreProblem
from desktop_app.store.mailbox import UNDECIDED, ArrivedMessage, MailState
from desktop_app.store.outbox import OutboxState, Standing
from desktop_app.store.store import Store
from tests.support.clocks import OPENING
from tests.support.stores import add_claim, an_act


def wait_to_leave(store: Store, *message_ids: str) -> None:
    with an_act(store):
        for message_id in message_ids:
            store.outbox.add(
                message_id=message_id,
                office="LC-NIC",
                type=MessageType.REMINDER,
                claim_id=None,
                data=b"{}",
                created_at=OPENING,
            )


def seal(store: Store, *message_ids: str) -> None:
    with an_act(store):
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


def test_only_what_waits_can_be_withdrawn_and_it_never_leaves(store: Store) -> None:
    wait_to_leave(store, "message-1", "message-2")
    with an_act(store):
        store.outbox.withdraw("message-1", at=OPENING)
    assert [row.message_id for row in store.outbox.waiting()] == ["message-2"]
    assert store.outbox.unanswered() == ()
    seal(store, "message-2")
    for message_id in ("message-1", "message-2"):
        with pytest.raises(StoreProblem), an_act(store):
            store.outbox.withdraw(message_id, at=OPENING)
    with an_act(store):
        store.outbox.mark_receipt("message-1", OutboxState.ACCEPTED, at=OPENING)
    assert store.outbox.get("message-1").state is OutboxState.WITHDRAWN


def test_standing_is_kept_beside_how_far_a_message_came(store: Store) -> None:
    wait_to_leave(store, "message-1", "message-2", "message-3")
    seal(store, "message-1", "message-2", "message-3")
    with an_act(store):
        store.outbox.mark_receipt("message-1", OutboxState.ACCEPTED, at=OPENING)
        store.outbox.invalidate("message-1", "message-9", at=OPENING)
        store.outbox.declare_lost("bundle-1", at=OPENING)
    accepted, lost, _other = store.outbox.of_bundle("bundle-1")
    assert (accepted.state, accepted.standing, accepted.standing_by) == (
        OutboxState.ACCEPTED,
        Standing.INVALIDATED,
        "message-9",
    )
    assert (lost.standing, lost.standing_by, lost.standing_at) == (Standing.DECLARED_LOST, "bundle-1", OPENING)
    bundle = store.outbox.bundle("bundle-1")
    assert bundle is not None
    assert bundle.declared_lost_at == OPENING


def test_what_is_parked_comes_back_when_what_it_waits_for_is_here(store: Store) -> None:
    messages = tuple(
        ArrivedMessage(message_id=f"message-{number}", type="correction", digest="d", data=b"{}")
        for number in (1, 2, 3)
    )
    with an_act(store):
        file = store.mailbox.keep(
            raw=b"raw",
            file_name="b.cass",
            received_at=OPENING,
            outcome="ok",
            state=MailState.OPENED,
            messages=messages,
        )
        store.mailbox.park("message-1", "message-8", on=OPENING.date())
        store.mailbox.park("message-2", "message-9", on=OPENING.date())
        store.mailbox.to_match("message-3", on=OPENING.date())
    assert [entry.message_id for entry in store.mailbox.parked()] == ["message-1", "message-2"]
    assert [entry.message_id for entry in store.mailbox.parked_for("message-8")] == ["message-1"]
    assert all(entry.state in UNDECIDED for entry in store.mailbox.messages_of(file.id))
    assert store.mailbox.undecided() == (file,)
    with an_act(store):
        (ready,) = store.mailbox.unpark("message-8")
    assert ready.message_id == "message-1"
    again = store.mailbox.message("message-1")
    assert again is not None
    assert (again.state, again.waits_for) == (MailState.OPENED, "")
    with an_act(store):
        store.mailbox.supersede("message-1", "message-10", at=OPENING)
        store.mailbox.decide(file.id, MailState.ACCEPTED, by="user-1", at=OPENING)
    done = store.mailbox.message("message-1")
    assert done is not None
    assert (done.state, done.standing, done.standing_by) == (MailState.ACCEPTED, "superseded", "message-10")
    assert store.mailbox.parked() == ()


def test_a_file_of_which_parts_are_missing_is_listed_by_itself(store: Store) -> None:
    with an_act(store):
        file = store.mailbox.keep(
            raw=b"part 1",
            file_name="b-1of3.cass",
            received_at=OPENING,
            outcome="bundle_parts_missing",
            state=MailState.WAITING_FOR_PARTS,
        )
    assert store.mailbox.waiting_for_parts() == (file,)
    assert store.mailbox.undecided() == ()
    assert store.trace_log.lines() == ()


def test_offices_join_and_leave_a_case_and_the_last_word_holds(store: Store) -> None:
    add_claim(store)
    with an_act(store):
        store.participants.record(
            "claim-1", office="GD-NIS", state="GD", joining=Joining.JOINS, since=date(2026, 3, 2), reason="new_periods"
        )
        store.participants.record(
            "claim-1",
            office="GD-NIS",
            state="GD",
            joining=Joining.LEAVES,
            since=date(2026, 4, 1),
            reason="not_competent",
            takes_over="GD-CAR",
            message_id="message-4",
            by="user-1",
        )
        store.participants.record(
            "claim-1", office="GD-NIS", state="GD", joining=Joining.JOINS, since=date(2026, 3, 9), reason="told_late"
        )
    assert len(store.participants.history("claim-1")) == 3
    (last,) = store.participants.current("claim-1")
    assert (last.joining, last.takes_over, last.since) == (Joining.LEAVES, "GD-CAR", date(2026, 4, 1))
    assert store.participants.current("claim-2") == ()
