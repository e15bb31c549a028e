"""Benchmark of the calculation beside a peer, in turn, in the same run: nanoseconds and what was reckoned.

The claim is the published example, three States, all rows; earnings differ from claim to claim so that nothing can be
answered from memory. What holds of the rules between two changes is found once for all claims, here as by the peer.
The tree is built in full within the measured time: no figure waits to be made until it is read.
The peer reckons one State's rule for the same person. Times are whole nanoseconds.
"""

import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from statistics import median_low
from typing import Final

from desktop_app.calculation.case import Case
from desktop_app.calculation.engine import award
from desktop_app.domain.money import Money
from desktop_app.domain.periods import InsurancePeriod
from desktop_app.foundation.progress import Progress
from desktop_app.rulebook.shelf import Rulebook
from desktop_app.workflows.bench_peer import Peer

SPREAD: Final = 500
"""How many different earnings the claims have; the peer spreads its persons the same way."""

RULE: Final = {
    "best_years": 5,
    "base_percent": 30,
    "base_weeks": 500,
    "increment_percent": 1,
    "per_weeks": 50,
    "cap_percent": 60,
    "qualifying_weeks": 500,
    "pensionable_age": 60,
    "weeks_in_year": 52,
}
"""The peer's rule: the age pension of the example's first State on the day of the example, as its pack has it."""

_ROW_STEPS: Final = (1, 2, 4, 8, 16)
_CLAIM_STEPS: Final = (1, 2, 4)
_SMALLEST_COUNT: Final = 250


@dataclass(frozen=True, slots=True, kw_only=True)
class OneClaim:
    """Median times of one claim in turn with the peer; `least` are the shortest ones."""

    rounds: int
    ours: int
    ours_least: int
    peer: int
    peer_least: int
    figures: int
    weekly: str
    peer_weekly: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ManyClaims:
    """Times of many claims or persons, each once."""

    persons: int
    ours: int
    ours_without_trace: int
    peer: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Growth:
    """How the cost of one unit (a claim, a row) changes as their number grows: (number, nanoseconds in all)."""

    of: str
    measured: tuple[tuple[int, int], ...]

    @property
    def ratio(self) -> Fraction:
        """The cost of a unit at the largest number over that at the smallest: 1 where cost grows in proportion."""
        (few, short), (many, long) = self.measured[0], self.measured[-1]
        return Fraction(long, many) / Fraction(short, few)


def claims_like(case: Case) -> Iterator[Case]:
    """Make claims without end that differ from `case` in the earnings of every row, by 0 to 499 units."""
    at = 0
    while True:
        yield replace(case, periods=tuple(_earning_more(row, at % SPREAD) for row in case.periods))
        at += 1


def one_claim(case: Case, rules: Rulebook, peer: Peer, *, rounds: int, progress: Progress) -> OneClaim:
    """Measure one claim with its full trace in turn with one person of the peer, after a warm-up of both."""
    ours, theirs = [], []
    made = claims_like(case)
    first = case.periods[0].state
    asked = _asked(case)
    shown = award(case, rules.packs, rules.agreement)
    weekly = ""
    for at in range(rounds + 5):
        progress.step(at, rounds + 5, "one_claim")
        claim = next(made)
        ours.append(_spent(claim, rules))
        spent, weekly = peer.ask(1, *asked)
        theirs.append(spent)
    ours, theirs = ours[5:], theirs[5:]
    notional = shown.state(first).notional.weekly
    return OneClaim(
        rounds=rounds,
        ours=median_low(ours),
        ours_least=min(ours),
        peer=median_low(theirs),
        peer_least=min(theirs),
        figures=sum(1 for _ in shown.worksheet.walk()),
        weekly=notional.plain if notional is not None else "",
        peer_weekly=weekly,
    )


def many_claims(case: Case, rules: Rulebook, peer: Peer, *, persons: int, progress: Progress) -> ManyClaims:
    """Measure so many claims, with and without trace, beside as many persons of the peer (which works on columns)."""
    theirs, _ = peer.ask(persons, *_asked(case))
    ours = [_spent_on(case, rules, persons, progress, trace=trace) for trace in (True, False)]
    return ManyClaims(persons=persons, ours=ours[0], ours_without_trace=ours[1], peer=theirs)


def growth_with_claims(case: Case, rules: Rulebook, *, claims: int, progress: Progress) -> Growth:
    """Measure one, two and four times so many claims."""
    numbers = [max(1, claims // max(_CLAIM_STEPS)) * step for step in _CLAIM_STEPS]
    return Growth(
        of="claims",
        measured=tuple((number, _spent_on(case, rules, number, progress, trace=True)) for number in numbers),
    )


def growth_with_rows(case: Case, rules: Rulebook, *, progress: Progress) -> Growth:
    """Measure claims whose rows are cut into up to sixteen parts each; every total stays as it was."""
    measured = []
    for step in _ROW_STEPS:
        cut = replace(case, periods=tuple(part for row in case.periods for part in _cut(row, step)))
        times = [
            _spent(claim, rules)
            for claim, _ in zip(claims_like(cut), range(_SMALLEST_COUNT // step + 10), strict=False)
        ]
        progress.step(step, max(_ROW_STEPS), "rows")
        measured.append((len(cut.periods), median_low(times)))
    return Growth(of="rows", measured=tuple(measured))


def _spent_on(case: Case, rules: Rulebook, number: int, progress: Progress, *, trace: bool) -> int:
    spent = 0
    for at, claim in zip(range(number), claims_like(case), strict=False):
        if not at % SPREAD:
            progress.step(at, number, "claims")
        spent += _spent(claim, rules, trace=trace)
    return spent


def _spent(claim: Case, rules: Rulebook, *, trace: bool = True) -> int:
    begun = time.perf_counter_ns()
    award(claim, rules.packs, rules.agreement, trace=trace)
    return time.perf_counter_ns() - begun


def _asked(case: Case) -> tuple[list[dict[str, int]], int, dict[str, int]]:
    """Return what the peer is asked: the first State's rows, the weeks of the others, the rule."""
    state = case.periods[0].state
    rows = [
        {"year": row.year, "weeks": row.weeks, "earnings": row.earnings.minor // 100 if row.earnings else 0}
        for row in case.periods
        if row.state == state
    ]
    return rows, sum(row.weeks for row in case.periods if row.state != state), dict(RULE)


def _earning_more(row: InsurancePeriod, more: int) -> InsurancePeriod:
    if row.earnings is None or not more:
        return row
    return replace(row, earnings=Money(minor=row.earnings.minor + 100 * more, currency=row.earnings.currency))


def _cut(row: InsurancePeriod, parts: int) -> Iterator[InsurancePeriod]:
    """Cut a row into parts of the same year, weeks and earnings the same in all; a part may have no weeks."""
    minor = row.earnings.minor if row.earnings is not None else 0
    currency = row.earnings.currency if row.earnings is not None else ""
    for at in range(parts):
        money = minor * (at + 1) // parts - minor * at // parts
        yield replace(
            row,
            row_id=f"{row.row_id}.{at}" if parts > 1 else row.row_id,
            weeks_paid=row.weeks_paid * (at + 1) // parts - row.weeks_paid * at // parts,
            weeks_credited=row.weeks_credited * (at + 1) // parts - row.weeks_credited * at // parts,
            earnings=Money(minor=money, currency=currency) if row.earnings is not None else None,
        )
