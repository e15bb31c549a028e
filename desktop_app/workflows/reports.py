"""Reports of the office: figures over a period or of today, exact, and about nobody but in the outreach list.

Claims that were removed since still count where a figure is about the past: their sums were kept, by whole years.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from types import MappingProxyType
from typing import Final

from desktop_app.documents.report_page import ReportView, report_pdf
from desktop_app.documents.report_table import report_table
from desktop_app.domain.award_notices import DecisionResult
from desktop_app.domain.claims import Stage
from desktop_app.domain.money import Money
from desktop_app.domain.reports import Bar, Report, ReportColumn, ReportKind, ReportNote, Value
from desktop_app.foundation.places import left_if_told
from desktop_app.foundation.progress import Progress, Silent
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.issue_document import IssuedDocument
from desktop_app.workflows.left_files import remember_folder
from desktop_app.workflows.outreach import NAMED, outreach
from desktop_app.workflows.partner_statistics import partner_statistics
from desktop_app.workflows.rights import permitted
from desktop_app.workflows.table_files import write_table

__all__ = [
    "AHEAD",
    "NO_PERIOD",
    "Report",
    "ReportKind",
    "export_report",
    "report",
    "report_document",
]

NO_PERIOD: Final = frozenset({ReportKind.OPEN_CLAIMS, ReportKind.OUTREACH})
"""Reports that stand for today alone."""

AHEAD: Final = 12
"""Months before the pensionable age in which somebody stands in the outreach list, unless another number is asked."""

_AGES: Final = (30, 90, 180, 365)
_GIVES: Final = frozenset({DecisionResult.GRANTED, DecisionResult.RECALCULATED, DecisionResult.PROVISIONAL})
_C = ReportColumn


def report(
    desk: Desk,
    kind: ReportKind,
    *,
    since: date | None = None,
    until: date | None = None,
    ahead: int = AHEAD,
    progress: Progress | None = None,
) -> Report:
    """Make a report of what lies between two days, both included; None is no bound.

    `since` and `until` say nothing to reports that stand for today, `ahead` (months) only to the outreach list.
    It only reads, and stops when `progress` is asked to: raises `Cancelled`.
    """
    with desk.store.heeding(progress or Silent()):
        return _made(desk, kind, since, until, ahead)


def _made(desk: Desk, kind: ReportKind, since: date | None, until: date | None, ahead: int) -> Report:
    if kind is ReportKind.OUTREACH:
        return outreach(desk, ahead)
    if kind in NO_PERIOD:
        since = until = None
    made = _MAKERS[kind](desk, since, until)
    notes = made.notes
    if kind in _KEEPS and _cut(desk, since, until):
        notes = (*notes, ReportNote.KEPT_YEARS_LEFT_OUT)
    return replace(made, since=since, until=until, notes=notes)


def report_document(desk: Desk, made: Report, progress: Progress | None = None) -> IssuedDocument:
    """Return a report on pages, to be looked at, printed and saved; the journal tells that it was made.

    Raises `DutyProblem`, and what `progress` raises to stop; then the journal is told nothing.
    """
    permitted(desk.store, _verb(made), desk.user.id)
    view = ReportView(report=made, office=desk.office, program_version=_version())
    data = report_pdf(view, progress)
    _note(desk, made, "pdf")
    return IssuedDocument(name=f"{made.kind.value}-{made.made_on.isoformat()}.pdf", data=data)


def export_report(desk: Desk, made: Report, path: Path, progress: Progress | None = None) -> Path:
    """Write a report's table to a file the person chose, .xlsx or CSV; the journal tells.

    Raises `DutyProblem`, `PlaceProblem`, and what `progress` raises to stop; then there is no file.
    """
    permitted(desk.store, _verb(made), desk.user.id)
    remember_folder(desk, path.parent)
    write_table(path, *report_table(made, progress))
    with left_if_told(path):
        _note(desk, made, path.suffix.lower().lstrip("."))
    return path


def _note(desk: Desk, made: Report, form: str) -> None:
    facts = {"kind": made.kind.value, "form": form, "rows": len(made.rows)}
    with desk.store.act(verb=_verb(made), user=desk.user.id, about=desk.office.code, facts=facts):
        pass


def _verb(made: Report) -> str:
    return NAMED if ReportColumn.PERSON in made.columns else "report_made"


def _version() -> str:
    from desktop_app import __version__

    return __version__


def _cut(desk: Desk, since: date | None, until: date | None) -> bool:
    """Tell whether sums are kept of a year of which only a part lies in the period."""
    kept = desk.store.report_figures.kept_years()
    first = since is not None and (since.month, since.day) > (1, 1) and since.year in kept
    last = until is not None and (until.month, until.day) < (12, 31) and until.year in kept
    return first or last


def _open_claims(desk: Desk, _since: date | None, _until: date | None) -> Report:
    today = desk.clock.today()
    found = desk.store.report_figures.open_claims([today - timedelta(days=days) for days in _AGES])
    counts = {entry.stage: entry.counts for entry in found}
    none = (0,) * (len(_AGES) + 1)
    rows: list[tuple[Value, ...]] = [
        (stage.value, *counts.get(stage.value, none), sum(counts.get(stage.value, none)))
        for stage in Stage
        if stage is not Stage.CLOSED and stage.value in counts
    ]
    bars = tuple(Bar(label=((_C.STAGE, row[0]),), values=(_whole(row[-1]),)) for row in rows)
    ages = (_C.UNDER_30, _C.UNDER_90, _C.UNDER_180, _C.UNDER_365, _C.OLDER)
    return Report(
        kind=ReportKind.OPEN_CLAIMS, made_on=today, columns=(_C.STAGE, *ages, _C.CLAIMS), rows=tuple(rows),
        series=(_C.CLAIMS,), bars=bars, notes=(ReportNote.AS_OF_TODAY,),
    )  # fmt: skip


def _answer_times(desk: Desk, since: date | None, until: date | None) -> Report:
    lines = [line for line in partner_statistics(desk, since=since, until=until) if line.asked and not line.own]
    rows: tuple[tuple[Value, ...], ...] = tuple(
        (
            line.office, line.kind, line.asked, line.answered, line.median_days, line.ninetieth_days, line.reminded,
            line.refused,
        )
        for line in lines
    )  # fmt: skip
    bars = tuple(
        Bar(
            label=((_C.OFFICE, line.office), (_C.ANSWER, line.kind)),
            values=(line.median_days, line.ninetieth_days),
        )
        for line in lines
        if line.median_days is not None and line.ninetieth_days is not None
    )
    counts = (_C.ASKED, _C.ANSWERED, _C.MEDIAN, _C.NINETIETH, _C.REMINDED, _C.REFUSED_TO_ANSWER)
    return Report(
        kind=ReportKind.ANSWER_TIMES, made_on=desk.clock.today(), columns=(_C.OFFICE, _C.ANSWER, *counts), rows=rows,
        series=(_C.MEDIAN, _C.NINETIETH), bars=bars,
    )  # fmt: skip


def _outcomes(desk: Desk, since: date | None, until: date | None) -> Report:
    sums: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0, 0])
    for entry in desk.store.report_figures.decided(since, until):
        place = 0 if entry.result in _GIVES else 1 if entry.result == DecisionResult.REFUSED else 2
        sums[entry.state, entry.benefit][place] += entry.claims
    found = [(key, counts) for key, counts in sorted(sums.items()) if sum(counts)]
    return Report(
        kind=ReportKind.OUTCOMES, made_on=desk.clock.today(),
        columns=(_C.STATE, _C.BENEFIT, _C.GRANTED, _C.REFUSED, _C.OTHERWISE, _C.CLAIMS),
        rows=tuple((*key, *counts, sum(counts)) for key, counts in found),
        series=(_C.GRANTED, _C.REFUSED),
        bars=tuple(
            Bar(label=((_C.STATE, key[0]), (_C.BENEFIT, key[1])), values=tuple(counts[:2])) for key, counts in found
        ),
    )  # fmt: skip


def _weeks(desk: Desk, since: date | None, until: date | None) -> Report:
    sums: dict[tuple[int, str, str], list[int]] = defaultdict(lambda: [0, 0, 0])
    for entry in desk.store.report_figures.decided(since, until):
        held = sums[entry.year, entry.state, entry.benefit]
        held[0] += entry.totalised
        held[1] += entry.weeks
        held[2] += entry.weeks - entry.own_weeks
    found = [(key, counts) for key, counts in sorted(sums.items()) if counts[1]]
    years: dict[int, list[int]] = defaultdict(lambda: [0, 0])
    for (year, _state, _benefit), counts in found:
        years[year][0] += counts[1]
        years[year][1] += counts[2]
    return Report(
        kind=ReportKind.WEEKS, made_on=desk.clock.today(),
        columns=(_C.YEAR, _C.STATE, _C.BENEFIT, _C.CLAIMS, _C.WEEKS, _C.WEEKS_ELSEWHERE),
        rows=tuple((*key, *counts) for key, counts in found),
        series=(_C.WEEKS, _C.WEEKS_ELSEWHERE),
        bars=tuple(Bar(label=((_C.YEAR, year),), values=tuple(counts)) for year, counts in sorted(years.items())),
    )  # fmt: skip


def _because(desk: Desk, since: date | None, until: date | None) -> Report:
    sums: dict[tuple[str, str, str, str], list[int]] = defaultdict(lambda: [0, 0])
    for entry in desk.store.report_figures.decided(since, until):
        if entry.because:
            held = sums[entry.state, entry.benefit, entry.currency, entry.frequency]
            held[0] += entry.claims
            held[1] += entry.minor
    found = [(key, counts) for key, counts in sorted(sums.items()) if counts[0]]
    states: dict[str, int] = defaultdict(int)
    for key, counts in found:
        states[key[0]] += counts[0]
    return Report(
        kind=ReportKind.AGREEMENT, made_on=desk.clock.today(),
        columns=(_C.STATE, _C.BENEFIT, _C.CLAIMS, _C.PAID, _C.FREQUENCY),
        rows=tuple(
            (state, benefit, counts[0], Money(minor=counts[1], currency=currency) if currency else None, frequency)
            for (state, benefit, currency, frequency), counts in found
        ),
        series=(_C.CLAIMS,),
        bars=tuple(Bar(label=((_C.STATE, state),), values=(count,)) for state, count in states.items()),
    )  # fmt: skip


def _corrections(desk: Desk, since: date | None, until: date | None) -> Report:
    sums: dict[tuple[str, str, str], list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    for entry in desk.store.report_figures.questioned(since, until):
        held = sums[entry.office or desk.office.code, entry.field, entry.reason]
        for place, count in enumerate((entry.questioned, entry.confirmed, entry.explained, entry.corrected)):
            held[place] += count
    offices: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for (office, _field, _reason), counts in sums.items():
        offices[office][0] += counts[0]
        offices[office][1] += counts[3]
    return Report(
        kind=ReportKind.CORRECTIONS, made_on=desk.clock.today(),
        columns=(
            _C.OFFICE, _C.FIELD, _C.QUESTION, _C.QUESTIONED, _C.CONFIRMED, _C.EXPLAINED, _C.CORRECTED,
        ),
        rows=tuple((*key, *counts) for key, counts in sorted(sums.items())),
        series=(_C.QUESTIONED, _C.CORRECTED),
        bars=tuple(
            Bar(label=((_C.OFFICE, office),), values=tuple(counts)) for office, counts in sorted(offices.items())
        ),
    )  # fmt: skip


def _whole(value: Value) -> int:
    return value if isinstance(value, int) else 0


_KEEPS: Final = frozenset({ReportKind.OUTCOMES, ReportKind.WEEKS, ReportKind.AGREEMENT, ReportKind.CORRECTIONS})

_MAKERS: Final[Mapping[ReportKind, Callable[[Desk, date | None, date | None], Report]]] = MappingProxyType(
    {
        ReportKind.OPEN_CLAIMS: _open_claims,
        ReportKind.ANSWER_TIMES: _answer_times,
        ReportKind.OUTCOMES: _outcomes,
        ReportKind.WEEKS: _weeks,
        ReportKind.AGREEMENT: _because,
        ReportKind.CORRECTIONS: _corrections,
    }
)
