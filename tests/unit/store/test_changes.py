"""What every act changed is kept with its journal line, before and after, whoever forgets to say it."""

from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest

from desktop_app.domain.verification import FaultKind
from desktop_app.store.changes import MOST, ChangeKind, forget_changes
from desktop_app.store.guards import lifted
from desktop_app.store.store import Store
from tests.support.stores import Interrupted, a_person, add_claim, an_act, an_interrupted_act, make_store, open_again


def _newest(store: Store) -> int:
    return store.journal.lines(limit=1)[0].id


def test_what_was_before_and_after_is_kept_with_the_line(store: Store) -> None:
    add_claim(store)
    with an_act(store):
        store.persons.update(replace(store.persons.get("person-1"), phone="784 000 0000"))
    (change,) = [row for row in store.changes.of(_newest(store)).rows if row.table == "person"]
    assert change.kind is ChangeKind.CHANGED
    assert (change.before, change.after) == ({"phone": ""}, {"phone": "784 000 0000"})


def test_added_and_removed_rows_are_kept_whole(store: Store) -> None:
    with an_act(store):
        store.settings.set("sample", value=7)
    (added,) = store.changes.of(_newest(store)).rows
    assert (added.kind, added.row, added.before, added.after["value"]) == (ChangeKind.ADDED, "sample", {}, "7")
    with an_act(store):
        store._database.delete("setting", {"key": "sample"})
    (removed,) = store.changes.of(_newest(store)).rows
    assert (removed.kind, removed.before["value"], removed.after) == (ChangeKind.REMOVED, "7", {})


def test_an_act_that_changes_nothing_keeps_nothing(store: Store) -> None:
    with an_act(store):
        pass
    line = store.journal.lines(limit=1)[0]
    assert line.changed == ""
    assert store.changes.of(line.id).rows == ()


def test_what_an_act_taken_back_changed_is_not_in_the_next_line(store: Store) -> None:
    with suppress(Interrupted), an_interrupted_act(store):
        store.settings.set("sample", value=1)
    with an_act(store):
        store.settings.set("other", value=2)
    assert [row.row for row in store.changes.of(_newest(store)).rows] == ["other"]


def test_several_acts_together_each_keep_their_own(store: Store) -> None:
    with store.together():
        for name in ("first", "second"):
            with an_act(store):
                store.settings.set(name, value=1)
    second, first = store.journal.lines(limit=2)
    assert [store.changes.of(line.id).rows[0].row for line in (first, second)] == ["first", "second"]


def test_secrets_and_bytes_are_kept_by_their_length_alone(store: Store) -> None:
    with an_act(store):
        store._database.insert("office_secret", {"secret": b"s" * 32, "kept_at": "2026-01-01"})
    (change,) = store.changes.of(_newest(store)).rows
    assert change.after["secret"] == "bytes:32"


def test_of_an_act_on_very_many_rows_the_first_are_kept_and_that_there_are_more(store: Store) -> None:
    with an_act(store):
        for number in range(MOST + 20):
            store.settings.set(f"sample-{number:05}", value=number)
    kept = store.changes.of(_newest(store))
    assert (len(kept.rows), kept.more) == (MOST, True)


@pytest.mark.parametrize("sql", ["UPDATE journal_change SET changes = '{}'", "DELETE FROM journal_change"])
def test_kept_changes_altered_or_taken_away_are_found(store: Store, sql: str) -> None:
    with an_act(store):
        store.settings.set("sample", value=1)
    tables = store._database.tables
    tables.execute("DROP TRIGGER journal_change_stands")
    tables.execute("DROP TRIGGER journal_change_keeps")
    tables.execute(sql)
    faults = [fault for fault in store.verify().faults if fault.kind is FaultKind.CHANGES]
    assert [fault.row for fault in faults] == [_newest(store)]


def test_a_digest_taken_out_of_the_line_breaks_the_chain(store: Store) -> None:
    with an_act(store):
        store.settings.set("sample", value=1)
    tables = store._database.tables
    tables.execute("DROP TRIGGER journal_stands")
    tables.execute("UPDATE journal SET changed = ''")
    assert store.journal.verify() == _newest(store)


def test_what_has_to_go_is_forgotten_and_the_store_still_fits(store: Store) -> None:
    with an_act(store):
        store.persons.add(a_person())
    first = _newest(store)
    assert "Hendyce" in str(store.changes.of(first))
    with store.act(verb="message_destroyed", user="user-1", about="person-1", facts={}):
        forget_changes(store._database, "person-1")
        store.persons.update(replace(a_person(), surname="-", forenames=""))
    assert store.changes.of(first).forgotten
    assert not store.changes.of(_newest(store)).rows
    assert store.verify().sound


def test_what_a_person_said_is_kept_with_the_changes_and_goes_with_them(store: Store) -> None:
    add_claim(store)
    with store.act(verb="point_decided", user="user-1", about="claim-1", facts={"point": "x"}, said="As told"):
        pass
    line = _newest(store)
    assert store.changes.of(line).said == "As told"
    assert dict(store.journal.lines(limit=1)[0].facts) == {"point": "x"}
    with store.act(verb="claim_removed", user="user-1", about="claim-1", facts={}):
        forget_changes(store._database, "claim-1")
    assert store.changes.of(line).said == ""
    assert store.verify().sound


def test_emptied_changes_without_a_line_that_says_so_are_damage(store: Store) -> None:
    with an_act(store):
        store.persons.add(a_person())
    with an_act(store):
        forget_changes(store._database, "person-1")
    assert [fault.kind for fault in store.verify().faults] == [FaultKind.CHANGES]


def _empty(store: Store, line: int) -> None:
    tables = store._database.tables
    with tables.atomic(), lifted(tables, ("journal_change",)):
        tables.execute("UPDATE journal_change SET changes = '' WHERE line = ?", [line])


def test_a_line_that_the_forgetting_did_not_empty_is_damage_when_it_is_empty(store: Store) -> None:
    with an_act(store):
        store.persons.add(a_person())
    with an_act(store):
        store.settings.set("sample", value=1)
    other = _newest(store)
    with store.act(verb="message_destroyed", user="user-1", about="person-1", facts={}):
        forget_changes(store._database, "person-1")
    forgetting = _newest(store)
    assert store.verify().sound
    _empty(store, other)
    assert list(store.damaged_changes()) == [other]
    _empty(store, forgetting)
    assert list(store.damaged_changes()) == [forgetting, other, 1]


def test_what_is_forgotten_later_leaves_what_was_said_of_the_first_time(store: Store) -> None:
    for _again in range(2):
        with an_act(store, "person-1"):
            store.settings.set("person-1", value=_again)
        with store.act(verb="message_destroyed", user="user-1", about="person-1", facts={}):
            forget_changes(store._database, "person-1")
            store.settings.set("other", value=_again)
    assert [store.changes.of(line).forgotten for line in range(1, 5)] == [True, False, True, False]
    assert store.verify().sound


def test_the_kept_changes_come_back_after_opening_again(tmp_path: Path) -> None:
    with make_store(tmp_path) as store, an_act(store):
        store.settings.set("sample", value=1)
    with open_again(tmp_path) as store:
        assert store.changes.of(_newest(store)).rows[0].row == "sample"
        assert store.verify().sound
