"""A new version of a certificate beside the one that holds: row by row, and what it moves for each State (4.3, 5.5)."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from desktop_app.calculation.case import Case
from desktop_app.calculation.engine import award
from desktop_app.domain.certificates import PeriodCertificate
from desktop_app.domain.claims import Claim
from desktop_app.domain.money import Money
from desktop_app.domain.periods import InsurancePeriod, RowStatus
from desktop_app.domain.row_pairs import RowPair, pair_rows
from desktop_app.foundation.problems import CaseProblem
from desktop_app.workflows.arrival import Change
from desktop_app.workflows.calculate_claim import case_of
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.outcomes import Paid, changed_states, paid_by

BETWEEN: Final = " · "
"""What stands between two facts of a row."""

NOTHING: Final = "nothing"
"""What a State pays that pays nothing."""

_LAST_YEAR: Final = 9999
_SAID_AS_THEY_ARE: Final = ("employer", "employer_number", "earnings_class", "note")


def row_changes(before: PeriodCertificate, after: PeriodCertificate) -> Iterator[Change]:
    """Return each row that is new, gone, or not as it was, with what is said of it in both versions.

    A value is a kind with its weeks (`EMP 48`), then what else is to be told, parted by `BETWEEN`.
    """
    for pair in pair_rows(before.rows, after.rows):
        now, then = _facts(pair.before, pair), _facts(pair.after, pair)
        if now == then:
            continue
        if pair.after is None:
            yield Change(what="change_row_gone", mark="changed", now=now, detail=_span(pair.row))
        elif pair.before is None:
            yield Change(what="change_row", mark="new", after=then, detail=_span(pair.row))
        else:
            yield Change(what="change_row", mark="changed", now=now, after=then, detail=_span(pair.row))


def amount_changes(desk: Desk, claim: Claim, certificate: PeriodCertificate) -> Iterator[Change]:
    """Return what each State would pay a week otherwise once a certificate holds; writes nothing.

    Nothing where the case cannot be calculated as it stands. Where it cannot be any more, that is said.
    """
    try:
        case = case_of(desk, claim.id)
    except CaseProblem:
        return
    try:
        changed = _with(case, certificate)
    except CaseProblem:
        yield Change(what="change_not_calculated", mark="changed")
        return
    packs, agreement = desk.rulebook.packs, desk.rulebook.agreement
    was, now = (award(each, packs, agreement, trace=False) for each in (case, changed))
    for state in changed_states(was, now):
        before, after = _paid(paid_by(was, state)), _paid(paid_by(now, state))
        if before != after:
            yield Change(what="change_amount", mark="changed", now=before, after=after, detail=state)


def calculated_before(desk: Desk, claim: Claim) -> Iterator[Change]:
    """Return how many kept calculations rest on what held before."""
    if kept := len(desk.store.calculations.of_claim(claim.id)):
        yield Change(what="change_calculate_again", mark="changed", after=str(kept))


def _with(case: Case, certificate: PeriodCertificate) -> Case:
    """Return a case with a State's rows as a certificate has them. Raises `CaseProblem("no_periods_certified")`."""
    rows: dict[str, list[InsurancePeriod]] = {}
    for row in case.periods:
        if row.state != certificate.state:
            rows.setdefault(row.state, []).append(row)
    if certificate.rows:
        rows[certificate.state] = list(certificate.rows)
    if not rows:
        raise CaseProblem("no_periods_certified")
    ordered = sorted(rows.values(), key=lambda each: min((row.year for row in each), default=_LAST_YEAR))
    return replace(case, periods=tuple(row for each in ordered for row in each))


def _paid(paid: Paid | None) -> str:
    if paid is None or (paid.weekly is None and paid.lump_sum is None):
        return NOTHING
    return _money(paid.weekly) if paid.weekly is not None else f"{_money(paid.lump_sum)}{BETWEEN}once"


def _span(row: InsurancePeriod) -> str:
    if row.start and row.end:
        return f"{row.start.isoformat()} \u2013 {row.end.isoformat()}"
    return str(row.year)


def _facts(row: InsurancePeriod | None, pair: RowPair) -> str:
    """Return what is said of a row: its weeks always, everything else as far as the other version differs in it."""
    if row is None:
        return ""
    other = pair.before if row is pair.after else pair.after
    said = [f"{row.type.value} {row.weeks}"]
    if row.weeks_credited and not row.type.credited:
        said.append(f"credited {row.weeks_credited}")
    if row.earnings is not None:
        said.append(_money(row.earnings))
    if row.status is not RowStatus.CERTAIN:
        said.append(row.status.value)
    if other is None:
        return BETWEEN.join(said)
    if _span(row) != _span(other):
        said.append(_span(row))
    if row.evidence is not other.evidence:
        said.append(row.evidence.value)
    if row.insured_class is not other.insured_class and row.insured_class:
        said.append(row.insured_class.value)
    said.extend(
        str(getattr(row, name))
        for name in _SAID_AS_THEY_ARE
        if getattr(row, name) != getattr(other, name) and getattr(row, name)
    )
    for name, mine, theirs in (
        ("for", row.counts_for, other.counts_for),
        ("raises", row.raises_amount or (), other.raises_amount or ()),
    ):
        if mine != theirs:
            said.append(f"{name} {'+'.join(each.value for each in mine)}")
    return BETWEEN.join(said)


def _money(money: Money | None) -> str:
    return f"{money.currency} {money.plain}" if money is not None else ""
