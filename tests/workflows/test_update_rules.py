from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from desktop_app.domain.proposals import Proposal, ProposalKind, ProposalStatus
from desktop_app.exchange.archive import read_zip, write_zip
from desktop_app.exchange.rule_update import add_signature
from desktop_app.foundation.problems import DutyProblem, Problem, RuleProblem
from desktop_app.foundation.progress import Silent
from desktop_app.rulebook.pack_files import digest_of_files
from desktop_app.wording.problems import sentences
from desktop_app.workflows.calculate_claim import calculate_claim, keep_calculation
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.keep_users import deactivate
from desktop_app.workflows.open_desk import sign_in
from desktop_app.workflows.propose import accept, accept_beside, refuse, withdraw
from desktop_app.workflows.rules_in_use import rulebook_in_use, sound_pack, with_rules
from desktop_app.workflows.update_rules import (
    UpdateLine,
    UpdateStatus,
    import_update,
    propose_update,
    rule_updates,
    rulebook_with,
    take_update_back,
    try_update,
)
from tests.support.claim_desks import answered, three_offices
from tests.support.rule_updates import changed_files, introduce, pack_files, publisher, update_file
from tests.support.two_persons import PASSPHRASES, Desks, set_up


@pytest.fixture
def desks(tmp_path: Path) -> Iterator[Desks]:
    made = set_up(tmp_path, "hubert", "dora", "marlon")
    introduce(made.desk, "VC-RULES")
    yield made
    made.close()


def line(desk: Desk, update_id: str) -> UpdateLine:
    return next(each for each in rule_updates(desk) if each.update_id == update_id)


def digests(desk: Desk) -> dict[str, str]:
    return {state: pack.digest for state, pack in rulebook_in_use(desk.store).packs.items()}


def refused(desk: Desk, data: bytes) -> RuleProblem:
    """Import what is refused: it is kept, nothing is applied, and there is a sentence for it."""
    before = digests(desk)
    with pytest.raises(RuleProblem) as told:
        import_update(desk, data)
    kept = rule_updates(desk)[0]
    assert kept.status is UpdateStatus.REFUSED
    assert kept.refusal is not None
    assert kept.refusal.code == told.value.code
    assert sentences(told.value).happened
    assert "could not be done (" not in sentences(told.value).happened
    assert digests(desk) == before
    return told.value


def in_force(desks: Desks, data: bytes, *, by: str = "dora") -> str:
    """Take an update through all its steps, until two persons put it in force."""
    head = desks.as_user("hubert")
    head = with_rules(head)
    update = import_update(head, data)
    try_update(head, update, Silent())
    proposal = propose_update(head, update, reason="The institution published it")
    accept(with_rules(desks.as_user(by)), proposal.id)
    return update


def test_an_update_comes_into_force_by_two_persons_and_not_before(desks: Desks) -> None:
    head = desks.as_user("hubert")
    digest = head.rulebook.digest("VC")
    update = import_update(head, update_file())
    assert line(head, update).status is UpdateStatus.RECEIVED

    trial = try_update(head, update, Silent())
    assert trial.examples_pass
    assert [(change.about, change.parameter) for change in trial.changes if change.about == "value"]
    assert with_rules(head).rulebook.digest("VC") == digest

    proposal = propose_update(head, update, reason="The Board published it", legal_reference="Circular 1/2026")
    assert line(head, update).status is UpdateStatus.PROPOSED
    with pytest.raises(DutyProblem, match="proposal_own"):
        accept(head, proposal.id)
    assert with_rules(head).rulebook.digest("VC") == digest

    accept(desks.as_user("dora"), proposal.id)
    after = with_rules(head)
    assert after.rulebook.digest("VC") == trial.after.digest != digest
    assert line(after, update).in_force
    assert [entry.authority.says for entry in after.rulebook.packs["VC"].benefits[
        next(iter(after.rulebook.packs["VC"].benefits))].parameters["averaging"].values].count(
        "the best 5 years, as amended")  # fmt: skip


def test_an_accepted_update_is_there_when_the_desk_is_opened_again(desks: Desks) -> None:
    in_force(desks, update_file())
    digest = with_rules(desks.desk).rulebook.digest("VC")
    desks.desk.close()

    desks.desk = sign_in(desks.desk.places, desks.clock, "dora", PASSPHRASES["dora"])

    assert desks.desk.rulebook.digest("VC") == digest


def test_a_second_person_at_the_same_desk_accepts_with_the_own_passphrase(desks: Desks) -> None:
    head = desks.as_user("hubert")
    update = import_update(head, update_file())
    try_update(head, update, Silent())
    proposal = propose_update(head, update, reason="Published")

    accept_beside(head, proposal.id, login="dora", passphrase=PASSPHRASES["dora"])

    assert line(head, update).in_force


def test_two_persons_take_an_update_back_and_the_pack_before_is_there_again(desks: Desks) -> None:
    own = desks.desk.rulebook.digest("VC")
    first = in_force(desks, update_file())
    first_digest = with_rules(desks.desk).rulebook.digest("VC")
    files = changed_files(new=b'says = "the best 5 years, amended twice"')
    second = in_force(desks, update_file(files, number=2))
    assert with_rules(desks.desk).rulebook.digest("VC") not in {own, first_digest}

    wish = take_update_back(desks.as_user("hubert"), second, reason="It was wrong")
    with pytest.raises(DutyProblem, match="proposal_own"):
        accept(desks.as_user("hubert"), wish.id)
    assert line(desks.desk, second).in_force
    accept(desks.as_user("dora"), wish.id)
    assert with_rules(desks.desk).rulebook.digest("VC") == first_digest
    assert line(desks.desk, second).status is UpdateStatus.TAKEN_BACK

    accept(desks.as_user("dora"), take_update_back(desks.as_user("hubert"), first, reason="And this").id)
    assert with_rules(desks.desk).rulebook.digest("VC") == own


def test_a_newer_pack_of_the_program_is_announced_beside_the_accepted_update(desks: Desks) -> None:
    old = "sha256:" + "0" * 64
    own = desks.desk.rulebook.packs["VC"]
    update = in_force(desks, update_file(replaces=old))
    assert line(with_rules(desks.desk), update).newer_own == own.verified_on
    accept(desks.as_user("dora"), take_update_back(desks.as_user("hubert"), update, reason="The program's is newer").id)
    assert line(with_rules(desks.desk), update).newer_own is None


@pytest.mark.parametrize(
    "changes",
    [
        {},  # made from the program's own pack
        {"replaces": "sha256:" + "0" * 64, "created_on": date(2026, 11, 22)},  # and not older than it
    ],
)
def test_a_pack_that_is_not_newer_is_not_announced(desks: Desks, changes: dict[str, object]) -> None:
    assert line(with_rules(desks.desk), in_force(desks, update_file(**changes))).newer_own is None


def test_what_was_taken_back_can_be_proposed_again(desks: Desks) -> None:
    update = in_force(desks, update_file())
    accept(desks.as_user("dora"), take_update_back(desks.as_user("hubert"), update, reason="Too early").id)

    again = in_force(desks, update_file())

    assert again == update
    assert line(desks.desk, update).in_force


def test_a_refused_and_a_withdrawn_proposal_leave_the_rules_as_they_were(desks: Desks) -> None:
    head = desks.as_user("hubert")
    update = import_update(head, update_file())
    try_update(head, update, Silent())
    refuse(desks.as_user("dora"), propose_update(head, update, reason="Published").id, reason="Not yet")
    assert line(head, update).status is UpdateStatus.REFUSED
    assert line(head, update).refusal is None
    proposal = line(head, update).proposal
    assert proposal is not None
    assert proposal.proposal.status is ProposalStatus.REFUSED

    try_update(head, update, Silent())
    withdraw(head, propose_update(head, update, reason="Now").id)
    assert line(head, update).status is UpdateStatus.TRIED
    assert with_rules(head).rulebook.digest("VC") == head.rulebook.digest("VC")


def test_an_update_not_tried_is_not_proposed(desks: Desks) -> None:
    head = desks.as_user("hubert")
    update = import_update(head, update_file())

    with pytest.raises(RuleProblem, match="update_not_tried"):
        propose_update(head, update, reason="Published")


def test_the_same_bytes_twice_are_one_update(desks: Desks) -> None:
    head = desks.as_user("hubert")

    assert import_update(head, update_file()) == import_update(head, update_file())
    assert len(rule_updates(head)) == 1


def test_signed_by_one_office_alone_is_said_and_by_two_is_not(desks: Desks) -> None:
    head = desks.as_user("hubert")
    introduce(head, "LC-NIC")
    alone = try_update(head, import_update(head, update_file()), Silent())
    both = try_update(head, import_update(head, update_file(beside="LC-NIC")), Silent())

    assert "update_signed_alone" in {finding.code for finding in alone.findings}
    assert "update_signed_alone" not in {finding.code for finding in both.findings}


def test_a_further_signature_nobody_here_can_check_is_a_warning(desks: Desks) -> None:
    head = desks.as_user("hubert")
    trial = try_update(head, import_update(head, update_file(beside="LC-NIC")), Silent())

    assert {"update_signature_unchecked", "update_signed_alone"} <= {finding.code for finding in trial.findings}


def test_what_is_no_update_is_kept_and_refused(desks: Desks) -> None:
    assert refused(desks.as_user("marlon"), b"not one of ours").code == "update_not_rules"
    assert refused(desks.as_user("marlon"), update_file()[:-30]).code == "update_damaged"


def test_a_signature_that_does_not_hold_is_refused(desks: Desks) -> None:
    data = update_file()
    members = read_zip(data, {}, 1 << 21)
    members["manifest.json"] = members["manifest.json"].replace(b"amended (invented", b"mended (invented")
    assert refused(desks.desk, write_zip(members)).code == "update_signature_bad"


def test_who_is_not_known_or_not_compared_is_refused_until_compared(desks: Desks) -> None:
    data = update_file(publisher="VC-NEW")
    assert refused(desks.desk, data).code == "update_signer_unknown"
    introduce(desks.desk, "VC-NEW", checked=False)
    assert refused(desks.desk, data).code == "update_key_not_checked"
    introduce(desks.desk, "VC-NEW")

    update = import_update(desks.desk, data)

    assert line(desks.desk, update).status is UpdateStatus.RECEIVED
    assert len(rule_updates(desks.desk)) == 1


def test_the_office_of_another_state_cannot_publish_these_rules(desks: Desks) -> None:
    introduce(desks.desk, "LC-NIC")
    problem = refused(desks.desk, update_file(publisher="LC-NIC"))

    assert problem.code == "update_signer_elsewhere"
    assert "no office of VC signed it" in sentences(problem).happened


def test_a_further_office_does_not_stand_in_for_the_states_own(desks: Desks) -> None:
    introduce(desks.desk, "LC-NIC")
    data = update_file(publisher="VC-NEW", beside="LC-NIC")

    assert refused(desks.desk, data).code == "update_signer_unknown"


def test_a_publisher_must_sign_what_it_publishes(desks: Desks) -> None:
    introduce(desks.desk, "LC-NIC")
    members = read_zip(add_signature(update_file(), "LC-NIC", publisher("LC-NIC").secret), {}, 1 << 21)
    del members["manifest-vc-rules.minisig"]

    assert refused(desks.desk, write_zip(members)).code == "update_publisher_unsigned"


def test_an_older_number_is_no_update(desks: Desks) -> None:
    in_force(desks, update_file(number=3))
    now = with_rules(desks.desk)
    older = update_file(changed_files(new=b'says = "older"'), number=2)

    problem = refused(now, older)

    assert problem.code == "update_not_newer"
    assert dict(problem.facts) == {"state": "VC", "number": 2, "present": 3}


def test_rules_of_another_state_under_this_name_are_refused(desks: Desks) -> None:
    files = dict(pack_files("LC"))

    problem = refused(desks.desk, update_file(files))

    assert problem.code == "update_pack_refused"
    assert problem.facts["file"] == "VC/state.toml"


def test_a_state_that_is_none_is_refused(desks: Desks) -> None:
    assert refused(desks.desk, update_file(state="XX", publisher="XX-RULES")).code == "update_state_unknown"


def test_an_update_for_a_newer_program_waits(desks: Desks) -> None:
    assert refused(desks.desk, update_file(minimum_program="99.0")).code == "update_needs_program"


def test_rules_that_are_there_already_are_no_update(desks: Desks) -> None:
    assert refused(desks.desk, update_file(dict(pack_files()))).code == "update_same_pack"


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        (b"verified_on = 2026-11-22\nverified_on = 2026-11-22\n", "rule_file_unreadable"),
        (b"x = " + b"[" * 5000, "rule_file_unreadable"),
        (b"x = 1e999999999\n", "rule_file_unreadable"),
        (b'benefit = "age_pension"\nverified_on = 2026-11-22\n', "update_pack_refused"),
        (
            b'benefit = 5\nverified_on = "now"\nstep = 3\nparameter = [1]\nshare = {}\nfamily = 2\n',
            "update_pack_refused",
        ),
    ],
)
def test_hostile_rules_are_refused_with_file_and_key(desks: Desks, wrong: bytes, code: str) -> None:
    files = {**pack_files(), "age_pension.toml": wrong}
    problem = refused(desks.desk, update_file(files))

    assert problem.code == code
    assert "age_pension.toml" in str(problem.facts["file"])


def test_an_example_that_fails_here_is_said_and_never_proposed(desks: Desks) -> None:
    files = changed_files(b'notional_weekly = "88.50"', b'notional_weekly = "99.50"')
    head = desks.as_user("hubert")
    update = import_update(head, update_file(files))
    trial = try_update(head, update, Silent())

    assert not trial.examples_pass
    with pytest.raises(RuleProblem, match="update_example_fails"):
        propose_update(head, update, reason="Published")


def test_what_came_into_force_meanwhile_stops_the_acceptance(desks: Desks) -> None:
    head = desks.as_user("hubert")
    old = import_update(head, update_file(number=4))
    try_update(head, old, Silent())
    waiting = propose_update(head, old, reason="Published")
    in_force(desks, update_file(changed_files(new=b'says = "another"'), number=5))

    with pytest.raises(RuleProblem, match="update_not_newer"):
        accept(with_rules(desks.as_user("dora")), waiting.id)
    assert line(desks.desk, old).status is UpdateStatus.PROPOSED


def test_an_update_this_program_cannot_use_any_longer_leaves_its_state_without_rules(desks: Desks) -> None:
    """As after a move to a program with stricter checks: the pack before is not quietly taken instead."""
    update = in_force(desks, update_file())
    kept = desks.desk.store.rule_updates.get(update)
    broken = replace(kept, id="u-broken", data=kept.data[:-1], digest=kept.digest)
    desk = desks.desk
    with desk.store.act(verb="samples_made", user=desk.user.id, about="x", facts={}):
        desk.store.rule_updates.add(replace(broken, status=UpdateStatus.TRIED))
        forged = Proposal(
            id="p-broken",
            kind=ProposalKind.RULE_UPDATE,
            subject="u-broken",
            reason="x",
            legal_reference="",
            valid_from=date(2026, 1, 1),
            proposed_by=desks.user("hubert").id,
            proposed_at=desk.clock.now(),
        )
        desk.store.proposals.add(forged)
        desk.store.proposals.decide("p-broken", ProposalStatus.ACCEPTED, desks.user("dora").id, desk.clock.now(), "")
        desk.store.rule_updates.set_status("u-broken", UpdateStatus.ACCEPTED)

    rules = rulebook_in_use(desk.store)

    assert "VC" not in rules.packs
    assert [finding.code for finding in rules.found if finding.code == "update_unusable"]


def test_every_step_stands_in_the_journal(desks: Desks) -> None:
    update = in_force(desks, update_file())

    verbs = {entry.verb for entry in desks.desk.store.journal.lines(about=update)}
    assert verbs == {"rules_received", "rules_tried"}


def test_nobody_who_left_takes_an_update_in(desks: Desks) -> None:
    gone = desks.as_user("marlon")
    deactivate(desks.as_user("hubert"), gone.user.id)
    with pytest.raises(Problem, match="user_inactive"):
        import_update(gone, update_file())


def test_a_kept_calculation_keeps_the_pack_it_was_made_with(tmp_path: Path) -> None:
    """As two persons accepted it at another desk: the rules of the desk are others from then on."""
    offices = three_offices(tmp_path)
    claim = answered(offices)
    vc = offices.vc
    kept = keep_calculation(vc, claim)
    before = vc.store.calculations.newest(claim)
    files = changed_files()
    renewed = replace(vc, rulebook=rulebook_with(vc.rulebook, sound_pack("VC", files).pack))

    after = calculate_claim(renewed, claim)

    assert kept.award.rule_packs["VC"] == vc.rulebook.digest("VC")
    assert after.award.rule_packs["VC"] == digest_of_files(files)
    assert vc.store.calculations.newest(claim) == before
    assert after.kept_differs
