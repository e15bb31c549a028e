"""Find people, claims, numbers and bundles as they are typed."""

from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Final

from desktop_app.store.search import Hit, HitKind
from desktop_app.workflows.desk import Desk

_BEYOND: Final = 200
"""Protected persons and claims at the most that are looked beyond."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchHit:
    """One thing found, and what leads there: a claim, a received file, or a sent bundle.

    `kind` is `person`, `claim`, `received_file` or `sent_bundle`. A person leads to their page of the register.
    """

    kind: str
    title: str
    number: str = ""
    birth_date: date | None = None
    office: str = ""
    claim_key: str = ""
    mailbox_id: int | None = None
    bundle_id: str = ""
    person_id: str = ""


def find(desk: Desk, text: str, limit: int = 12) -> tuple[SearchHit, ...]:
    """Return what matches the words typed, best first; nothing for blank text.

    What is protected from the signed-in user is not found: that it is found by a name would tell whose it is.
    """
    protections = desk.store.protections
    if not protections.in_force():
        return tuple(_hit(hit, frozenset()) for hit in islice(desk.store.search(text, limit), limit))
    hidden = protections.hidden_claims()
    # One more is looked for in place of each that is hidden: a list that is shorter by it would tell that it is found.
    beyond = min(len(hidden) + len(protections.hidden_persons()), _BEYOND)
    hits = desk.store.search(text, limit + beyond)
    shown = (hit for hit in hits if hit.id not in hidden and not _protected(desk, hit))
    return tuple(_hit(hit, hidden) for hit in islice(shown, limit))


def _protected(desk: Desk, hit: Hit) -> bool:
    person_id = hit.id if hit.kind is HitKind.PERSON else hit.person_id
    return desk.store.protections.hides(person_id=person_id)


def _hit(hit: Hit, hidden: frozenset[str]) -> SearchHit:
    title = " ".join(part for part in hit.title_parts if part)
    claim_key = hit.id if hit.kind is HitKind.CLAIM else hit.claim_id
    claim_key = "" if claim_key in hidden else claim_key
    return SearchHit(
        kind=hit.kind.value,
        title=title,
        number=hit.number,
        birth_date=hit.birth_date,
        office=hit.office,
        claim_key=claim_key,
        mailbox_id=int(hit.id) if hit.kind is HitKind.RECEIVED_FILE else None,
        person_id=hit.person_id,
        bundle_id=hit.id if hit.kind is HitKind.SENT_BUNDLE else "",
    )
