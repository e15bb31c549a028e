"""Records are kept as long as two persons settled, and what says whom they were about goes for good when it is over."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from desktop_app.domain.case_notices import CloseReason
from desktop_app.domain.obligations import CancelReason
from desktop_app.domain.proposals import ProposalKind
from desktop_app.domain.protection import PROTECTED_NAME
from desktop_app.domain.retention import Hindrance, RetentionKind, over_on
from desktop_app.domain.users import Role, User
from desktop_app.foundation.problems import CaseProblem, DutyProblem
from desktop_app.store.guards import lifted
from desktop_app.workflows.close_case import close_case, closing_of
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.enter_claim import save_draft
from desktop_app.workflows.open_claim import start_claim
from desktop_app.workflows.places_kept import Place
from desktop_app.workflows.propose import accept
from desktop_app.workflows.protected import protect
from desktop_app.workflows.remove_records import (
    due_records,
    hold_claim,
    let_claim_go,
    propose_removal,
    removals,
)
from desktop_app.workflows.retention import calendar, propose_period
from tests.support import hendyce
from tests.support.claim_desks import Offices, answered, three_offices
from tests.workflows.test_decisions import decided

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
