"""What can be done with the paper of a State in a case: pass its certificate on, see its scan, type in what came."""

from dataclasses import dataclass

from desktop_app.domain.obligations import ObligationKind
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.obligations import obligations_of_claim
from desktop_app.workflows.own_periods import newest_certificate
from desktop_app.workflows.pass_on import Passing, passing_of_state


@dataclass(frozen=True, slots=True, kw_only=True)
class StatePapers:
    """What there is about a State.

    `passing` says to whom its newest certificate may go on, None where it may not; `typed` that this certificate was
    typed from paper; `awaited` is the obligation whose answer may come on paper, empty for none.
    """

    state: str
    passing: Passing | None = None
    typed: bool = False
    awaited: str = ""


def papers_of_state(desk: Desk, claim_id: str, state: str) -> StatePapers:
    """Return what there is about a State of a case."""
    newest = newest_certificate(desk, claim_id, state)
    typed = any(kept.certificate == newest for kept in desk.store.periods.from_paper(claim_id))
    awaited = [
        line.id
        for line in obligations_of_claim(desk, claim_id)
        if line.partner_state == state and line.takes_paper and line.kind is ObligationKind.PERIOD_CERTIFICATE
    ]
    return StatePapers(
        state=state,
        passing=passing_of_state(desk, claim_id, state),
        typed=newest is not None and typed,
        awaited=next(iter(awaited), ""),
    )
