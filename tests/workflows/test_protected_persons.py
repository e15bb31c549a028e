"""A person without a claim is protected as a case is: opened by the named alone, for a reason that is kept."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from desktop_app.domain.person_forms import NumberLine, PersonForm
from desktop_app.domain.protection import PROTECTED_NAME
from desktop_app.domain.users import Role, User
from desktop_app.foundation.places import Places
from desktop_app.foundation.problems import Problem
from desktop_app.store.journal import JournalFilter
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.find import find
from desktop_app.workflows.merge_people import merge_persons
from desktop_app.workflows.open_claim import open_claim
from desktop_app.workflows.people import change_person, claim_for, enter_person, open_person, people_page
from desktop_app.workflows.protected import (
    change_named_of_person,
    end_protection_of_person,
    open_protected_person,
    protect_person,
    protection_of_person,
)
from desktop_app.workflows.read_journal import journal_page
from desktop_app.workflows.today import today_queue
from tests.support.desks import desk_of
from tests.support.journal_text import journal_text

HEAD = User(id="u-head", name="Hubert Sample-Head", role=Role.HEAD)
CLERK = User(id="u-clerk", name="Carl Clerk-Sample", role=Role.CLERK)
NAMED = User(id="u-named", name="Dora Fraser-Sample", role=Role.CLERK)
AUDITOR = User(id="u-auditor", name="Ada Audit-Sample", role=Role.AUDITOR)


@pytest.fixture(name="desk")
def _desk(tmp_path: Path) -> Iterator[Desk]:
    made = desk_of("VC", Places.at(tmp_path / "vc"))
    with made.store.act(verb="user_added", user=made.user.id, about="", facts={}):
        for login, user in (("hubert", HEAD), ("carl", CLERK), ("dora", NAMED), ("ada", AUDITOR)):
            made.store.users.add(user, login=login)
    yield made
    made.close()


def enter(desk: Desk, surname: str, number: str = "") -> str:
    form = PersonForm(
        surname=surname,
        forenames=f"Kim-{surname}",
        birth_date="14 Jun 1954",
        numbers=(NumberLine(state="VC", number=number or f"N-{surname}"),),
    )
    return enter_person(desk, form, why_not_same="Sisters").person.id


@pytest.fixture(name="person")
def _person(desk: Desk) -> str:
    return enter(desk, "Zebra", "104 882")


def as_(desk: Desk, user: User) -> Desk:
    """The desk of whoever signs in now."""
    return replace(desk, user=user)


def refusal(act: object, *told: object, **facts: object) -> str:
    with pytest.raises(Problem) as refused:
        act(*told, **facts)  # type: ignore[operator] - a verb
    return refused.value.code


def test_the_named_open_a_protected_person_for_a_reason_and_the_others_do_not(desk: Desk, person: str) -> None:
    protect_person(as_(desk, HEAD), person, reason="A colleague", named=[NAMED.id])
    assert refusal(open_person, as_(desk, CLERK), person) == "case_protected"
    assert refusal(protection_of_person, as_(desk, CLERK), person) == "case_protected"
    assert refusal(open_protected_person, as_(desk, CLERK), person, reason="x") == "case_protected"
    assert refusal(open_person, as_(desk, NAMED), person) == "case_reason_needed"
    assert refusal(open_protected_person, as_(desk, NAMED), person, reason=" ") == "reason_missing"
    open_protected_person(as_(desk, NAMED), person, reason="  She came in ")
    view = open_person(as_(desk, NAMED), person).protection
    assert view is not None
    assert [(line.user, line.reason) for line in view.accesses] == [(NAMED, "She came in"), (HEAD, "A colleague")]
    assert (view.person, view.may_change) == (True, False)
    assert [line.verb for line in desk.store.journal.lines(about=person)][:2] == ["protected_opened", "case_protected"]


def test_a_record_joined_before_the_person_was_protected_is_covered_too(desk: Desk, person: str) -> None:
    further, gone = enter(desk, "Yak"), enter(desk, "Xerus")
    merge_persons(desk, further, gone, reason="One person")
    merge_persons(desk, person, further, reason="One person too")
    clerk = as_(desk, CLERK)
    desk.store.protections.read_by(CLERK.id)
    assert desk.store.persons.get(gone).surname == "Xerus"
    protect_person(as_(desk, HEAD), person, reason="A colleague", named=[NAMED.id])
    desk.store.protections.read_by(CLERK.id)
    for each in (person, further, gone):
        assert refusal(open_person, clerk, each) == "case_protected"
        assert refusal(desk.store.persons.get, each) == "case_protected"
        assert desk.store.protections.hides(person_id=each)
    assert desk.store.protections.hidden_persons() == {person, further, gone}


def test_the_search_is_no_shorter_for_one_that_it_hides(desk: Desk, person: str) -> None:
    for number in range(4):
        enter(desk, f"Zebra-{number}")
    clerk = as_(desk, CLERK)
    desk.store.protections.read_by(CLERK.id)
    assert len(find(clerk, "Zebra", 3)) == 3
    protect_person(as_(desk, HEAD), person, reason="A colleague", named=[NAMED.id])
    desk.store.protections.read_by(CLERK.id)
    found = find(clerk, "Zebra", 3)
    assert len(found) == 3
    assert person not in {hit.person_id for hit in found}


def test_a_claim_begun_later_is_protected_with_the_person(desk: Desk, person: str) -> None:
    protect_person(as_(desk, HEAD), person, reason="A colleague", named=[])
    claim = claim_for(as_(desk, HEAD), person)
    assert refusal(claim_for, as_(desk, CLERK), person) == "case_protected"
    assert refusal(open_claim, as_(desk, CLERK), claim.key) == "case_protected"
    (begun,) = today_queue(as_(desk, CLERK)).items
    assert (begun.person_name, begun.states) == (PROTECTED_NAME, ())
    assert [item.person_name for item in today_queue(as_(desk, HEAD)).items] == ["Kim-Zebra Zebra"]
    assert open_claim(as_(desk, HEAD), claim.key).key == claim.key


def test_only_a_head_protects_names_others_and_ends_it(desk: Desk, person: str) -> None:
    assert refusal(protect_person, as_(desk, CLERK), person, reason="x", named=[]) == "right_needed"
    assert refusal(protect_person, as_(desk, HEAD), person, reason=" ", named=[]) == "reason_missing"
    assert refusal(protect_person, as_(desk, HEAD), "nobody", reason="x", named=[]) == "person_unknown"
    assert refusal(end_protection_of_person, as_(desk, HEAD), person, reason="x") == "case_not_protected"
    protect_person(as_(desk, HEAD), person, reason="A colleague", named=[NAMED.id])
    assert refusal(protect_person, as_(desk, HEAD), person, reason="x", named=[]) == "case_protected_already"
    change_named_of_person(as_(desk, HEAD), person, reason="Carl takes over", named=[CLERK.id])
    assert refusal(open_protected_person, as_(desk, NAMED), person, reason="x") == "case_protected"
    end_protection_of_person(as_(desk, HEAD), person, reason="Left the office")
    assert open_person(as_(desk, NAMED), person).protection is None


def test_nothing_tells_others_who_it_is(desk: Desk, person: str) -> None:
    enter(desk, "Aloe")
    change_person(desk, person, replace(open_person(desk, person).form, address="9 Hidden Lane"))
    protect_person(as_(desk, HEAD), person, reason="A colleague", named=[])
    assert "Zebra" not in repr(people_page(as_(desk, CLERK)))
    for typed in ("Zebra", "Kim-Zebra", "104882", "104 882", "Zebr"):
        assert people_page(as_(desk, CLERK), typed).rows == ()
    about = {entry.verb: entry.about for entry in journal_page(as_(desk, AUDITOR), JournalFilter()).entries}
    assert about["case_protected"] == about["person_changed"] == PROTECTED_NAME
    told = journal_text(as_(desk, AUDITOR))
    assert [word for word in ("Zebra", "Hidden", person) if word in told] == []


def test_where_a_covered_row_stands_tells_nothing_of_the_name_and_paging_is_right(desk: Desk, person: str) -> None:
    others = {surname: enter(desk, surname) for surname in ("Aloe", "Birch", "Yew", "Zinnia")}
    first = enter(desk, "Acacia")
    for each in (person, first):
        protect_person(as_(desk, HEAD), each, reason="A colleague", named=[NAMED.id])
    covered = sorted((person, first))
    clerk = as_(desk, CLERK)
    whole = people_page(clerk)
    assert [row.id for row in whole.rows] == [*others.values(), *covered]
    assert [row.surname for row in whole.rows[4:]] == [PROTECTED_NAME, PROTECTED_NAME]
    for size in (1, 2, 3, 4, 5):
        paged = [row for offset in range(0, 8, size) for row in people_page(clerk, offset=offset, limit=size).rows]
        assert paged == list(whole.rows)
    assert [row.surname for row in people_page(as_(desk, NAMED)).rows] == [
        "Acacia", "Aloe", "Birch", "Yew", "Zebra", "Zinnia",
    ]  # fmt: skip
    assert whole.total == people_page(as_(desk, NAMED)).total == 6
