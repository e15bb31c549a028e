from hypothesis import given
from hypothesis import strategies as st

from desktop_app.store.journal import FIRST_PREVIOUS
from desktop_app.store.store import Store
from tests.support.clocks import FixedClock
from tests.support.stores import an_act


def _three_lines(store: Store) -> None:
    for about in ("claim-1", "claim-2", "claim-1"):
        with an_act(store, about):
            pass


def _tamper(store: Store, sql: str) -> None:
    """Do what only somebody with the key and another program could: go round the guards."""
    tables = store._database.tables
    tables.execute("DROP TRIGGER journal_stands")
    tables.execute("DROP TRIGGER journal_keeps")
    tables.execute(sql)


def test_each_line_holds_the_hash_of_the_one_before(store: Store) -> None:
    _three_lines(store)
    third, second, first = store.journal.lines()
    assert [first.previous, second.previous, third.previous] == [FIRST_PREVIOUS, first.hash, second.hash]
    assert store.journal.verify() is None


def test_lines_about_one_thing_come_newest_first_and_no_more_than_asked(store: Store) -> None:
    _three_lines(store)
    assert [line.id for line in store.journal.lines(about="claim-1")] == [3, 1]
    assert [line.id for line in store.journal.lines(limit=2)] == [3, 2]


def test_an_altered_line_is_found(store: Store) -> None:
    _three_lines(store)
    _tamper(store, "UPDATE journal SET user = 'somebody else' WHERE id = 2")
    assert store.journal.verify() == 2


def test_a_line_taken_out_is_found_at_the_next(store: Store) -> None:
    _three_lines(store)
    _tamper(store, "DELETE FROM journal WHERE id = 2")
    assert store.journal.verify() == 3


def test_lines_exchanged_are_found(store: Store) -> None:
    _three_lines(store)
    _tamper(store, "UPDATE journal SET at = '2001-01-01T00:00:00+00:00', hash = hash WHERE id = 1")
    assert store.journal.verify() == 1


@given(
    facts=st.dictionaries(
        st.text(max_size=20), st.one_of(st.text(max_size=40), st.integers(-(2**40), 2**40)), max_size=4
    )
)
def test_any_facts_come_back_and_verify(facts: dict[str, str | int]) -> None:
    with Store.in_memory(FixedClock()) as store:
        with store.act(verb="tested", user="user-1", about="claim-1", facts=facts):
            pass
        assert dict(store.journal.lines()[0].facts) == facts
        assert store.journal.verify() is None
