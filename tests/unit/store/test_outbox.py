import hashlib
from itertools import permutations

import pytest

from desktop_app.domain.messages import MessageType
from desktop_app.foundation.problems import StoreProblem
from desktop_app.store.outbox import OutboxState
from desktop_app.store.store import Store
from tests.support.stores import add_claim, an_act, moment


def _put(store: Store, number: int, office: str = "LC-NIC", kind: MessageType = MessageType.CLAIM_NOTICE) -> None:
    store.outbox.add(
        message_id=f"message-{number}",
        office=office,
        type=kind,
        claim_id="claim-1",
        data=b'{"n":%d}' % number,
        created_at=moment(number),
    )


def _seal(store: Store, sequence: int, *messages: int, office: str = "LC-NIC") -> None:
    store.outbox.add_bundle(
        bundle_id=f"bundle-{office}-{sequence}",
        office=office,
        sequence=sequence,
        file_name=f"VC-{office[:2]}-{sequence:06d}-1of1.cass",
        digest=f"digest {sequence}",
        sealed_at=moment(30 + sequence),
        data=b"sealed bytes",
        message_ids=[f"message-{number}" for number in messages],
    )


def test_messages_wait_in_the_order_they_were_put(store: Store) -> None:
    add_claim(store)
    with an_act(store):
        _put(store, 2)
        _put(store, 1)
        _put(store, 3, "GD-NIS")
    assert [row.message_id for row in store.outbox.waiting("LC-NIC")] == ["message-2", "message-1"]
    assert len(store.outbox.waiting()) == 3
    row = store.outbox.get("message-2")
    assert (row.data, row.type, row.state, row.claim_id) == (
        b'{"n":2}',
        MessageType.CLAIM_NOTICE,
        OutboxState.WAITING,
        "claim-1",
    )


def test_a_sealed_bundle_takes_its_messages_along(store: Store) -> None:
    add_claim(store)
    with an_act(store):
        _put(store, 1)
        _put(store, 2)
        _seal(store, 1, 1, 2)
    assert store.outbox.waiting() == ()
    bundle = store.outbox.bundle("bundle-LC-NIC-1")
    assert bundle is not None
    assert (bundle.size, bundle.file_digest) == (12, hashlib.sha256(b"sealed bytes").hexdigest())
    assert store.outbox.data_of("bundle-LC-NIC-1") == b"sealed bytes"
    assert [row.state for row in store.outbox.of_bundle("bundle-LC-NIC-1")] == [OutboxState.SEALED] * 2
    assert store.outbox.bundle("nothing") is None


def test_bundles_are_numbered_for_each_office_and_name_the_one_before(store: Store) -> None:
    add_claim(store)
    assert (store.outbox.next_sequence("LC-NIC"), store.outbox.previous_digest("LC-NIC")) == (1, "")
    with an_act(store):
        _put(store, 1)
        _put(store, 2)
        _seal(store, 1, 1)
        _seal(store, 2, 2)
    assert (store.outbox.next_sequence("LC-NIC"), store.outbox.previous_digest("LC-NIC")) == (3, "digest 2")
    assert store.outbox.next_sequence("GD-NIS") == 1
    assert [bundle.sequence for bundle in store.outbox.bundles("LC-NIC")] == [2, 1]
    assert len(store.outbox.bundles()) == 2


def test_a_number_is_never_used_twice_and_a_message_leaves_once(store: Store) -> None:
    add_claim(store)
    with an_act(store):
        _put(store, 1)
        _seal(store, 1, 1)
    for sequence, code in ((1, "record_exists"), (2, "record_missing")):
        with pytest.raises(StoreProblem) as refused, an_act(store):
            _seal(store, sequence, 1)
        assert refused.value.code == code
    assert store.outbox.next_sequence("LC-NIC") == 2


def test_handing_over_is_recorded_with_its_way(store: Store) -> None:
    add_claim(store)
    with an_act(store):
        _put(store, 1)
        _seal(store, 1, 1)
        store.outbox.mark_handed_over("bundle-LC-NIC-1", at=moment(40), channel="stick")
    bundle = store.outbox.bundle("bundle-LC-NIC-1")
    assert bundle is not None
    assert (bundle.handed_over_at, bundle.channel) == (moment(40), "stick")
    assert store.outbox.get("message-1").state is OutboxState.HANDED_OVER


@pytest.mark.parametrize(
    "order", list(permutations([OutboxState.OPENED, OutboxState.REGISTERED, OutboxState.ACCEPTED_WITH_REMARKS]))
)
def test_receipts_in_any_order_leave_a_message_at_its_furthest(store: Store, order: tuple[OutboxState, ...]) -> None:
    add_claim(store)
    with an_act(store):
        _put(store, 1)
        _seal(store, 1, 1)
        for state in order:
            remarks = "row 2" if state is OutboxState.ACCEPTED_WITH_REMARKS else ""
            store.outbox.mark_receipt("message-1", state, at=moment(50), remarks=remarks)
        store.outbox.mark_handed_over("bundle-LC-NIC-1", at=moment(51), channel="mail")
    row = store.outbox.get("message-1")
    assert (row.state, row.remarks) == (OutboxState.ACCEPTED_WITH_REMARKS, "row 2")


def test_what_left_is_unanswered_until_it_is_accepted_or_returned(store: Store) -> None:
    add_claim(store)
    with an_act(store):
        for number in (1, 2, 3):
            _put(store, number)
        _put(store, 4, kind=MessageType.RECEIPT)
        _seal(store, 1, 1, 2, 4)
        store.outbox.mark_returned("message-2", at=moment(50), remarks="person_not_known")
    assert [row.message_id for row in store.outbox.unanswered()] == ["message-1"]
    assert store.outbox.unanswered("GD-NIS") == ()
    assert len(store.outbox.of_claim("claim-1")) == 4


def test_a_receipt_for_a_message_never_sent_is_refused(store: Store) -> None:
    with pytest.raises(StoreProblem) as refused, an_act(store):
        store.outbox.mark_receipt("message-9", OutboxState.OPENED, at=moment(1))
    assert refused.value.code == "record_missing"
    assert store.outbox.find("message-9") is None


def test_bundles_of_which_an_office_has_heard_nothing_are_asked_for_alone(store: Store) -> None:
    add_claim(store)
    with an_act(store):
        for number in (1, 2, 3):
            _put(store, number)
            _seal(store, number, number)
        _put(store, 4, "GD-NIS")
        _seal(store, 1, 4, office="GD-NIS")
        store.outbox.mark_receipt("message-2", OutboxState.OPENED, at=moment(50))
    assert [bundle.sequence for bundle in store.outbox.unheard("LC-NIC")] == [3, 1]
