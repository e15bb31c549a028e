from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from desktop_app.domain.person_forms import (
    LivedLine,
    NameLine,
    NumberLine,
    PersonForm,
    RelationLine,
    check_person,
    person_form,
    read_person,
)
from desktop_app.domain.person_records import HeldKind, NameKind, RelationKind

TODAY = date(2026, 3, 2)
FULL = PersonForm(
    surname="Sample",
    forenames="Kim",
    birth_date="14 Jun 1954",
    death_date="2 Feb 2020",
    address="Sample Street",
    address_since="1 Jan 2001",
    names=(NameLine(kind="former", forenames="Kim", surname="Old", until="1 May 1980"),),
    numbers=(
        NumberLine(state="VC", number="T-1", kind="former", until="1 Jan 1975"),
        NumberLine(state="VC", number="104 882"),
    ),
    lived=(LivedLine(address="Old Quay", until="1 Jan 2001"),),
    relations=(RelationLine(kind="spouse", name="Jo Sample", since="1 May 1980"),),
)


def codes(form: PersonForm) -> set[tuple[str, str]]:
    return {(finding.where, finding.code) for finding in check_person(form, TODAY)}


def test_a_full_form_has_nothing_wrong_and_says_everything() -> None:
    assert codes(FULL) == set()
    person, record = read_person(FULL, "person-1")
    assert person.other_names == "Kim Old"
    assert [(entry.number, entry.kind) for entry in record.numbers] == [
        ("104 882", HeldKind.ORDINARY),
        ("T-1", HeldKind.FORMER),
    ]
    assert [entry.number for entry in person.numbers] == ["104 882"]
    assert record.lived[-1].since == date(2001, 1, 1)
    again = person_form(person, record)
    assert read_person(again, "person-1") == (person, record)


def test_a_name_told_besides_is_among_the_further_names() -> None:
    person, record = read_person(FULL, "person-1")
    told = person_form(replace(person, other_names="Kim Old; Kimmy"), record).names
    assert [(line.kind, line.surname) for line in told] == [(NameKind.FORMER.value, "Old"), ("alias", "Kimmy")]


@pytest.mark.parametrize(
    ("changes", "finding"),
    [
        ({"surname": " "}, ("surname", "field_missing")),
        ({"birth_date": "soon"}, ("birth_date", "date_unreadable")),
        ({"birth_date": "1 Jan 2030"}, ("birth_date", "date_in_future")),
        ({"birth_date": "1 Jan 1901", "death_date": ""}, ("birth_date", "age_unlikely")),
        ({"death_date": "1 Jan 1950"}, ("death_date", "death_before_birth")),
        ({"numbers": ()}, ("numbers", "numbers_missing")),
        ({"numbers": (NumberLine(number="1"),)}, ("numbers.0", "number_without_state")),
        (
            {"numbers": (NumberLine(state="VC", number="1 2"), NumberLine(state="VC", number="12"))},
            ("numbers.1", "number_twice"),
        ),
        (
            {"numbers": (NumberLine(state="VC", number="1"), NumberLine(state="VC", number="2"))},
            ("numbers.1", "number_second_in_use"),
        ),
        ({"lived": (LivedLine(since="1 Jan 2000"),)}, ("lived.0", "address_missing")),
        ({"lived": (LivedLine(address="A", since="1 Jan 2000", until="1 Jan 1999"),)}, ("lived.0", "last_day_first")),
        ({"names": (NameLine(surname="A", since="never"),)}, ("names.0", "date_unreadable")),
        ({"relations": (RelationLine(since="1 Jan 2000"),)}, ("relations.0", "relation_unnamed")),
        ({"relations": (RelationLine(name="Jo", birth_date="x"),)}, ("relations.0", "date_unreadable")),
    ],
)
def test_what_is_wrong_is_said_where_it_is(changes: dict[str, Any], finding: tuple[str, str]) -> None:
    assert finding in codes(replace(FULL, **changes))


@pytest.mark.parametrize("kind", list(RelationKind))
def test_a_relation_turned_twice_is_itself(kind: RelationKind) -> None:
    assert kind.turned.turned is kind
