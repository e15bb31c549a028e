"""The record of a person leaves nothing out that is kept about them elsewhere: one test for each place it stands in."""

import json
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import pytest

from desktop_app.domain.dependants import ClaimSurvivor, Relationship, Survivor
from desktop_app.domain.messages import MessageType
from desktop_app.domain.money import Money
from desktop_app.domain.periods import PeriodType
from desktop_app.domain.person_files import PersonFile
from desktop_app.domain.person_forms import NumberLine, PersonForm, RelationLine
from desktop_app.domain.users import Role, User
from desktop_app.domain.work import WorkFacts, WorkKind
from desktop_app.store.imports import KeptImport, OwnRecord
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.enter_claim import register_claim
from desktop_app.workflows.merge_people import merge_persons
from desktop_app.workflows.people import claim_for, enter_person
from desktop_app.workflows.person_file import person_file, person_file_json, person_file_pdf
from desktop_app.workflows.protected import protect
from desktop_app.workflows.which_law import keep_answer
from tests.support import hendyce, pdfs
from tests.support.claim_desks import answered, three_offices

HEAD = User(id="u-head", name="Hubert Sample-Head", role=Role.HEAD)


@dataclass(frozen=True, slots=True, kw_only=True)
class Whole:
    """Everything kept about one person, as it is read, printed and written for other programs."""

    read: PersonFile
    printed: str
    written: dict[str, Any]


@pytest.fixture(scope="module", name="whole")
def _whole(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Whole]:
    folder = tmp_path_factory.mktemp("whole")
    with closing(three_offices(folder)) as offices:
        key = answered(offices)
        desk = offices.vc
        person_id = desk.store.claims.get(key).person_id
        _fill(desk, key, person_id)
        head = replace(desk, user=HEAD)
        protect(head, key, reason="A colleague's mother", named=())
        read = person_file(head, person_id)
        printed = pdfs.flat_text(person_file_pdf(head, person_id), folder)
        yield Whole(read=read, printed=printed, written=json.loads(person_file_json(read)))


def _fill(desk: Desk, key: str, person_id: str) -> None:
    with desk.store.act(verb="user_added", user=desk.user.id, about=HEAD.id, facts={}):
        desk.store.users.add(HEAD, login="hubert")
    bring_contributions(desk, person_id)
    double = PersonForm(
        surname="Hendyse",
        forenames="Bernadet",
        birth_date="14 Jun 1955",
        numbers=(NumberLine(state="GD", number="77-1"),),
    )
    gone = enter_person(desk, double, why_not_same="Not looked at yet").person.id
    merge_persons(desk, person_id, gone, reason="The same birth certificate")
    child = PersonForm(
        surname="Hendyce-Sample",
        forenames="Kim",
        birth_date="1 Feb 1984",
        relations=(RelationLine(kind="parent", other_id=person_id),),
    )
    other = enter_person(desk, child, why_not_same="A child").person.id
    _claim_of_another(desk, other)
    facts = WorkFacts(kind=WorkKind.EMPLOYED, work_states=("LC",))
    keep_answer(desk, facts, claim_id=key, note="Seen the employer's letter")
    claim_for(desk, person_id)


def bring_contributions(desk: Desk, person_id: str) -> None:
    """Keep a line of our own record for somebody."""
    brought = KeptImport(
        id="import-1",
        file_name="ledger-1979.csv",
        digest="0" * 64,
        mapping="own",
        lines=1,
        records=1,
        refused=0,
        persons=0,
        made_by=desk.user.id,
        made_at=desk.clock.now(),
    )
    record = OwnRecord(
        person_id=person_id,
        import_id=brought.id,
        line=41,
        year=1979,
        start=None,
        end=None,
        weeks=37,
        credited=False,
        type=PeriodType.EMP,
        earnings=Money(minor=412_345, currency="XCD"),
        currency="XCD",
        earnings_class="",
        employer="Arnos Vale Stores",
        employer_number="E-9",
    )
    with desk.store.act(verb="contributions_imported", user=desk.user.id, about=brought.id, facts={}):
        desk.store.imports.begin(brought)
        desk.store.imports.add((record,))


def claim_of(desk: Desk, person_id: str) -> str:
    """Register a claim for somebody of the register; return its key."""
    view = claim_for(desk, person_id)
    form = replace(view.claimant, contingency_date=hendyce.CLAIMANT.contingency_date, consent=True)
    return register_claim(desk, view.key, form, person_id=person_id, match_reason="From the register").key


def _claim_of_another(desk: Desk, other: str) -> None:
    key = claim_of(desk, other)
    mother = Survivor(id="1", relationship=Relationship.PARENT, birth_date=date(1954, 6, 14), dependent=True)
    namesake = Survivor(id="2", relationship=Relationship.OTHER, birth_date=date(1954, 6, 14))
    with desk.store.act(verb="dependants_entered", user=desk.user.id, about=key, facts={}):
        desk.store.dependants.set_survivors(
            key,
            (
                ClaimSurvivor(survivor=mother, surname="Hendyce", forenames="Bernadette", note="kept by her child"),
                ClaimSurvivor(survivor=namesake, surname="Otherwise", forenames="Una", note="born the same day"),
            ),
        )


def test_contributions_of_our_own_record_are_told_with_file_and_line(whole: Whole) -> None:
    (each,) = whole.read.contributions
    assert (each.file_name, each.line, each.weeks) == ("ledger-1979.csv", 41, 37)
    assert "Arnos Vale Stores" in whole.printed
    assert "ledger-1979.csv, line 41" in whole.printed
    assert whole.written["contributions"][0]["earnings"] == {"currency": "XCD", "minor": 412_345}


def test_records_joined_with_the_persons_are_told_with_the_reason(whole: Whole) -> None:
    for known in ("Bernadet Hendyse", "14 Jun 1955", "GD 77-1", "The same birth certificate"):
        assert known in whole.printed, known
    assert whole.written["joined"][0]["person"]["surname"] == "Hendyse"
    assert "persons_merged" in {act.verb for act in whole.read.acts}


def test_another_record_that_names_the_person_is_told_without_whose_it_is(whole: Whole) -> None:
    (named,) = whole.written["named_by"]
    assert named["kind"] == "parent"
    assert "Other records that name you" in whole.printed
    assert "Kim" not in whole.printed
    assert "Kim" not in json.dumps(whole.written["named_by"])


def test_a_claim_of_another_that_names_the_person_as_dependant_tells_only_that(whole: Whole) -> None:
    (found,) = whole.read.dependant_of
    assert found.claim
    assert f"{found.claim}" in whole.printed
    assert "kept by her child" in whole.printed
    assert "Otherwise" not in whole.printed, "who was born on the same day is somebody else"


def test_what_offices_owe_each_other_about_the_person_is_told(whole: Whole) -> None:
    assert {(each["owed_by"], each["kind"]) for each in whole.written["duties"]} >= {("LC-NIC", "period_certificate")}
    assert "What offices owe each other about you" in whole.printed


def test_which_law_applies_is_told_with_what_was_asked(whole: Whole) -> None:
    (kept,) = whole.written["law"]
    assert (kept["state"], kept["asked"]["work_states"]) == ("LC", ["LC"])
    assert "Seen the employer's letter" in whole.printed


def test_a_form_begun_and_not_entered_is_told_as_typed(whole: Whole) -> None:
    assert [draft.kind for draft in whole.read.drafts] == ["intake"]
    assert whole.written["drafts"][0]["form"]["claimant"]["surname"] == "Hendyce"
    assert "and not entered" in whole.printed


def test_who_opened_the_protected_records_is_told_with_the_reason(whole: Whole) -> None:
    (opened,) = whole.written["opened"]
    assert (opened["by"], opened["reason"]) == ("Hubert Sample-Head", "A colleague's mother")
    assert "Who opened your protected records" in whole.printed


def test_every_message_says_in_words_what_it_tells(whole: Whole) -> None:
    (claim,) = whole.read.claims
    assert all(each.says for each in claim.messages)
    certificate = next(each for each in claim.messages if each.type == MessageType.PERIOD_CERTIFICATE)
    for line in certificate.says.splitlines()[:3]:
        assert " ".join(line.split()) in whole.printed, line
