from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.exchange.limits import LAST_SEQUENCE, MISSING
from desktop_app.foundation.problems import StoreProblem
from desktop_app.store.mailbox import GOOD, ArrivedMessage, MailState, ReceivedFile, Seen
from desktop_app.store.store import Store
from tests.support.clocks import OPENING, FixedClock
from tests.support.stores import add_claim, an_act, moment


def _message(number: int, digest: str = "d") -> ArrivedMessage:
    return ArrivedMessage(message_id=f"message-{number}", type="receipt", digest=digest, data=b"{}")


def _keep(
    store: Store, sequence: int, *messages: ArrivedMessage, outcome: str = GOOD, raw: bytes = b""
) -> ReceivedFile:
    return store.mailbox.keep(
        raw=raw or b"raw %d" % sequence,
        file_name=f"LC-VC-{sequence:06d}.cass",
        received_at=OPENING,
        outcome=outcome,
        state=MailState.OPENED if outcome == GOOD else MailState.QUARANTINED,
        bundle_id=f"bundle-{sequence}",
        digest=f"digest {sequence}",
        previous_digest=f"digest {sequence - 1}",
        from_office="LC-NIC",
        sequence=sequence,
        messages=messages,
    )


def test_a_file_comes_back_as_received(store: Store) -> None:
    with an_act(store):
        kept = _keep(store, 1, _message(1), _message(2))
    assert store.mailbox.get(kept.id) == kept
    assert store.mailbox.data_of(kept.id) == b"raw 1"
    assert store.mailbox.files() == (kept,)
    assert store.mailbox.by_bundle("bundle-1") == kept
    assert store.mailbox.at_sequence("LC-NIC", 1) == kept
    assert [message.message_id for message in store.mailbox.messages_of(kept.id)] == ["message-1", "message-2"]
    assert (kept.size, kept.sequence, kept.state) == (5, 1, MailState.OPENED)


def test_a_file_that_was_refused_is_kept_all_the_same(store: Store) -> None:
    with an_act(store):
        kept = store.mailbox.keep(
            raw=b"not a bundle",
            file_name="holiday.jpg",
            received_at=OPENING,
            outcome="bundle_damaged",
            state=MailState.QUARANTINED,
        )
    assert store.mailbox.data_of(kept.id) == b"not a bundle"
    assert (kept.outcome, kept.bundle_id, kept.sequence) == ("bundle_damaged", None, None)
    assert store.mailbox.undecided() == ()


def test_the_same_file_twice_is_one(store: Store) -> None:
    with an_act(store):
        first = _keep(store, 1, _message(1))
    with an_act(store):
        again = _keep(store, 1, _message(1))
    assert again == first
    assert store.mailbox.by_file_digest(first.file_digest) == first
    assert len(store.mailbox.files()) == 1
    assert len(store.mailbox.messages_of(first.id)) == 1


def test_a_message_again_is_a_repeat_and_with_other_content_an_alarm(store: Store) -> None:
    with an_act(store):
        first = _keep(store, 1, _message(1))
        second = _keep(store, 2, _message(1), _message(2))
    assert store.mailbox.seen("message-1", "d") is Seen.REPEAT
    assert store.mailbox.seen("message-1", "other") is Seen.ALARM
    assert store.mailbox.seen("message-3", "d") is Seen.NEW
    assert len(store.mailbox.messages_of(first.id)) == 1
    assert [message.message_id for message in store.mailbox.messages_of(second.id)] == ["message-2"]
    with pytest.raises(StoreProblem) as refused, an_act(store):
        _keep(store, 3, _message(1, "other"))
    assert refused.value.code == "message_id_reused"
    assert len(store.mailbox.files()) == 2


@given(arrived=st.sets(st.integers(1, 9)))
def test_gaps_are_named_whatever_the_order(arrived: set[int]) -> None:
    with Store.in_memory(FixedClock()) as store:
        with an_act(store):
            for sequence in sorted(arrived, reverse=True):
                _keep(store, sequence)
        up_to, missing = store.mailbox.received_up_to("LC-NIC"), store.mailbox.missing("LC-NIC")
        assert set(range(1, up_to + 1)) <= arrived
        assert up_to + 1 not in arrived
        assert set(missing) | arrived == set(range(1, max(arrived, default=0) + 1))
        assert not set(missing) & arrived


def test_a_number_far_ahead_names_no_more_holes_than_can_be_asked_for(store: Store) -> None:
    with an_act(store):
        _keep(store, LAST_SEQUENCE)
    assert store.mailbox.missing("LC-NIC") == tuple(range(1, MISSING + 1))


def test_a_refused_bundle_closes_no_gap(store: Store) -> None:
    with an_act(store):
        _keep(store, 1)
        _keep(store, 2, outcome="bundle_signature_bad")
        _keep(store, 3)
    assert (store.mailbox.received_up_to("LC-NIC"), store.mailbox.missing("LC-NIC")) == (1, (2,))
    assert store.mailbox.at_sequence("LC-NIC", 2) is None
    assert store.mailbox.last_digest("LC-NIC", 2) == "digest 1"
    assert store.mailbox.last_digest("LC-NIC", 3) == ""


def test_a_second_look_lets_a_file_in(store: Store) -> None:
    with an_act(store):
        kept = _keep(store, 1, outcome="bundle_key_unknown")
        looked = store.mailbox.examine_again(
            kept.id,
            outcome=GOOD,
            state=MailState.OPENED,
            bundle_id="bundle-1",
            digest="digest 1",
            previous_digest="",
            from_office="LC-NIC",
            sequence=1,
            messages=(_message(1),),
        )
    assert looked.outcome == GOOD
    assert store.mailbox.received_up_to("LC-NIC") == 1
    assert store.mailbox.undecided() == (looked,)


def test_a_decision_about_a_file_is_one_about_its_messages(store: Store) -> None:
    add_claim(store)
    with an_act(store):
        kept = _keep(store, 1, _message(1), _message(2))
        store.mailbox.mark_previewed(kept.id, on=date(2014, 7, 20))
        assert store.mailbox.undecided()[0].state is MailState.PREVIEWED
        store.mailbox.match("message-1", "claim-1")
        store.mailbox.decide(kept.id, MailState.ACCEPTED, by="user-1", at=moment(5), remarks="fine")
        store.mailbox.mark_previewed(kept.id, on=date(2014, 7, 20))
    decided = store.mailbox.get(kept.id)
    assert (decided.state, decided.decided_by, decided.decided_at, decided.remarks) == (
        MailState.ACCEPTED,
        "user-1",
        moment(5),
        "fine",
    )
    assert {message.state for message in store.mailbox.messages_of(kept.id)} == {MailState.ACCEPTED}
    assert [message.message_id for message in store.mailbox.of_claim("claim-1")] == ["message-1"]
    assert store.mailbox.undecided() == ()


def test_the_last_message_decided_decides_the_file(store: Store) -> None:
    with an_act(store):
        kept = _keep(store, 1, _message(1), _message(2))
        store.mailbox.decide_message("message-1", MailState.RETURNED, by="user-1", at=moment(5), remarks="not ours")
        assert store.mailbox.get(kept.id).state is MailState.OPENED
        store.mailbox.decide_message("message-2", MailState.ACCEPTED, by="user-1", at=moment(6))
    assert store.mailbox.get(kept.id).state is MailState.RETURNED


def test_a_bundle_and_its_neighbours_are_found_by_number(store: Store) -> None:
    with an_act(store):
        kept = {number: _keep(store, number) for number in (1, 2, 4)}
        _keep(store, 3, outcome="bundle_signature_bad")
        _keep(store, 2, raw=b"the number once more")
    assert store.mailbox.around_sequence("LC-NIC", 3) == {2: kept[2], 4: kept[4]}
    assert store.mailbox.around_sequence("LC-NIC", 1) == {1: kept[1], 2: kept[2]}


def test_what_is_put_aside_is_found_the_oldest_first(store: Store) -> None:
    with an_act(store):
        _keep(store, 1, _message(1), _message(2), _message(3))
        store.mailbox.park("message-3", "waited-for-a", on=OPENING.date())
        store.mailbox.park("message-1", "waited-for-b", on=OPENING.date())
    assert [kept.message_id for kept in store.mailbox.parked()] == ["message-1", "message-3"]
