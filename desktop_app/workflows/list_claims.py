"""A page of the claims table: filtered and sorted by the store, drafts on top."""

from dataclasses import dataclass
from datetime import date

from desktop_app.domain.claims import Benefit, Part, Stage
from desktop_app.store.claims import ClaimFilter, ClaimSort
from desktop_app.workflows.desk import Desk


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


def claims_page(
    desk: Desk, wanted: ClaimFilter, sort: ClaimSort, *, descending: bool = False, offset: int = 0, limit: int = 200
) -> ClaimsPage:
    """Return `limit` rows of the claims that pass the filter, from `offset`."""
    today = desk.clock.today()
    names = {user.id: user.short_name for user in desk.store.users.all()}
    rows = desk.store.claims.page(wanted, sort, descending=descending, offset=offset, limit=limit)
    return ClaimsPage(
        rows=tuple(
            ClaimLine(
                claim_id=row.id,
                number=row.number,
                person_name=row.person_name,
                birth_date=row.birth_date,
                benefit=row.benefit,
                part=row.part,
                stage=row.stage,
                states=row.states,
                due=row.due,
                overdue=row.due is not None and row.due < today,
                responsible=names.get(row.responsible, ""),
                opened_on=row.opened_at.date(),
            )
            for row in rows
        ),
        total=desk.store.claims.count(wanted),
    )
