"""The register of persons: entering, changing, finding by every name and number, joining two records and back."""

from dataclasses import replace
from datetime import date

import pytest

from desktop_app.domain.claims import Claim
from desktop_app.domain.likeness import PersonFacts, Sign
from desktop_app.domain.person_forms import LivedLine, NameLine, NumberLine, PersonForm, RelationLine
from desktop_app.domain.person_records import HeldKind, NameKind, RelationKind
from desktop_app.domain.users import Role, User
from desktop_app.foundation.problems import CaseProblem, FormProblem
from desktop_app.foundation.progress import Cancelled, Silent
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.enter_claim import register_claim
from desktop_app.workflows.likely_same import (
    ask_again,
    likely_left,
    likely_pairs,
    likely_same,
    likely_same_person,
    look_through,
    not_the_same,
    say_not_the_same,
)
from desktop_app.workflows.merge_people import merge_persons, side_by_side, take_apart, taking_apart
from desktop_app.workflows.people import (
    change_person,
    claim_for,
    enter_person,
    open_person,
    people_page,
)
from desktop_app.workflows.sample_people import sample_person
from tests.support import hendyce

SAMPLE = PersonForm(
    surname="Sample-Browne",
    forenames="Anne-Marie",
    name_at_birth="D'Arcy",
    birth_date="14 Jun 1954",
    sex="female",
    address="1 Sample Street",
    numbers=(NumberLine(state="VC", number="104 882"),),
)
OTHER = PersonForm(
    surname="Sample Brown",
    forenames="Ann Marie",
    birth_date="14 Jun 1954",
    address="2 Example Road",
    numbers=(NumberLine(state="VC", number="777 001"), NumberLine(state="LC", number="553 210")),
)


@pytest.fixture
def desk(offices: dict[str, Desk]) -> Desk:
    return offices["VC"]


def enter(desk: Desk, form: PersonForm, why: str = "") -> str:
    return enter_person(desk, form, why_not_same=why).person.id


def claim_of(desk: Desk, person_id: str) -> Claim:
    """Register a claim for a person of the register."""
    view = claim_for(desk, person_id)
    form = replace(view.claimant, contingency_date=hendyce.CLAIMANT.contingency_date, consent=True)
    kept = register_claim(desk, view.key, form, person_id=person_id, match_reason="From the register")
    assert kept.claim is not None
    return kept.claim


def two_records(desk: Desk) -> tuple[str, str]:
    one = enter(desk, SAMPLE)
    return one, enter(desk, OTHER, "Another card, to be looked at")


def everything(desk: Desk, person_id: str) -> object:
    """Return all that is kept of a record: its rows, and whose the claims are."""
    claims = tuple(claim.id for claim in desk.store.claims.of_person(person_id))
    return desk.store.person_records.snapshot(person_id), claims


def test_what_is_entered_is_there_again(desk: Desk) -> None:
    form = replace(
        SAMPLE,
        names=(NameLine(kind=NameKind.FORMER.value, surname="Oldname", forenames="Anne", until="1 May 1980"),),
        numbers=(
            NumberLine(state="VC", number="104 882", since="2 Jan 1975"),
            NumberLine(state="VC", number="T-9", kind=HeldKind.FORMER.value, until="1 Jan 1975"),
        ),
        lived=(LivedLine(address="Old Quay", until="3 Mar 1990"),),
        relations=(RelationLine(kind=RelationKind.SPOUSE.value, name="John Sample", since="1 May 1980"),),
    )
    view = enter_person(desk, form)
    assert view.person.other_names == "Anne Oldname"
    assert [entry.number for entry in view.person.numbers] == ["104 882"], "a former number is none of those that hold"
    assert [(entry.number, entry.kind) for entry in view.record.numbers] == [
        ("104 882", HeldKind.ORDINARY),
        ("T-9", HeldKind.FORMER),
    ]
    assert view.record.numbers[0].since == date(1975, 1, 2)
    assert view.related[0].name == "John Sample"
    assert view.acts[0].verb == "person_added"


@pytest.mark.parametrize("typed", ["oldname", "D'Arcy", "T9", "104882", "Sample", "brown"])
def test_a_person_is_found_by_every_name_and_number(desk: Desk, typed: str) -> None:
    numbers = (
        *SAMPLE.numbers,
        NumberLine(state="VC", number="T-9", kind="former"),
        NumberLine(state="VC", number="T9876", kind="former"),
    )
    form = replace(SAMPLE, names=(NameLine(surname="Oldname", forenames="Anne"),), numbers=numbers)
    person_id = enter(desk, form)
    typed = "T987" if typed == "T9" else typed
    assert [row.id for row in people_page(desk, typed).rows] == [person_id]


def test_a_form_with_errors_enters_nobody(desk: Desk) -> None:
    with pytest.raises(FormProblem, match="form_has_errors"):
        enter_person(desk, replace(SAMPLE, birth_date="30 Feb 1954"))
    assert desk.store.persons.count() == 0


def test_somebody_like_a_known_person_is_entered_with_a_reason_only(desk: Desk) -> None:
    one = enter(desk, SAMPLE)
    with pytest.raises(CaseProblem, match="match_undecided"):
        enter_person(desk, OTHER)
    other = enter(desk, OTHER, "Her cousin of the same day")
    assert [entry.reason for entry in not_the_same(desk, one)] == ["Her cousin of the same day"]
    assert likely_same_person(desk, other) == ()


def test_an_address_that_gave_way_is_kept(desk: Desk) -> None:
    person_id = enter(desk, replace(SAMPLE, address_since="1 Jan 2001"))
    view = change_person(desk, person_id, replace(open_person(desk, person_id).form, address="New Road"))
    past, present = view.record.lived
    assert (past.address, past.since, past.until) == ("1 Sample Street", date(2001, 1, 1), desk.clock.today())
    assert (present.address, present.until) == ("New Road", None)
    assert view.acts[0].facts == (("fields", "address"),)


def test_a_relation_is_seen_from_both_sides(desk: Desk) -> None:
    mother = enter(desk, SAMPLE)
    child = replace(SAMPLE, surname="Young", forenames="Kim", name_at_birth="", birth_date="1 Feb 1984", numbers=())
    child_id = enter(desk, replace(child, relations=(RelationLine(kind="parent", other_id=mother),)))
    assert [(line.kind, line.person_id, line.told_there) for line in open_person(desk, mother).related] == [
        (RelationKind.CHILD, child_id, True)
    ]


@pytest.mark.parametrize(
    ("facts", "sign"),
    [
        (PersonFacts(numbers=(("VC", "104-882"),)), Sign.SAME_NUMBER),
        (
            PersonFacts(surname="Sample Browne", forenames="Anne Marie", birth_date=date(1954, 6, 14)),
            Sign.SPELT_OTHERWISE,
        ),
        (
            PersonFacts(surname="Anne-Marie", forenames="Sample-Browne", birth_date=date(1954, 6, 14)),
            Sign.FIELDS_SWAPPED,
        ),
        (PersonFacts(surname="Browne", forenames="Marie", birth_date=date(1954, 6, 14)), Sign.PART_OF_NAME),
        (PersonFacts(surname="Sampel-Braun", forenames="Ann-Mary", birth_date=date(1954, 6, 14)), Sign.SOUNDS_ALIKE),
        (
            PersonFacts(surname="Samble-Browne", forenames="Anne-Marie", birth_date=date(1954, 6, 14)),
            Sign.NAME_ONE_SLIP,
        ),
        (PersonFacts(surname="Darcy", forenames="Anne-Marie", birth_date=date(1954, 6, 14)), Sign.OTHER_NAME),
        (
            PersonFacts(surname="Sample-Browne", forenames="Anne-Marie", birth_date=date(1955, 6, 14)),
            Sign.BIRTH_YEAR_OFF,
        ),
        (
            PersonFacts(surname="Sample-Browne", forenames="Anne-Marie", birth_date=date(1954, 6, 24)),
            Sign.BIRTH_ONE_SLIP,
        ),
    ],
)
def test_who_may_be_the_same_is_found_with_its_reason(desk: Desk, facts: PersonFacts, sign: Sign) -> None:
    person_id = enter(desk, SAMPLE)
    enter(desk, replace(SAMPLE, surname="Quite", forenames="Another", name_at_birth="", numbers=()))
    (found,) = likely_same(desk, facts)
    assert found.person.id == person_id
    assert sign in [reason.sign for reason in found.reasons]


def test_a_sibling_born_the_same_day_is_not_taken_for_the_other(desk: Desk) -> None:
    enter(desk, SAMPLE)
    assert (
        likely_same(desk, PersonFacts(surname="Sample-Browne", forenames="Peter", birth_date=date(1954, 6, 14))) == ()
    )


def test_pairs_are_found_kept_and_let_go_of(desk: Desk) -> None:
    one, other = two_records(desk)
    ask_again(desk, one, other)
    assert likely_pairs(desk).left == 2
    assert look_through(desk, Silent()) == 2
    page = likely_pairs(desk)
    assert (page.total, page.left) == (1, 0)
    assert {page.rows[0].one.id, page.rows[0].other.id} == {one, other}
    with pytest.raises(CaseProblem, match="apart_reason_missing"):
        say_not_the_same(desk, one, other, " ")
    say_not_the_same(desk, one, other, "Two cards seen")
    assert likely_pairs(desk).total == 0
    change_person(desk, one, replace(open_person(desk, one).form, phone="1"))
    assert look_through(desk, Silent()) == 1
    assert likely_pairs(desk).total == 0, "what was said stands"


class _StopAfter:
    """Somebody who presses Cancel once some were looked for."""

    def __init__(self, most: int) -> None:
        self.most = most

    def step(self, done: int, _total: int, _what: str = "") -> None:
        if done >= self.most:
            raise Cancelled


def test_looking_through_goes_on_where_it_was_stopped_and_finds_the_same(
    desk: Desk, offices: dict[str, Desk], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop_app.workflows.likely_same._AT_ONCE", 40)
    whole = offices["LC"]
    born_alike = date(1950, 1, 1)
    made = [sample_person(number) for number in range(60)]
    made += [replace(one, id=f"b-{one.id}", surname=f"{one.surname}s", numbers=()) for one in made[::4]]
    made += [replace(one, id=f"c-{one.id}", birth_date=born_alike, numbers=()) for one in made[:60]]
    for each in (desk, whole):
        with each.store.act(verb="samples_made", user=each.user.id, about="", facts={}):
            each.store.persons.add_many(made)
    look_through(whole, Silent())
    with pytest.raises(Cancelled):
        look_through(desk, _StopAfter(40))
    assert (desk.store.likenesses.left_to_look(), likely_left(desk)) == (95, 95)
    assert look_through(desk, Silent(), most=30) == 30
    assert look_through(desk, Silent()) == 65
    found = [each.store.likenesses.pairs(0, 200) for each in (desk, whole)]
    assert len(found[0]) >= 15
    assert set(found[0]) == set(found[1])


def test_two_records_are_joined_and_found_by_everything(desk: Desk) -> None:
    one, other = two_records(desk)
    claim = claim_of(desk, other)
    merge_persons(desk, one, other, reason="Same birth certificate")
    view = open_person(desk, other)
    assert view.person.id == one, "the old record leads to the one that stands"
    assert [each.id for each in view.claims] == [claim.id]
    assert view.person.number_in("LC") == "553 210"
    assert ("777 001", HeldKind.FORMER) in [(entry.number, entry.kind) for entry in view.record.numbers]
    assert "Ann Marie Sample Brown" in view.person.other_names
    assert "2 Example Road" in [entry.address for entry in view.record.lived]
    for typed in ("777001", "553210", "Sample Brown", "Sample-Browne"):
        assert [row.id for row in people_page(desk, typed).rows] == [one], typed
    assert desk.store.persons.count() == 1
    assert desk.store.journal.lines(about=one)[0].verb == "persons_merged"
    assert (
        likely_same(desk, PersonFacts(surname="Brown", forenames="Ann", numbers=(("VC", "777 001"),)))[0].person.id
        == one
    )


def test_a_merge_taken_apart_leaves_both_as_they_were(desk: Desk) -> None:
    one, other = two_records(desk)
    claim_of(desk, one)
    claim_of(desk, other)
    before = everything(desk, one), everything(desk, other)
    merge = merge_persons(desk, one, other, from_gone=frozenset({"surname", "number.VC", "address"}), reason="One card")
    assert open_person(desk, one).person.surname == "Sample Brown"
    take_apart(desk, merge.id, reason="Two birth certificates")
    assert (everything(desk, one), everything(desk, other)) == before
    assert [row.id for row in people_page(desk, "777001").rows] == [other]
    assert open_person(desk, one).merges[0].undone_reason == "Two birth certificates"
    with pytest.raises(CaseProblem, match="merge_taken_apart"):
        taking_apart(desk, merge.id)
    assert desk.store.verify().sound


def test_what_came_since_is_told_and_decided_by_a_person(desk: Desk) -> None:
    one, other = two_records(desk)
    old, mine = claim_of(desk, other), claim_of(desk, one)
    merge = merge_persons(desk, one, other, reason="One card")
    stays, goes = claim_of(desk, one), claim_of(desk, one)
    change_person(desk, one, replace(open_person(desk, one).form, phone="784-555"))
    plan = taking_apart(desk, merge.id)
    assert [claim.id for claim in plan.back] == [old.id]
    assert {claim.id for claim in plan.since} == {stays.id, goes.id}
    assert plan.stays == ("phone",)
    take_apart(desk, merge.id, reason="Two persons", claims_to_joined=frozenset({goes.id}))
    assert {claim.id for claim in desk.store.claims.of_person(other)} == {old.id, goes.id}
    assert [claim.id for claim in desk.store.claims.of_person(one)] == [mine.id, stays.id]
    view = open_person(desk, one)
    assert (view.person.phone, view.person.number_in("LC"), view.person.other_names) == ("784-555", "", "")


def test_a_later_merge_is_taken_apart_first(desk: Desk) -> None:
    one, other = two_records(desk)
    third = enter(desk, replace(SAMPLE, surname="Third", forenames="Quite Another", name_at_birth="", numbers=()))
    first = merge_persons(desk, one, other, reason="One card")
    second = merge_persons(desk, third, one, reason="A third card")
    assert open_person(desk, other).person.id == third
    with pytest.raises(CaseProblem, match="merge_later_first"):
        taking_apart(desk, first.id)
    take_apart(desk, second.id, reason="No")
    take_apart(desk, first.id, reason="No")
    assert desk.store.persons.count() == 3


def test_what_cannot_be_joined_is_refused(desk: Desk) -> None:
    one, other = two_records(desk)
    with pytest.raises(CaseProblem, match="merge_reason_missing"):
        merge_persons(desk, one, other, reason=" ")
    with pytest.raises(CaseProblem, match="persons_same"):
        side_by_side(desk, one, one)
    with pytest.raises(CaseProblem, match="person_unknown"):
        side_by_side(desk, one, "nobody")
    merge_persons(desk, one, other, reason="One card")
    with pytest.raises(CaseProblem, match="merge_already"):
        side_by_side(desk, one, other)


def test_a_record_that_is_cleared_keeps_nothing_of_the_person(desk: Desk) -> None:
    one, other = two_records(desk)
    merge = merge_persons(desk, one, other, reason="One card")
    with desk.store.act(verb="samples_made", user=desk.user.id, about=one, facts={}):
        desk.store.person_records.clear(one)
    assert desk.store.person_records.get(one).names == ()
    with pytest.raises(CaseProblem, match="merge_purged"):
        taking_apart(desk, merge.id)


def test_pairs_of_a_protected_person_are_kept_whoever_looks_and_shown_to_the_named_alone(desk: Desk) -> None:
    one, other = two_records(desk)
    ask_again(desk, one, other)
    head, clerk = (User(id=f"u-{role.value}", name="Nora Sample", role=role) for role in (Role.HEAD, Role.CLERK))
    with desk.store.act(verb="samples_made", user=desk.user.id, about="", facts={}):
        desk.store.users.add(head, login="nora")
        desk.store.users.add(clerk, login="carl")
        desk.store.protections.add(person_id=one, reason="kin", by=head.id, named=(head.id,))
    assert look_through(replace(desk, user=clerk), Silent()) == 2
    assert likely_pairs(replace(desk, user=clerk)).rows == ()
    assert len(likely_pairs(replace(desk, user=head)).rows) == 1


def test_a_changed_telephone_is_all_that_the_journal_keeps_of_it(desk: Desk) -> None:
    one = enter(desk, OTHER)
    change_person(desk, one, replace(open_person(desk, one).form, phone="784 1"))
    (line,) = desk.store.journal.lines(limit=1)
    assert [(row.table, row.after) for row in desk.store.changes.of(line.id).rows] == [("person", {"phone": "784 1"})]
