import pytest

from desktop_app.domain.users import Role, User
from desktop_app.foundation.problems import StoreProblem
from desktop_app.store.store import Store
from desktop_app.store.users import Account
from tests.support.stores import an_act

CARLOTTA = User(id="user-1", name="Carlotta Browne", role=Role.ADMINISTRATOR)
NEMO = User(id="user-2", name="Nemo Sample", role=Role.CLERK)


def test_a_user_is_found_by_id_and_by_sign_in_name(store: Store) -> None:
    with an_act(store):
        store.users.add(NEMO, login="nemo")
        store.users.add(CARLOTTA, login=" Carlotta ")
    assert store.users.find("user-1") == CARLOTTA
    assert store.users.by_login("CARLOTTA") == CARLOTTA
    assert store.users.by_login("nobody") is None
    assert store.users.all() == (Account(user=CARLOTTA, login="carlotta"), Account(user=NEMO, login="nemo"))


def test_a_sign_in_name_belongs_to_one(store: Store) -> None:
    with an_act(store):
        store.users.add(CARLOTTA, login="cb")
    with pytest.raises(StoreProblem) as refused, an_act(store):
        store.users.add(NEMO, login="CB")
    assert refused.value.code == "record_exists"


def test_who_left_stays_on_record_and_signs_in_no_more(store: Store) -> None:
    with an_act(store):
        store.users.add(CARLOTTA, login="cb")
        store.users.update(CARLOTTA, login="cb", active=False)
    assert store.users.by_login("cb") is None
    assert store.users.find("user-1") == CARLOTTA
    assert not store.users.all()[0].active


def test_who_gave_a_passphrase_for_one_use_is_kept(store: Store) -> None:
    with an_act(store):
        store.users.add(NEMO, login="nemo")
        store.users.set_passphrase_by("user-2", "user-1")
    account = store.users.account("user-2")
    assert account is not None
    assert account.passphrase_by == "user-1"
    with an_act(store):
        store.users.set_passphrase_by("user-2", "")
    assert store.users.all()[0].passphrase_by == ""
    assert store.users.account("user-9") is None
