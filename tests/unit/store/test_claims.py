from dataclasses import replace
from datetime import date

import pytest

from desktop_app.domain.claims import Benefit, OfficeReference, Part, Stage
from desktop_app.foundation.problems import StoreProblem
from desktop_app.store.claims import ClaimFilter, ClaimSort, SortKey
from desktop_app.store.store import Store
from tests.support.stores import Interrupted, a_claim, a_person, add_claim, an_act, an_interrupted_act, moment


def _three(store: Store) -> None:
    names = (("Ásample", "Zita"), ("Bsample", "Yves"), ("Csample", "Xenia"))
    for place, (surname, forenames) in enumerate(names, start=1):
        with an_act(store):
            store.persons.add(a_person(id=f"person-{place}", surname=surname, forenames=forenames))
            store.claims.add(
                a_claim(
                    id=f"claim-{place}",
                    number=f"VC-2014-000{4 - place}",
                    person_id=f"person-{place}",
                    benefit=(Benefit.AGE, Benefit.INVALIDITY, Benefit.AGE)[place - 1],
                    stage=(Stage.READY, Stage.DRAFT, Stage.COLLECTING)[place - 1],
                    part=(Part.EXAMINING, Part.ASKED, Part.EXAMINING)[place - 1],
                    responsible=f"user-{place}",
                    states=(("VC", "LC"), ("VC",), ("VC", "GD"))[place - 1],
                    opened_at=moment(place),
                )
            )
            if place > 1:
                store.obligations.add(
                    claim_id=f"claim-{place}",
                    owed_by="LC-NIC",
                    owed_to="VC-NIS",
                    kind="period_certificate",
                    asked_message_id="",
                    asked_on=date(2026, 1, 1),
                    due_on=date(2026, 2, place),
                )


def _order(store: Store, chosen: ClaimFilter, key: SortKey = SortKey.OPENED, *, descending: bool = False) -> list[str]:
    rows = store.claims.page(chosen, ClaimSort(key=key, descending=descending))
    assert store.claims.count(chosen) == len(rows)
    return [row.id[-1] for row in rows]


def test_a_claim_comes_back_as_entered(store: Store) -> None:
    claim = add_claim(store)
    assert store.claims.get("claim-1") == claim
    assert store.claims.by_number("vc 2014 0031") == claim
    assert store.claims.by_reference("LC-NIC", "LC-77") == claim
    assert store.claims.by_reference("GD-NIS", "LC-77") is None
    assert store.claims.of_person("person-1") == (claim,)
    assert store.claims.find("claim-2") is None


def test_a_changed_claim_is_as_changed(store: Store) -> None:
    claim = add_claim(store)
    changed = replace(
        claim,
        stage=Stage.NOTIFIED,
        filing_date=None,
        contingency_date=None,
        consent_given=False,
        states=("VC",),
        references=(OfficeReference(office="GD-NIS", number="5"),),
    )
    with an_act(store):
        store.claims.update(changed)
    assert store.claims.get("claim-1") == changed


def test_a_claim_nobody_entered_is_missing(store: Store) -> None:
    with pytest.raises(StoreProblem) as refused:
        store.claims.get("nothing")
    assert refused.value.code == "record_missing"


def test_numbers_count_up_by_year_and_an_act_undone_leaves_no_hole(store: Store) -> None:
    with an_act(store):
        assert [store.claims.next_number("VC", 2014) for _ in range(2)] == ["VC-2014-0001", "VC-2014-0002"]
        assert store.claims.next_number("VC", 2015) == "VC-2015-0001"
    with pytest.raises(Interrupted), an_interrupted_act(store):
        store.claims.next_number("VC", 2014)
    with an_act(store):
        assert store.claims.next_number("VC", 2014) == "VC-2014-0003"


@pytest.mark.parametrize(
    ("key", "up", "down"),
    [
        (SortKey.NUMBER, "321", "123"),
        (SortKey.CLAIMANT, "123", "321"),
        (SortKey.STAGE, "231", "132"),
        (SortKey.DUE, "231", "321"),
        (SortKey.OPENED, "123", "321"),
    ],
)
def test_claims_are_sorted_either_way_and_what_is_not_due_comes_last(
    store: Store, key: SortKey, up: str, down: str
) -> None:
    _three(store)
    assert _order(store, ClaimFilter(), key) == list(up)
    assert _order(store, ClaimFilter(), key, descending=True) == list(down)


@pytest.mark.parametrize(
    ("chosen", "left"),
    [
        (ClaimFilter(stages=frozenset({Stage.DRAFT, Stage.READY})), "12"),
        (ClaimFilter(benefits=frozenset({Benefit.AGE})), "13"),
        (ClaimFilter(part=Part.ASKED), "2"),
        (ClaimFilter(state="GD"), "3"),
        (ClaimFilter(responsible="user-2"), "2"),
        (ClaimFilter(text="ASAMPLE"), "1"),
        (ClaimFilter(text="xenia"), "3"),
        (ClaimFilter(text="2014-0002"), "2"),
        (ClaimFilter(overdue_on=date(2026, 2, 3)), "2"),
        (ClaimFilter(stages=frozenset({Stage.CLOSED})), ""),
        (ClaimFilter(state="VC", benefits=frozenset({Benefit.AGE}), responsible="user-1"), "1"),
    ],
)
def test_a_filter_leaves_what_it_says(store: Store, chosen: ClaimFilter, left: str) -> None:
    _three(store)
    assert _order(store, chosen) == list(left)


def test_windows_put_together_are_the_whole_list(store: Store) -> None:
    with an_act(store):
        store.persons.add(a_person())
        for number in range(25):
            store.claims.add(a_claim(id=f"claim-{number}", number=f"VC-2014-{number:04d}", references=()))
    sort = ClaimSort(key=SortKey.CLAIMANT, descending=True)
    windows = [row.id for offset in range(0, 25, 10) for row in store.claims.page(ClaimFilter(), sort, offset, 10)]
    assert windows == [f"claim-{number}" for number in reversed(range(25))]


@pytest.mark.parametrize("key", list(SortKey))
def test_a_window_is_found_on_an_index_alone(store: Store, key: SortKey) -> None:
    chosen = ClaimFilter(stages=frozenset({Stage.DRAFT}), state="LC", responsible="user-1")
    asked: list[str] = []
    with store._database.tables.tracer(lambda sql, _values: asked.append(sql)):
        store.claims.page(chosen, ClaimSort(key=key, descending=True))
    plan = store._database.rows("EXPLAIN QUERY PLAN " + asked[-1], ("draft", "LC", "user-1", 100, 0))
    steps = [step["detail"] for step in plan]
    assert f"SCAN claim USING COVERING INDEX claim_by_{key}" in steps


def test_stages_are_counted(store: Store) -> None:
    _three(store)
    assert store.claims.counts_by_stage() == {Stage.DRAFT: 1, Stage.COLLECTING: 1, Stage.READY: 1}
