"""Who is meant: a number alone never matches, a person chooses and says why, and nothing known is lost."""

from dataclasses import replace
from datetime import date

import pytest

from desktop_app.domain.persons import InsuranceNumber, InsuredPerson, NumberKind
from desktop_app.foundation.problems import CaseProblem
from desktop_app.workflows.apply_message import accept
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.enter_claim import enter_claimant, possible_matches, register_claim
from desktop_app.workflows.open_claim import start_claim
from desktop_app.workflows.persons_meant import joined_numbers, same_name
from desktop_app.workflows.receive_bundle import preview
from tests.support import hendyce
from tests.support.case_desks import OTHER, claim_at, post, take_in, told


def person_at(desk: Desk, claim_id: str) -> InsuredPerson:
    return desk.store.persons.get(claim_at(desk, claim_id).person_id)


def know(desk: Desk, person: InsuredPerson) -> None:
    with desk.store.act(verb="samples_made", user=desk.user.id, about="", facts={}):
        desk.store.persons.update(person)


def test_a_number_alone_is_only_a_candidate(offices: dict[str, Desk]) -> None:
    vc, lc = offices["VC"], offices["LC"]
    take_in(lc, replace(OTHER, numbers=(("LC", "553210"),)))
    told(vc, "LC")
    mailbox_id = post(vc, lc)
    seen = preview(lc, mailbox_id)
    assert [person.surname for person in seen.candidates] == ["Example"]
    assert seen.needs_match
    with pytest.raises(CaseProblem, match="match_reason_missing"):
        accept(lc, mailbox_id)
    claim_id = accept(lc, mailbox_id, match_reason="the number is a slip: other name, other birth date")
    assert person_at(lc, claim_id).surname == "Hendyce"
    assert lc.store.persons.count() == 2


def test_the_reason_for_a_match_is_kept(offices: dict[str, Desk]) -> None:
    vc, lc = offices["VC"], offices["LC"]
    known = person_at(lc, take_in(lc, replace(hendyce.CLAIMANT, numbers=(("LC", "553 210"),))))
    told(vc, "LC")
    mailbox_id = post(vc, lc)
    message_id = preview(lc, mailbox_id).main.message_id
    claim_id = accept(lc, mailbox_id, person_id=known.id, match_reason="number, name and birth date agree")
    assert claim_at(lc, claim_id).person_id == known.id
    assert person_at(lc, claim_id).number_in("GD") == "418 773", "a number not known here is added"
    assert lc.store.changes.of(lc.store.journal.lines(limit=1)[0].id).said == "number, name and birth date agree"
    kept = lc.store.mailbox.message(message_id)
    assert kept is not None
    assert kept.remarks == "number, name and birth date agree"


def test_nobody_is_chosen_without_a_reason(offices: dict[str, Desk]) -> None:
    vc, lc = offices["VC"], offices["LC"]
    stranger = person_at(lc, take_in(lc, OTHER))
    told(vc, "LC")
    mailbox_id = post(vc, lc)
    assert not preview(lc, mailbox_id).needs_match
    with pytest.raises(CaseProblem, match="match_reason_missing"):
        accept(lc, mailbox_id, person_id=stranger.id)


def test_a_second_claim_of_a_known_person_keeps_what_was_not_typed(offices: dict[str, Desk]) -> None:
    vc = offices["VC"]
    first = take_in(vc)
    know(vc, replace(person_at(vc, first), death_date=date(2014, 7, 1), birth_place="Bequia", phone="000"))
    sparse = replace(hendyce.CLAIMANT, address="", sex="not_stated", numbers=(("VC", "104882"),))
    assert [person.surname for person in possible_matches(vc, sparse)] == ["Hendyce"]
    key = start_claim(vc).key
    person_id = person_at(vc, first).id
    register_claim(vc, key, sparse, person_id=person_id, match_reason="brought her card")
    kept = person_at(vc, key)
    assert (kept.id, kept.death_date, kept.birth_place, kept.phone) == (person_id, date(2014, 7, 1), "Bequia", "000")
    assert (kept.address, kept.sex.value) == ("Kingstown", "female")
    assert kept.number_in("LC") == "553 210"
    assert vc.store.changes.of(vc.store.journal.lines(limit=1)[0].id).said == "brought her card"


def test_retyping_a_person_keeps_what_the_form_does_not_ask_for(offices: dict[str, Desk]) -> None:
    vc = offices["VC"]
    key = take_in(vc)
    person = person_at(vc, key)
    temporary = replace(person.numbers[0], kind=NumberKind.TEMPORARY)
    know(vc, replace(person, death_date=date(2014, 7, 1), numbers=(temporary, *person.numbers[1:])))
    enter_claimant(vc, key, replace(hendyce.CLAIMANT, address="Georgetown", phone=""))
    now = person_at(vc, key)
    assert (now.address, now.death_date) == ("Georgetown", date(2014, 7, 1))
    assert now.numbers[0].kind is NumberKind.TEMPORARY


def test_a_claim_is_registered_once(offices: dict[str, Desk]) -> None:
    vc = offices["VC"]
    key = take_in(vc)
    with pytest.raises(CaseProblem, match="claim_has_number"):
        register_claim(vc, key, hendyce.CLAIMANT)
    assert vc.store.claims.count() == 1


def test_matches_are_looked_for_with_what_is_typed_so_far(offices: dict[str, Desk]) -> None:
    vc = offices["VC"]
    take_in(vc)
    empty = replace(hendyce.CLAIMANT, surname="", birth_date="", numbers=())
    assert possible_matches(vc, empty) == ()
    assert possible_matches(vc, replace(empty, surname="Hendyce", birth_date="14/14/1954")) == ()
    assert len(possible_matches(vc, replace(empty, surname="Hendice", birth_date="14/6/1954"))) == 1


@pytest.mark.parametrize(
    ("theirs", "replacing", "expected"),
    [
        (("LC", "9"), False, [("LC", "1"), ("LC", "2")]),
        (("LC", "9"), True, [("LC", "9"), ("LC", "2")]),
        (("LC", "2"), True, [("LC", "2"), ("LC", "1")]),
        (("GD", "5"), False, [("LC", "1"), ("LC", "2"), ("GD", "5")]),
    ],
)
def test_a_second_number_of_a_state_is_not_lost(
    theirs: tuple[str, str],
    replacing: bool,
    expected: list[tuple[str, str]],
) -> None:
    ours = (InsuranceNumber(state="LC", number="1"), InsuranceNumber(state="LC", number="2"))
    joined = joined_numbers(ours, (InsuranceNumber(state=theirs[0], number=theirs[1]),), replacing=replacing)
    assert [(entry.state, entry.number) for entry in joined] == expected


def test_names_are_the_same_with_room_for_spelling_and_order() -> None:
    assert same_name("Hendyce Bernadette", "Bernadette HENDYCE")
    assert not same_name("Bernadette Hendyce", "Bernard Henry")
