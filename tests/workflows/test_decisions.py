"""A claim decided in three States: from the kept calculation, by two persons, told to all, and summed up."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from desktop_app.domain.award_notices import (
    Decision,
    DecisionGround,
    DecisionResult,
    Frequency,
    Refusal,
    RefusalReason,
)
from desktop_app.domain.case_notices import CorrectionReason
from desktop_app.domain.claims import Stage
from desktop_app.domain.findings import Level
from desktop_app.domain.messages import MessageType
from desktop_app.domain.money import Money
from desktop_app.domain.obligations import ObligationKind
from desktop_app.domain.users import Role, User
from desktop_app.exchange.messages.head import decode_message
from desktop_app.foundation.problems import CaseProblem, DutyProblem
from desktop_app.workflows.apply_message import accept as accept_bundle
from desktop_app.workflows.attach import received_attachments
from desktop_app.workflows.calculate_claim import keep_calculation
from desktop_app.workflows.case_decisions import decisions_in_force, decisions_of, own_decision
from desktop_app.workflows.case_effects import open_of
from desktop_app.workflows.correct_message import CorrectionForm
from desktop_app.workflows.decide_claim import (
    DecisionForm,
    decide_alone,
    decision_draft,
    propose_decision,
    waiting_decision,
)
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.lay_before import propose_correction
from desktop_app.workflows.open_claim import Step, open_claim
from desktop_app.workflows.pass_on import pass_on
from desktop_app.workflows.preview_bundle import preview
from desktop_app.workflows.propose import accept, take_back
from desktop_app.workflows.summarise_decisions import send_summary, summary_draft, totals_of
from tests.support.case_desks import claim_at, named, post, say
from tests.support.claim_desks import Offices, answered, carry, sent, three_offices

START = date(2014, 6, 14)
FORM = DecisionForm(start=START, review_days=90, review_address="Appeal Tribunal, Kingstown", remarks="As calculated")


@pytest.fixture(name="offices")
def _offices(tmp_path: Path) -> Iterator[Offices]:
    made = three_offices(tmp_path)
    yield made
    made.close()


def as_second(desk: Desk, role: Role = Role.APPROVER) -> Desk:
    """The same desk with another person signed in, who is entered once."""
    second = User(id="u-second", name="Dora Fraser-Sample", role=role)
    if desk.store.users.find(second.id) is None:
        with desk.store.act(verb="user_added", user=desk.user.id, about=second.id, facts={}):
            desk.store.users.add(second, login="dora")
    return replace(desk, user=second)


def decided(desk: Desk, claim_id: str, form: DecisionForm = FORM) -> Decision:
    """Keep the calculation and decide, by two persons."""
    second = as_second(desk)
    keep_calculation(desk, claim_id)
    accept(second, propose_decision(desk, claim_id, form).id)
    made = own_decision(desk, claim_id)
    assert made is not None
    return made


def share_certificates(offices: Offices, claim_id: str) -> None:
    """Let Saint Vincent send every State's certificate to the other, so that all hold the same weeks."""
    kept = offices.vc.store.mailbox.of_claim(claim_id)
    for message in kept:
        if message.type == MessageType.PERIOD_CERTIFICATE:
            issuer = offices.vc.store.mailbox.get(message.received_id).from_office
            other = "GD-NIS" if issuer == "LC-NIC" else "LC-NIC"
            pass_on(offices.vc, message.message_id, other)


def checks(desk: Desk, mailbox_id: int) -> dict[str, Level]:
    return {check.finding.code: check.finding.level for check in preview(desk, mailbox_id).checks if not check.passed}


def test_a_decision_has_the_figures_of_the_kept_calculation_and_no_other(offices: Offices) -> None:
    key = answered(offices)
    made = decided(offices.vc, key)
    (amount,) = made.amounts
    assert (made.result, made.ground) == (DecisionResult.GRANTED, DecisionGround.TOTALISED)
    assert (made.own_weeks, made.totalised_weeks, made.weeks_lost) == (300, 740, 0)
    assert [(each.state, each.weeks, each.version) for each in made.accepted] == [("LC", 296, 1), ("GD", 144, 1)]
    assert (amount.notional, amount.actual) == (Money(minor=8850, currency="XCD"), Money(minor=3588, currency="XCD"))
    assert amount.payable == amount.actual
    assert (amount.frequency, amount.rounding) == (Frequency.WEEKLY, "half_up_cent")
    assert "AGREEMENT" not in "".join(made.legal_references)
    assert any("Article 19(2)" in each for each in made.legal_references)
    assert (made.prepared_by, made.approved_by) == (offices.vc.user.short_name, "D. Fraser-Sample")
    assert made.review_days == 90
    assert claim_at(offices.vc, key).stage is Stage.WAITING


def test_a_decision_waits_for_a_second_person_with_the_signing_right(offices: Offices) -> None:
    key, vc = answered(offices), offices.vc
    keep_calculation(vc, key)
    as_second(vc)
    proposal = propose_decision(vc, key, FORM)
    assert own_decision(vc, key) is None
    assert waiting_decision(vc, key) is not None
    with pytest.raises(DutyProblem, match="proposal_own"):
        accept(vc, proposal.id)
    with pytest.raises(DutyProblem, match="proposal_waits"):
        propose_decision(vc, key, FORM)
    accept(as_second(vc), proposal.id)
    assert waiting_decision(vc, key) is None
    with pytest.raises(DutyProblem, match="proposal_final"):
        take_back(vc, proposal.id, reason="Typed wrong")


def test_an_office_of_one_person_decides_and_says_so(offices: Offices) -> None:
    key, vc = answered(offices), offices.vc
    keep_calculation(vc, key)
    draft = decision_draft(vc, key, FORM)
    assert draft.one_person
    assert "decision_by_one_person" in {finding.code for finding in draft.findings}
    with pytest.raises(CaseProblem, match="decision_one_person"):
        propose_decision(vc, key, FORM)
    made = decide_alone(vc, key, FORM)
    assert made.prepared_by == made.approved_by
    carry(vc, offices.lc)
    as_second(vc)
    with pytest.raises(CaseProblem, match="decision_needs_second"):
        decide_alone(vc, key, FORM)


def test_nothing_is_decided_without_a_kept_calculation_that_is_todays(offices: Offices) -> None:
    key, vc = sent(offices), offices.vc
    with pytest.raises(CaseProblem, match="nothing_kept"):
        decision_draft(vc, key, FORM)


def test_what_is_missing_or_wrong_is_refused(offices: Offices) -> None:
    key, vc = answered(offices), offices.vc
    keep_calculation(vc, key)
    as_second(vc)
    for form, code in (
        (DecisionForm(), "decision_start_missing"),
        (replace(FORM, start=date(2014, 1, 1)), "decision_start_early"),
        (replace(FORM, review_days=0), "decision_review_days"),
        (replace(FORM, result=DecisionResult.REFUSED), "decision_refusal_reason_missing"),
        (replace(FORM, result=DecisionResult.ENDED), "decision_nothing_before"),
        (replace(FORM, first_payment=date(2014, 6, 1)), "decision_paid_before_start"),
        (
            replace(FORM, result=DecisionResult.REFUSED, refusals=(Refusal(reason=RefusalReason.TOO_FEW_WEEKS),)),
            "decision_refusal_not_calculated",
        ),
    ):
        draft = decision_draft(vc, key, form)
        assert code in {finding.code for finding in draft.findings if finding.level is Level.ERROR}
        with pytest.raises(CaseProblem, match="decision_has_errors"):
            propose_decision(vc, key, form)


def test_a_state_whose_condition_is_not_met_refuses_with_the_code(offices: Offices) -> None:
    key = answered(offices)
    share_certificates(offices, key)
    lc = offices.lc
    decided(offices.vc, key)
    carry(offices.vc, lc)
    made = decided(lc, offices.asked["LC"], replace(FORM, start=None))
    assert made.result is DecisionResult.REFUSED
    assert made.refusals == (Refusal(reason=RefusalReason.TOO_FEW_WEEKS),)
    assert made.amounts == ()


def test_a_corrected_decision_takes_the_place_of_the_one_before_at_both_ends(offices: Offices) -> None:
    key, vc, lc = answered(offices), offices.vc, offices.lc
    first = decided(vc, key)
    there = carry(vc, lc)
    second = decided(vc, key, replace(FORM, result=DecisionResult.RECALCULATED, start=date(2014, 7, 1)))
    assert (second.number, second.version) == (first.number, 2)
    mailbox_id = post(vc, lc)
    assert "decision_version_reused" not in checks(lc, mailbox_id)
    accept_bundle(lc, mailbox_id)
    assert [line.decision.version for line in decisions_of(lc, there)] == [1, 2]
    assert [line.decision.version for line in decisions_in_force(lc, there)] == [2]
    sent_rows = [row for row in vc.store.outbox.of_claim(key) if row.type is MessageType.DECISION]
    assert [row.standing for row in sent_rows if row.office == "LC-NIC"] == ["superseded", ""]


def test_the_worksheet_goes_with_the_decision_to_every_office_once_it_is_approved(offices: Offices) -> None:
    key, vc, lc = answered(offices), offices.vc, offices.lc
    made = decided(vc, key, replace(FORM, worksheet=True))
    assert made.worksheet_attached
    sent = [row for row in vc.store.outbox.of_claim(key) if row.type is MessageType.DECISION]
    papers = {row.office: vc.store.attachments.of_message(row.message_id) for row in sent}
    assert {office: [paper.kind for paper in kept] for office, kept in papers.items()} == {
        "LC-NIC": ["worksheet"],
        "GD-NIS": ["worksheet"],
    }
    mailbox_id = post(vc, lc)
    (paper,) = received_attachments(lc, mailbox_id)
    assert (paper.kind, paper.media_type) == ("worksheet", "application/pdf")
    there = accept_bundle(lc, mailbox_id)
    (line,) = [line for line in decisions_of(lc, there) if line.decision.state == "VC"]
    assert line.decision.worksheet_attached
    again = decided(
        vc, key, replace(FORM, worksheet=True, result=DecisionResult.RECALCULATED, remarks="Looked at anew")
    )
    assert again.version == 2
    kept = [paper for paper in vc.store.attachments.of_claim(key) if paper.kind == "worksheet"]
    assert len({paper.digest for paper in kept}) == len(kept)
    assert not decided(vc, key, replace(FORM, result=DecisionResult.RECALCULATED)).worksheet_attached


def test_a_decision_whose_amounts_do_not_follow_from_its_facts_is_not_accepted(offices: Offices) -> None:
    key, vc, lc = answered(offices), offices.vc, offices.lc
    made = decided(vc, key)
    carry(vc, lc)
    (amount,) = made.amounts
    wrong = replace(amount, actual=Money(minor=4000, currency="XCD"), payable=Money(minor=4000, currency="XCD"))
    for body, code in (
        (replace(made, version=2, amounts=(wrong,)), "decision_actual_differs"),
        (replace(made, version=2, state="GD"), "decision_other_state"),
        (replace(made, remarks="Other words"), "decision_version_reused"),
    ):
        say(vc, "LC-NIC", body, named(vc, key))
        assert checks(lc, post(vc, lc))[code] is Level.ERROR
    say(vc, "LC-NIC", replace(made, version=3, approved_by=made.prepared_by), named(vc, key))
    assert checks(lc, post(vc, lc))["decided_by_one_person"] is Level.WARNING


def test_three_states_decide_and_the_examining_one_sums_up_with_two_sticks_and_no_connection(offices: Offices) -> None:
    key, vc = answered(offices), offices.vc
    share_certificates(offices, key)
    decided(vc, key)
    waits = {entry.owed_by for entry in open_of(vc, claim_at(vc, key)) if entry.kind is ObligationKind.DECISION}
    assert waits == {"LC-NIC", "GD-NIS"}
    for desk in (offices.lc, offices.gd):
        there = carry(vc, desk)
        owed = [entry for entry in open_of(desk, claim_at(desk, there)) if entry.kind is ObligationKind.DECISION]
        assert [entry.owed_to for entry in owed] == ["VC-NIS"]
    decided(offices.lc, offices.asked["LC"], replace(FORM, start=None))
    carry(offices.lc, vc)
    draft = summary_draft(vc, key)
    assert draft.unexplained == ("GD",)
    with pytest.raises(CaseProblem, match="summary_state_unexplained"):
        send_summary(vc, key)
    assert summary_draft(vc, key, reasons={"GD": "Decides in May"}).unexplained == ()
    decided(offices.gd, offices.asked["GD"])
    carry(offices.gd, vc)
    assert not [entry for entry in open_of(vc, claim_at(vc, key)) if entry.kind is ObligationKind.DECISION]
    summary = send_summary(vc, key, contact="Kingstown, tel. 456-0000")
    assert {line.state: line.result for line in summary.lines} == {
        "VC": DecisionResult.GRANTED,
        "LC": DecisionResult.REFUSED,
        "GD": DecisionResult.GRANTED,
    }
    assert [(each.amount.plain, each.frequency) for each in summary.totals] == [("47.84", Frequency.WEEKLY)]
    mailbox_id = post(vc, offices.lc)
    assert not {code for code, level in checks(offices.lc, mailbox_id).items() if level is not Level.NOTE}


def test_amounts_of_two_currencies_or_frequencies_are_never_added(offices: Offices) -> None:
    key, vc = answered(offices), offices.vc
    decided(vc, key)
    body = decode_message(
        next(row.data for row in vc.store.outbox.of_claim(key) if row.type is MessageType.DECISION)
    ).body
    assert isinstance(body, Decision)
    line = summary_draft(vc, key).summary.lines[0]
    other = replace(line, amount=Money(minor=100, currency="BBD"))
    monthly = replace(line, frequency=Frequency.MONTHLY)
    assert [each.amount.plain for each in totals_of((line, other, line, monthly))] == ["1.00", "35.88", "71.76"]


def test_a_decision_that_was_taken_back_counts_no_longer_and_the_next_is_a_version_after_it(offices: Offices) -> None:
    key, vc = answered(offices), offices.vc
    decided(vc, key)
    for other in (offices.lc, offices.gd):
        post(vc, other)
    sent_as = next(row for row in vc.store.outbox.of_claim(key) if row.type is MessageType.DECISION)

    accept(
        as_second(vc),
        propose_correction(
            vc, sent_as.message_id, CorrectionForm(reason=CorrectionReason.WRONG_CONTENT, more_follows=True)
        ).id,
    )

    assert own_decision(vc, key) is None
    assert [(line.decision.version, line.holds) for line in decisions_of(vc, key)] == [(1, False)]
    assert decisions_in_force(vc, key) == ()
    assert claim_at(vc, key).stage is Stage.READY
    [step] = [step for step in open_claim(vc, key).steps if step.step is Step.DECISION]
    assert step.reason.code == "step_not_yet"
    again = decided(vc, key)
    assert again.version == 2
    assert [(line.decision.version, line.holds) for line in decisions_of(vc, key)] == [(1, False), (2, True)]


def test_a_decision_that_went_to_a_wrong_office_stays_a_decision(offices: Offices) -> None:
    key, vc = answered(offices), offices.vc
    decided(vc, key)
    for other in (offices.lc, offices.gd):
        post(vc, other)
    astray = next(row for row in vc.store.outbox.of_claim(key) if row.type is MessageType.DECISION)

    accept(
        as_second(vc),
        propose_correction(vc, astray.message_id, CorrectionForm(reason=CorrectionReason.WRONG_RECIPIENT)).id,
    )

    assert own_decision(vc, key) is not None
    assert claim_at(vc, key).stage is Stage.WAITING
