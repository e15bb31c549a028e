"""What if: the result of a claim beside the one it would have with other dates, weeks, rules. Nothing is stored."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from desktop_app.calculation.award import Award, StateAward
from desktop_app.calculation.case import Case
from desktop_app.calculation.differences import Difference, differences
from desktop_app.calculation.engine import award
from desktop_app.calculation.outlook import OFFERED
from desktop_app.domain.money import Money, total
from desktop_app.rulebook.shelf import Rulebook
from desktop_app.workflows.calculate_claim import ReadingChoice, calculate_claim, case_of
from desktop_app.workflows.case_changes import Changes, changed_case
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.find_gaps import gaps_of
from desktop_app.workflows.own_periods import states_awaited
from desktop_app.workflows.what_if_notes import Lookup, Note, is_nothing, notes_of, title_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Together:
    """What all States pay a week together, before and after, in the one currency they pay in.

    `without` are the States that pay an amount in one of the two results and of which the other cannot tell any: they
    are in neither sum's meaning, so a difference of the sums is no difference of what is owed.
    """

    before: Money
    after: Money
    without: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class WhatIf:
    """The result as it is, the result as it would be, and what differs, with a title and a few sentences as codes.

    `together` is None where the States pay in several currencies, or nothing at all.
    """

    case: Case
    before: Award
    after: Award
    differences: tuple[Difference, ...]
    title: Note
    notes: tuple[Note, ...]
    together: Together | None


def what_if(desk: Desk, claim_id: str, changes: Changes) -> WhatIf:
    """Calculate a claim with changes beside the claim as it is. Writes nothing.

    Raises `CaseProblem` as `calculate_claim` does, and as `case_changes.changed_case` does.
    """
    case = case_of(desk, claim_id)
    claim = desk.store.claims.get(claim_id)
    missing: dict[str, int] = {}
    years: dict[str, list[int]] = {}
    for gap in gaps_of(desk, claim_id).gaps:
        if gap.missing:
            missing[gap.state] = missing.get(gap.state, 0) + gap.missing
            years.setdefault(gap.state, []).append(gap.year)
    lookup = Lookup(
        missing={state: (weeks, tuple(years[state])) for state, weeks in missing.items()},
        awaited=states_awaited(desk, claim),
    )
    return what_if_of_case(case, changes, desk.rulebook, lookup)


def what_if_of_case(case: Case, changes: Changes, rules: Rulebook, lookup: Lookup | None = None) -> WhatIf:
    """Calculate a case that is in no store with changes beside the case as it is; `lookup` says what may be missing."""
    changed = changed_case(case, changes)
    before = award(case, rules.packs, rules.agreement)
    after = award(changed, rules.packs, rules.agreement)
    found = differences(before, after)
    names: Mapping[str, str] = {party.code: party.institution for party in rules.parties}
    return WhatIf(
        case=changed,
        before=before,
        after=after,
        differences=found,
        title=title_of(case, changed, before, after),
        notes=notes_of(case, changed, (before, after), found, lookup or Lookup(), names),
        together=together(before.states, after.states),
    )


def together(before: Sequence[StateAward], after: Sequence[StateAward]) -> Together | None:
    """Return what all States pay together in two results; None for several currencies or nothing in both."""
    paid = [{line.state: line.payable.weekly for line in lines} for lines in (before, after)]
    amounts = [amount for side in paid for amount in side.values() if amount is not None]
    currencies = {amount.currency for amount in amounts}
    if len(currencies) != 1:
        return None
    (currency,) = currencies
    sums = [total((each for each in side.values() if each is not None), currency) for side in paid]
    untold = {line.state for lines in (before, after) for line in lines if _is_untold(line)}
    without = tuple(
        line.state
        for line in after
        if line.state in untold and (paid[0].get(line.state) is not None or paid[1].get(line.state) is not None)
    )
    return Together(before=sums[0], after=sums[1], without=without)


def _is_untold(line: StateAward) -> bool:
    return line.payable.weekly is None and not is_nothing(line)


@dataclass(frozen=True, slots=True, kw_only=True)
class PointChoice:
    """An open point of the Agreement: the option that a calculation of the claim takes, and all there are."""

    point: str
    chosen: str
    options: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WhatIfStart:
    """What can be changed: the case on record, readings and open points with what is chosen now, and its result."""

    case: Case
    result: WhatIf
    readings: tuple[ReadingChoice, ...]
    points: tuple[PointChoice, ...]
    has_outlook: bool


def begin_what_if(desk: Desk, claim_id: str) -> WhatIfStart:
    """Return a claim as it is, with what can be changed in it. Writes nothing; raises as `calculate_claim` does."""
    view = calculate_claim(desk, claim_id)
    points = desk.rulebook.agreement.points.values()
    return WhatIfStart(
        case=view.case,
        result=what_if(desk, claim_id, Changes()),
        readings=view.readings,
        points=tuple(
            PointChoice(point=point.id, chosen=view.award.settings[point.id], options=point.options) for point in points
        ),
        has_outlook=view.case.benefit in OFFERED,
    )
