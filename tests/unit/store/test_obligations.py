from datetime import date

import pytest

from desktop_app.domain.obligations import DueFrom, LapseReason, Within
from desktop_app.store.obligations import Obligation, ObligationState
from desktop_app.store.store import Store
from tests.support.clocks import FixedClock
from tests.support.stores import add_claim, an_act


def _owe(store: Store, by: str, due: date, to: str = "VC-NIS") -> Obligation:
    with an_act(store):
        return store.obligations.add(
            claim_id="claim-1",
            owed_by=by,
            owed_to=to,
            kind="period_certificate",
            asked_message_id=f"message to {by}",
            asked_on=date(2026, 1, 5),
            due_on=due,
        )


def test_an_obligation_comes_back_as_opened(store: Store) -> None:
    add_claim(store)
    made = _owe(store, "LC-NIC", date(2026, 2, 10))
    assert store.obligations.get(made.id) == made
    assert store.obligations.of_claim("claim-1") == (made,)
    assert made.open


def test_what_is_open_can_be_asked_by_who_owes_and_to_whom(store: Store) -> None:
    add_claim(store)
    lucia = _owe(store, "LC-NIC", date(2026, 2, 10))
    grenada = _owe(store, "GD-NIS", date(2026, 2, 1))
    own = _owe(store, "VC-NIS", date(2026, 3, 1), to="TT-NIB")
    assert store.obligations.open() == (grenada, lucia, own)
    assert store.obligations.open(owed_by="LC-NIC") == (lucia,)
    assert store.obligations.open(owed_to="VC-NIS") == (grenada, lucia)
    assert store.obligations.open(owed_by="LC-NIC", owed_to="TT-NIB") == ()
    assert (store.obligations.count_open(), store.obligations.count_open(owed_to="VC-NIS")) == (3, 2)
    due = date(2026, 2, 10)
    assert store.obligations.count_open(due_since=due, due_until=due) == 1
    assert store.obligations.count_open(owed_by="VC-NIS", due_until=due) == 0


def test_overdue_is_what_was_due_before_today(store: Store) -> None:
    add_claim(store)
    made = _owe(store, "LC-NIC", date(2026, 2, 10))
    assert store.obligations.overdue(date(2026, 2, 10)) == ()
    assert store.obligations.overdue(date(2026, 2, 11)) == (made,)


def test_the_claim_is_due_with_the_first_thing_that_is_open(store: Store) -> None:
    add_claim(store)
    first = _owe(store, "LC-NIC", date(2026, 2, 1))
    second = _owe(store, "GD-NIS", date(2026, 2, 9))
    assert store.claims.page()[0].due_on == date(2026, 2, 1)
    with an_act(store):
        store.obligations.meet(first.id, met_by="certificate 1")
    assert store.claims.page()[0].due_on == date(2026, 2, 9)
    with an_act(store):
        store.obligations.move_due(second.id, date(2026, 4, 1))
    assert store.claims.page()[0].due_on == date(2026, 4, 1)
    with an_act(store):
        store.obligations.cancel(second.id)
    assert store.claims.page()[0].due_on is None


def test_met_in_part_is_still_owed(store: Store) -> None:
    add_claim(store)
    made = _owe(store, "LC-NIC", date(2026, 2, 1))
    with an_act(store):
        store.obligations.meet(made.id, met_by="certificate 1", in_part=True)
    assert store.obligations.get(made.id).state is ObligationState.MET_IN_PART
    assert store.obligations.overdue(date(2026, 3, 1))
    with an_act(store):
        store.obligations.meet(made.id, met_by="certificate 2")
    assert store.obligations.get(made.id).met_by == "certificate 2"
    assert store.obligations.open() == ()


def test_a_request_of_several_items_is_met_when_every_one_is(store: Store) -> None:
    add_claim(store)
    with an_act(store):
        made = store.obligations.add(
            person_id="person-1",
            owed_by="LC-NIC",
            owed_to="VC-NIS",
            kind="info_reply",
            asked_message_id="question",
            asked_on=date(2026, 3, 2),
            due_on=date(2026, 4, 8),
            items=(("item-1", "address"), ("item-2", "death")),
        )
        assert not store.obligations.meet_items(made.id, ("item-2",), met_by="reply-1")
    part = store.obligations.get(made.id)
    assert (part.claim_id, part.person_id, part.state) == ("", "person-1", ObligationState.MET_IN_PART)
    assert [(item.code, item.met_by) for item in part.items] == [("address", ""), ("death", "reply-1")]
    assert store.claims.page()[0].due_on is None, "it is about a person, no claim"
    with an_act(store):
        assert store.obligations.meet_items(made.id, ("item-1",), met_by="reply-2")
    assert store.obligations.get(made.id).state is ObligationState.MET
    assert store.obligations.met_by("reply-1") == store.obligations.met_by("reply-2") == store.obligations.all()
    with an_act(store):
        (again,) = store.obligations.unmeet("reply-2", message_id="correction")
    assert (again.state, again.met_by, again.items[0].settled) == (ObligationState.MET_IN_PART, "reply-1", False)
    with an_act(store):
        (again,) = store.obligations.unmeet("reply-1", message_id="correction")
    assert (again.state, again.met_by) == (ObligationState.OPEN, "")


def _counted(store: Store) -> Obligation:
    with an_act(store):
        return store.obligations.add(
            claim_id="claim-1",
            owed_by="LC-NIC",
            owed_to="VC-NIS",
            kind="period_certificate",
            asked_message_id="question",
            asked_on=date(2026, 3, 2),
            due_on=date(2026, 4, 8),
            within=Within(days=30),
            due_from=DueFrom.ASKED,
        )


def test_the_due_day_follows_the_question_to_the_other_office(store: Store, fixed_clock: FixedClock) -> None:
    add_claim(store)
    made = _counted(store)
    fixed_clock.set_day(date(2026, 3, 20))
    with an_act(store):
        store.obligations.handed_over("question", date(2026, 3, 10))
        store.obligations.handed_over("question", date(2026, 3, 15))
    left = store.obligations.get(made.id)
    assert (left.handed_over_on, left.due_on) == (date(2026, 3, 10), date(2026, 4, 16))
    with an_act(store):
        store.obligations.received("question", date(2026, 3, 12))
        store.obligations.received("question", date(2026, 3, 14))
    here = store.obligations.get(made.id)
    assert (here.received_on, here.due_on, here.due_from) == (date(2026, 3, 12), date(2026, 4, 11), DueFrom.RECEIVED)
    steps = [event.step.value for event in store.obligations.history(made.id)]
    assert steps == ["asked", "handed_over", "received"]


def test_an_acknowledgement_that_came_late_does_not_put_the_due_day_off(store: Store, fixed_clock: FixedClock) -> None:
    add_claim(store)
    made = _counted(store)
    fixed_clock.set_day(date(2026, 5, 20))
    with an_act(store):
        store.obligations.received("question", date(2026, 5, 1), exact=False)
    assert store.obligations.get(made.id).due_on == made.due_on
    with an_act(store):
        store.obligations.received("question", date(2027, 3, 4))
    here = store.obligations.get(made.id)
    assert (here.received_on, here.due_on) == (date(2026, 5, 1), date(2026, 5, 31)), "a clock a year wrong, and no gain"


def test_a_clock_that_is_wrong_dates_no_receipt_before_the_question(store: Store) -> None:
    add_claim(store)
    made = _counted(store)
    with an_act(store):
        store.obligations.received("question", date(2025, 3, 1))
    assert store.obligations.get(made.id).received_on == made.asked_on


def test_what_a_leaver_owes_is_handed_on_by_name(store: Store) -> None:
    add_claim(store)
    made = _owe(store, "LC-NIC", date(2026, 2, 1))
    with an_act(store):
        store.obligations.hand_on(made.id, "LC-SOU", message_id="participants-1")
    assert store.obligations.get(made.id).owed_by == "LC-SOU"
    assert store.obligations.history(made.id)[-1].message_id == "participants-1"


@pytest.mark.parametrize("end", ["refuse", "cancel", "lapse", "meet"])
def test_a_promise_that_crosses_the_end_leaves_the_same_record_whichever_comes_first(store: Store, end: str) -> None:
    add_claim(store)
    day = date(2027, 1, 1)
    one, other = (_owe(store, by, date(2026, 2, 1)) for by in ("LC-NIC", "GD-NIS"))

    def ended(obligation_id: str) -> None:
        match end:
            case "refuse":
                store.obligations.refuse(obligation_id, "not_ours")
            case "cancel":
                store.obligations.cancel(obligation_id)
            case "lapse":
                store.obligations.lapse(obligation_id, LapseReason.PERSON_DEAD)
            case _:
                store.obligations.meet(obligation_id, met_by="certificate 1")

    with an_act(store):
        assert store.obligations.promise(one.id, day)
        ended(one.id)
        ended(other.id)
        assert not store.obligations.promise(other.id, day)
        assert not store.obligations.promise(other.id, date(2027, 2, 1))
    first, second = store.obligations.get(one.id), store.obligations.get(other.id)
    assert (first.state, first.promises, first.promised_on) == (second.state, second.promises, second.promised_on)
    assert second.promised_on == day
    assert (second.open, second.due_on) == (False, date(2026, 2, 1))


def test_nothing_happens_any_more_to_what_is_settled(store: Store) -> None:
    add_claim(store)
    made = _owe(store, "LC-NIC", date(2026, 2, 1))
    with an_act(store):
        store.obligations.refuse(made.id, "not_ours", message_id="reply")
    refused = store.obligations.get(made.id)
    before = store.obligations.history(made.id)
    with an_act(store):
        store.obligations.cancel(made.id)
        store.obligations.delay(made.id, "staff")
        store.obligations.said_sent(made.id, "message-9")
        store.obligations.hand_on(made.id, "LC-SOU")
        store.obligations.move_due(made.id, date(2027, 1, 1))
    assert store.obligations.get(made.id) == refused
    assert store.obligations.history(made.id) == before
    with an_act(store):
        store.obligations.meet(made.id, met_by="certificate 1")
    assert (store.obligations.get(made.id).state, store.obligations.get(made.id).reason) == (ObligationState.MET, "")
    with an_act(store):
        store.obligations.meet(made.id, met_by="certificate 1 again", in_part=True)
    assert store.obligations.get(made.id).met_by == "certificate 1", "an answer does not count twice"
