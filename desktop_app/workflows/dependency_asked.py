"""What a certificate of dependency answers: one that is owed, and each item of a question that asked for it (4.4)."""

from desktop_app.domain.inquiries import InfoItemCode
from desktop_app.domain.obligations import ObligationKind
from desktop_app.store.obligations import Obligation
from desktop_app.workflows.desk import Desk


def asks_dependency(entry: Obligation) -> bool:
    """Tell whether a certificate of dependency is still owed here, by itself or as an item of a question."""
    return entry.open and (entry.kind is ObligationKind.DEPENDENCY_CERTIFICATE or bool(_items(entry)))


def meet_dependency(desk: Desk, entry: Obligation, *, met_by: str, from_paper: bool = False) -> None:
    """Settle what a certificate answers, inside the caller's act; other items of the same question stay owed."""
    obligations, by = desk.store.obligations, desk.user.id
    if entry.kind is ObligationKind.DEPENDENCY_CERTIFICATE:
        obligations.meet(entry.id, met_by=met_by, from_paper=from_paper, by=by)
    else:
        obligations.meet_items(entry.id, _items(entry), met_by=met_by, from_paper=from_paper, by=by)


def _items(entry: Obligation) -> tuple[str, ...]:
    if entry.kind is not ObligationKind.INFO_REPLY:
        return ()
    return tuple(item.item_id for item in entry.items if item.code == InfoItemCode.DEPENDENCY and not item.settled)
