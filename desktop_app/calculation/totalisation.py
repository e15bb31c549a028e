"""Which weeks of which State count: own law's maximum a year, overlaps between States, and why a week was lost.

Rules (Agreement's model, ETS 78A art. 15; no CASS text could be read, see the open point `overlap`): compulsory before
voluntary, actual before credited, credited weeks only where compulsory insurance came last before them, otherwise by
dates, otherwise an officer. Without dates no overlap is presumed, but a calendar year holds no more than its weeks.

Weeks overlap only where they cannot all lie within the days they are certified for. The answer does not depend on the
order of the rows.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from typing import Final

from desktop_app.domain.claims import Benefit
from desktop_app.domain.findings import Finding, Level
from desktop_app.domain.periods import InsurancePeriod, PeriodType
from desktop_app.domain.time import weeks_span_can_hold

YEAR_HOLDS: Final = 53
"""The most contribution weeks one State can count in a year: one for each Monday (Dominica, Saint Kitts and Nevis)."""

LATE: Final = "row_after_contingency"
NOT_FOR: Final = "row_not_for_benefit"
ABOVE: Final = "row_above_year"
"""Why weeks of a row are no own weeks: codes of findings."""


class Rank(IntEnum):
    """Which weeks stay when not all can: the lower rank."""

    COMPULSORY = 0
    VOLUNTARY = 1
    CREDITED = 2


_RANKS: Final = {
    kind: Rank.CREDITED if kind.credited else Rank.VOLUNTARY if kind.voluntary else Rank.COMPULSORY
    for kind in PeriodType
}
"""The rank of a row's paid weeks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Loss:
    """Weeks of a row that do not count in the total, to whom they gave way, and why (a code).

    `credited`: they are credited weeks of the row, not paid ones.
    """

    row: InsurancePeriod
    weeks: int
    to_state: str
    why: str
    credited: bool = False


@dataclass(slots=True, kw_only=True)
class StateWeeks:
    """The weeks of one State: `rows` in order of time; `certified` as they came, `own` by its law, `counted` in all.

    `losses` are own weeks that gave way to other States; `above` are weeks above a full year, and `late` those of rows
    after the contingency and `not_for` those that their institution certified for other benefits alone (no rows of
    `rows`): none of them are own weeks.
    """

    rows: list[InsurancePeriod]
    certified: int = 0
    own: int = 0
    own_paid: int = 0
    counted: int = 0
    counted_paid: int = 0
    losses: tuple[Loss, ...] = ()
    above: tuple[Loss, ...] = ()
    late: tuple[Loss, ...] = ()
    not_for: tuple[Loss, ...] = ()
    undecided: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Totalised:
    """The weeks of every State, in the order of first insurance, and what was found on the way."""

    states: Mapping[str, StateWeeks]
    findings: tuple[Finding, ...]


@dataclass(slots=True, eq=False)
class _Piece:
    """Paid or credited weeks of a row, as they compete with others."""

    row: InsurancePeriod
    weeks: int
    rank: Rank
    kept: int = 0
    to_state: str = ""
    why: str = ""

    @property
    def dated(self) -> bool:
        return self.row.start is not None and self.row.end is not None


@dataclass(slots=True, eq=False)
class _Window:
    """Days (or a contribution year) that hold no more than so many weeks."""

    pieces: list[_Piece]
    holds: int
    used: int = 0


def totalise(
    periods: Iterable[InsurancePeriod],
    *,
    contingency_date: date,
    year_weeks: int,
    outside: frozenset[str] = frozenset(),
    keepers: Sequence[str] = (),
    benefit: Benefit | None = None,
) -> Totalised:
    """Settle which weeks count.

    `outside` are States where the Agreement is not in effect: their weeks are recorded and never totalised. `keepers`
    are States whose weeks an officer decided to keep where two rows claim the same days. Rows that their institution
    certified for other benefits than `benefit` do not count.
    """
    states: dict[str, StateWeeks] = {}
    findings: list[Finding] = []
    ordered = sorted(periods, key=_in_time)
    for row in ordered:
        weeks = states.get(row.state)
        if weeks is None:
            weeks = states[row.state] = StateWeeks(rows=[])
        if row.year > contingency_date.year or (row.start is not None and row.start > contingency_date):
            findings.append(_finding(LATE, Level.WARNING, row))
            weeks.late += (Loss(row=row, weeks=row.weeks, to_state="", why=LATE),)
        elif row.counts_for and benefit is not None and benefit not in row.counts_for:
            findings.append(_finding(NOT_FOR, Level.WARNING, row, benefit=benefit.value))
            weeks.not_for += (Loss(row=row, weeks=row.weeks, to_state="", why=NOT_FOR),)
        else:
            weeks.rows.append(row)
    if _all_fit(states.values(), year_weeks):
        for state, weeks in states.items():
            _count_whole(weeks, totalised=state not in outside)
        return Totalised(states=states, findings=tuple(findings))
    pieces: list[_Piece] = []
    for state, weeks in states.items():
        mine = _own_pieces(weeks, findings)
        if state not in outside:
            pieces.extend(mine)
    for group in _contested(pieces, year_weeks):
        _settle(group, pieces, year_weeks, keepers)
    _count_kept(states, pieces)
    return Totalised(states=states, findings=tuple(findings))


def _count_kept(states: Mapping[str, StateWeeks], pieces: Iterable[_Piece]) -> None:
    """Count what each piece keeps, and name what it loses."""
    for piece in pieces:
        weeks = states[piece.row.state]
        weeks.counted += piece.kept
        if piece.rank is not Rank.CREDITED:
            weeks.counted_paid += piece.kept
        if piece.kept < piece.weeks:
            lost, credited = piece.weeks - piece.kept, piece.rank is Rank.CREDITED
            weeks.losses += (
                Loss(row=piece.row, weeks=lost, to_state=piece.to_state, why=piece.why, credited=credited),
            )
            weeks.undecided = weeks.undecided or piece.why == "overlap_undecided"
            if piece.why == "overlap_undecided" and piece.to_state:
                states[piece.to_state].undecided = True


def _all_fit(states: Iterable[StateWeeks], year_weeks: int) -> bool:
    """Tell whether no year of all rows together is full and no days are in common: then every week counts.

    So it is in most claims, and no row needs to be held against another.
    """
    holds = min(year_weeks, YEAR_HOLDS)
    years: dict[int, int] = {}
    for weeks in states:
        for row in weeks.rows:
            years[row.year] = together = years.get(row.year, 0) + row.weeks_paid + row.weeks_credited
            if together > holds:
                return False
    return not _have_days_in_common([row for weeks in states for row in weeks.rows])


def _count_whole(weeks: StateWeeks, *, totalised: bool) -> None:
    """Count every week of a State's rows."""
    for row in weeks.rows:
        weeks.certified += row.weeks_paid + row.weeks_credited
        if _RANKS[row.type] is not Rank.CREDITED:
            weeks.own_paid += row.weeks_paid
    weeks.own = weeks.certified
    if totalised:
        weeks.counted, weeks.counted_paid = weeks.own, weeks.own_paid


def _in_time(row: InsurancePeriod) -> tuple[int, date, str, str, int, int, str]:
    start = row.start or date(row.year, 1, 1)
    return (row.year, start, row.state, row.type, row.weeks_paid, row.weeks_credited, row.row_id)


def _finding(code: str, level: Level, row: InsurancePeriod, **facts: str | int) -> Finding:
    return Finding(
        code=code,
        level=level,
        where=row.state,
        facts={"state": row.state, "year": row.year, "row": row.row_id, **facts},
    )


def _own_pieces(weeks: StateWeeks, findings: list[Finding]) -> list[_Piece]:
    """Count a State's own weeks by its own law, at most 53 in a contribution year: paid ones first, dated ones next.

    Which weeks stay does not hang on how a record is cut into rows.
    """
    pieces: list[_Piece] = []
    years: dict[int, int] = {}
    for row in weeks.rows:
        paid, credited = row.weeks_paid, row.weeks_credited
        if paid:
            pieces.append(_Piece(row, paid, _RANKS[row.type]))
        if credited:
            pieces.append(_Piece(row, credited, Rank.CREDITED))
        if paid or credited:
            years[row.year] = years.get(row.year, 0) + paid + credited
    weeks.certified = sum(years.values())
    full = {year for year, count in years.items() if count > YEAR_HOLDS}
    for year in sorted(full):
        row = next(piece.row for piece in pieces if piece.row.year == year)
        findings.append(_finding("year_above_full", Level.ERROR, row, weeks=years[year], holds=YEAR_HOLDS))
        room = YEAR_HOLDS
        for piece in sorted((each for each in pieces if each.row.year == year), key=_who_stays):
            above = max(0, piece.weeks - room)
            piece.weeks -= above
            room -= piece.weeks
            if above:
                credited = piece.rank is Rank.CREDITED
                weeks.above += (Loss(row=piece.row, weeks=above, to_state="", why=ABOVE, credited=credited),)
    for piece in pieces:
        weeks.own += piece.weeks
        piece.kept = piece.weeks
        if piece.rank is not Rank.CREDITED:
            weeks.own_paid += piece.weeks
    return pieces


def _who_stays(piece: _Piece) -> tuple[Rank, bool, date, date]:
    """Return the turn of weeks in a year that is over full: by rank, those with dates first, in order of time."""
    row = piece.row
    return piece.rank, not piece.dated, row.start or date(row.year, 1, 1), row.end or date(row.year, 12, 31)


def _contested(pieces: list[_Piece], year_weeks: int) -> list[list[_Piece]]:
    """Return the groups of pieces, of more than one State, that may not all fit: by year, or by days in common.

    A contribution year need not be the calendar year, so rows of two years can have days in common as well.
    """
    by_year: dict[int, list[_Piece]] = {}
    for piece in pieces:
        by_year.setdefault(piece.row.year, []).append(piece)
    chains: list[list[int]] = []
    for year in sorted(by_year):
        before = chains[-1][-1] if chains else 0
        if before == year - 1 and _touching(by_year[year], by_year[before]):
            chains[-1].append(year)
        else:
            chains.append([year])
    groups = [[piece for year in chain for piece in by_year[year]] for chain in chains]
    return [
        group
        for chain, group in zip(chains, groups, strict=True)
        if len(chain) > 1
        or _touching(group, group)
        or (_several(group) and sum(piece.weeks for piece in group) > year_weeks)
    ]


def _have_days_in_common(rows: list[InsurancePeriod]) -> bool:
    """Tell whether rows of two States have days in common, in one walk through them by their first days.

    Most claims have none, and need no look at every two rows.
    """
    spans = sorted([(row.start, row.end, row.state) for row in rows if row.start is not None and row.end is not None])
    last: dict[str, date] = {}
    for start, end, state in spans:
        if end < start or any(each >= start for other, each in last.items() if other != state):
            return True
        last[state] = max(end, last.get(state, end))
    return False


def _several(group: list[_Piece]) -> bool:
    return len({piece.row.state for piece in group}) > 1


def _touching(one: list[_Piece], other: list[_Piece]) -> bool:
    """Tell whether rows of two States have days in common."""
    return any(
        a.row.state != b.row.state
        and a.row.start is not None
        and a.row.end is not None
        and b.row.start is not None
        and b.row.end is not None
        and a.row.start <= b.row.end
        and b.row.start <= a.row.end
        for a in one
        for b in other
    )


def _settle(group: list[_Piece], everything: list[_Piece], year_weeks: int, keepers: Sequence[str]) -> None:
    """Give the weeks of a group out in the order of their rank, as many as the windows hold."""
    windows = _windows(group, year_weeks)
    for piece in group:
        piece.kept = 0
    for piece in sorted(group, key=lambda each: _turn(each, everything, keepers)):
        mine = [window for window in windows if piece in window.pieces]
        tight = min(mine, key=lambda window: window.holds - window.used)
        piece.kept = min(piece.weeks, tight.holds - tight.used)
        for window in mine:
            window.used += piece.kept
        if piece.kept < piece.weeks:
            _explain(piece, tight, keepers)


def _windows(group: list[_Piece], year_weeks: int) -> list[_Window]:
    """Return each contribution year, and each stretch of days from a row's first to a row's last day.

    A window holds the weeks of its days, and never fewer than one State alone has certified for it: a State's own rows
    do not compete with each other. A contribution year that does not begin in January has weeks in two calendar years:
    those of the other one take nothing from the rows of the year that it is named by.
    """
    windows = [
        _Window(pieces, max(year_weeks + sum(map(_elsewhere, pieces)), _most_of_one(pieces)))
        for year in {piece.row.year for piece in group}
        if (pieces := [piece for piece in group if piece.row.year == year])
    ]
    dated = [
        (piece, piece.row.start, piece.row.end)
        for piece in group
        if piece.row.start is not None and piece.row.end is not None
    ]
    starts = {start for _, start, _ in dated}
    ends = {end for _, _, end in dated}
    for first in starts:
        for last in ends:
            pieces = [piece for piece, start, end in dated if first <= start and end <= last]
            if _several(pieces):
                windows.append(_Window(pieces, max(weeks_span_can_hold(first, last), _most_of_one(pieces))))
    return windows


def _elsewhere(piece: _Piece) -> int:
    """Return how many weeks of a row may lie outside the calendar year that its contribution year is named by."""
    row = piece.row
    if row.start is None or row.end is None:
        return 0
    before = min(row.end, date(row.year - 1, 12, 31))
    after = max(row.start, date(row.year + 1, 1, 1))
    return min(piece.weeks, weeks_span_can_hold(row.start, before) + weeks_span_can_hold(after, row.end))


def _most_of_one(pieces: list[_Piece]) -> int:
    weeks: dict[str, int] = {}
    for piece in pieces:
        weeks[piece.row.state] = weeks.get(piece.row.state, 0) + piece.weeks
    return max(weeks.values(), default=0)


def _turn(
    piece: _Piece, everything: list[_Piece], keepers: Sequence[str]
) -> tuple[bool, int, int, date, int, str, str]:
    state = piece.row.state
    favoured = state not in keepers
    last = 0
    if piece.rank is Rank.CREDITED:
        last = 0 if state == _last_compulsory(piece, everything) else 1
    end = piece.row.end or date.max
    return (favoured, piece.rank, last, _start(piece), -end.toordinal(), state, piece.row.row_id)


def _start(piece: _Piece) -> date:
    return piece.row.start if piece.row.start is not None else date(piece.row.year, 12, 31)


def _last_compulsory(piece: _Piece, everything: list[_Piece]) -> str:
    """Return the State of the last compulsory insurance before a credited piece, else the first after."""
    compulsory = [each for each in everything if each.rank is Rank.COMPULSORY]
    before = [each for each in compulsory if _start(each) < _start(piece)]
    if before:
        return max(before, key=lambda each: (_start(each), each.row.state)).row.state
    after = [each for each in compulsory if _start(each) >= _start(piece)]
    return min(after, key=lambda each: (_start(each), each.row.state)).row.state if after else ""


def _explain(piece: _Piece, window: _Window, keepers: Sequence[str]) -> None:
    """Say to whom the lost weeks gave way and why: to the State that keeps most of the rank, in how many rows ever.

    Of the States whose rows have days in common with them, where there are any.
    """
    others = [each for each in window.pieces if each.row.state != piece.row.state and each.kept]
    near = {each.row.state for each in others if _touching([each], [piece])}
    others = [each for each in others if not near or each.row.state in near]
    most = Counter[tuple[str, Rank]]()
    for each in others:
        most[each.row.state, each.rank] += each.kept

    def place(each: _Piece) -> tuple[bool, Rank, int, str, int]:
        state, rank = each.row.state, each.rank
        return (state not in keepers, rank, -most[state, rank], state, -each.kept)

    winner = min(others, key=place, default=None)
    piece.to_state = winner.row.state if winner is not None else ""
    decided = winner is not None and winner.row.state in keepers and piece.row.state not in keepers
    if winner is None:
        piece.why = "year_full"
    elif decided and winner.rank >= piece.rank:
        piece.why = "officer_decided"
    elif winner.rank is not piece.rank:
        piece.why = "voluntary_gives_way" if piece.rank is Rank.VOLUNTARY else "credited_gives_way"
    elif piece.rank is Rank.CREDITED:
        piece.why = "credited_elsewhere"
    elif piece.dated and winner.dated and _start(winner) < _start(piece):
        piece.why = "earlier_dates_kept"
    else:
        piece.why = "overlap_undecided"
