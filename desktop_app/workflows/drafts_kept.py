"""Drop a part of a draft once it is entered; what else was typed stays."""

from desktop_app.workflows.desk import Desk


def forget_part(desk: Desk, key: str, part: str) -> None:
    """Remove one part (`claimant`, `history`, `record`, `terms`) of a claim's draft, inside the caller's act."""
    kept = desk.store.drafts.get(key)
    if kept is None:
        return
    left = {name: value for name, value in kept.form.items() if name != part}
    if left:
        desk.store.drafts.save(key=key, kind="claim", claim_id=key, form=left, user=desk.user.id)
    else:
        desk.store.drafts.remove(key)
