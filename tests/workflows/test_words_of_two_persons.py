"""Certificates and corrections need two persons: prepared by one, sealed only when another approved them."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from desktop_app.domain.case_notices import Correction, CorrectionReason
from desktop_app.domain.certificates import HasPeriods
from desktop_app.domain.dependants import Relationship
from desktop_app.domain.dependency import CertifiedDependant, DependencyCertificate, DependencyDegree
from desktop_app.domain.forms import PeriodsForm
from desktop_app.domain.messages import Message, MessageType
from desktop_app.domain.proposals import ProposalKind, ProposalStatus
from desktop_app.domain.users import Role, User
from desktop_app.exchange.messages.head import decode_message
from desktop_app.foundation.problems import CaseProblem, DutyProblem
from desktop_app.store.outbox import Standing
from desktop_app.workflows.certify_departure import DepartureForm
from desktop_app.workflows.certify_dependency import DependencyForm
from desktop_app.workflows.certify_periods import certify_periods
from desktop_app.workflows.correct_message import CorrectionForm, correct_message
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.lay_before import (
    propose_correction,
    propose_departure,
    propose_dependency,
    propose_periods,
    returned_word,
    waiting_word,
)
from desktop_app.workflows.own_periods import own_certificate
from desktop_app.workflows.propose import accept, refuse
from tests.support.case_desks import post, row_of
from tests.support.claim_desks import Offices, answered, three_offices

ROWS = PeriodsForm(lines=(row_of("VC", 2003, "30"), row_of("VC", 2004, "31")), single_state="VC")
SECOND = User(id="u-second", name="Dora Fraser-Sample", role=Role.APPROVER)
CLERK = User(id="u-clerk", name="Carl Clerk-Sample", role=Role.CLERK)


@pytest.fixture(name="offices")
def _offices(tmp_path: Path) -> Iterator[Offices]:
    made = three_offices(tmp_path)
    answered(made)
    with made.vc.store.act(verb="user_added", user=made.vc.user.id, about="u", facts={}):
        made.vc.store.users.add(SECOND, login="dora")
        made.vc.store.users.add(CLERK, login="carl")
    yield made
    made.close()


def second(desk: Desk, user: User = SECOND) -> Desk:
    return replace(desk, user=user)


def lay_periods(offices: Offices) -> str:
    day = offices.vc.clock.today()
    made = propose_periods(
        offices.vc, offices.claim_id, ROWS, complete_to=day, has_periods=HasPeriods.YES, more_follows=True
    )
    return made.id


def waiting_messages(desk: Desk, kind: MessageType) -> list[Message]:
    return [decode_message(row.data) for row in desk.store.outbox.waiting() if row.type is kind]


def test_periods_are_sealed_only_when_another_person_approved_them(offices: Offices) -> None:
    before = own_certificate(offices.vc, offices.claim_id)
    count = len(offices.vc.store.outbox.of_claim(offices.claim_id))
    proposal_id = lay_periods(offices)
    assert own_certificate(offices.vc, offices.claim_id) == before
    assert len(offices.vc.store.outbox.of_claim(offices.claim_id)) == count
    assert waiting_word(offices.vc, ProposalKind.PERIOD_CERTIFICATE, offices.claim_id) is not None
    with pytest.raises(DutyProblem) as refused:
        accept(offices.vc, proposal_id)
    assert refused.value.code == "proposal_own"
    with pytest.raises(DutyProblem) as refused:
        accept(second(offices.vc, CLERK), proposal_id)
    assert refused.value.code == "proposal_role"
    accept(second(offices.vc), proposal_id)
    made = own_certificate(offices.vc, offices.claim_id)
    assert made is not None
    assert (made.weeks, made.more_follows) == (61, True)
    assert (made.prepared_by, made.approved_by) == (offices.vc.user.short_name, SECOND.short_name)
    told = [each for each in waiting_messages(offices.vc, MessageType.PERIOD_CERTIFICATE) if each.body == made]
    assert told
    for message in told:
        assert (message.prepared_by, message.approved_by) == (made.prepared_by, made.approved_by)


def test_one_person_seals_nothing_alone_where_others_work(offices: Offices) -> None:
    day = offices.vc.clock.today()
    with pytest.raises(CaseProblem) as refused:
        certify_periods(offices.vc, offices.claim_id, ROWS, complete_to=day, has_periods=HasPeriods.YES)
    assert refused.value.code == "word_needs_second"
    with pytest.raises(CaseProblem) as refused:
        correct_message(offices.vc, "x", reason=CorrectionReason.SENT_BY_MISTAKE)
    assert refused.value.code == "word_needs_second"


def test_what_is_returned_comes_back_with_its_reason_and_can_be_laid_before_again(offices: Offices) -> None:
    proposal_id = lay_periods(offices)
    refuse(second(offices.vc), proposal_id, reason="The card of 2003 says 28 weeks")
    returned = returned_word(offices.vc, ProposalKind.PERIOD_CERTIFICATE, offices.claim_id)
    assert returned is not None
    assert returned.proposal.decision_remark == "The card of 2003 says 28 weeks"
    again = lay_periods(offices)
    assert returned_word(offices.vc, ProposalKind.PERIOD_CERTIFICATE, offices.claim_id) is None
    accept(second(offices.vc), again)


def test_a_change_of_the_person_overtakes_what_was_prepared(offices: Offices) -> None:
    proposal_id = lay_periods(offices)
    claim = offices.vc.store.claims.get(offices.claim_id)
    person = offices.vc.store.persons.get(claim.person_id)
    with offices.vc.store.act(verb="samples_made", user=offices.vc.user.id, about="u", facts={}):
        offices.vc.store.persons.update(replace(person, surname="Hendyce-Another"))
    with pytest.raises(CaseProblem) as refused:
        accept(second(offices.vc), proposal_id)
    assert refused.value.code == "word_overtaken"


def test_dependants_are_certified_by_two_persons(offices: Offices) -> None:
    child = CertifiedDependant(
        row_id="d1",
        relationship=Relationship.CHILD,
        surname="Hendyce",
        forenames="Tom",
        birth_date=date(2001, 3, 4),
        degree=DependencyDegree.WHOLLY,
    )
    form = DependencyForm(
        dependants=(child,), contingency_date=date(2014, 6, 14), valid_from=date(2014, 6, 14), remarks="Seen"
    )
    proposal = propose_dependency(offices.vc, offices.claim_id, form)
    assert not waiting_messages(offices.vc, MessageType.DEPENDENCY_CERTIFICATE)
    accept(second(offices.vc), proposal.id)
    messages = waiting_messages(offices.vc, MessageType.DEPENDENCY_CERTIFICATE)
    assert messages
    for message in messages:
        assert isinstance(message.body, DependencyCertificate)
        assert message.body.approved_by == message.approved_by == SECOND.short_name
        assert message.body.prepared_by == message.prepared_by == offices.vc.user.short_name


def test_who_leaves_is_certified_by_two_persons(offices: Offices) -> None:
    periods = lay_periods(offices)
    accept(second(offices.vc), periods)
    before = own_certificate(offices.vc, offices.claim_id)
    assert before is not None
    form = DepartureForm(departed_on=date(2026, 11, 1), new_state="LC", new_address="Castries")
    proposal = propose_departure(offices.vc, offices.claim_id, form)
    accept(second(offices.vc), proposal.id)
    made = own_certificate(offices.vc, offices.claim_id)
    assert made is not None
    assert made.version == before.version + 1
    assert made.approved_by == SECOND.short_name
    (message,) = waiting_messages(offices.vc, MessageType.DEPARTURE_CERTIFICATE)
    assert message.approved_by == SECOND.short_name


def test_a_certificate_prepared_beside_another_is_overtaken_by_it(offices: Offices) -> None:
    accept(second(offices.vc), lay_periods(offices))
    form = DepartureForm(departed_on=date(2026, 11, 1), new_state="LC")
    departure = propose_departure(offices.vc, offices.claim_id, form)
    day = offices.vc.clock.today()
    rows = PeriodsForm(lines=(row_of("VC", 2003, "29"),), single_state="VC")
    periods = propose_periods(offices.vc, offices.claim_id, rows, complete_to=day, has_periods=HasPeriods.YES)
    accept(second(offices.vc), periods.id)
    with pytest.raises(CaseProblem) as refused:
        accept(second(offices.vc), departure.id)
    assert refused.value.code == "word_overtaken"


def test_a_message_is_taken_back_by_two_persons(offices: Offices) -> None:
    accept(second(offices.vc), lay_periods(offices))
    post(offices.vc, offices.lc)
    row = next(
        row
        for row in offices.vc.store.outbox.of_claim(offices.claim_id)
        if row.type is MessageType.PERIOD_CERTIFICATE and row.office == offices.lc.office.code
    )
    form = CorrectionForm(reason=CorrectionReason.WRONG_PERSON, text="Two people of one name")
    proposal = propose_correction(offices.vc, row.message_id, form)
    assert offices.vc.store.outbox.get(row.message_id).standing == ""
    accept(second(offices.vc), proposal.id)
    assert offices.vc.store.outbox.get(row.message_id).standing is Standing.INVALIDATED
    told = waiting_messages(offices.vc, MessageType.CORRECTION)
    assert told
    for message in told:
        assert isinstance(message.body, Correction)
        assert message.body.destroy
        assert (message.prepared_by, message.approved_by) == (offices.vc.user.short_name, SECOND.short_name)
    kept = offices.vc.store.proposals.get(proposal.id)
    assert kept.status is ProposalStatus.ACCEPTED
