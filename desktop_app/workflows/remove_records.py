"""Records whose time is over are laid before a second person; and claims are held longer where somebody says why."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from desktop_app.domain.proposals import Proposal, ProposalKind
from desktop_app.domain.retention import RetentionKind
from desktop_app.domain.users import User
from desktop_app.foundation.problems import CaseProblem
from desktop_app.store.journal import JournalFilter
from desktop_app.store.removal import VERB, KeptHold
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.due_record import DueRecord
from desktop_app.workflows.propose import person, propose
from desktop_app.workflows.removal_effects import DIGEST, KEYS, digest_of, due_records
from desktop_app.workflows.retention_effects import periods

__all__ = ["DueRecord", "RemovalLine", "due_records", "hold_claim", "let_claim_go", "propose_removal", "removals"]

_MOST_LINES: Final = 10_000
"""Removed claims, the newest, of which the list says for what their person stays; the journal has them all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RemovalLine:
    """A removal as it was done: what, when, by whom, by which law, and the numbers of what it was.

    `stays` are those of its claims whose person is still on record: the number, and for what, as the journal says it.
    """

    kind: RetentionKind
    removed_at: datetime
    references: tuple[str, ...]
    proposed_by: User
    accepted_by: User
    legal_reference: str
    stays: tuple[tuple[str, str], ...] = ()


def propose_removal(desk: Desk, kind: RetentionKind, keys: Iterable[str], *, reason: str) -> Proposal:
    """Lay the removal of records before a second person.

    Raises `CaseProblem`: `removal_nothing`, `removal_too_many` (most), `removal_not_due` (number) for one that may not
    go, `reason_missing`; and what `propose` raises.
    """
    chosen = tuple(dict.fromkeys(keys))
    period = periods(desk).get(kind)
    return propose(
        desk,
        kind=ProposalKind.REMOVAL,
        subject=kind.value,
        reason=reason,
        legal_reference=period.legal_reference if period else "",
        payload={KEYS: " ".join(chosen), DIGEST: digest_of(chosen)},
    )


def removals(desk: Desk) -> tuple[RemovalLine, ...]:
    """Return every removal that was done, the newest first."""
    lines = []
    stays = {}
    for line in desk.store.journal.page(JournalFilter(verb=VERB), offset=0, limit=_MOST_LINES):
        if why := str(line.facts.get("kept_for", "")):
            stays[str(line.facts["number"])] = why
    for kept in desk.store.removal.all():
        proposal = desk.store.proposals.get(kept.proposal_id)
        lines.append(
            RemovalLine(
                kind=RetentionKind(kept.kind),
                removed_at=kept.removed_at,
                references=kept.references,
                proposed_by=person(desk, proposal.proposed_by),
                accepted_by=person(desk, proposal.decided_by),
                legal_reference=proposal.legal_reference,
                stays=tuple((number, stays[number]) for number in kept.references if number in stays),
            )
        )
    return tuple(lines)


def hold_claim(desk: Desk, claim_id: str, *, reason: str, until: date | None = None) -> None:
    """Keep a claim longer than its time, for an appeal or a court, until a day or until somebody lets it go.

    Raises `CaseProblem("reason_missing")`, `StoreProblem("record_missing")`.
    """
    if not reason.strip():
        raise CaseProblem("reason_missing")
    claim = desk.store.claims.get(claim_id)
    facts = {"until": until.isoformat()} if until else {}
    with desk.store.act(verb="claim_held", user=desk.user.id, about=claim.id, facts=facts):
        desk.store.removal.hold(
            KeptHold(
                claim_id=claim.id, reason=reason.strip(), held_by=desk.user.id, held_at=desk.clock.now(), until=until
            )
        )


def let_claim_go(desk: Desk, claim_id: str) -> None:
    """Hold a claim no longer; its time counts as before. Nothing happens to one that is not held."""
    if desk.store.removal.held(claim_id) is None:
        return
    with desk.store.act(verb="claim_let_go", user=desk.user.id, about=claim_id, facts={}):
        desk.store.removal.let_go(claim_id)
