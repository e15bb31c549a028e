"""Which claims does a change of the rules touch? Every claim with certified periods, before and after. Writes nothing.

A claim whose States or benefit the change does not concern is not calculated at all.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from desktop_app.calculation.award import Award
from desktop_app.calculation.case import Case
from desktop_app.calculation.causes import Cause
from desktop_app.calculation.differences import differences
from desktop_app.calculation.engine import award
from desktop_app.calculation.pack import BenefitRules, RulePack
from desktop_app.domain.claims import Benefit, Claim
from desktop_app.domain.findings import Reason
from desktop_app.foundation.problems import CaseProblem
from desktop_app.foundation.progress import Progress
from desktop_app.workflows.calculate_claim import case_of
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.outcomes import PaidChange, changed_states, paid_by, why_of
from desktop_app.workflows.settle_points import office_settings
from desktop_app.workflows.veil import covers, name_for_lists, number_for_lists

AT_ONCE: Final = 200
"""Claims whose ids are read at a time."""

STEP: Final = 10
"""Claims between two steps of progress."""

Concern = Mapping[str, frozenset[Benefit]]
"""State -> the benefits whose rules differ."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TouchedClaim:
    """A claim in which something else comes out for a State by the changed rules, mostly what it pays."""

    claim_id: str
    number: str
    person_name: str
    benefit: Benefit
    changes: tuple[PaidChange, ...]

    @property
    def states(self) -> tuple[str, ...]:
        """The States for which something else comes out."""
        return tuple(change.state for change in self.changes)


@dataclass(frozen=True, slots=True, kw_only=True)
class NotCalculated:
    """A claim that could not be calculated, and why, as the code and facts of a problem."""

    claim_id: str
    number: str
    reason: Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class TouchedReport:
    """What was found: of `claims` with certified periods so many were `calculated`, the others not concerned."""

    claims: int
    calculated: int
    touched: tuple[TouchedClaim, ...]
    not_calculated: tuple[NotCalculated, ...]


@covers
def claims_touched(
    desk: Desk, before: Mapping[str, RulePack], after: Mapping[str, RulePack], progress: Progress
) -> TouchedReport:
    """Return the claims in which the change from one set of packs to another changes what a State pays, and why.

    `before` and `after` are packs by State; the Agreement's rules and the office's settings are those of the desk.
    Raises `Cancelled` from `progress`; nothing is written, so nothing has to be undone.
    """
    concern = concerned(before, after)
    total = desk.store.periods.count_certified() if concern else 0
    settled = office_settings(desk, desk.clock.today())
    shared = SharedCauses()
    touched: list[TouchedClaim] = []
    failed: list[NotCalculated] = []
    calculated = 0
    for at, claim in enumerate(_certified_claims(desk) if concern else ()):
        if not at % STEP:
            progress.step(at, total, "claims")
        if not _concerns(desk, claim, concern):
            continue
        calculated += 1
        try:
            case = case_of(desk, claim.id, settled=settled)
            changes = _changes(desk, case, (before, after), shared)
        except CaseProblem as problem:
            failed.append(not_calculated(desk, claim, problem))
            continue
        if changes:
            name = name_for_lists(desk, desk.store.persons.get(claim.person_id).name, claim_id=claim.id)
            touched.append(
                TouchedClaim(
                    claim_id=claim.id,
                    number=number_for_lists(desk, claim.number, claim.id),
                    person_name=name,
                    benefit=claim.benefit,
                    changes=changes,
                )
            )
    progress.step(total, total, "claims")
    return TouchedReport(claims=total, calculated=calculated, touched=tuple(touched), not_calculated=tuple(failed))


def concerned(before: Mapping[str, RulePack], after: Mapping[str, RulePack]) -> Concern:
    """Return the States and benefits of which two sets of packs do not say the same; examples and notes apart."""
    found = {state: _benefits(before.get(state), after.get(state)) for state in {*before, *after}}
    return {state: benefits for state, benefits in sorted(found.items()) if benefits}


def not_calculated(desk: Desk, claim: Claim, problem: CaseProblem) -> NotCalculated:
    """Say that a claim could not be calculated."""
    reason = Reason(code=problem.code, facts=dict(problem.facts))
    return NotCalculated(claim_id=claim.id, number=number_for_lists(desk, claim.number, claim.id), reason=reason)


class SharedCauses:
    """The causes told so far: the same cause of ten thousand claims is held once."""

    def __init__(self) -> None:
        self._known: dict[str, Cause] = {}

    def one(self, cause: Cause) -> Cause:
        """Return the cause, as the one that was told before where they are the same."""
        return self._known.setdefault(repr(cause), cause)


def _changes(
    desk: Desk, case: Case, packs: tuple[Mapping[str, RulePack], Mapping[str, RulePack]], shared: SharedCauses
) -> tuple[PaidChange, ...]:
    agreement = desk.rulebook.agreement
    states = changed_states(*(award(case, each, agreement, trace=False) for each in packs))
    if not states:
        return ()
    was, now = (award(case, each, agreement) for each in packs)
    return paid_changes(was, now, states, shared)


def paid_changes(was: Award, now: Award, states: tuple[str, ...], shared: SharedCauses) -> tuple[PaidChange, ...]:
    """Say of States what they pay before and after, and why; both results with their worksheets."""
    found = differences(was, now)
    return tuple(
        PaidChange(
            state=state,
            before=paid_by(was, state),
            after=paid_by(now, state),
            why=tuple(shared.one(cause) for cause in why_of(state, found)),
        )
        for state in states
    )


def _certified_claims(desk: Desk) -> Iterator[Claim]:
    last = ""
    while ids := desk.store.periods.certified_after(last, AT_ONCE):
        for claim_id in ids:
            yield desk.store.claims.get(claim_id)
        last = ids[-1]


def _concerns(desk: Desk, claim: Claim, concern: Concern) -> bool:
    return any(claim.benefit in concern.get(state, ()) for state in desk.store.periods.states_certified(claim.id))


def _benefits(before: RulePack | None, after: RulePack | None) -> frozenset[Benefit]:
    """Return the benefits of which two packs of a State do not say the same."""
    if before is None or after is None:
        pack = before or after
        return frozenset(pack.benefits) if pack is not None else frozenset()
    if before.digest == after.digest:
        return frozenset()
    both = frozenset({*before.benefits, *after.benefits})
    if _of_the_pack(before) != _of_the_pack(after):
        return both
    return frozenset(
        benefit for benefit in both if _said(before.benefits.get(benefit)) != _said(after.benefits.get(benefit))
    )


def _of_the_pack(pack: RulePack) -> object:
    return pack.state, pack.currency, pack.contribution_unit, pack.scheme_start


def _said(rules: BenefitRules | None) -> str:
    """Return all that a calculation takes from the rules of a benefit, as text."""
    if rules is None:
        return ""
    values = {name: (each.basis, each.readings, each.values) for name, each in rules.parameters.items()}
    steps = tuple(rules.steps.values())
    return repr((values, steps, rules.shares, rules.family_maximum, rules.family_minimum, rules.not_provided))
