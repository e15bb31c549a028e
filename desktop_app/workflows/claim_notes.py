"""What a clerk should know when a claim is opened: what waits for a second person, what came back, who left a State."""

from dataclasses import dataclass

from desktop_app.domain.departure import DepartureCertificate
from desktop_app.domain.proposals import WORDS, Proposal, ProposalKind, ProposalStatus
from desktop_app.workflows.certify_departure import departures_of
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.made_from import MadeLine, made_from_destroyed
from desktop_app.workflows.propose import ProposalView, view_of
from desktop_app.workflows.protected import ProtectionView, protection_of
from desktop_app.workflows.side_states import SideLine, side_states


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimNotes:
    """What waits about a claim, what a second person gave back to be done again, and certificates on departure.

    `made` is what was made from data that was destroyed since, and is still to be made again or taken back; `beside`
    what stands beside the stage of the case.
    """

    waiting: tuple[ProposalView, ...]
    returned: tuple[ProposalView, ...]
    departures: tuple[DepartureCertificate, ...]
    protection: ProtectionView | None = None
    made: tuple[MadeLine, ...] = ()
    beside: tuple[SideLine, ...] = ()


def claim_notes(desk: Desk, claim_id: str) -> ClaimNotes:
    """Return what there is to know of a registered claim. Raises `StoreProblem("record_missing")`."""
    claim = desk.store.claims.get(claim_id)
    about = _about(desk, claim_id)
    return ClaimNotes(
        waiting=tuple(view_of(desk, each) for each in about if each.waits),
        returned=tuple(view_of(desk, each) for each in about if each.status is ProposalStatus.REFUSED),
        departures=departures_of(desk, desk.store.persons.get(claim.person_id)),
        protection=protection_of(desk, claim_id),
        made=made_from_destroyed(desk, claim_id),
        beside=side_states(desk, claim_id),
    )


def _about(desk: Desk, claim_id: str) -> tuple[Proposal, ...]:
    """Return of each certificate, decision and corrected message of a claim what was proposed last."""
    kinds = sorted((WORDS - {ProposalKind.CORRECTION}) | {ProposalKind.CASE_DECISION})
    subjects = [(kind, claim_id) for kind in kinds]
    subjects += [(ProposalKind.CORRECTION, row.message_id) for row in desk.store.outbox.of_claim(claim_id)]
    known = (desk.store.proposals.about(kind, subject) for kind, subject in subjects)
    return tuple(proposals[0] for proposals in known if proposals)
