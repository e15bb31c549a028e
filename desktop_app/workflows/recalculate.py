"""Calculate many stored claims again: which ones a change of the rules touches, and which kept results would differ.

Nothing is written. Claims are read one after another, so that memory does not grow with their number; between two of
them the work may be stopped, and everything is as it was.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from desktop_app.calculation.award import Award, StateAward
from desktop_app.calculation.case import Case
from desktop_app.calculation.differences import Difference, differences
from desktop_app.calculation.engine import award
from desktop_app.domain.claims import Benefit
from desktop_app.domain.money import Money
from desktop_app.foundation.problems import CaseProblem
from desktop_app.foundation.progress import Progress
from desktop_app.rulebook.shelf import Rulebook
from desktop_app.workflows.award_json import read_award
from desktop_app.workflows.calculate_claim import case_of
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.update_rules import TouchedClaim

BATCH: Final = 200
"""How many claims are looked up at a time."""

CLAIMS: Final = "claims"
"""What the progress is of, as a code."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedState:
    """What a State pays a week before and after; None where it pays nothing or it is not told."""

    state: str
    before: Money | None
    after: Money | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedClaim:
    """A claim that comes out otherwise. `made_at` dates the kept result it is compared with, None for none.

    `why` are the figures that differ, with what made them so; empty where only what is paid was compared.
    """

    claim_id: str
    number: str
    person_name: str
    benefit: Benefit
    states: tuple[ChangedState, ...]
    made_at: datetime | None = None
    why: tuple[Difference, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What came of many claims. `looked_at` of them were calculated; `refused` cannot be, with the code why."""

    looked_at: int
    changed: tuple[ChangedClaim, ...]
    refused: tuple[tuple[str, str], ...]


def claims_changed(desk: Desk, before: Rulebook, after: Rulebook, progress: Progress) -> Report:
    """Say which claims a change of the rules touches: those that would come out otherwise, with the reasons.

    Claims without a certificate of a State whose rules changed are not calculated at all. Raises `Cancelled`.
    """
    concerned = {state for state in {*before.packs, *after.packs} if before.digest(state) != after.digest(state)}
    everywhere = before.agreement.digest != after.agreement.digest

    def look(claim_id: str) -> ChangedClaim | None:
        if not everywhere and not concerned & set(desk.store.periods.states_certified(claim_id)):
            return None
        case = case_of(desk, claim_id)
        old = award(case, before.packs, before.agreement, trace=False)
        new = award(case, after.packs, after.agreement, trace=False)
        states = _changed(old, new)
        if not states:
            return None
        return _told(desk, claim_id, case, states, why=differences(_whole(case, before), _whole(case, after)))

    periods = desk.store.periods
    return _each(desk, _ids(periods.certified_after), periods.count_certified(), look, progress)


def touched_claims(desk: Desk, before: Rulebook, after: Rulebook, progress: Progress) -> tuple[TouchedClaim, ...]:
    """Answer for the trial of an update which claims it touches, as `claims_changed` finds them."""
    return tuple(
        TouchedClaim(
            claim_id=each.claim_id,
            number=each.number,
            person_name=each.person_name,
            states=tuple(line.state for line in each.states),
        )
        for each in claims_changed(desk, before, after, progress).changed
    )


def recalculate_all(desk: Desk, progress: Progress) -> Report:
    """Calculate every claim that has a kept calculation anew, and say where the newest kept one would differ.

    The kept results stay as they are. Raises `Cancelled`.
    """

    def look(claim_id: str) -> ChangedClaim | None:
        kept = desk.store.calculations.newest(claim_id)
        if kept is None:
            return None
        case = case_of(desk, claim_id)
        new = award(case, desk.rulebook.packs, desk.rulebook.agreement, trace=False)
        states = _changed(read_award(kept.result, kept.worksheet), new)
        return _told(desk, claim_id, case, states, made_at=kept.made_at) if states else None

    calculations = desk.store.calculations
    return _each(desk, _ids(calculations.calculated_after), calculations.count_calculated(), look, progress)


def _ids(after: Callable[[str, int], tuple[str, ...]]) -> Iterator[str]:
    last = ""
    while batch := after(last, BATCH):
        yield from batch
        last = batch[-1]


def _each(
    desk: Desk, ids: Iterator[str], total: int, look: Callable[[str], ChangedClaim | None], progress: Progress
) -> Report:
    changed: list[ChangedClaim] = []
    refused: list[tuple[str, str]] = []
    done = 0
    for claim_id in ids:
        progress.step(done, total, CLAIMS)
        done += 1
        try:
            found = look(claim_id)
        except CaseProblem as problem:  # this one claim cannot be calculated; the others can
            refused.append((desk.store.claims.get(claim_id).number, problem.code))
            continue
        if found is not None:
            changed.append(found)
    progress.step(done, total, CLAIMS)
    return Report(looked_at=done, changed=tuple(changed), refused=tuple(refused))


def _whole(case: Case, rules: Rulebook) -> Award:
    return award(case, rules.packs, rules.agreement)


def _told(
    desk: Desk,
    claim_id: str,
    case: Case,
    states: tuple[ChangedState, ...],
    *,
    why: tuple[Difference, ...] = (),
    made_at: datetime | None = None,
) -> ChangedClaim:
    claim = desk.store.claims.get(claim_id)
    return ChangedClaim(
        claim_id=claim_id,
        number=claim.number,
        person_name=desk.store.persons.get(claim.person_id).name,
        benefit=case.benefit,
        states=states,
        made_at=made_at,
        why=why,
    )


def _changed(before: Award, after: Award) -> tuple[ChangedState, ...]:
    """Return the States that pay another amount, or of which something else is due."""
    old = {line.state: line for line in before.states}
    new = {line.state: line for line in after.states}
    return tuple(
        ChangedState(state=state, before=_pays(old.get(state)), after=_pays(new.get(state)))
        for state in dict.fromkeys((*old, *new))
        if _due(old.get(state)) != _due(new.get(state))
    )


def _pays(line: StateAward | None) -> Money | None:
    return line.payable.weekly if line is not None else None


def _due(line: StateAward | None) -> tuple[object, ...]:
    if line is None:
        return ()
    shares = tuple((share.survivor, share.payable) for share in line.shares)
    return (line.payable.weekly, line.payable.kind, line.grant.lump_sum, line.alone.met, line.totalised.met, shares)
