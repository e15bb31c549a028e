"""Records are kept as long as two persons settled, and what says whom they were about goes for good when it is over."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from desktop_app.domain.case_notices import CloseReason
from desktop_app.domain.dependants import ClaimSurvivor, Relationship, Survivor
from desktop_app.domain.obligations import CancelReason
from desktop_app.domain.person_forms import NameLine, NumberLine, PersonForm, RelationLine
from desktop_app.domain.proposals import ProposalKind
from desktop_app.domain.protection import PROTECTED_NAME
from desktop_app.domain.retention import Hindrance, RetentionKind, over_on
from desktop_app.domain.users import Role, User
from desktop_app.domain.work import WorkFacts, WorkKind
from desktop_app.foundation.problems import CaseProblem, DutyProblem, ExchangeProblem
from desktop_app.store.guards import lifted
from desktop_app.store.waiting_documents import WaitingDocument
from desktop_app.workflows.case_choices import keep_choice
from desktop_app.workflows.close_case import close_case, closing_of
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.destroy_message import NOBODY
from desktop_app.workflows.enter_claim import save_draft
from desktop_app.workflows.find import find
from desktop_app.workflows.merge_people import merge_persons
from desktop_app.workflows.open_claim import start_claim
from desktop_app.workflows.people import enter_person
from desktop_app.workflows.places_kept import Place
from desktop_app.workflows.propose import accept
from desktop_app.workflows.protected import end_protection, protect
from desktop_app.workflows.receive_bundle import receive_file
from desktop_app.workflows.remove_records import (
    due_records,
    hold_claim,
    let_claim_go,
    propose_removal,
    removals,
)
from desktop_app.workflows.retention import calendar, propose_period
from desktop_app.workflows.which_law import keep_answer
from tests.support import hendyce
from tests.support.claim_desks import Offices, answered, three_offices
from tests.workflows.test_decisions import decided
from tests.workflows.test_person_file_whole import bring_contributions, claim_of

AFTER = datetime(2031, 1, 10, 9, 0, tzinfo=UTC)
LAW = "Records Act, section 12"


@pytest.fixture(name="offices")
def _offices(tmp_path: Path) -> Iterator[Offices]:
    made = three_offices(tmp_path)
    yield made
    made.close()


def head_of(desk: Desk) -> Desk:
    """The same desk with the head of the office signed in, who is entered once."""
    head = User(id="u-head", name="Hubert Sample-Head", role=Role.HEAD)
    if desk.store.users.find(head.id) is None:
        with desk.store.act(verb="samples_made", user=desk.user.id, about=head.id, facts={}):
            desk.store.users.add(head, login="hubert")
    return replace(desk, user=head)


def settle(desk: Desk, kind: RetentionKind, months: int) -> None:
    head = head_of(desk)
    accept(head, propose_period(desk, kind, months, legal_reference=LAW, reason="As the Board decided").id)


def close(desk: Desk, claim_id: str) -> None:
    settled = {entry.id: "case_closed" for entry in closing_of(desk, claim_id).open}

    close_case(
        desk, claim_id, CloseReason.ALL_DECIDED, settled=dict.fromkeys(settled, CancelReason.CASE_CLOSED), text=""
    )


def at(desk: Desk, moment: datetime) -> None:
    desk.clock.set(moment)  # type: ignore[attr-defined] - the clock of the tests


def test_a_period_ends_the_day_after_its_last_month() -> None:
    assert over_on(date(2024, 2, 29), 12) == date(2025, 3, 1)
    assert over_on(date(2024, 1, 31), 1) == date(2024, 3, 1)


def test_nothing_is_due_before_two_persons_settled_a_period(offices: Offices) -> None:
    desk = offices.vc
    key = answered(offices)
    close(desk, key)
    at(desk, AFTER)
    (record,) = due_records(desk, RetentionKind.NOT_GRANTED)
    assert (record.hindrance, record.over) == (Hindrance.NO_PERIOD, None)
    assert [line.period for line in calendar(desk)] == [None] * len(RetentionKind)
    settle(desk, RetentionKind.NOT_GRANTED, 60)
    (record,) = due_records(desk, RetentionKind.NOT_GRANTED)
    assert record.due
    line = next(line for line in calendar(desk) if line.kind is RetentionKind.NOT_GRANTED)
    assert line.period is not None
    assert (line.period.months, line.period.legal_reference) == (60, LAW)
    assert [user.id for user in line.settled_by] == [desk.user.id, "u-head"]


@pytest.mark.parametrize("months", [0, -3, 1201])
def test_a_period_that_is_none_is_refused(offices: Offices, months: int) -> None:
    with pytest.raises(CaseProblem) as refused:
        propose_period(offices.vc, RetentionKind.DRAFT, months, legal_reference=LAW, reason="As decided")
    assert refused.value.code == "retention_months_wrong"


def test_a_benefit_that_may_still_be_paid_never_becomes_due(offices: Offices) -> None:
    desk = offices.vc
    key = answered(offices)
    decided(desk, key)
    close(desk, key)
    settle(desk, RetentionKind.GRANTED, 12)
    at(desk, AFTER)
    (record,) = due_records(desk, RetentionKind.GRANTED)
    assert (record.hindrance, record.over) == (Hindrance.STILL_PAID, None)
    with pytest.raises(CaseProblem) as refused:
        propose_removal(desk, RetentionKind.GRANTED, [key], reason="Time is over")
    assert refused.value.code == "removal_not_due"


def removed(offices: Offices) -> str:
    """A decided claim whose person died long ago, removed by two persons; return its id."""
    desk = offices.vc
    key = answered(offices)
    decided(desk, key)
    person = desk.store.persons.get(desk.store.claims.get(key).person_id)
    with desk.store.act(verb="samples_made", user=desk.user.id, about=person.id, facts={}):
        desk.store.persons.update(replace(person, death_date=date(2016, 5, 1)))
    close(desk, key)
    settle(desk, RetentionKind.GRANTED, 120)
    at(desk, AFTER)
    accept(head_of(desk), propose_removal(desk, RetentionKind.GRANTED, [key], reason="Time is over").id)
    return key


def test_nothing_that_says_whom_a_removed_claim_was_about_is_left(offices: Offices) -> None:
    desk = offices.vc
    key = removed(offices)
    assert desk.store.claims.find(key) is None
    assert desk.store.claims.page() == ()
    assert desk.store.outbox.of_claim(key) == ()
    dump = "\n".join(
        str(value) if not isinstance(value, bytes) else value.decode("utf-8", "ignore")
        for table in desk.store._database.rows(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
        )
        for row in desk.store._database.rows(f"SELECT * FROM {table['name']}")  # noqa: S608 - tables of the store
        for value in row.values()
    ).casefold()
    for known in (
        "hendyce",
        "bernadette",
        "1954-06-14",
        "104 882",
        "104882",
        "553210",
        "kingstown trading",
        "castries bay",
    ):
        assert known not in dump, known


def dump_of(desk: Desk) -> str:
    """Every cell of every table, as text without capitals."""
    tables = desk.store._database.rows("SELECT name FROM sqlite_master WHERE type = 'table'")
    return "\n".join(
        str(value) if not isinstance(value, bytes) else value.decode("utf-8", "ignore")
        for table in tables
        for row in desk.store._database.rows(f"SELECT * FROM {table['name']}")  # noqa: S608 - tables of the store
        for value in row.values()
    ).casefold()


DOUBLE = PersonForm(
    surname="Hendysse",
    forenames="Bernadettine",
    name_at_birth="Zobelle",
    birth_date="17 Jun 1953",
    phone="784-555-0177",
    address="9 Sionhill Lane",
    numbers=(NumberLine(state="GD", number="77-1234"),),
    names=(NameLine(kind="former", forenames="Bernadettine", surname="Quashiel"),),
)
KNOWN = (
    *("hendyce", "bernadette", "1954-06-14", "104 882", "104882", "553210"),
    *("hendysse", "bernadettine", "zobelle", "1953-06-17", "77-1234", "771234", "784-555-0177", "sionhill", "quashiel"),
    *("same birth cert", "not looked at yet", "as her mother told", "arnos vale stores"),
    *("seen the letter", "a colleague's mother"),
)


def a_life_in_records(desk: Desk, key: str) -> str:
    """Join another record with the person, relate others, keep contributions, answers, a protection that ended."""
    person_id = desk.store.claims.get(key).person_id
    gone = enter_person(desk, DOUBLE, why_not_same="Not looked at yet").person.id
    merge_persons(desk, person_id, gone, reason="The same birth certificate")
    child = PersonForm(
        surname="Otherly",
        forenames="Kim",
        birth_date="1 Feb 1984",
        relations=(RelationLine(kind="parent", other_id=person_id),),
    )
    enter_person(desk, child, why_not_same="A child")
    bring_contributions(desk, person_id)
    keep_choice(desk, key, point="weeks_kept", state="VC", option="x", reason="As her mother told")
    keep_answer(
        desk, WorkFacts(kind=WorkKind.EMPLOYED, work_states=("LC",)), person_id=person_id, note="Seen the letter"
    )
    came = desk.store.mailbox.of_claim(key)[0]
    with desk.store.act(verb="bundle_received", user=desk.user.id, about="newer", facts={"office": "LC-NIC"}):
        waits = WaitingDocument(
            message_id=came.message_id,
            received_id=came.received_id,
            office="LC-NIC",
            type="period_certificate",
            schema_version="2.0",
            waits="version_newer",
            summary="Periods of Bernadette Hendyce, before the update",
        )
        desk.store.waiting_documents.keep((waits,))
    protect(head_of(desk), key, reason="A colleague's mother", named=())
    end_protection(head_of(desk), key, reason="A colleague's mother left")
    return person_id


def died(desk: Desk, person_id: str) -> None:
    person = desk.store.persons.get(person_id)
    with desk.store.act(verb="samples_made", user=desk.user.id, about=person.id, facts={}):
        desk.store.persons.update(replace(person, death_date=date(2016, 5, 1)))


def take_out(desk: Desk, key: str) -> None:
    """Settle the calendar, let its time pass, and remove the claim by two persons."""
    close(desk, key)
    settle(desk, RetentionKind.GRANTED, 120)
    at(desk, AFTER)
    accept(head_of(desk), propose_removal(desk, RetentionKind.GRANTED, [key], reason="Time is over").id)


def test_all_records_of_a_person_go_with_their_last_claim(offices: Offices) -> None:
    desk = offices.vc
    key = answered(offices)
    decided(desk, key)
    person_id = a_life_in_records(desk, key)
    died(desk, person_id)
    before = dump_of(desk)
    assert [known for known in KNOWN if known not in before] == [], "the test looks for what is there"
    take_out(desk, key)
    dump = dump_of(desk)
    assert [known for known in KNOWN if known in dump] == []
    assert desk.store.verify().faults == ()
    assert find(desk, "Hendysse") == ()
    (line,) = desk.store.journal.lines(about=key, limit=1)
    assert "kept_for" not in line.facts


def test_contributions_of_a_living_person_stay_with_them_and_the_record_says_so(offices: Offices) -> None:
    desk = offices.vc
    key = answered(offices)
    person_id = desk.store.claims.get(key).person_id
    bring_contributions(desk, person_id)
    close(desk, key)
    settle(desk, RetentionKind.NOT_GRANTED, 12)
    at(desk, AFTER)
    accept(head_of(desk), propose_removal(desk, RetentionKind.NOT_GRANTED, [key], reason="Time is over").id)
    assert desk.store.persons.get(person_id).surname == "Hendyce"
    assert desk.store.imports.count_of_person(person_id) == 1
    (line,) = desk.store.journal.lines(about=key, limit=1)
    assert line.facts["kept_for"] == "contributions"
    (removal,) = removals(desk)
    assert removal.stays == ((removal.references[0], "contributions"),)
    assert desk.store.verify().faults == ()


def test_who_another_claims_after_stays_with_that_claim_alone(offices: Offices) -> None:
    desk = offices.vc
    key = answered(offices)
    person_id = desk.store.claims.get(key).person_id
    widower = PersonForm(
        surname="Otherly",
        forenames="Kim",
        birth_date="1 Feb 1950",
        relations=(RelationLine(kind="deceased", other_id=person_id),),
    )
    other = claim_of(desk, enter_person(desk, widower, why_not_same="The widower").person.id)
    decided(desk, key)
    died(desk, person_id)
    take_out(desk, key)
    assert desk.store.persons.get(person_id).surname == "Hendyce"
    (line,) = desk.store.journal.lines(about=key, limit=1)
    assert line.facts["kept_for"] == "deceased"
    desk.store.claims.get(other)


def test_a_claim_of_another_that_names_the_removed_person_is_told_by_its_number(offices: Offices) -> None:
    desk = offices.vc
    key = answered(offices)
    person_id = desk.store.claims.get(key).person_id
    other = claim_of(desk, enter_person(desk, replace(DOUBLE, relations=()), why_not_same="A sister").person.id)
    sister = Survivor(id="1", relationship=Relationship.OTHER, birth_date=date(1954, 6, 14))
    with desk.store.act(verb="dependants_entered", user=desk.user.id, about=other, facts={}):
        named = ClaimSurvivor(survivor=sister, surname="Hendyce", forenames="Bernadette")
        desk.store.dependants.set_survivors(other, (named,))
    decided(desk, key)
    died(desk, person_id)
    take_out(desk, key)
    assert desk.store.persons.get(person_id).surname == NOBODY
    assert desk.store.dependants.survivors(other)[0].surname == "Hendyce"
    (line,) = desk.store.journal.lines(about=key, limit=1)
    assert line.facts["kept_for"] == desk.store.claims.get(other).number


def test_the_store_is_whole_after_it_and_knows_who_decided(offices: Offices) -> None:
    desk = offices.vc
    removed(offices)
    assert desk.store.verify().faults == ()
    (line,) = removals(desk)
    assert line.kind is RetentionKind.GRANTED
    assert line.references == ("VC-2014-0001",)
    assert (line.proposed_by.id, line.accepted_by.id) == (desk.user.id, "u-head")
    assert line.legal_reference == LAW


def test_bytes_that_are_gone_without_a_removal_are_damage(offices: Offices) -> None:
    desk = offices.vc
    answered(offices)
    with desk.store._database.transaction(), lifted(desk.store._database.tables, ("received_message",)):
        desk.store._database.run("UPDATE received_message SET data = x'' WHERE row = 1")
    assert desk.store.verify().faults


def test_one_person_removes_nothing(offices: Offices) -> None:
    desk = offices.vc
    key = answered(offices)
    close(desk, key)
    settle(desk, RetentionKind.NOT_GRANTED, 12)
    at(desk, AFTER)
    proposal = propose_removal(head_of(desk), RetentionKind.NOT_GRANTED, [key], reason="Time is over")
    with pytest.raises(DutyProblem):
        accept(head_of(desk), proposal.id)
    assert desk.store.claims.find(key) is not None


def test_a_claim_that_is_held_stays_until_it_is_let_go(offices: Offices) -> None:
    desk = offices.vc
    key = answered(offices)
    close(desk, key)
    settle(desk, RetentionKind.NOT_GRANTED, 12)
    at(desk, AFTER)
    hold_claim(desk, key, reason="An appeal is before the court", until=date(2032, 1, 1))
    (record,) = due_records(desk, RetentionKind.NOT_GRANTED)
    assert (record.hindrance, record.due) == (Hindrance.HELD, False)
    assert record.hold is not None
    let_claim_go(desk, key)
    assert due_records(desk, RetentionKind.NOT_GRANTED)[0].due
    with pytest.raises(CaseProblem):
        hold_claim(desk, key, reason=" ")


def test_why_a_claim_was_held_goes_with_it(offices: Offices) -> None:
    desk = offices.vc
    key = answered(offices)
    close(desk, key)
    settle(desk, RetentionKind.NOT_GRANTED, 12)
    hold_claim(desk, key, reason="Appeal of her nephew Zanzibel", until=date(2030, 1, 1))
    assert "zanzibel" in dump_of(desk)
    at(desk, AFTER)
    accept(head_of(desk), propose_removal(desk, RetentionKind.NOT_GRANTED, [key], reason="Time is over").id)
    assert "zanzibel" not in dump_of(desk)
    assert desk.store.removal.holds() == ()
    assert desk.store.verify().faults == ()


def test_a_claim_that_came_alive_again_since_it_was_proposed_stays(offices: Offices) -> None:
    desk = offices.vc
    key = answered(offices)
    close(desk, key)
    settle(desk, RetentionKind.NOT_GRANTED, 12)
    at(desk, AFTER)
    proposal = propose_removal(desk, RetentionKind.NOT_GRANTED, [key], reason="Time is over")
    hold_claim(desk, key, reason="An appeal came in")
    with pytest.raises(CaseProblem) as refused:
        accept(head_of(desk), proposal.id)
    assert refused.value.code == "removal_not_due"
    assert desk.store.proposals.get(proposal.id).waits
    assert proposal.kind is ProposalKind.REMOVAL


def test_an_old_draft_goes(offices: Offices) -> None:
    desk = offices.vc
    key = start_claim(desk).key
    save_draft(desk, key, place=Place(page="claim", claim_key=key), claimant=hendyce.CLAIMANT)
    settle(desk, RetentionKind.DRAFT, 12)
    assert [record.hindrance for record in due_records(desk, RetentionKind.DRAFT)] == [Hindrance.NOT_YET]
    at(desk, AFTER)
    accept(head_of(desk), propose_removal(desk, RetentionKind.DRAFT, [key], reason="Never registered").id)
    assert desk.store.drafts.get(key) is None


def test_a_refused_file_goes_with_what_was_told_of_it(offices: Offices) -> None:
    desk = offices.vc
    with pytest.raises(ExchangeProblem):
        receive_file(desk, b"no bundle, about Bernadette Hendyce", "hendyce.txt")
    (kept,) = desk.store.mailbox.quarantined()
    with desk.store.act(verb="bundle_received", user=desk.user.id, about="newer", facts={"office": "LC-NIC"}):
        waits = WaitingDocument(
            message_id="m-newer",
            received_id=kept.id,
            office="LC-NIC",
            type="period_certificate",
            schema_version="2.0",
            waits="version_newer",
            summary="Periods of Bernadette Hendyce",
        )
        desk.store.waiting_documents.keep((waits,))
    settle(desk, RetentionKind.REFUSED_FILE, 12)
    at(desk, AFTER)
    (due,) = due_records(desk, RetentionKind.REFUSED_FILE)
    proposal = propose_removal(desk, RetentionKind.REFUSED_FILE, [due.key], reason="Never a bundle")
    accept(head_of(desk), proposal.id)
    assert desk.store.verify().sound
    assert "hendyce" not in dump_of(desk)
    assert due_records(desk, RetentionKind.REFUSED_FILE) == ()


def test_a_protected_case_whose_time_is_over_stands_there_unnamed_and_does_not_go(offices: Offices) -> None:
    desk = offices.vc
    key = answered(offices)
    close(desk, key)
    settle(desk, RetentionKind.NOT_GRANTED, 12)
    at(desk, AFTER)
    protect(head_of(desk), key, reason="kin", named=[])
    (record,) = due_records(replace(desk), RetentionKind.NOT_GRANTED)
    assert (record.name, record.number, record.hindrance) == (PROTECTED_NAME, "", Hindrance.PROTECTED)
    at(desk, AFTER.replace(day=12))  # the named head gave no reason of today
    (record,) = due_records(head_of(desk), RetentionKind.NOT_GRANTED)
    assert (record.name, record.hindrance) == ("Bernadette Hendyce", Hindrance.PROTECTED)
