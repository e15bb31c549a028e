"""Recalculate every claim that has a kept calculation, by today's rules and data, and say which come out otherwise.

Nothing is written and nothing is replaced: what is kept stays, until a person calculates that claim and keeps it. The
work goes part by part, so that other work of the desk comes between.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Final

from desktop_app import __version__
from desktop_app.calculation.causes import Cause
from desktop_app.calculation.engine import award
from desktop_app.domain.claims import Benefit, Claim
from desktop_app.domain.decisions import StoredCalculation
from desktop_app.foundation.problems import CaseProblem
from desktop_app.foundation.progress import Progress, Silent
from desktop_app.workflows.calculate_claim import case_of
from desktop_app.workflows.calculation_record import award_of
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.export_table import ShownTable
from desktop_app.workflows.issue_document import IssuedDocument
from desktop_app.workflows.outcomes import Paid, PaidChange, changed_since, used_by
from desktop_app.workflows.settle_points import OfficeSettings, office_settings
from desktop_app.workflows.touched_claims import STEP, NotCalculated, SharedCauses, not_calculated, paid_changes
from desktop_app.workflows.veil import covers, number_for_lists

if TYPE_CHECKING:
    from desktop_app.documents.recalculation_report import ChangedLine

_WAYS: Final = ("more", "less", "begins", "ends", "otherwise")

PART: Final = 50
"""Claims in one part of the work."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recalculated:
    """A claim whose newest kept calculation comes out otherwise today: which State pays what, and why.

    `rules_differ`: it was kept under other rules. `changes` may be of figures alone, with the same payable amount.
    """

    claim_id: str
    number: str
    benefit: Benefit
    kept_at: datetime
    rules_differ: bool
    changes: tuple[PaidChange, ...]

    @property
    def pays_otherwise(self) -> bool:
        """Whether any State pays another amount."""
        return any(_money(change, 0) != _money(change, 1) for change in self.changes)


@dataclass(frozen=True, slots=True, kw_only=True)
class RecalculationPart:
    """One part of the work: how many claims it looked at, what it found, and the claim it ended with.

    `last` is empty where there was nothing left.
    """

    claims: int
    last: str
    differing: tuple[Recalculated, ...]
    not_calculated: tuple[NotCalculated, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RecalculationReport:
    """What was found: of `claims` with a kept calculation `differing` come out otherwise today."""

    claims: int
    differing: tuple[Recalculated, ...]
    not_calculated: tuple[NotCalculated, ...]

    @property
    def same(self) -> int:
        """How many come out as they were kept."""
        return self.claims - len(self.differing) - len(self.not_calculated)

    @classmethod
    def of(cls, parts: Sequence[RecalculationPart]) -> "RecalculationReport":
        """Put the parts together."""
        return cls(
            claims=sum(part.claims for part in parts),
            differing=tuple(each for part in parts for each in part.differing),
            not_calculated=tuple(each for part in parts for each in part.not_calculated),
        )


def claims_to_recalculate(desk: Desk) -> int:
    """Return how many claims have a kept calculation."""
    return desk.store.calculations.count_calculated()


@covers
def recalculate_all(desk: Desk, progress: Progress) -> RecalculationReport:
    """Recalculate every claim that has a kept calculation, all at once.

    Raises `Cancelled` from `progress`; nothing is written, so nothing has to be undone.
    """
    total = claims_to_recalculate(desk)
    settled = office_settings(desk, desk.clock.today())
    shared = SharedCauses()
    parts: list[RecalculationPart] = []
    done, last = 0, ""
    while True:
        part = _part(desk, last, (done, total), progress, settled, shared)
        if not part.last:
            progress.step(total, total, "claims")
            return RecalculationReport.of(parts)
        parts.append(part)
        done, last = done + part.claims, part.last


@covers
def recalculate_part(desk: Desk, after: str, progress: Progress | None = None) -> RecalculationPart:
    """Recalculate the claims that follow the one a part ended with (empty: from the first), `PART` at most.

    Raises `Cancelled` from `progress`.
    """
    settled = office_settings(desk, desk.clock.today())
    return _part(desk, after, (0, PART), progress or Silent(), settled, SharedCauses())


def recalculation_table(report: RecalculationReport, today: date) -> ShownTable:
    """Return what was found as a table to be exported: claim numbers, no names."""
    from desktop_app.documents.recalculation_table import ChangeRow, recalculation_table

    rows = [
        ChangeRow(
            number=claim.number,
            benefit=claim.benefit,
            kept_on=claim.kept_at.date(),
            state=change.state,
            before=_money(change, 0),
            after=_money(change, 1),
            once=(_once(change.before), _once(change.after)),
            why=change.why,
        )
        for claim in report.differing
        for change in claim.changes
    ]
    titles, lines = recalculation_table(rows)
    return ShownTable(name=f"recalculation-{today:%Y%m%d}", titles=titles, rows=lines)


def recalculation_document(desk: Desk, report: RecalculationReport) -> IssuedDocument:
    """Return what was found as a summary on paper: counts and reasons, no names and no claims."""
    from desktop_app.documents.recalculation_report import RecalculationView, recalculation_pdf

    today = desk.clock.today()
    data = recalculation_pdf(
        RecalculationView(
            claims=report.claims,
            same=report.same,
            differing=len(report.differing),
            paying=sum(claim.pays_otherwise for claim in report.differing),
            lines=_counted(report),
            causes=causes_of(report),
            not_calculated=tuple((each.number, each.reason) for each in report.not_calculated),
            office=desk.office,
            printed_on=today,
            program_version=__version__,
        )
    )
    return IssuedDocument(name=f"recalculation-{today:%Y%m%d}.pdf", data=data)


def _counted(report: RecalculationReport) -> "tuple[ChangedLine, ...]":
    """Count for each State and benefit in how many claims it pays more, less, begins, ends, or shows another figure."""
    from desktop_app.documents.recalculation_report import ChangedLine

    counts = Counter(
        (change.state, claim.benefit, way_of(change)) for claim in report.differing for change in claim.changes
    )
    lines = sorted({(state, benefit) for state, benefit, _ in counts})
    return tuple(
        ChangedLine(state=state, benefit=benefit, **{way: counts[state, benefit, way] for way in _WAYS})
        for state, benefit in lines
    )


def way_of(change: PaidChange) -> str:
    """Say which way what a State pays has gone; the same kind of payment in one currency alone is more or less."""
    before, after = (
        (None, None) if paid is None else (paid.weekly, paid.lump_sum) for paid in (change.before, change.after)
    )
    if not any(before) and any(after):
        return "begins"
    if any(before) and not any(after):
        return "ends"
    for was, now in zip(before, after, strict=True):
        if was and now and was.currency == now.currency and was != now:
            return "more" if now.minor > was.minor else "less"
    return "otherwise"


def _part(
    desk: Desk,
    after: str,
    done: tuple[int, int],
    progress: Progress,
    settled: OfficeSettings,
    shared: SharedCauses,
) -> RecalculationPart:
    ids = desk.store.calculations.calculated_after(after, PART)
    differing: list[Recalculated] = []
    failed: list[NotCalculated] = []
    before, total = done
    for at, claim_id in enumerate(ids):
        if not at % STEP:
            progress.step(before + at, total, "claims")
        record = desk.store.calculations.newest(claim_id)
        if record is None:
            continue
        claim = desk.store.claims.get(claim_id)
        try:
            found = _compared(desk, claim, record, settled, shared)
        except CaseProblem as problem:
            failed.append(not_calculated(desk, claim, problem))
            continue
        if found is not None:
            differing.append(found)
    return RecalculationPart(
        claims=len(ids), last=ids[-1] if ids else "", differing=tuple(differing), not_calculated=tuple(failed)
    )


def _compared(
    desk: Desk, claim: Claim, record: StoredCalculation, settled: OfficeSettings, shared: SharedCauses
) -> Recalculated | None:
    """Return what differs of one claim, None where it comes out as it was kept."""
    case = case_of(desk, claim.id, settled=settled)
    rules = desk.rulebook
    states = changed_since(record, award(case, rules.packs, rules.agreement, trace=False))
    if not states:
        return None
    today = award(case, rules.packs, rules.agreement)
    return Recalculated(
        claim_id=claim.id,
        number=number_for_lists(desk, claim.number, claim.id),
        benefit=claim.benefit,
        kept_at=record.made_at,
        rules_differ=dict(used_by(record)) != dict(today.rule_packs),
        changes=paid_changes(award_of(record), today, states, shared),
    )


def causes_of(report: RecalculationReport) -> tuple[tuple[Cause, int], ...]:
    """Return what made results differ, each with the number of claims it did so in, the most frequent first."""
    counts: dict[int, int] = {}
    causes: dict[int, Cause] = {}
    shared = SharedCauses()
    for claim in report.differing:
        told = {id(one): one for change in claim.changes for one in map(shared.one, change.why)}
        for key, cause in told.items():
            causes[key] = cause
            counts[key] = counts.get(key, 0) + 1
    return tuple((causes[key], counts[key]) for key in sorted(counts, key=lambda each: -counts[each]))


def _once(paid: Paid | None) -> bool:
    return paid is not None and paid.weekly is None and paid.lump_sum is not None


def _money(change: PaidChange, side: int) -> str:
    """Return what a State pays on one side as plain text, `XCD 34.52`; empty for nothing."""
    paid = (change.before, change.after)[side]
    money = None if paid is None else paid.weekly or paid.lump_sum
    return f"{money.currency} {money.plain}" if money is not None else ""
