from dataclasses import replace
from datetime import date

from desktop_app.domain.likeness import PersonFacts
from desktop_app.domain.person_records import (
    HeldKind,
    HeldNumber,
    NameKind,
    PersonName,
    PersonRecord,
    PlaceLived,
    Relation,
    RelationKind,
)
from desktop_app.domain.persons import InsuranceNumber, NumberKind
from desktop_app.store.likeness import LikelyPair
from desktop_app.store.store import Store
from tests.support.stores import a_person, an_act

RECORD = PersonRecord(
    names=(PersonName(kind=NameKind.FORMER, surname="Old", forenames="Kim", until=date(1980, 5, 1)),),
    numbers=(
        HeldNumber(state="VC", number="104 882", since=date(1975, 1, 2)),
        HeldNumber(state="LC", number="553-210", kind=HeldKind.TEMPORARY),
        HeldNumber(state="VC", number="T-1", kind=HeldKind.FORMER),
    ),
    lived=(PlaceLived(address="Old Quay", until=date(2001, 1, 1)),),
    relations=(Relation(kind=RelationKind.SPOUSE, name="Jo Sample"),),
)


def known(store: Store) -> None:
    with an_act(store):
        store.persons.add(a_person())
        store.person_records.set("person-1", RECORD)


def test_a_record_comes_back_as_it_was_kept(store: Store) -> None:
    known(store)
    assert store.person_records.get("person-1") == RECORD
    assert store.persons.get("person-1") == a_person(), "former numbers are none of those that hold"


def test_a_change_by_a_claim_leaves_days_and_former_numbers(store: Store) -> None:
    known(store)
    with an_act(store):
        store.persons.update(a_person(address="New Road"))
    record = store.person_records.get("person-1")
    assert record.numbers == RECORD.numbers
    assert [(entry.address, entry.until is None) for entry in record.lived] == [
        ("Old Quay", False),
        ("Kingstown", False),
        ("New Road", True),
    ]


def test_a_temporary_number_that_gave_way_is_still_found(store: Store) -> None:
    known(store)
    numbers = (InsuranceNumber(state="VC", number="104 882"), InsuranceNumber(state="LC", number="700 1"))
    with an_act(store):
        store.persons.update(a_person(numbers=numbers))
    assert [person.id for person in store.persons.find_by_number("LC", "553210")] == ["person-1"]
    former = [entry for entry in store.person_records.numbers("person-1") if entry.kind is HeldKind.FORMER]
    assert [entry.number for entry in former] == ["553-210", "T-1"]
    assert all(entry.kind is not NumberKind.TEMPORARY for entry in store.persons.get("person-1").numbers)


def test_a_joined_record_leads_to_the_one_that_stands(store: Store) -> None:
    known(store)
    with an_act(store):
        store.persons.add(
            a_person(id="person-2", surname="Zanzibar", numbers=(InsuranceNumber(state="GD", number="9"),))
        )
        store.persons.join("person-2", "person-1")
    assert store.persons.current("person-2") == "person-1"
    assert store.persons.count() == 1
    assert [person.id for person in store.persons.find_by_number("GD", "9")] == ["person-1"]
    assert [hit.id for hit in store.search("zanzibar")] == ["person-1"]
    assert [row.id for row in store.person_list.page(0, 10)] == ["person-1"]


def test_the_list_is_ordered_by_name_without_accents(store: Store) -> None:
    with an_act(store):
        for number, surname in enumerate(("zulu", "Étienne", "Eze", "Adams")):
            store.persons.add(a_person(id=str(number), surname=surname))
    assert [row.surname for row in store.person_list.page(0, 3)] == ["Adams", "Étienne", "Eze"]
    assert [row.surname for row in store.person_list.page(3, 3)] == ["zulu"]


def test_candidates_come_by_number_birth_date_and_sound(store: Store) -> None:
    known(store)
    facts = PersonFacts(surname="Hendiss", forenames="Bernadet")
    assert store.likenesses.candidates(facts) == ("person-1",), "by how both names sound, where no day is known"
    other_years = replace(facts, birth_date=date(1961, 1, 1))
    assert store.likenesses.candidates(other_years) == (), "who was born in other years is nobody's likeness"
    assert store.likenesses.candidates(PersonFacts(numbers=(("VC", "T1"),))) == ("person-1",)
    near = PersonFacts(surname="Hendyke", birth_date=date(1955, 6, 14))
    assert store.likenesses.candidates(near) == ("person-1",)
    assert store.likenesses.candidates(replace(near, surname="Quite")) == ()
    assert store.likenesses.candidates(PersonFacts()) == ()


def test_pairs_stay_until_somebody_says_otherwise(store: Store) -> None:
    known(store)
    with an_act(store):
        store.persons.add(a_person(id="person-2"))
    looked = store.likenesses.to_look(10)
    assert [person_id for _, person_id in looked] == ["person-1", "person-2"]
    store.likenesses.keep_looked(looked, [LikelyPair(first_id="person-2", second_id="person-1", score=90)])
    assert store.likenesses.left_to_look() == 0
    assert [(pair.first_id, pair.second_id) for pair in store.likenesses.pairs(0, 5)] == [("person-1", "person-2")]
    with an_act(store):
        store.persons.join("person-2", "person-1")
    assert store.likenesses.count_pairs() == 0


def test_what_is_cleared_is_gone(store: Store) -> None:
    known(store)
    with an_act(store):
        store.person_records.clear("person-1")
    assert store.person_records.get("person-1") == PersonRecord()
