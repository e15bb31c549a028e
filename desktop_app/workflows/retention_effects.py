"""What a settled keeping period must hold, and which one is in force: read from what two persons decided."""

from collections.abc import Mapping
from typing import Final

from desktop_app.domain.proposals import Proposal, ProposalKind
from desktop_app.domain.retention import MOST_MONTHS, RetentionKind, RetentionPeriod
from desktop_app.foundation.problems import CaseProblem
from desktop_app.workflows.desk import Desk

MONTHS: Final = "months"
"""What the payload of a proposed period holds: its whole months, as digits."""


def periods(desk: Desk) -> Mapping[RetentionKind, RetentionPeriod]:
    """Return the periods that are settled."""
    held = {kind: period_settled(desk, kind) for kind in RetentionKind}
    return {kind: period_of(proposal) for kind, proposal in held.items() if proposal is not None}


def check_period(_desk: Desk, proposal: Proposal) -> None:
    """Hold a proposed period against what a period can be."""
    months = proposal.payload.get(MONTHS, "")
    if proposal.subject not in {kind.value for kind in RetentionKind}:
        raise CaseProblem("retention_months_wrong", most=MOST_MONTHS)
    if not months.isascii() or not months.isdigit() or not 1 <= int(months) <= MOST_MONTHS:
        raise CaseProblem("retention_months_wrong", most=MOST_MONTHS)
    if not proposal.legal_reference:
        raise CaseProblem("legal_reference_missing")


def period_settled(desk: Desk, kind: RetentionKind) -> Proposal | None:
    """Return the proposal that was accepted last and not taken back."""
    accepted = [
        each
        for each in desk.store.proposals.about(ProposalKind.RETENTION, kind.value)
        if each.in_force and each.decided_at
    ]
    return max(accepted, key=lambda each: each.decided_at or each.proposed_at, default=None)


def period_of(proposal: Proposal) -> RetentionPeriod:
    """Return the period that a proposal holds."""
    return RetentionPeriod(
        kind=RetentionKind(proposal.subject),
        months=int(proposal.payload[MONTHS]),
        legal_reference=proposal.legal_reference,
    )
