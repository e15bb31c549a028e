from dataclasses import replace

import pytest

from desktop_app.domain.offices import KeyCheck
from desktop_app.foundation.problems import StoreProblem
from desktop_app.store.store import Store
from tests.support.stores import an_act, an_office, moment


def test_an_office_comes_back_as_kept(store: Store) -> None:
    known = replace(
        an_office(check=KeyCheck.PHONE), checked_by="user-1", checked_with="M. Sample", checked_at=moment(3)
    )
    with an_act(store):
        store.offices.put(known)
    assert store.offices.get("LC-NIC") == known
    assert store.offices.by_key("id one") == known
    assert store.offices.get("GD-NIS") is None


def test_a_checked_office_of_a_state_comes_before_one_that_is_not(store: Store) -> None:
    with an_act(store):
        store.offices.put(an_office("LC-AAA"))
        store.offices.put(an_office("LC-BBB", check=KeyCheck.IN_PERSON))
        store.offices.put(an_office("GD-NIS"))
    assert [known.card.office.code for known in store.offices.of_state("LC")] == ["LC-BBB", "LC-AAA"]
    assert [known.card.office.code for known in store.offices.all()] == ["GD-NIS", "LC-AAA", "LC-BBB"]


def test_a_check_is_recorded_with_who_heard_whom(store: Store) -> None:
    with an_act(store):
        store.offices.put(an_office())
        store.offices.set_check("LC-NIC", KeyCheck.PHONE, by="user-1", with_whom="M. Sample", at=moment(4))
    known = store.offices.get("LC-NIC")
    assert known is not None
    assert (known.trusted, known.checked_by, known.checked_with, known.checked_at) == (
        True,
        "user-1",
        "M. Sample",
        moment(4),
    )


def test_a_replaced_key_stays_on_record(store: Store) -> None:
    with an_act(store):
        store.offices.put(an_office(key="one"))
        store.offices.put(an_office(key="one"))
        assert store.offices.past_keys("LC-NIC") == ()
        store.offices.put(an_office(key="two"))
    assert [keys.key_id for keys in store.offices.past_keys("LC-NIC")] == ["id one"]
    assert store.offices.by_key("id one") is None


def test_the_own_office_has_its_secret_and_is_none_of_the_others(store: Store) -> None:
    assert store.offices.own() is None
    with an_act(store):
        store.offices.set_own(an_office("VC-NIS").card, b"first secret")
        store.offices.put(an_office())
        store.offices.set_own(an_office("VC-NIS", key="two").card, b"second secret")
    own = store.offices.own()
    assert own is not None
    assert (own.card.office.code, own.check) == ("VC-NIS", KeyCheck.OWN)
    assert store.offices.secret() == b"second secret"
    assert store.offices.past_secrets() == (b"first secret",)
    assert [known.card.office.code for known in store.offices.all()] == ["LC-NIC"]
    assert store.offices.of_state("VC") == ()


def test_there_is_one_own_office(store: Store) -> None:
    with an_act(store):
        store.offices.set_own(an_office("VC-NIS").card, b"secret")
    with pytest.raises(StoreProblem) as refused, an_act(store):
        store.offices.set_own(an_office("LC-NIC").card, b"secret")
    assert refused.value.code == "record_exists"


def test_a_secret_that_was_never_kept_is_missing(store: Store) -> None:
    with pytest.raises(StoreProblem) as refused:
        store.offices.secret()
    assert refused.value.code == "record_missing"


def test_the_own_office_changes_its_name_and_address_and_keeps_its_keys(store: Store) -> None:
    card = an_office("VC-NIS").card
    with an_act(store):
        store.offices.set_own(card, b"secret")
    renamed = replace(card, office=replace(card.office, town="Georgetown"))
    with an_act(store):
        store.offices.change_own(renamed)
    own = store.offices.own()
    assert own is not None
    assert own.card == renamed
    assert own.check is KeyCheck.OWN
    assert store.offices.past_keys("VC-NIS") == ()
    assert store.offices.past_secrets() == ()
    with pytest.raises(ValueError, match="another card"), an_act(store):
        store.offices.change_own(an_office("VC-NIS", key="two").card)


def test_there_is_no_own_office_to_change_before_the_first_run(store: Store) -> None:
    with pytest.raises(StoreProblem) as refused, an_act(store):
        store.offices.change_own(an_office("VC-NIS").card)
    assert refused.value.code == "record_missing"
