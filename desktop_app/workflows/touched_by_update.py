"""Which claims an update of the rules touches, as its trial shows them."""

from desktop_app.foundation.progress import Progress
from desktop_app.rulebook.shelf import Rulebook
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.touched_claims import claims_touched
from desktop_app.workflows.update_rules import TouchedClaim


def touched_by_update(desk: Desk, before: Rulebook, after: Rulebook, progress: Progress) -> tuple[TouchedClaim, ...]:
    """Return the claims that would come out otherwise, with the States in which they would. Raises `Cancelled`."""
    return tuple(
        TouchedClaim(
            claim_id=each.claim_id,
            number=each.number,
            person_name=each.person_name,
            states=tuple(change.state for change in each.changes),
        )
        for each in claims_touched(desk, before.packs, after.packs, progress).touched
    )
