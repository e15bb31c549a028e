"""One proposes, another accepts: signed in, or at the same desk with the own passphrase; nobody does both."""

import sqlite3
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.domain.proposals import Obstacle, ProposalKind, ProposalStatus, obstacle
from desktop_app.domain.users import Role, User
from desktop_app.foundation.problems import Problem, StoreProblem
from desktop_app.store.keyring import Keyring
from desktop_app.wording.problems import SENTENCES
from desktop_app.workflows import propose as two
from desktop_app.workflows.keep_users import add_user, change_user, deactivate, give_passphrase
from desktop_app.workflows.open_desk import change_passphrase
from desktop_app.workflows.settle_points import office_settings, open_points, propose_option
from desktop_app.workflows.today import QueueKind, today_queue
from tests.support.two_persons import CHEAP, PASSPHRASES, Desks, proposed, set_up

ON = date(2026, 3, 2)


@pytest.fixture
def desks(tmp_path: Path) -> Iterator[Desks]:
    made = set_up(tmp_path, "hubert", "dora", "marlon")
    yield made
    made.close()


def refusal(call: Any, *args: Any, **facts: Any) -> str:
    with pytest.raises(Problem) as refused:
        call(*args, **facts)
    assert refused.value.code in SENTENCES
    return refused.value.code


def beside(desks: Desks, signed_in: str, proposal_id: str, login: str, passphrase: str = "") -> Any:
    return two.accept_beside(
        desks.as_user(signed_in), proposal_id, login=login, passphrase=passphrase or PASSPHRASES[login]
    )


def test_a_setting_holds_from_its_day_once_a_second_person_who_signed_in_accepted_it(desks: Desks) -> None:
    proposal = proposed(desks.as_user("hubert"))
    assert office_settings(desks.desk, ON).options == {}
    accepted = two.accept(desks.as_user("dora"), proposal.id, remark="Seen the circular")
    assert (accepted.status, accepted.decided_by) == (ProposalStatus.ACCEPTED, desks.user("dora").id)
    held = office_settings(desks.desk, ON)
    assert held.options == {"vested_state": "local"}
    note = held.notes["vested_state"]
    assert (note.proposed_by, note.accepted_by) == ("H. Sample-Head", "D. Fraser")
    assert note.legal_reference == "Board circular 7/2025"
    assert office_settings(desks.desk, date(2025, 12, 31)).options == {}


def test_the_second_person_accepts_at_the_same_desk_and_who_is_signed_in_stays(desks: Desks) -> None:
    desk = desks.as_user("hubert")
    proposal = proposed(desk)
    accepted = two.accept_beside(desk, proposal.id, login="Dora", passphrase=PASSPHRASES["dora"])
    assert accepted.decided_by == desks.user("dora").id
    assert desk.user.name == "Hubert Sample-Head"
    line = desk.store.journal.lines(limit=1)[0]
    assert (line.verb, line.user, line.about) == ("proposal_accepted", desks.user("dora").id, proposal.id)
    assert line.facts["at_desk_of"] == desk.user.id


def test_nothing_of_the_second_persons_passphrase_is_kept(desks: Desks, tmp_path: Path) -> None:
    proposal = proposed(desks.as_user("hubert"))
    beside(desks, "hubert", proposal.id, "dora")
    tables = desks.desk.store._database.tables
    for table in tables.table_names():
        for row in tables.execute(f"SELECT * FROM [{table}]").fetchall():  # noqa: S608 - names of the store's own tables
            assert PASSPHRASES["dora"] not in str(row)
    assert PASSPHRASES["dora"].encode() not in (tmp_path / "keyring.json").read_bytes()


def test_a_wrong_passphrase_of_the_second_person_is_counted_and_makes_wait(desks: Desks) -> None:
    proposal = proposed(desks.as_user("hubert"))
    codes = [
        refusal(two.accept_beside, desks.as_user("hubert"), proposal.id, login="dora", passphrase="no such words")
        for _attempt in range(4)
    ]
    assert codes == ["passphrase_wrong"] * 3 + ["passphrase_wait"]
    assert refusal(beside, desks, "hubert", proposal.id, "dora") == "passphrase_wait"
    desks.clock.advance(seconds=6)
    assert beside(desks, "hubert", proposal.id, "dora").status is ProposalStatus.ACCEPTED


def test_who_proposed_cannot_accept_signed_in_or_at_anothers_desk(desks: Desks) -> None:
    proposal = proposed(desks.as_user("hubert"))
    assert refusal(two.accept, desks.as_user("hubert"), proposal.id) == "proposal_own"
    assert refusal(beside, desks, "hubert", proposal.id, "hubert") == "proposal_own"
    assert refusal(beside, desks, "dora", proposal.id, "hubert") == "proposal_own"
    assert refusal(two.refuse, desks.as_user("hubert"), proposal.id, reason="No") == "proposal_own"
    assert two.proposal_view(desks.desk, proposal.id).proposal.waits


def test_a_person_without_signing_right_accepts_nothing(desks: Desks) -> None:
    proposal = proposed(desks.as_user("hubert"))
    for login in ("marlon", "carlotta"):
        assert refusal(two.accept, desks.as_user(login), proposal.id) == "proposal_role"
        assert refusal(beside, desks, "hubert", proposal.id, login) == "proposal_role"


def test_one_of_the_two_is_the_head_of_the_office(desks: Desks) -> None:
    proposal = proposed(desks.as_user("marlon"))
    assert refusal(two.accept, desks.as_user("dora"), proposal.id) == "proposal_needs_head"
    assert two.accept(desks.as_user("hubert"), proposal.id).status is ProposalStatus.ACCEPTED


def test_a_passphrase_somebody_gave_out_decides_nothing_until_its_person_changed_it(desks: Desks) -> None:
    proposal = proposed(desks.as_user("hubert"))
    given_out = "five words given out once"
    give_passphrase(desks.as_user("hubert"), desks.user("dora").id, given_out, one_time=True, cost=CHEAP)
    assert refusal(beside, desks, "hubert", proposal.id, "dora", given_out) == "passphrase_one_time"
    assert refusal(two.accept, desks.as_user("dora"), proposal.id) == "passphrase_one_time"
    change_passphrase(desks.as_user("dora"), given_out, "mango ferry candle drum")
    assert beside(desks, "hubert", proposal.id, "dora", "mango ferry candle drum").status is ProposalStatus.ACCEPTED


def test_somebody_who_left_decides_nothing(desks: Desks) -> None:
    proposal = proposed(desks.as_user("hubert"))
    dora = desks.as_user("dora")
    deactivate(desks.as_user("hubert"), dora.user.id)
    assert refusal(two.accept, dora, proposal.id) == "user_inactive"
    assert refusal(beside, desks, "hubert", proposal.id, "dora") == "user_unknown"


def test_what_was_decided_is_not_decided_again(desks: Desks) -> None:
    proposal = proposed(desks.as_user("hubert"))
    two.refuse(desks.as_user("dora"), proposal.id, reason="The circular says otherwise")
    for call in (two.accept, two.withdraw):
        assert refusal(call, desks.as_user("hubert"), proposal.id) == "proposal_decided"
    assert refusal(beside, desks, "hubert", proposal.id, "dora") == "proposal_decided"
    assert office_settings(desks.desk, ON).options == {}


def test_a_refusal_says_why(desks: Desks) -> None:
    proposal = proposed(desks.as_user("hubert"))
    assert refusal(two.refuse, desks.as_user("dora"), proposal.id, reason=" ") == "reason_missing"
    refused = two.refuse_beside(
        desks.as_user("hubert"), proposal.id, login="dora", passphrase=PASSPHRASES["dora"], reason="Not what it says"
    )
    assert (refused.status, refused.decision_remark) == (ProposalStatus.REFUSED, "Not what it says")


def test_only_who_proposed_withdraws(desks: Desks) -> None:
    proposal = proposed(desks.as_user("marlon"))
    assert refusal(two.withdraw, desks.as_user("hubert"), proposal.id) == "proposal_not_own"
    assert two.withdraw(desks.as_user("marlon"), proposal.id, reason="A slip").status is ProposalStatus.WITHDRAWN
    assert refusal(two.accept, desks.as_user("hubert"), proposal.id) == "proposal_decided"


def test_the_same_is_proposed_once_at_a_time(desks: Desks) -> None:
    proposed(desks.as_user("hubert"))
    assert refusal(proposed, desks.as_user("marlon"), "actual") == "proposal_waits"


def test_a_proposal_without_its_law_or_day_or_reason_is_refused(desks: Desks) -> None:
    desk = desks.as_user("hubert")
    full: dict[str, Any] = {
        "point": "vested_state", "option": "local", "valid_from": ON, "legal_reference": "Circular", "reason": "Why",
    }  # fmt: skip
    for change, code in (
        ({"option": "best"}, "option_unknown"),
        ({"point": "weather"}, "option_unknown"),
        ({"valid_from": None}, "valid_from_missing"),
        ({"legal_reference": " "}, "legal_reference_missing"),
        ({"reason": ""}, "reason_missing"),
    ):
        assert refusal(propose_option, desk, **{**full, **change}) == code
    assert two.waiting_proposals(desk) == ()


def test_exactly_the_same_setting_is_not_proposed_twice(desks: Desks) -> None:
    two.accept(desks.as_user("dora"), proposed(desks.as_user("hubert")).id)
    assert refusal(proposed, desks.as_user("hubert")) == "setting_holds"


def test_what_two_persons_accepted_is_taken_back_by_two_persons(desks: Desks) -> None:
    first = proposed(desks.as_user("hubert"))
    two.accept(desks.as_user("dora"), first.id)
    back = two.take_back(desks.as_user("dora"), first.id, reason="The Board changed its mind")
    assert office_settings(desks.desk, ON).options == {"vested_state": "local"}
    assert refusal(two.accept, desks.as_user("dora"), back.id) == "proposal_own"
    two.accept(desks.as_user("hubert"), back.id)
    assert office_settings(desks.desk, ON).options == {}
    assert two.proposal_view(desks.desk, first.id).proposal.status is ProposalStatus.TAKEN_BACK
    assert refusal(two.take_back, desks.as_user("dora"), first.id, reason="Again") == "proposal_not_in_force"
    (point,) = [view for view in open_points(desks.desk) if view.point.id == "vested_state"]
    assert {view.proposal.id for view in point.history} == {first.id, back.id}


def test_an_act_that_fails_half_way_leaves_the_proposal_waiting(desks: Desks, monkeypatch: pytest.MonkeyPatch) -> None:
    proposal = proposed(desks.as_user("hubert"))
    lines = desks.desk.store.journal.count()

    def fails(*_args: object, **_facts: object) -> None:
        raise sqlite3.OperationalError

    monkeypatch.setattr(desks.desk.store.proposals, "add_setting", fails)
    with pytest.raises(sqlite3.OperationalError):
        two.accept(desks.as_user("dora"), proposal.id)
    view = two.proposal_view(desks.desk, proposal.id)
    assert view.proposal.waits
    assert len(view.history) == 1
    assert desks.desk.store.journal.count() == lines


def test_every_step_is_one_line_of_the_journal(desks: Desks) -> None:
    proposal = proposed(desks.as_user("hubert"))
    two.accept(desks.as_user("dora"), proposal.id)
    lines = desks.desk.store.journal.lines(about=proposal.id)
    assert [line.verb for line in reversed(lines)] == ["proposed", "proposal_accepted"]
    assert desks.desk.store.journal.verify() is None


def test_today_tells_the_second_person_and_everybody_else(desks: Desks) -> None:
    proposal = proposed(desks.as_user("hubert"))
    for login, code in (
        ("dora", "second_person_you"),
        ("hubert", "second_person_other"),
        ("marlon", "second_person_other"),
    ):
        (item,) = [item for item in today_queue(desks.as_user(login)).items if item.kind is QueueKind.SECOND]
        assert (item.code, item.proposal_id) == (code, proposal.id)
    two.accept(desks.as_user("dora"), proposal.id)
    assert today_queue(desks.as_user("dora")).count(QueueKind.SECOND) == 0


def test_a_view_names_the_persons_who_could_be_the_second(desks: Desks) -> None:
    proposal = proposed(desks.as_user("hubert"))
    view = two.proposal_view(desks.as_user("hubert"), proposal.id)
    assert view.mine
    assert view.obstacle is Obstacle.SAME_PERSON
    assert [user.name for user in view.seconds] == ["Dora Fraser"]
    assert two.proposal_view(desks.as_user("dora"), proposal.id).obstacle is None


@pytest.fixture
def alone(tmp_path: Path) -> Iterator[Desks]:
    """An office of one person."""
    made = set_up(tmp_path / "alone")
    yield made
    made.close()


def test_where_nobody_else_works_one_person_holds_both_roles_and_the_journal_says_so(alone: Desks) -> None:
    proposal = proposed(alone.desk)
    view = two.proposal_view(alone.desk, proposal.id)
    assert view.obstacle is Obstacle.SAME_PERSON  # an open desk is not enough: the passphrase is asked
    assert view.seconds == (alone.user("carlotta"),)
    assert refusal(two.accept, alone.desk, proposal.id) == "proposal_own"
    accepted = beside(alone, "carlotta", proposal.id, "carlotta")
    assert (accepted.status, accepted.decided_by) == (ProposalStatus.ACCEPTED, alone.desk.user.id)
    line = alone.desk.store.journal.lines(limit=1)[0]
    assert (line.verb, line.facts["alone"]) == ("proposal_accepted", 1)
    assert office_settings(alone.desk, ON).options == {"vested_state": "local"}
    back = two.take_back(alone.desk, proposal.id, reason="The circular was withdrawn")
    beside(alone, "carlotta", back.id, "carlotta")
    assert office_settings(alone.desk, ON).options == {}
    assert alone.desk.store.verify().sound


def test_whoever_works_here_ends_that_and_an_auditor_does_not(alone: Desks) -> None:
    proposal = proposed(alone.desk)
    add_user(alone.desk, name="Ann Auditor", role=Role.AUDITOR, login="ann", passphrase="tall ships in a row",
             cost=CHEAP)  # fmt: skip
    assert two.proposal_view(alone.desk, proposal.id).seconds == (alone.user("carlotta"),)
    add_user(alone.desk, name="Marlon Test", role=Role.CLERK, login="marlon", passphrase=PASSPHRASES["marlon"],
             cost=CHEAP)  # fmt: skip
    assert two.proposal_view(alone.desk, proposal.id).seconds == ()
    assert refusal(beside, alone, "carlotta", proposal.id, "carlotta") == "proposal_own"
    with pytest.raises(StoreProblem), alone.desk.store.act("samples_made", alone.desk.user.id, "x", {}):
        alone.desk.store.proposals.decide(
            proposal.id, ProposalStatus.ACCEPTED, alone.desk.user.id, alone.clock.now(), "Round the program"
        )


def test_records_are_removed_by_two_persons_everywhere(alone: Desks) -> None:
    me = alone.user("carlotta")
    assert obstacle(me, me, ProposalKind.REMOVAL, alone=True) is Obstacle.SAME_PERSON
    assert obstacle(me, me, ProposalKind.CASE_DECISION, alone=True) is Obstacle.SAME_PERSON  # is made without one


def test_a_role_given_later_counts_when_the_decision_is_made(desks: Desks) -> None:
    proposal = proposed(desks.as_user("hubert"))
    marlon = desks.user("marlon")
    stale = desks.as_user("marlon")
    change_user(desks.as_user("carlotta"), marlon.id, name=marlon.name, role=Role.APPROVER)
    assert two.accept(stale, proposal.id).status is ProposalStatus.ACCEPTED


LOGINS = ("carlotta", "hubert", "dora", "marlon")
STEPS = st.lists(
    st.tuples(
        st.sampled_from(("propose", "accept", "beside", "refuse", "withdraw", "take_back")),
        st.sampled_from(LOGINS),
        st.sampled_from(LOGINS),
        st.integers(0, 3),
    ),
    min_size=4,
    max_size=14,
)


def take_step(desks: Desks, made: list[str], step: tuple[str, str, str, int]) -> None:
    act, who, other, number = step
    desk, chosen = desks.as_user(who), made[number % len(made)] if made else ""
    match act:
        case "propose":
            made.append(proposed(desk, ("local", "actual", "supplement", "higher")[number]).id)
        case "accept":
            two.accept(desk, chosen)
        case "beside":
            two.accept_beside(desk, chosen, login=other, passphrase=PASSPHRASES[other])
        case "refuse":
            two.refuse(desk, chosen, reason="No")
        case "withdraw":
            two.withdraw(desk, chosen)
        case "take_back":
            made.append(two.take_back(desk, chosen, reason="Back").id)


@settings(max_examples=25, deadline=None)
@given(steps=STEPS)
def test_no_way_leads_to_a_proposal_that_one_person_both_made_and_accepted(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, str, str, int]]
) -> None:
    desks = set_up(tmp_path_factory.mktemp("two"), "hubert", "dora", "marlon")
    made: list[str] = []
    for step in steps:
        with suppress(Problem):  # a refusal is one of the answers
            take_step(desks, made, step)
    store = desks.desk.store
    for proposal in (*store.proposals.about(ProposalKind.OPEN_POINT), *store.proposals.about(ProposalKind.TAKE_BACK)):
        proposer = store.users.find(proposal.proposed_by)
        decider = store.users.find(proposal.decided_by)
        if proposal.status in {ProposalStatus.ACCEPTED, ProposalStatus.TAKEN_BACK, ProposalStatus.REFUSED}:
            assert proposer is not None
            assert decider is not None
            assert obstacle(proposer, decider) is None
        if proposal.status is ProposalStatus.TAKEN_BACK:
            through = store.proposals.get(proposal.taken_back_through)
            assert through.decided_by != through.proposed_by
    for setting in store.proposals.settings_of("vested_state"):
        assert setting.accepted_by != setting.proposed_by
    assert store.journal.verify() is None
    desks.close()


@given(first=st.sampled_from(list(Role)), second=st.sampled_from(list(Role)))
def test_nobody_is_ever_the_second_person_to_themselves(first: Role, second: Role) -> None:
    one = User(id="user-1", name="A. Sample", role=first)
    again = User(id="user-1", name="A. Sample", role=second)
    assert obstacle(one, again) is Obstacle.SAME_PERSON


def test_the_keyring_knows_everybody_who_was_added(desks: Desks) -> None:
    keyring = Keyring.load(desks.desk.places.keyring_file, desks.clock)
    assert [entry.login for entry in keyring.logins] == ["carlotta", "hubert", "dora", "marlon"]
