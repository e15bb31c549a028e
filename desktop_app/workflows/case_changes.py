"""What a person changes in a case to see what would come of it, and the case that this makes. Nothing is stored."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from types import MappingProxyType
from typing import Final

from dateutil.relativedelta import relativedelta

from desktop_app.calculation.case import Case, StatedTotal
from desktop_app.domain.claims import Benefit
from desktop_app.domain.decisions import OfficerDecision
from desktop_app.domain.dependants import Disablement, Survivor
from desktop_app.domain.money import Money
from desktop_app.domain.periods import InsurancePeriod
from desktop_app.domain.persons import Sex
from desktop_app.foundation.problems import CaseProblem

_NO_WEEKS: Final[Mapping[str, int]] = MappingProxyType({})
_NO_CHOICES: Final[Mapping[str, str]] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class RowChange:
    """Another figure for one certified row, or the row left out. None leaves a figure as it is.

    `weeks` are all weeks of the row, 0 to 53; the credited ones among them stay as far as they fit.
    """

    state: str
    row_id: str
    weeks: int | None = None
    earnings: Money | None = None
    left_out: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What is changed; None or empty leaves it as it is on record.

    `weeks` sets a State's own weeks to a total, whatever its rows give. `readings` and `settings` come in the place of
    the reading of that State and of the option of that point, an empty reading being the institution's own. A decision
    in `decisions` takes the place of the one on its point and State, with an empty option it takes it away.
    """

    birth_date: date | None = None
    contingency_date: date | None = None
    claim_date: date | None = None
    sex: Sex | None = None
    state_of_claim: str = ""
    agreement_applies: bool | None = None
    rows: tuple[RowChange, ...] = ()
    added: tuple[InsurancePeriod, ...] = ()
    weeks: Mapping[str, int] = field(default_factory=lambda: _NO_WEEKS)
    readings: Mapping[str, str] = field(default_factory=lambda: _NO_CHOICES)
    settings: Mapping[str, str] = field(default_factory=lambda: _NO_CHOICES)
    decisions: tuple[OfficerDecision, ...] = ()
    survivors: tuple[Survivor, ...] | None = None
    degree: int | None = None


def changed_case(case: Case, changes: Changes) -> Case:
    """Return the case as changed; the same case where the changes change nothing.

    Two days follow by themselves unless they are changed: at an age pension the contingency keeps the age at which it
    was when the date of birth changes, and a claim is never made before the contingency. Raises
    `CaseProblem("case_before_birth")` for a contingency before the birth, `CaseProblem("case_without_periods")` where
    every row was left out.
    """
    birth = changes.birth_date or case.birth_date
    contingency = changes.contingency_date or _followed(case, birth)
    claim = changes.claim_date or max(case.claim_date, contingency)
    if contingency < birth:
        raise CaseProblem("case_before_birth", birth=birth.isoformat(), contingency=contingency.isoformat())
    if changes.claim_date is None and contingency == case.contingency_date:
        claim = case.claim_date
    applies = case.agreement_applies if changes.agreement_applies is None else changes.agreement_applies
    made = replace(
        case,
        birth_date=birth,
        contingency_date=contingency,
        claim_date=claim,
        sex=changes.sex or case.sex,
        state_of_claim=changes.state_of_claim or case.state_of_claim,
        agreement_applies=applies,
        periods=_periods(case, changes),
        stated_totals=_stated(case, changes),
        readings={**case.readings, **changes.readings} if changes.readings else case.readings,
        settings={**case.settings, **changes.settings} if changes.settings else case.settings,
        setting_notes={point: note for point, note in case.setting_notes.items() if _keeps(case, changes, point)},
        decisions=_decisions(case, changes),
        survivors=case.survivors if changes.survivors is None else changes.survivors,
        disablement=_disablement(case, changes),
    )
    if not made.periods:
        raise CaseProblem("case_without_periods")
    return made


def _followed(case: Case, birth: date) -> date:
    if birth == case.birth_date or case.benefit is not Benefit.AGE or case.contingency_date < case.birth_date:
        return case.contingency_date
    return birth + relativedelta(case.contingency_date, case.birth_date)


def _keeps(case: Case, changes: Changes, point: str) -> bool:
    """Tell whether an open point still has the option that the office's note is about."""
    return changes.settings.get(point, case.settings.get(point)) == case.settings.get(point)


def _periods(case: Case, changes: Changes) -> tuple[InsurancePeriod, ...]:
    if not changes.rows and not changes.added:
        return case.periods
    wanted = {(change.state, change.row_id): change for change in changes.rows}
    kept = []
    for row in case.periods:
        change = wanted.get((row.state, row.row_id))
        if change is None:
            kept.append(row)
        elif not change.left_out:
            kept.append(_changed(row, change))
    return (*kept, *changes.added)


def _changed(row: InsurancePeriod, change: RowChange) -> InsurancePeriod:
    credited, paid = row.weeks_credited, row.weeks_paid
    if change.weeks is not None and change.weeks != row.weeks:
        credited = min(credited, change.weeks)
        paid = change.weeks - credited
    earnings = row.earnings if change.earnings is None else change.earnings
    return replace(row, weeks_paid=paid, weeks_credited=credited, earnings=earnings)


def _stated(case: Case, changes: Changes) -> tuple[StatedTotal, ...]:
    held = {each.state: each for each in case.stated_totals}
    for state, weeks in changes.weeks.items():
        before = held.get(state)
        held[state] = StatedTotal(state=state, weeks=weeks) if before is None else replace(before, weeks=weeks)
    return tuple(held.values()) if changes.weeks else case.stated_totals


def _decisions(case: Case, changes: Changes) -> tuple[OfficerDecision, ...]:
    replaced = {(each.point, each.state) for each in changes.decisions}
    kept = tuple(each for each in case.decisions if (each.point, each.state) not in replaced)
    return (*kept, *(each for each in changes.decisions if each.option)) if changes.decisions else case.decisions


def _disablement(case: Case, changes: Changes) -> Disablement | None:
    if changes.degree is None:
        return case.disablement
    if case.disablement is None:
        return Disablement(degree_percent=changes.degree)
    return replace(case.disablement, degree_percent=changes.degree)
