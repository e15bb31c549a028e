from datetime import date

import pytest

from desktop_app.domain.likeness import likely_birth_dates
from desktop_app.domain.persons import InsuranceNumber
from desktop_app.domain.time import Certainty
from desktop_app.foundation.problems import StoreProblem
from desktop_app.store.store import Store
from tests.support.stores import a_person, add_claim, an_act


def test_a_person_comes_back_as_entered(store: Store) -> None:
    person = a_person(
        birth_certainty=Certainty.YEAR,
        other_names="Bernie",
        nationality="VC",
        birth_place="Bequia",
        phone="000",
        email="sample@example.invalid",
        death_date=date(2020, 1, 2),
    )
    with an_act(store):
        store.persons.add(person)
    assert store.persons.get("person-1") == person
    assert store.persons.find("person-1") == person
    assert store.persons.find("nobody") is None


def test_a_changed_person_is_as_changed_and_their_claims_are_listed_so(store: Store) -> None:
    add_claim(store)
    changed = a_person(surname="Sampleton", numbers=(InsuranceNumber(state="GD", number="9"),))
    with an_act(store):
        store.persons.update(changed)
    assert store.persons.get("person-1") == changed
    assert store.claims.page()[0].claimant == "Bernadette Sampleton"
    assert store.search("hendyce") == ()
    assert [hit.title_parts for hit in store.search("sampleton")] == [("Bernadette", "Sampleton")] * 2


def test_a_person_nobody_entered_is_missing(store: Store) -> None:
    with pytest.raises(StoreProblem) as refused:
        store.persons.get("nobody")
    assert refused.value.code == "record_missing"
    with pytest.raises(StoreProblem), an_act(store):
        store.persons.update(a_person())


@pytest.mark.parametrize("typed", ["104882", "104 882", " 104-882 ", "104.882"])
def test_a_number_is_found_however_it_is_spaced(store: Store, typed: str) -> None:
    add_claim(store)
    assert store.persons.find_by_number("VC", typed) == (a_person(),)
    assert store.persons.find_by_number("LC", typed) == ()


def test_an_empty_number_finds_nobody(store: Store) -> None:
    with an_act(store):
        store.persons.add(a_person(numbers=(InsuranceNumber(state="VC", number=""),)))
    assert store.persons.find_by_number("VC", " - ") == ()


def test_likely_birth_dates_are_real_days_without_doubles() -> None:
    assert likely_birth_dates(date(1954, 2, 3))[:2] == (date(1954, 2, 3), date(1954, 3, 2))
    assert date(1956, 2, 29) in likely_birth_dates(date(1956, 2, 29))
    assert len(set(likely_birth_dates(date(1955, 5, 5)))) == len(likely_birth_dates(date(1955, 5, 5)))
