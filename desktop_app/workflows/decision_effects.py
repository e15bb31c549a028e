"""What comes of a decision on a claim that is approved: kept with the case, told to its offices, obligations met.

Inside the act of whoever approves it; nothing in here proposes anything.
"""

from dataclasses import replace
from typing import Final

from desktop_app.domain.award_notices import Decision, DecisionResult
from desktop_app.domain.case_notices import CorrectionReason
from desktop_app.domain.claims import Claim, Stage
from desktop_app.domain.messages import EarlierMessage, Message, MessageType
from desktop_app.domain.obligations import ObligationKind
from desktop_app.domain.proposals import Proposal
from desktop_app.domain.users import User
from desktop_app.exchange.messages.registry import body_bytes
from desktop_app.foundation.problems import CaseProblem
from desktop_app.store.case_decisions import KeptDecision
from desktop_app.workflows.case_decisions import read_decision
from desktop_app.workflows.case_offices import offices_told
from desktop_app.workflows.case_stage import bring_on
from desktop_app.workflows.decisions_owed import bring_decisions_on
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.own_periods import state_of_office, states_awaited
from desktop_app.workflows.person_blocks import person_block
from desktop_app.workflows.put_message import put_message
from desktop_app.workflows.signatures import signature

DECISION: Final = "decision"
"""What the payload of a proposed decision holds: the decision, as it stands in a message."""

CALCULATION: Final = "calculation"
"""What the payload holds: the kept calculation it rests on."""

REASON: Final = "reason"
"""What the payload of a correction holds: why (`CorrectionReason`)."""


WORKSHEET: Final = "worksheet"
"""What the payload holds: the worksheet that goes along, by its id among the papers of the claim; also its kind."""


def check_case_decision(desk: Desk, proposal: Proposal) -> None:
    """Refuse a decision that something overtook: a later calculation or version, or the closing of the case."""
    claim = desk.store.claims.get(proposal.subject)
    if claim.stage is Stage.CLOSED:
        raise CaseProblem("case_closed")
    newest = desk.store.calculations.newest(claim.id)
    if newest is None or newest.id != proposal.payload.get(CALCULATION):
        raise CaseProblem("decision_overtaken")
    before = desk.store.case_decisions.newest(claim.id)
    decision = read_decision(proposal.payload[DECISION].encode())
    if decision.version != (before.version + 1 if before else 1):
        raise CaseProblem("decision_overtaken")


def case_decision_accepted(desk: Desk, proposal: Proposal) -> None:
    """Keep and tell a decision that the second person approved."""
    second = desk.store.users.find(proposal.decided_by) or desk.user
    keep_decision(
        desk,
        proposal.subject,
        read_decision(proposal.payload[DECISION].encode()),
        calculation_id=proposal.payload[CALCULATION],
        approver=second,
        proposal_id=proposal.id,
        reason=proposal.payload.get(REASON, ""),
        worksheet=proposal.payload.get(WORKSHEET, ""),
    )


def keep_decision(
    desk: Desk,
    claim_id: str,
    decision: Decision,
    *,
    calculation_id: str,
    approver: User,
    proposal_id: str = "",
    reason: str = "",
    worksheet: str = "",
) -> Decision:
    """Keep a decision with its case and put it into "To send" for the offices of the case; return it as approved.

    `worksheet` is a paper of the claim that goes with it, by its id.
    """
    claim = desk.store.claims.get(claim_id)
    decision = replace(decision, approved_by=signature(desk, approver), decided_on=desk.clock.today())
    desk.store.case_decisions.add(
        KeptDecision(
            claim_id=claim_id,
            version=decision.version,
            body=body_bytes(decision),
            calculation_id=calculation_id,
            proposal_id=proposal_id,
            decided_by=approver.id,
            decided_at=desk.clock.now(),
        )
    )
    why = CorrectionReason(reason) if reason else CorrectionReason.NEW_FACTS
    sent = {office: _tell(desk, claim, office, decision, why) for office in offices_told(desk, claim)}
    if worksheet:
        for message in sent.values():
            desk.store.attachments.put_with(message.message_id, (worksheet,))
    for owed in desk.store.obligations.of_claim(claim_id):
        if owed.open and owed.owed_by == desk.office.code and owed.kind is ObligationKind.DECISION:
            answer = sent.get(owed.owed_to)
            desk.store.obligations.meet(
                owed.id,
                met_by=answer.message_id if answer else decision.number,
                in_part=decision.result is DecisionResult.PROVISIONAL,
                by=desk.user.id,
            )
    if decision.result is DecisionResult.PROVISIONAL and states_awaited(desk, claim):
        bring_on(desk, claim)
    else:
        claim = replace(claim, stage=Stage.DECIDED, stage_changed_at=desk.clock.now())
        desk.store.claims.update(claim)
        bring_decisions_on(desk, claim)
    return decision


def _tell(desk: Desk, claim: Claim, office: str, decision: Decision, why: CorrectionReason) -> Message:
    """Put the decision for one office into "To send", in place of the version it was told before."""
    earlier = tuple(
        EarlierMessage(message_id=row.message_id, reason=why)
        for row in desk.store.outbox.of_claim(claim.id)
        if row.type is MessageType.DECISION and row.office == office and not row.standing
    )
    person = desk.store.persons.get(claim.person_id)
    body = replace(decision, person=person_block(person, state_of_office(desk, office)))
    asked = next(
        (
            owed.asked_message_id
            for owed in desk.store.obligations.of_claim(claim.id)
            if owed.owed_to == office and owed.kind is ObligationKind.DECISION
        ),
        "",
    )
    return put_message(
        desk,
        office=office,
        body=body,
        claim=claim,
        in_reply_to=asked,
        prepared_by=decision.prepared_by,
        approved_by=decision.approved_by,
        supersedes=earlier,
    )
