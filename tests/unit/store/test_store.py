from pathlib import Path

import pytest

from desktop_app.foundation.problems import PlaceProblem, StoreProblem
from desktop_app.store.store import Store
from tests.support.clocks import FixedClock
from tests.support.stores import (
    KEY,
    Interrupted,
    a_claim,
    a_person,
    add_claim,
    an_act,
    an_interrupted_act,
    make_store,
    open_again,
)


def test_an_act_keeps_its_change_and_exactly_one_journal_line(store: Store) -> None:
    facts = {"numbers": 2}
    with store.act(verb="person_entered", user="user-1", about="person-1", facts=facts):
        store.persons.add(a_person())
        store.settings.set("language", "en")
    assert store.persons.get("person-1") == a_person()
    (line,) = store.journal.lines()
    assert (line.verb, line.user, line.about, dict(line.facts)) == ("person_entered", "user-1", "person-1", facts)


def test_an_act_that_fails_leaves_no_change_and_no_line(store: Store) -> None:
    with pytest.raises(Interrupted), an_interrupted_act(store):
        store.persons.add(a_person())
    assert store.persons.count() == 0
    assert store.journal.count() == 0
    add_claim(store)
    assert store.journal.verify() is None


def test_a_fact_found_inside_the_act_enters_its_line(store: Store) -> None:
    with store.act(verb="claim_registered", user="user-1", about="claim-1", facts={"benefit": "age_pension"}) as act:
        act.note(number=store.claims.next_number("VC", 2014))
    assert dict(store.journal.lines()[0].facts) == {"benefit": "age_pension", "number": "VC-2014-0001"}


def test_acts_do_not_nest(store: Store) -> None:
    with pytest.raises(RuntimeError), an_act(store), an_act(store):
        pass
    assert store.journal.count() == 0


def test_acts_together_have_a_line_each_and_one_that_fails_takes_no_other_back(store: Store) -> None:
    with store.together():
        with an_act(store):
            store.settings.set("first", 1)
        with pytest.raises(Interrupted), an_interrupted_act(store):
            store.settings.set("second", 2)
        with an_act(store):
            store.settings.set("third", 3)
    assert [store.settings.get(name) for name in ("first", "second", "third")] == [1, None, 3]
    assert store.journal.count() == 2
    assert store.journal.verify() is None


def an_act_and_then_nothing_more(store: Store) -> None:
    with an_act(store):
        store.settings.set("first", 1)
    raise Interrupted


def test_what_breaks_off_between_acts_together_takes_all_of_them_back(store: Store) -> None:
    with pytest.raises(Interrupted), store.together():
        an_act_and_then_nothing_more(store)
    assert store.settings.get("first") is None
    assert store.journal.count() == 0
    add_claim(store)
    assert store.journal.verify() is None


def test_acts_together_stand_in_no_act_and_write_nothing_by_themselves(store: Store) -> None:
    with pytest.raises(RuntimeError), an_act(store), store.together():
        pass
    with pytest.raises(RuntimeError), store.together(), store.together():
        pass
    with pytest.raises(RuntimeError), store.together():
        store.settings.set("language", "en")
    add_claim(store)


def test_acts_together_are_there_after_the_store_was_opened_again(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    with store.together():
        with an_act(store):
            store.settings.set("first", 1)
        with an_act(store):
            store.settings.set("second", 2)
    store.close()
    with open_again(tmp_path) as again:
        assert (again.settings.get("first"), again.settings.get("second"), again.journal.count()) == (1, 2, 2)


def test_nothing_is_written_outside_an_act(store: Store) -> None:
    add_claim(store)
    for write in (
        lambda: store.persons.add(a_person(id="person-2")),
        lambda: store.persons.update(a_person()),
        lambda: store.claims.add(a_claim(id="claim-2")),
        lambda: store.claims.update(a_claim()),
        lambda: store.claims.next_number("VC", 2014),
        lambda: store.periods.set_stated("claim-1", ()),
        lambda: store.settings.set("language", "fr"),
    ):
        with pytest.raises(RuntimeError):
            write()
    assert store.persons.count() == 1


def test_a_claim_of_a_person_nobody_knows_is_refused(store: Store) -> None:
    with pytest.raises(StoreProblem) as refused, an_act(store):
        store.claims.add(a_claim())
    assert refused.value.code == "record_missing"


def test_the_same_id_twice_is_refused(store: Store) -> None:
    add_claim(store)
    with pytest.raises(StoreProblem) as refused, an_act(store):
        store.claims.add(a_claim())
    assert refused.value.code == "record_exists"


def test_a_closed_store_opens_again_as_it_was(tmp_path: Path) -> None:
    with make_store(tmp_path) as store:
        claim = add_claim(store)
    with open_again(tmp_path) as store:
        assert store.claims.get("claim-1") == claim
        assert store.journal.verify() is None


def test_a_store_is_never_made_over_another(tmp_path: Path) -> None:
    make_store(tmp_path).close()
    before = (tmp_path / "store.cass-db").read_bytes()
    with pytest.raises(StoreProblem) as refused:
        make_store(tmp_path)
    assert refused.value.code == "store_exists"
    assert (tmp_path / "store.cass-db").read_bytes() == before


def test_a_missing_store_is_not_made_by_opening(tmp_path: Path) -> None:
    with pytest.raises(StoreProblem) as refused:
        open_again(tmp_path)
    assert refused.value.code == "store_missing"
    assert list(tmp_path.iterdir()) == []


def test_a_wrong_key_opens_nothing_and_changes_nothing(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    make_store(tmp_path).close()
    before = (tmp_path / "store.cass-db").read_bytes()
    with pytest.raises(StoreProblem) as refused:
        Store.open(tmp_path / "store.cass-db", bytes(32), FixedClock())
    assert refused.value.code == "store_unreadable"
    assert (tmp_path / "store.cass-db").read_bytes() == before
    assert capfd.readouterr() == ("", "")
    open_again(tmp_path).close()


@pytest.mark.parametrize("content", [b"", b"not a store", b"SQLite format 3\0" + bytes(8192)])
def test_a_file_that_is_no_store_is_refused_as_it_is(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "store.cass-db").write_bytes(content)
    with pytest.raises(StoreProblem) as refused:
        open_again(tmp_path)
    assert refused.value.code == "store_unreadable"
    assert (tmp_path / "store.cass-db").read_bytes() == content


def test_a_damaged_page_is_noticed(tmp_path: Path) -> None:
    with make_store(tmp_path) as store:
        add_claim(store)
    path = tmp_path / "store.cass-db"
    damaged = bytearray(path.read_bytes())
    for place in range(5000, len(damaged), 4096):
        damaged[place] ^= 1
    path.write_bytes(damaged)
    with pytest.raises(StoreProblem) as refused:
        open_again(tmp_path)
    assert refused.value.code == "store_unreadable"


def test_a_second_program_is_told_that_the_store_is_in_use(tmp_path: Path) -> None:
    with make_store(tmp_path):
        with pytest.raises(StoreProblem) as refused:
            open_again(tmp_path)
        assert refused.value.code == "store_in_use"
    open_again(tmp_path).close()


def test_a_folder_that_is_not_there_is_a_problem_of_the_place(tmp_path: Path) -> None:
    with pytest.raises(PlaceProblem):
        make_store(tmp_path / "nowhere")


def test_closing_twice_is_harmless(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    store.close()
    store.close()


def test_a_store_in_memory_is_a_whole_store(fixed_clock: FixedClock) -> None:
    with Store.in_memory(fixed_clock) as store:
        claim = add_claim(store)
        assert store.claims.get(claim.id) == claim
        assert store.journal.verify() is None


def test_a_key_is_32_bytes(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        Store.create(tmp_path / "store.cass-db", KEY[:16], FixedClock())
    assert not (tmp_path / "store.cass-db").exists()
