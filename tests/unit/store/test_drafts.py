from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.store.store import Store
from tests.support.clocks import FixedClock
from tests.support.stores import Interrupted, add_claim, an_interrupted_act, make_store, open_again


def test_a_draft_needs_no_act_and_writes_no_journal_line(store: Store) -> None:
    store.drafts.save("draft-1", "intake", None, {"weeks": "seventy-eight"}, "user-1")
    assert store.journal.count() == 0
    kept = store.drafts.get("draft-1")
    assert kept is not None
    assert (kept.kind, kept.claim_id, kept.form, kept.user) == ("intake", None, {"weeks": "seventy-eight"}, "user-1")


def test_saving_again_replaces_the_text_and_keeps_when_it_was_begun(store: Store, fixed_clock: FixedClock) -> None:
    begun = store.drafts.save("draft-1", "intake", None, {"a": "1"}, "user-1")
    add_claim(store, id="draft-1")
    fixed_clock.advance(minutes=5)
    saved = store.drafts.save("draft-1", "claim", "draft-1", {"b": "2"}, "user-2")
    kept = store.drafts.get("draft-1")
    assert kept is not None
    assert (kept.begun_at, kept.saved_at, kept.form, kept.user) == (begun, saved, {"b": "2"}, "user-2")
    assert (kept.kind, kept.claim_id) == ("claim", "draft-1")


def test_drafts_are_listed_the_last_saved_first_and_can_be_dropped(store: Store, fixed_clock: FixedClock) -> None:
    for key in ("one", "two"):
        store.drafts.save(key, "intake", None, {})
        fixed_clock.advance(seconds=2)
    assert [draft.key for draft in store.drafts.all()] == ["two", "one"]
    store.drafts.remove("two")
    store.drafts.remove("never there")
    assert [draft.key for draft in store.drafts.all()] == ["one"]


def test_a_draft_saved_inside_an_act_that_fails_is_as_before(store: Store) -> None:
    store.drafts.save("draft-1", "intake", None, {"a": "before"})
    with pytest.raises(Interrupted), an_interrupted_act(store):
        store.drafts.save("draft-1", "intake", None, {"a": "inside"})
    kept = store.drafts.get("draft-1")
    assert kept is not None
    assert kept.form == {"a": "before"}


def test_everyone_comes_back_where_they_were(tmp_path: Path) -> None:
    with make_store(tmp_path) as store:
        assert store.drafts.place_of("user-1") is None
        store.drafts.keep_place("user-1", {"page": "claim", "step": 2, "focus": "rows.1.weeks"})
        store.drafts.keep_place("user-1", {"page": "claim", "step": 3, "focus": ""})
        store.drafts.keep_place("user-2", {"page": "today", "step": 0, "focus": ""})
    with open_again(tmp_path) as store:
        assert store.drafts.place_of("user-1") == {"page": "claim", "step": 3, "focus": ""}


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(st.characters(), max_size=30),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(st.characters(), max_size=9), inner, max_size=3)
    ),
    max_leaves=8,
)


@given(form=st.dictionaries(st.text(st.characters(), max_size=12), _JSON, max_size=4))
def test_whatever_is_typed_comes_back_as_typed(form: dict[str, Any]) -> None:
    with Store.in_memory(FixedClock()) as store:
        store.drafts.save("draft-1", "intake", None, form)
        kept = store.drafts.get("draft-1")
        assert kept is not None
        assert kept.form == form
