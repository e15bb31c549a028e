"""How far a case has come, worked out from what is in: called inside every act that brings it on."""

from dataclasses import replace

from desktop_app.domain.claims import SETTLED, Claim, Part, Stage
from desktop_app.domain.messages import MessageType
from desktop_app.domain.obligations import ObligationKind
from desktop_app.store.outbox import OutboxState
from desktop_app.workflows.decisions_owed import bring_decisions_on
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.own_periods import states_awaited


def others_told(desk: Desk, claim: Claim) -> bool:
    """Tell whether another office knows of the claim, from us or to us; a notice that came back does not count.

    What was told then holds for every State: the benefit and the date of filing.
    """
    return claim.part is Part.ASKED or any(
        row.type is MessageType.CLAIM_NOTICE and row.state is not OutboxState.RETURNED
        for row in desk.store.outbox.of_claim(claim.id)
    )


def bring_on(desk: Desk, claim: Claim, *, anew: bool = False) -> Claim:
    """Return the claim at the stage its contents allow, and keep it; never moves a decided case.

    `anew` dates the stage again although it stays: something came in that a calculation made before did not know.
    Decisions and the summary of them are owed from when the case allows them (`bring_decisions_on`).
    """
    stage = claim.stage if claim.stage in SETTLED else _stage(desk, claim)
    if stage is not claim.stage or anew:
        claim = replace(claim, stage=stage, stage_changed_at=desk.clock.now())
    desk.store.claims.update(claim)
    return bring_decisions_on(desk, claim)


def _stage(desk: Desk, claim: Claim) -> Stage:
    """Return the stage of a case that is not decided; one where a State is named late waits again."""
    if claim.part is Part.ASKED:
        return Stage.COLLECTING if claim.stage is Stage.DRAFT else claim.stage
    owed = [
        entry
        for entry in desk.store.obligations.of_claim(claim.id)
        if entry.owed_to == desk.office.code and entry.kind is ObligationKind.PERIOD_CERTIFICATE
    ]
    more_follows = any(entry.open and entry.met_by for entry in owed)
    if not states_awaited(desk, claim) and not more_follows:
        return Stage.READY
    return Stage.COLLECTING if owed or claim.stage is Stage.READY else claim.stage
