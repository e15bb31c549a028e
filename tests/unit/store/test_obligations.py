from datetime import date

from desktop_app.store.obligations import Obligation, ObligationState
from desktop_app.store.store import Store
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
