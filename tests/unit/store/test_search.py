from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.persons import InsuranceNumber
from desktop_app.store.mailbox import MailState
from desktop_app.store.search import HitKind
from desktop_app.store.store import Store
from tests.support.clocks import OPENING, FixedClock
from tests.support.stores import a_person, add_claim, an_act


def _fill(store: Store) -> None:
    add_claim(store)
    with an_act(store):
        store.persons.add(a_person(id="person-2", surname="St. Cécile-O'Sample", forenames="Zoë Marie", numbers=()))
        store.persons.add(
            a_person(
                id="person-3",
                surname="Joseph",
                forenames="Charles",
                birth_date=date(1960, 1, 2),
                numbers=(InsuranceNumber(state="GD", number="77 1048 1"),),
            )
        )
        store.mailbox.keep(
            raw=b"raw",
            file_name="LC01-VC01-000123-1of1.cass",
            received_at=OPENING,
            outcome="ok",
            state=MailState.OPENED,
            bundle_id="0123abcd",
            from_office="LC-NIC",
            sequence=123,
        )
        store.outbox.add_bundle(
            bundle_id="fedc9876",
            office="GD-NIS",
            sequence=7,
            file_name="VC01-GD01-000007-1of1.cass",
            digest="d",
            sealed_at=OPENING,
            data=b"sealed",
            message_ids=(),
        )


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("hendyce", {"person-1", "claim-1"}),
        ("hen ber", {"person-1", "claim-1"}),
        ("Bernadette Hendyce", {"person-1", "claim-1"}),
        ("darcy", {"person-1", "person-2", "person-3", "claim-1"}),
        ("d'arcy", {"person-1", "person-2", "person-3", "claim-1"}),
        ("Hendcye", {"person-1", "claim-1"}),
        ("st cecile", {"person-2"}),
        ("ZOE", {"person-2"}),
        ("joseph-cha", {"person-3"}),
        ("104 882", {"person-1", "claim-1"}),
        ("553210", {"person-1", "claim-1"}),
        ("77104", {"person-3"}),
        ("14/6/1954", {"person-1", "person-2", "claim-1"}),
        ("2 Jan 1960", {"person-3"}),
        ("VC-2014-0031", {"claim-1"}),
        ("vc2014", {"claim-1"}),
        ("2014 0031", {"claim-1"}),
        ("0031", {"claim-1"}),
        ("31", {"claim-1"}),
        ("LC-77", {"claim-1"}),
        ("000123", {"1"}),
        ("0123ab", {"1"}),
        ("vc01-gd", {"fedc9876"}),
        ("zzz", set()),
        ("  ", set()),
        ("\"*'()", set()),
    ],
)
def test_typing_finds_persons_claims_numbers_and_bundles(store: Store, typed: str, found: set[str]) -> None:
    _fill(store)
    assert {hit.id for hit in store.search(typed)} == found


def test_a_misspelt_name_says_so(store: Store) -> None:
    _fill(store)
    assert [hit.misspelt for hit in store.search("Josef") if hit.kind is HitKind.PERSON] == []
    assert [hit.misspelt for hit in store.search("Josepf") if hit.kind is HitKind.PERSON] == [True]
    assert [hit.misspelt for hit in store.search("Joseph") if hit.kind is HitKind.PERSON] == [False]


def test_no_more_hits_than_asked(store: Store) -> None:
    with an_act(store):
        for number in range(30):
            store.persons.add(a_person(id=f"person-{number}"))
    assert len(store.search("hendyce", limit=5)) == 5


@given(typed=st.text(max_size=30))
def test_whatever_is_typed_is_only_looked_for(typed: str) -> None:
    with Store.in_memory(FixedClock()) as store:
        _fill(store)
        store.search(typed)


@pytest.mark.parametrize("begun", [3, 12])
@pytest.mark.parametrize(
    ("typed", "exact", "other"),
    [("Ann", "Ann", "Annabel"), ("Anneliesa", "Anneliesa", "Anneliesabel"), ("Ann M", "Ann", "Annabel")],
)
def test_of_many_so_called_the_surname_typed_comes_first_then_one_that_begins_so(
    store: Store, typed: str, exact: str, other: str, begun: int
) -> None:
    """However few letters are typed, and however many surnames begin with them."""
    names = [(f"{other} Mary", "Sample")] * 15 + [("Grace Mary", f"{exact}ister")] * begun + [("Ruth Mary", exact)] * 3
    with an_act(store):
        for number, (forenames, surname) in enumerate(names):
            store.persons.add(a_person(id=f"person-{number}", surname=surname, forenames=forenames, numbers=()))
    surnames = [hit.title_parts[1] for hit in store.search(typed, limit=10)]
    sisters = min(begun, 7)
    assert surnames == [exact] * 3 + [f"{exact}ister"] * sisters + ["Sample"] * (7 - sisters)
