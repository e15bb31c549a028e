from desktop_app.store.store import Store
from tests.support.stores import an_act


def test_a_setting_is_what_it_was_set_to(store: Store) -> None:
    assert store.settings.get("second_person", default=True) is True
    with an_act(store):
        store.settings.set("second_person", value=False)
        store.settings.set("offices", ["LC-NIC", {"days": 30}])
        store.settings.set("offices", ["GD-NIS"])
    assert store.settings.get("second_person") is False
    assert store.settings.get("offices") == ["GD-NIS"]
