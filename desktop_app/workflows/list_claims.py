"""A page of the claims table, filtered and sorted by the store."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from desktop_app.domain.claims import Benefit, Part, Stage
from desktop_app.domain.protection import PROTECTED_NAME
from desktop_app.store.claims import ClaimFilter, ClaimRow, ClaimSort, SortKey
from desktop_app.workflows.desk import Desk

__all__ = ["ClaimFilter", "ClaimLine", "ClaimSort", "ClaimsPage", "SortKey", "claims_page"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimLine:
    """One row of the claims table; one protected from its reader has no number, no birth date and no States."""

    claim_id: str
    number: str
    person_name: str
    birth_date: date | None
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
    """Return `limit` rows of the claims that pass the filter, from `offset`.

    What is protected from the signed-in user stands at the end in any order, without name, number and birth date; it is
    left out where something was typed, for what was typed would tell whose it is.
    """
    hidden = desk.store.protections.hidden_claims() if desk.store.protections.in_force() else frozenset()
    open_to_me = replace(wanted, without=wanted.without | hidden) if hidden else wanted
    total = desk.store.claims.count(open_to_me)
    rows = [_line(desk, row) for row in desk.store.claims.page(open_to_me, sort, offset, limit)]
    if not hidden or wanted.text.strip():
        return ClaimsPage(rows=_named(desk, rows), total=total)
    covered = replace(wanted, only=hidden)
    if len(rows) < limit:
        kept = desk.store.claims.page(covered, ClaimSort(key=SortKey.OPENED), max(0, offset - total), limit - len(rows))
        rows.extend(_covered(_line(desk, row)) for row in kept)
    return ClaimsPage(rows=_named(desk, rows), total=total + desk.store.claims.count(covered))


def _line(desk: Desk, row: ClaimRow) -> ClaimLine:
    return ClaimLine(
        claim_id=row.id,
        number=row.number,
        person_name=row.claimant,
        birth_date=row.birth_date,
        benefit=row.benefit,
        part=row.part,
        stage=row.stage,
        states=row.states,
        due=row.due_on,
        overdue=row.due_on is not None and row.due_on < desk.clock.today(),
        responsible=row.responsible,
        opened_on=row.opened_at.date(),
    )


def _covered(line: ClaimLine) -> ClaimLine:
    return replace(line, number="", person_name=PROTECTED_NAME, birth_date=None, states=())


def _named(desk: Desk, lines: Iterable[ClaimLine]) -> tuple[ClaimLine, ...]:
    names = {account.user.id: account.user.short_name for account in desk.store.users.all()}
    return tuple(replace(line, responsible=names.get(line.responsible, "")) for line in lines)
