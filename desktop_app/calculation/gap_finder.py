"""The gap finder: what the claimant told beside what the institutions certified, year by year, and what to ask. Pure.

Nothing is presumed wrong: a gap is a question to the institution that keeps the record (exchange rules, 1.6: the
certifying State owns its rows; the receiver may question, never edit).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from desktop_app.domain.periods import CertifiedRecord, InsurancePeriod, StatedPeriod
from desktop_app.domain.time import weeks_span_can_hold

FULL_YEAR: Final = 52
MOST_YEARS: Final = 80
"""The longest span of one stated row that is looked at year by year."""


class GapKind(StrEnum):
    """What was found, the gravest first."""

    NOT_CERTIFIED = "not_certified"  # a year told, of which the certificate says nothing
    FEWER_WEEKS = "fewer_weeks"  # fewer weeks certified than told, or than the days told can hold
    HOLE = "hole"  # a year without rows between years that have some, told or not
    NO_EARNINGS = "no_earnings"  # weeks were certified, their earnings were not
    NOT_TOLD = "not_told"  # certified, and the claimant did not speak of it: a namesake's rows perhaps


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """One question. `told` and `certified` are whole weeks, None where nothing was said.

    `missing` is how many weeks may be missing at most, 0 where none. `employers` were named by the claimant; `row_ids`
    are the stated rows it comes from.
    """

    kind: GapKind
    state: str
    year: int
    told: int | None = None
    certified: int | None = None
    missing: int = 0
    employers: tuple[str, ...] = ()
    row_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    weeks: int | None
    at_most: int
    employers: tuple[str, ...]
    row_ids: tuple[str, ...]


def find_gaps(stated: Iterable[StatedPeriod], certified: Sequence[CertifiedRecord], *, until: date) -> tuple[Gap, ...]:
    """Compare the work history with the certificates that are in, State by State and year by year.

    Only States whose certificate is in are compared: of the others nothing is certified yet. `until` is the day of the
    contingency; what lies after it does not count and is not asked about. The gravest gaps of a State come first.
    """
    told = _told_years(stated, until)
    gaps: list[Gap] = []
    for record in certified:
        rows = _certified_years(record.rows, until)
        mine = told.get(record.state, {})
        if mine:
            gaps.extend(_told_gaps(record.state, mine, rows))
        gaps.extend(_holes(record.state, mine, rows))
        gaps.extend(_without_earnings(record.state, rows))
        if mine:
            gaps.extend(_not_told(record.state, mine, rows))
    order = list(GapKind)
    places = {record.state: place for place, record in enumerate(certified)}
    return tuple(sorted(gaps, key=lambda gap: (places[gap.state], order.index(gap.kind), gap.year)))


def missing_weeks(gaps: Iterable[Gap]) -> Mapping[str, int]:
    """Return how many weeks may be missing at most, by State."""
    found: dict[str, int] = {}
    for gap in gaps:
        if gap.missing:
            found[gap.state] = found.get(gap.state, 0) + gap.missing
    return found


def _told_years(stated: Iterable[StatedPeriod], until: date) -> dict[str, dict[int, _Told]]:
    """Return what was told, by State and year; a row over several years counts in each by its days."""
    parts: dict[str, dict[int, list[tuple[StatedPeriod, int, int | None]]]] = {}
    for row in stated:
        for year, holds, weeks in _years_of(row, until):
            parts.setdefault(row.state, {}).setdefault(year, []).append((row, holds, weeks))
    return {state: {year: _joined(found) for year, found in sorted(years.items())} for state, years in parts.items()}


def _joined(parts: list[tuple[StatedPeriod, int, int | None]]) -> _Told:
    known = [weeks for _row, _holds, weeks in parts if weeks is not None]
    return _Told(
        weeks=sum(known) if len(known) == len(parts) else None,
        at_most=min(FULL_YEAR, sum(weeks if weeks is not None else holds for _row, holds, weeks in parts)),
        employers=tuple(dict.fromkeys(row.employer for row, _holds, _weeks in parts if row.employer)),
        row_ids=tuple(dict.fromkeys(row.row_id for row, _holds, _weeks in parts)),
    )


def _years_of(row: StatedPeriod, until: date) -> Iterable[tuple[int, int, int | None]]:
    """Yield year, the weeks its days can hold, and the weeks told where they belong to that year alone."""
    if row.start is not None and row.end is not None and row.start <= row.end:
        first, last = row.start.year, min(row.end.year, row.start.year + MOST_YEARS, until.year)
        for year in range(first, last + 1):
            start = max(row.start, date(year, 1, 1))
            end = min(row.end, date(year, 12, 31), until)
            if start <= end:
                yield year, weeks_span_can_hold(start, end), row.weeks if first == row.end.year else None
    elif row.year is not None and row.year <= until.year:
        yield row.year, FULL_YEAR, row.weeks


def _certified_years(rows: Iterable[InsurancePeriod], until: date) -> dict[int, list[InsurancePeriod]]:
    found: dict[int, list[InsurancePeriod]] = {}
    for row in rows:
        if row.year <= until.year:
            found.setdefault(row.year, []).append(row)
    return dict(sorted(found.items()))


def _told_gaps(state: str, told: Mapping[int, _Told], rows: Mapping[int, list[InsurancePeriod]]) -> Iterable[Gap]:
    for year, mine in told.items():
        theirs = sum(row.weeks for row in rows.get(year, []))
        wanted = mine.weeks if mine.weeks is not None else mine.at_most
        if wanted <= theirs:
            continue
        yield Gap(
            kind=GapKind.FEWER_WEEKS if theirs else GapKind.NOT_CERTIFIED,
            state=state,
            year=year,
            told=mine.weeks,
            certified=theirs,
            missing=wanted - theirs,
            employers=mine.employers,
            row_ids=mine.row_ids,
        )


def _holes(state: str, told: Mapping[int, _Told], rows: Mapping[int, list[InsurancePeriod]]) -> Iterable[Gap]:
    """Yield years without a week between years with some, unless they were told: those are asked about already."""
    full = [year for year, found in rows.items() if any(row.weeks for row in found)]
    if not full:
        return
    for year in range(full[0] + 1, full[-1]):
        if year not in full and year not in told:
            yield Gap(kind=GapKind.HOLE, state=state, year=year, certified=0)


def _without_earnings(state: str, rows: Mapping[int, list[InsurancePeriod]]) -> Iterable[Gap]:
    """Yield years whose paid weeks have neither earnings nor a class; a credited week has none by its nature."""
    for year, found in rows.items():
        bare = sum(row.weeks_paid for row in found if row.earnings is None and not row.earnings_class)
        if bare:
            yield Gap(kind=GapKind.NO_EARNINGS, state=state, year=year, certified=bare)


def _not_told(state: str, told: Mapping[int, _Told], rows: Mapping[int, list[InsurancePeriod]]) -> Iterable[Gap]:
    for year, found in rows.items():
        weeks = sum(row.weeks_paid for row in found)
        if weeks and year not in told:
            yield Gap(kind=GapKind.NOT_TOLD, state=state, year=year, certified=weeks)
