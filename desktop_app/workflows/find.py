"""Find people, claims, numbers and bundles as they are typed."""

from dataclasses import dataclass

from desktop_app.workflows.desk import Desk


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchHit:
    """One thing found. `kind` is `person`, `claim` or `bundle`; exactly one of the keys leads there."""

    kind: str
    title: str
    subtitle: str
    claim_key: str = ""
    mailbox_id: int | None = None


def find(desk: Desk, text: str, limit: int = 12) -> tuple[SearchHit, ...]:
    """Return what matches the words typed, best first; nothing for less than one character."""
    return tuple(
        SearchHit(kind=hit.kind, title=hit.title, subtitle=hit.subtitle, claim_key=hit.claim_id, mailbox_id=hit.mailbox_id)
        for hit in desk.store.search.find(text, limit)
    )
