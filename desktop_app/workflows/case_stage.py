"""How far a case has come, worked out from what is in: called inside every act that brings it on."""

from dataclasses import replace

from desktop_app.domain.claims import Claim, Part, Stage
from desktop_app.workflows.desk import Desk

_SETTLED = (Stage.DECIDED, Stage.CLOSED)


def states_awaited(desk: Desk, claim: Claim) -> tuple[str, ...]:
    """Return the States of a case, in effect, whose certificate has not come."""
    have = {record.state for record in desk.store.periods.current(claim.id)}
    return tuple(
        state
        for state in claim.states
        if state not in have and desk.rulebook.party(state).in_effect_on(desk.clock.today())
    )


def bring_on(desk: Desk, claim: Claim) -> Claim:
    """Return the claim at the stage its contents allow, and keep it; never moves a decided case back."""
    if claim.stage in _SETTLED:
        desk.store.claims.update(claim)
        return claim
    if claim.part is Part.ASKED:
        stage: Stage = Stage.COLLECTING if claim.stage is Stage.DRAFT else claim.stage
    elif not states_awaited(desk, claim):
        stage = Stage.READY
    elif desk.store.obligations.of_claim(claim.id):
        stage = Stage.COLLECTING
    else:
        stage = claim.stage
    if stage is not claim.stage:
        claim = replace(claim, stage=stage, stage_changed_at=desk.clock.now())
    desk.store.claims.update(claim)
    return claim
