"""How long records are kept: settled by two persons a kind, shown as a calendar, never guessed."""

from dataclasses import dataclass
from datetime import datetime

from desktop_app.domain.proposals import Proposal, ProposalKind
from desktop_app.domain.retention import PROPOSED_MONTHS, RetentionKind, RetentionPeriod
from desktop_app.domain.users import User
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.propose import ProposalView, person, propose, view_of
from desktop_app.workflows.retention_effects import MONTHS, period_of, period_settled


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarLine:
    """A kind of records, how long it is kept, and who settled that when.

    `period` is None while nobody settled one; `proposed` are the months a form begins with. `waiting` is a period that
    waits for a second person.
    """

    kind: RetentionKind
    period: RetentionPeriod | None
    proposed: int
    settled_by: tuple[User, ...]
    settled_at: datetime | None
    waiting: ProposalView | None


def calendar(desk: Desk) -> tuple[CalendarLine, ...]:
    """Return every kind with its period, settled or not."""
    lines = []
    for kind in RetentionKind:
        held = period_settled(desk, kind)
        known = desk.store.proposals.about(ProposalKind.RETENTION, kind.value)
        waiting = next((view_of(desk, each) for each in known if each.waits), None)
        lines.append(
            CalendarLine(
                kind=kind,
                period=period_of(held) if held else None,
                proposed=PROPOSED_MONTHS[kind],
                settled_by=(person(desk, held.proposed_by), person(desk, held.decided_by)) if held else (),
                settled_at=held.decided_at if held else None,
                waiting=waiting,
            )
        )
    return tuple(lines)


def propose_period(desk: Desk, kind: RetentionKind, months: int, *, legal_reference: str, reason: str) -> Proposal:
    """Propose how long a kind is kept; another person accepts it.

    Raises `CaseProblem` (`retention_months_wrong` with `most`, `legal_reference_missing`, `reason_missing`) and what
    `propose` raises.
    """
    return propose(
        desk,
        kind=ProposalKind.RETENTION,
        subject=kind.value,
        reason=reason,
        legal_reference=legal_reference,
        payload={MONTHS: str(months)},
    )
