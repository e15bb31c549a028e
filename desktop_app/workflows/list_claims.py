"""A page of the claims table, filtered and sorted by the store."""

from dataclasses import dataclass
from datetime import date

from desktop_app.domain.claims import Benefit, Part, Stage
from desktop_app.store.claims import ClaimFilter, ClaimSort, SortKey
from desktop_app.workflows.desk import Desk

__all__ = ["ClaimFilter", "ClaimLine", "ClaimSort", "ClaimsPage", "SortKey", "claims_page"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimLine:
    """One row of the claims table."""

    claim_id: str
    number: str
    person_name: str
    birth_date: date
    benefit: Benefit
    part: Part
    stage: Stage
    states: tuple[str, ...]
    due: date | None
    overdue: bool
    responsible: str
    opened_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimsPage:
    """Some rows of the table, and how many there are in all."""

    rows: tuple[ClaimLine, ...]
    total: int


def claims_page(desk: Desk, wanted: ClaimFilter, sort: ClaimSort, *, offset: int = 0, limit: int = 200) -> ClaimsPage:
    """Return `limit` rows of the claims that pass the filter, from `offset`."""
    today = desk.clock.today()
    names = {account.user.id: account.user.short_name for account in desk.store.users.all()}
    rows = desk.store.claims.page(wanted, sort, offset, limit)
    return ClaimsPage(
        rows=tuple(
            ClaimLine(
                claim_id=row.id,
                number=row.number,
                person_name=row.claimant,
                birth_date=row.birth_date,
                benefit=row.benefit,
                part=row.part,
                stage=row.stage,
                states=row.states,
                due=row.due_on,
                overdue=row.due_on is not None and row.due_on < today,
                responsible=names.get(row.responsible, ""),
                opened_on=row.opened_at.date(),
            )
            for row in rows
        ),
        total=desk.store.claims.count(wanted),
    )
