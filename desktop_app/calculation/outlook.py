"""The outlook: on which day each State's condition would be met, and what one more year of insurance would bring.

Nothing is foretold: the rules as they are known, on the days to come, with the weeks that would then be there. A
condition can only change on certain days (an age is completed, a year begins, another value of a rule holds), so these
days are looked at, and with insurance going on the weeks between two of them.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from dateutil.relativedelta import relativedelta

from desktop_app.calculation.award import Award, ConditionResult, StateAward
from desktop_app.calculation.case import Case
from desktop_app.calculation.course import Course, course_of
from desktop_app.calculation.differences import Difference, differences
from desktop_app.calculation.engine import award
from desktop_app.calculation.pack import AgreementRules, Basis, RulePack
from desktop_app.domain.claims import Benefit
from desktop_app.domain.money import Money
from desktop_app.foundation.problems import CaseProblem
from desktop_app.foundation.progress import Progress, Silent

LOOKED_AHEAD: Final = 15
"""Years looked ahead unless said otherwise."""

MOST_YEARS: Final = 40
OFFERED: Final = frozenset({Benefit.AGE, Benefit.INVALIDITY})
"""The benefits that have an outlook: those whose day of contingency can be another without another fate."""

_MONTHS: Final = 12
_DAY: Final = timedelta(days=1)
_DAYS_IN_WEEK: Final = 7
_BASES: Final = (Basis.CONTINGENCY, Basis.CLAIM)
_CONDITIONS: Final[tuple[Callable[[StateAward], ConditionResult], ...]] = (
    lambda line: line.totalised,
    lambda line: line.alone,
)
_BY_TOTALISATION: Final = 0
_ALONE: Final = 1


class When(StrEnum):
    """How far a condition is from being met."""

    NOW = "now"  # met on the first day looked at
    ON = "on"  # met from a day to come
    NOT_WITHIN = "not_within"  # not within the years looked at
    NOT_KNOWN = "not_known"  # a rule that is needed is not known


@dataclass(frozen=True, slots=True, kw_only=True)
class Met:
    """When a condition would be met first. `on` is the day, with `weeks` in all then.

    `result` is the condition on that day; where it is not met within the time, on the last day looked at; where it is
    not known, with the reason.
    """

    when: When
    result: ConditionResult
    on: date | None = None
    weeks: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class StateOutlook:
    """One State: its condition by totalisation and on own weeks alone, without further weeks and with insurance on."""

    state: str
    without: Met
    going_on: Met
    alone_without: Met
    alone_going_on: Met


@dataclass(frozen=True, slots=True, kw_only=True)
class OneMoreYear:
    """The case a year on, with one more year of insurance: when, how many weeks more, the result, what differs.

    `later` is the same day a year on without any more weeks, so that what time alone does can be told from what the
    weeks do.
    """

    on: date
    weeks: int
    now: Award
    later: Award
    then: Award
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """The whole outlook from a day on, over so many years, with insurance going on in one State.

    `weekly` are the insurable earnings a week that further weeks were taken to have, None where none are known.
    """

    since: date
    years: int
    insured_in: str
    weekly: Money | None
    states: tuple[StateOutlook, ...]
    one_year: OneMoreYear


class _Watch:
    """One course of time under watch: on which day each State's conditions are met first."""

    def __init__(self, reckon: Callable[[date], Award]) -> None:
        self._reckon: Final = reckon
        self._awards: dict[date, Award] = {}
        self._met: dict[tuple[str, int], Met] = {}
        self._last: dict[tuple[str, int], ConditionResult] = {}
        self._first: date | None = None

    def look(self, days: Sequence[date]) -> None:
        """Look at days in order between which nothing but weeks is added: at the last, and back to what decided."""
        self._first = self._first or days[0]
        self._awards = {}
        for line in self._on(days[-1]).states:
            for at, condition in enumerate(_CONDITIONS):
                result = condition(line)
                self._last[line.state, at] = result
                if result.met and (line.state, at) not in self._met:
                    self._met[line.state, at] = self._first_of(days, line.state, at)

    @property
    def all_met(self) -> bool:
        """Whether nothing is left to look for."""
        return all(key in self._met for key in self._last)

    def of(self, state: str, at: int) -> Met:
        """Return what was found for one condition of a State."""
        if (state, at) in self._met:
            return self._met[state, at]
        result = self._last[state, at]
        return Met(when=When.NOT_KNOWN if result.met is None else When.NOT_WITHIN, result=result)

    @property
    def states(self) -> tuple[str, ...]:
        """The States seen, in the order of first insurance."""
        return tuple(dict.fromkeys(state for state, _at in self._last))

    def _on(self, day: date) -> Award:
        if day not in self._awards:
            self._awards[day] = self._reckon(day)
        return self._awards[day]

    def _first_of(self, days: Sequence[date], state: str, at: int) -> Met:
        """Find the first day by halving: more weeks never lower an entitlement."""
        low, high = 0, len(days) - 1
        while low < high:
            middle = (low + high) // 2
            result = self._condition(days[middle], state, at)
            if result is not None and result.met:
                high = middle
            else:
                low = middle + 1
        found = self._on(days[low])
        when = When.NOW if days[low] == self._first else When.ON
        return Met(when=when, result=_CONDITIONS[at](found.state(state)), on=days[low], weeks=found.totalised_weeks)

    def _condition(self, day: date, state: str, at: int) -> ConditionResult | None:
        return next((_CONDITIONS[at](line) for line in self._on(day).states if line.state == state), None)


def outlook(
    case: Case,
    packs: Mapping[str, RulePack],
    agreement: AgreementRules,
    *,
    insured_in: str,
    years: int = LOOKED_AHEAD,
    weekly: Money | None = None,
    progress: Progress | None = None,
) -> Outlook:
    """Return the outlook of a case from its contingency on, `years` ahead (1 to 40).

    `insured_in` is the State in which insurance goes on, 52 weeks a year, with `weekly` insurable earnings a week;
    without them those of the last row there that has any. Raises `CaseProblem`: `no_outlook` for a benefit that has
    none, `party_unknown` for no State of the Agreement, `years_out_of_range`; `Cancelled` when asked to stop.
    """
    if case.benefit not in OFFERED:
        raise CaseProblem("no_outlook")
    if insured_in not in agreement.parties:
        raise CaseProblem("party_unknown", state=insured_in)
    if not 1 <= years <= MOST_YEARS:
        raise CaseProblem("years_out_of_range", most=MOST_YEARS)
    told = progress or Silent()
    course = course_of(case, insured_in, weekly)
    days = _days(case, packs, agreement, years)
    without = _Watch(lambda day: award(course.on(day), packs, agreement, trace=False))
    going_on = _Watch(lambda day: award(course.on(day, insured=True), packs, agreement, trace=False))
    for at, day in enumerate(days):
        told.step(at, len(days), "outlook")
        if not (at and without.all_met):
            without.look((day,))
        if not at:
            going_on.look((day,))
        if not (at and going_on.all_met):
            until = days[at + 1] if at + 1 < len(days) else day + _DAY
            going_on.look((day, *_mondays(day, until)))
    told.step(len(days), len(days), "outlook")
    return Outlook(
        since=case.contingency_date,
        years=years,
        insured_in=insured_in,
        weekly=course.weekly,
        states=tuple(
            StateOutlook(
                state=state,
                without=without.of(state, _BY_TOTALISATION),
                going_on=going_on.of(state, _BY_TOTALISATION),
                alone_without=without.of(state, _ALONE),
                alone_going_on=going_on.of(state, _ALONE),
            )
            for state in without.states
        ),
        one_year=_one_more_year(course, packs, agreement),
    )


def _one_more_year(course: Course, packs: Mapping[str, RulePack], agreement: AgreementRules) -> OneMoreYear:
    case = course.case
    day = case.contingency_date + relativedelta(years=1)
    now = award(case, packs, agreement)
    then = award(course.on(day, insured=True), packs, agreement)
    return OneMoreYear(
        on=day,
        weeks=course.weeks_until(day),
        now=now,
        later=award(course.on(day), packs, agreement),
        then=then,
        differences=differences(now, then),
    )


def _mondays(start: date, until: date) -> Iterator[date]:
    """Yield the Mondays after a day and before another: with each a week is added."""
    day = start + timedelta(days=_DAYS_IN_WEEK - start.weekday())
    while day < until:
        yield day
        day += timedelta(days=_DAYS_IN_WEEK)


def _days(case: Case, packs: Mapping[str, RulePack], agreement: AgreementRules, years: int) -> tuple[date, ...]:
    """Return the days on which a condition can change though no week is added, from the contingency on."""
    start = case.contingency_date
    last = start + relativedelta(years=years)
    found = {start, last, case.claim_date}
    age = relativedelta(start, case.birth_date)
    lived = age.years * _MONTHS + age.months
    found |= {case.birth_date + relativedelta(months=lived + month) for month in range(years * _MONTHS + 2)}
    found |= {date(year, 1, 1) for year in range(start.year, last.year + 1)}
    found |= {row.start for row in case.periods if row.start is not None}
    for party in agreement.parties.values():
        found |= {party.in_effect_from} if party.in_effect_from is not None else set()
    for pack in packs.values():
        found |= set(_changes_of_rules(pack, case.benefit))
    return tuple(sorted(day for day in found if start <= day <= last))


def _changes_of_rules(pack: RulePack, benefit: Benefit) -> Iterator[date]:
    """Yield the days from which another value of a rule holds, and those after the last of one."""
    rules = pack.benefits.get(benefit)
    for parameter in rules.parameters.values() if rules is not None else ():
        if parameter.basis not in _BASES:
            continue
        for value in parameter.values:
            if value.start is not None:
                yield value.start
            if value.end is not None and value.end < date.max:
                yield value.end + _DAY
