"""The timeline's lanes: certified periods with equal neighbours joined, what was told and not certified, overlaps."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from desktop_app.calculation.award import Award
from desktop_app.calculation.lost_weeks import LostWeeks, lost_weeks
from desktop_app.domain.forms import CheckedPeriods
from desktop_app.domain.periods import InsurancePeriod
from desktop_app.domain.states import Party
from desktop_app.domain.time import Span
from desktop_app.ui.screens.claim.period_looks import look_of
from desktop_app.ui.widgets.drawing import PeriodLook
from desktop_app.ui.widgets.timeline import TimelineBar, TimelineLane
from desktop_app.wording.award_words import lost_why_words
from desktop_app.wording.catalogue import plural
from desktop_app.wording.catalogue import text as _
from desktop_app.wording.formats import date_words, weeks_words
from desktop_app.wording.terms import period_type_words

JOINED_WITHIN_DAYS: Final = 8
"""Periods of one kind that follow each other within this many days are drawn as one bar."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Stretch:
    """A bar in the making."""

    rows: tuple[InsurancePeriod, ...]
    span: Span

    @property
    def look(self) -> PeriodLook:
        return look_of(self.rows[0].type)

    @property
    def weeks(self) -> int:
        return sum(row.weeks for row in self.rows)


def span_of(year: int | None, start: date | None, end: date | None) -> Span | None:
    """Return the days a row stands for; a year without dates is drawn whole, a row without either is not drawn."""
    if start and end and start <= end:
        return Span(start=start, end=end)
    if year is None:
        return None
    return Span(start=start or date(year, 1, 1), end=end or date(year, 12, 31))


def timeline_lanes(
    award: Award, periods: tuple[InsurancePeriod, ...], told: CheckedPeriods, parties: Mapping[str, Party]
) -> tuple[TimelineLane, ...]:
    """Return a lane for every State of the result; what overlaps, or gave way without dates, is hatched."""
    losses = lost_weeks(award, periods)
    lanes: list[TimelineLane] = []
    for lane, line in enumerate(award.states):
        rows = tuple(row for row in periods if row.state == line.state)
        party = parties.get(line.state)
        bars = [_bar(stretch) for stretch in _stretches(rows)]
        bars.extend(_not_certified(line.state, rows, told))
        mine = [lost for lost in losses if lost.row.state == line.state]
        bars.extend(_overlaps(line.state, periods, mine))
        bars.extend(_lost_without_dates(mine))
        lanes.append(
            TimelineLane(
                state=line.state,
                name=party.name if party else line.state,
                weeks_total=str(line.own_weeks),
                lane=lane,
                bars=tuple(sorted(bars, key=lambda bar: (bar.start, bar.kind == "overlap"))),
            )
        )
    return tuple(lanes)


def _stretches(rows: tuple[InsurancePeriod, ...]) -> list[_Stretch]:
    drawn = [(row, span) for row in rows if (span := span_of(row.year, row.start, row.end))]
    drawn.sort(key=lambda entry: entry[1].start)
    made: list[_Stretch] = []
    for row, span in drawn:
        before = made[-1] if made else None
        if (
            before is not None
            and before.look == look_of(row.type)
            and (span.start - before.span.end).days <= JOINED_WITHIN_DAYS
        ):
            joined = Span(start=before.span.start, end=max(before.span.end, span.end))
            made[-1] = _Stretch(rows=(*before.rows, row), span=joined)
        else:
            made.append(_Stretch(rows=(row,), span=span))
    return made


def _bar(stretch: _Stretch) -> TimelineBar:
    first = stretch.rows[0]
    weeks = weeks_words(stretch.weeks)
    employers = ", ".join(dict.fromkeys(row.employer for row in stretch.rows if row.employer))
    words = _("{state}, {kind}, {start} to {end}, {weeks}").format(
        state=first.state,
        kind=period_type_words(first.type).lower(),
        start=date_words(stretch.span.start),
        end=date_words(stretch.span.end),
        weeks=weeks,
    )
    return TimelineBar(
        id=f"{first.state}:{first.row_id}",
        start=stretch.span.start,
        end=stretch.span.end,
        kind=stretch.look,
        label=weeks,
        tooltip=f"{words}. {employers}" if employers else words,
    )


def _not_certified(state: str, rows: tuple[InsurancePeriod, ...], told: CheckedPeriods) -> list[TimelineBar]:
    """Return what the claimant told of years that the State's certificate leaves out."""
    years = {row.year for row in rows}
    bars: list[TimelineBar] = []
    for line in told.lines:
        span = span_of(line.year, line.start, line.end)
        if line.state != state or span is None or span.start.year in years or span.end.year in years:
            continue
        words = _("{state}, told and not certified, {start} to {end}").format(
            state=state, start=date_words(span.start), end=date_words(span.end)
        )
        bars.append(
            TimelineBar(
                id=f"{state}:told:{line.line.row_id}",
                start=span.start,
                end=span.end,
                kind=look_of(line.type),
                certified=False,
                tooltip=words,
            )
        )
    return bars


def _overlaps(state: str, periods: tuple[InsurancePeriod, ...], losses: list[LostWeeks]) -> list[TimelineBar]:
    """Return the days of this State's periods that another State certified too, and who gave way."""
    mine = [span for row in periods if row.state == state and (span := dated(row))]
    others = [(row.state, span) for row in periods if row.state != state and (span := dated(row))]
    found: dict[tuple[date, date], str] = {}
    for span in mine:
        for other, theirs in others:
            if common := span.overlap(theirs):
                found[common.start, common.end] = other
    return [
        TimelineBar(
            id=f"{state}:overlap:{start.isoformat()}",
            start=start,
            end=end,
            kind="overlap",
            tooltip=_overlap_words(state, other, Span(start=start, end=end), losses),
        )
        for (start, end), other in sorted(found.items())
    ]


def _overlap_words(state: str, other: str, common: Span, losses: list[LostWeeks]) -> str:
    said = [
        _("{start} to {end} is certified by {state} and {other}").format(
            start=date_words(common.start), end=date_words(common.end), state=state, other=other
        )
    ]
    for lost in losses:
        span = dated(lost.row)
        if lost.to_state == other and span is not None and span.overlap(common):
            said.append(_lost_words(lost))
    return ". ".join(said)


def _lost_words(lost: LostWeeks) -> str:
    return _("{weeks} of {state} gave way to {other}: {why}").format(
        weeks=weeks_words(lost.weeks), state=lost.row.state, other=lost.to_state, why=lost_why_words(lost)
    )


def _lost_without_dates(losses: list[LostWeeks]) -> list[TimelineBar]:
    """Return the years in which weeks of a row without dates gave way: which days they were, nobody knows."""
    return [
        TimelineBar(
            id=f"{lost.row.state}:lost:{lost.row.row_id}",
            start=date(lost.row.year, 1, 1),
            end=date(lost.row.year, 12, 31),
            kind="overlap",
            tooltip=_("{year}, without dates: {words}").format(year=lost.row.year, words=_lost_words(lost)),
        )
        for lost in losses
        if lost.to_state and dated(lost.row) is None
    ]


def dated(row: InsurancePeriod) -> Span | None:
    """Return the days of a row that states both; rows without dates are presumed not to overlap."""
    if row.start and row.end and row.start <= row.end:
        return Span(start=row.start, end=row.end)
    return None


def overlaps_words(lanes: tuple[TimelineLane, ...], weeks: int) -> str:
    """Say how many overlaps there are, and the totalised weeks: `No overlaps, 726 weeks`."""
    count = len({(bar.start, bar.end) for lane in lanes for bar in lane.bars if bar.kind == "overlap"})
    overlaps = plural("{n} overlap", "{n} overlaps", count).format(n=count) if count else _("No overlaps")
    return f"{overlaps}  \u00b7  {weeks_words(weeks)}"
