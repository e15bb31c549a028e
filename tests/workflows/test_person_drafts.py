"""A person's form half typed is kept for who typed it, offered again, and gone once it is entered or let go."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from desktop_app.domain.person_forms import LivedLine, NameLine, NumberLine, PersonForm, RelationLine
from desktop_app.domain.users import Role, User
from desktop_app.foundation.places import Places
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.people import change_person, enter_person, open_person
from desktop_app.workflows.person_drafts import (
    forget_person_form,
    keep_person_form,
    kept_person_form,
    kept_person_forms,
)
from tests.support.desks import desk_of

TYPED = PersonForm(
    surname="Sample-",
    birth_date="31 Feb 19",
    names=(NameLine(surname="Half"),),
    numbers=(NumberLine(state="VC", number="104"),),
    lived=(LivedLine(address="Old Quay"),),
    relations=(RelationLine(name="Rose"),),
)
WHOLE = PersonForm(
    surname="Sample-Browne",
    forenames="Kim",
    birth_date="14 Jun 1954",
    numbers=(NumberLine(state="VC", number="104 882"),),
)
OTHER = User(id="u-other", name="Dora Fraser-Sample", role=Role.CLERK)


@pytest.fixture(name="desk")
def _desk(tmp_path: Path) -> Iterator[Desk]:
    made = desk_of("VC", Places.at(tmp_path / "vc"))
    with made.store.act(verb="user_added", user=made.user.id, about="", facts={}):
        made.store.users.add(OTHER, "dora")
    yield made
    made.close()


def test_a_new_person_half_typed_comes_back_as_typed_and_goes_once_entered(desk: Desk) -> None:
    keep_person_form(desk, TYPED, PersonForm())
    kept = kept_person_form(desk)
    assert kept is not None
    assert kept.form == TYPED, "right or wrong"
    assert [each.name for each in kept_person_forms(desk)] == ["Sample-"]
    enter_person(desk, WHOLE)
    assert kept_person_form(desk) is None


def test_a_known_person_half_changed_follows_what_others_changed_since(desk: Desk) -> None:
    person = enter_person(desk, WHOLE)
    began = person.form
    keep_person_form(desk, replace(began, phone="784-5"), began, person_id=person.person.id)
    change_person(desk, person.person.id, replace(began, address="2 Example Road"))
    assert kept_person_form(desk, person.person.id) is None, "who kept a change is done with the form"
    keep_person_form(desk, replace(began, phone="784-5"), began, person_id=person.person.id)
    kept = kept_person_form(desk, person.person.id)
    assert kept is not None
    now = open_person(desk, person.person.id).form
    assert (kept.on(now).phone, kept.on(now).address) == ("784-5", "2 Example Road")
    forget_person_form(desk, person.person.id)
    assert kept_person_forms(desk) == ()


def test_it_is_for_who_typed_it_and_not_shown_of_who_is_protected_since(desk: Desk) -> None:
    person = enter_person(desk, WHOLE)
    keep_person_form(desk, replace(person.form, phone="1"), person.form, person_id=person.person.id)
    assert kept_person_forms(replace(desk, user=OTHER)) == ()
    assert kept_person_form(replace(desk, user=OTHER), person.person.id) is None
    with desk.store.act(verb="samples_made", user=desk.user.id, about="", facts={}):
        desk.store.protections.add(person_id=person.person.id, reason="kin", by=OTHER.id, named=[OTHER.id])
    mine = replace(desk, user=desk.user)
    assert kept_person_forms(mine) == ()


def test_nothing_typed_of_a_person_outlasts_their_record(desk: Desk) -> None:
    person = enter_person(desk, WHOLE)
    keep_person_form(desk, replace(person.form, phone="784-5"), person.form, person_id=person.person.id)
    with desk.store.act(verb="message_destroyed", user=desk.user.id, about="", facts={}):
        desk.store.person_records.clear(person.person.id)
    assert kept_person_form(desk, person.person.id) is None
