from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from desktop_app.domain.proposals import Proposal, ProposalKind, ProposalStatus
from desktop_app.domain.users import Role, User
from desktop_app.foundation.problems import StoreProblem
from desktop_app.store.store import Store
from tests.support.stores import an_act, moment

ACCEPTED, REFUSED, WITHDRAWN = ProposalStatus.ACCEPTED, ProposalStatus.REFUSED, ProposalStatus.WITHDRAWN


def a_proposal(number: str = "proposal-1", **changes: Any) -> Proposal:
    proposal = Proposal(
        id=number,
        kind=ProposalKind.OPEN_POINT,
        subject="vested_state",
        payload={"option": "local"},
        reason="The Board decided",
        legal_reference="Board circular 7/2025",
        valid_from=date(2026, 1, 1),
        proposed_by="user-1",
        proposed_at=moment(1),
    )
    return replace(proposal, **changes)


@pytest.fixture
def two(store: Store) -> Store:
    with an_act(store):
        store.users.add(User(id="user-1", name="Calvin Sample", role=Role.HEAD), "calvin")
        store.users.add(User(id="user-2", name="Dora Sample", role=Role.APPROVER), "dora")
    return store


def settled(store: Store, number: str, option: str, day: date, minutes: int = 5) -> Proposal:
    proposal = a_proposal(number, valid_from=day, payload={"option": option})
    with an_act(store):
        store.proposals.add(proposal)
        store.proposals.decide(number, ACCEPTED, "user-2", moment(minutes), "")
        store.proposals.add_setting(store.proposals.get(number), point="vested_state", option=option, valid_from=day)
    return store.proposals.get(number)


def options_on(store: Store, day: date) -> dict[str, str]:
    return {setting.point: setting.option for setting in store.proposals.settings_on(day)}


def test_a_proposal_is_read_as_it_was_kept_and_waits(two: Store) -> None:
    with an_act(two):
        two.proposals.add(a_proposal())
    assert two.proposals.get("proposal-1") == a_proposal()
    assert two.proposals.waiting() == (a_proposal(),)
    assert two.proposals.count_waiting() == 1
    assert two.proposals.about(ProposalKind.OPEN_POINT, "vested_state") == (a_proposal(),)
    assert two.proposals.about(ProposalKind.RULE_UPDATE) == ()


@pytest.mark.parametrize(("status", "by"), [(ACCEPTED, "user-2"), (REFUSED, "user-2"), (WITHDRAWN, "user-1")])
def test_every_step_of_a_proposal_stays_on_record(two: Store, status: ProposalStatus, by: str) -> None:
    with an_act(two):
        two.proposals.add(a_proposal())
        two.proposals.decide("proposal-1", status, by, moment(5), "Seen")
    kept = two.proposals.get("proposal-1")
    assert (kept.status, kept.decided_by, kept.decided_at, kept.decision_remark) == (status, by, moment(5), "Seen")
    steps = two.proposals.history("proposal-1")
    assert [(step.status, step.by, step.remark) for step in steps] == [
        (ProposalStatus.PROPOSED, "user-1", "The Board decided"),
        (status, by, "Seen"),
    ]
    assert two.proposals.count_waiting() == 0


@pytest.mark.parametrize(("status", "by"), [(ACCEPTED, "user-1"), (REFUSED, "user-1"), (WITHDRAWN, "user-2")])
def test_the_store_refuses_that_the_wrong_person_decides(two: Store, status: ProposalStatus, by: str) -> None:
    with an_act(two):
        two.proposals.add(a_proposal())
    with pytest.raises(StoreProblem) as refused, an_act(two):
        two.proposals.decide("proposal-1", status, by, moment(5), "")
    assert refused.value.code == "record_refused"
    assert two.proposals.get("proposal-1").waits
    assert len(two.proposals.history("proposal-1")) == 1


def test_a_setting_is_in_force_from_its_day_until_the_next_one(two: Store) -> None:
    settled(two, "proposal-1", "local", date(2026, 1, 1))
    settled(two, "proposal-2", "actual", date(2026, 7, 1))
    assert options_on(two, date(2025, 12, 31)) == {}
    assert options_on(two, date(2026, 1, 1)) == {"vested_state": "local"}
    assert options_on(two, date(2026, 6, 30)) == {"vested_state": "local"}
    assert options_on(two, date(2026, 7, 1)) == {"vested_state": "actual"}


def test_of_two_settings_from_the_same_day_the_one_accepted_last_holds(two: Store) -> None:
    settled(two, "proposal-1", "local", date(2026, 1, 1))
    settled(two, "proposal-2", "supplement", date(2026, 1, 1))
    assert options_on(two, date(2026, 3, 1)) == {"vested_state": "supplement"}


def test_a_setting_says_who_proposed_and_who_accepted_it(two: Store) -> None:
    settled(two, "proposal-1", "local", date(2026, 1, 1))
    (setting,) = two.proposals.settings_of("vested_state")
    assert (setting.proposed_by, setting.accepted_by, setting.accepted_at) == ("user-1", "user-2", moment(5))
    assert setting.legal_reference == "Board circular 7/2025"


def test_what_was_taken_back_is_in_force_no_longer_and_stays_on_record(two: Store) -> None:
    settled(two, "proposal-1", "local", date(2026, 1, 1))
    settled(two, "proposal-2", "actual", date(2026, 7, 1))
    through = a_proposal("proposal-3", kind=ProposalKind.TAKE_BACK, subject="proposal-2", proposed_by="user-2")
    with an_act(two):
        two.proposals.add(through)
        two.proposals.decide("proposal-3", ACCEPTED, "user-1", moment(9), "")
        two.proposals.take_back("proposal-2", two.proposals.get("proposal-3"))
    assert options_on(two, date(2026, 7, 1)) == {"vested_state": "local"}
    taken = two.proposals.get("proposal-2")
    assert (taken.status, taken.taken_back_through) == (ProposalStatus.TAKEN_BACK, "proposal-3")
    assert taken.decided_by == "user-2"
    assert [step.status for step in two.proposals.history("proposal-2")][-1] is ProposalStatus.TAKEN_BACK


def test_nothing_is_taken_back_before_a_second_person_accepted_that(two: Store) -> None:
    settled(two, "proposal-1", "local", date(2026, 1, 1))
    through = a_proposal("proposal-3", kind=ProposalKind.TAKE_BACK, subject="proposal-1")
    with an_act(two):
        two.proposals.add(through)
    with pytest.raises(StoreProblem), an_act(two):
        two.proposals.take_back("proposal-1", through)
    assert two.proposals.get("proposal-1").status is ACCEPTED


def test_a_setting_of_a_proposal_not_accepted_is_refused(two: Store) -> None:
    with an_act(two):
        two.proposals.add(a_proposal())
    with pytest.raises(StoreProblem), an_act(two):
        two.proposals.add_setting(a_proposal(), point="vested_state", option="local", valid_from=date(2026, 1, 1))
    assert options_on(two, date(2026, 3, 1)) == {}
