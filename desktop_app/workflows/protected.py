"""Protect a case or a person: only named persons open it, each with a reason that is kept; others see that it is there.

What lists show of it is in `veil`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from desktop_app.domain.protection import Protection, RecordedAccess
from desktop_app.domain.users import Role, User
from desktop_app.foundation.problems import CaseProblem, DutyProblem
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.propose import acting_user, person
from desktop_app.workflows.rights import permitted


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessLine:
    """Who opened a protected case, when and why."""

    user: User
    at: datetime
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProtectionView:
    """How a case is protected. `person`: the person with every claim of theirs. `may_change`: by the signed-in user."""

    person: bool
    reason: str
    set_by: User
    set_at: datetime
    named: tuple[User, ...]
    accesses: tuple[AccessLine, ...]
    may_change: bool


def protection_of(desk: Desk, claim_id: str) -> ProtectionView | None:
    """Return how a claim is protected, None where it is not. Raises `DutyProblem` as reading the claim does."""
    claim = desk.store.claims.get(claim_id)
    found = desk.store.protections.about(claim_id=claim.id, person_id=claim.person_id)
    if not found:
        return None
    newest = found[-1]
    accesses = desk.store.protections.accesses(claim_id=claim.id, person_id=claim.person_id)
    return ProtectionView(
        person=bool(newest.person_id),
        reason=newest.reason,
        set_by=person(desk, newest.set_by),
        set_at=newest.set_at,
        named=tuple(person(desk, user) for user in sorted(newest.named)),
        accesses=tuple(_line(desk, each) for each in accesses),
        may_change=_may_change(desk, newest),
    )


def protect(desk: Desk, claim_id: str, *, reason: str, named: Iterable[str], whole_person: bool = True) -> None:
    """Protect the person of a claim with every claim of theirs, or the one claim. Who protects is always named.

    `named` are ids of users. Raises `CaseProblem("reason_missing")`, `DutyProblem` (`right_needed`,
    `case_protected_already`, `user_inactive`).
    """
    head = _head(desk, "case_protected")
    claim = desk.store.claims.get(claim_id)
    if desk.store.protections.about(claim_id=claim.id, person_id=claim.person_id):
        raise DutyProblem("case_protected_already")
    users = _active(desk, {*named, head.id})
    given = _given(reason)
    with desk.store.act(verb="case_protected", user=head.id, about=claim.id, facts={"named": len(users)}):
        number = desk.store.protections.add(
            claim_id="" if whole_person else claim.id,
            person_id=claim.person_id if whole_person else "",
            reason=given,
            by=head.id,
            named=users,
        )
        desk.store.protections.record_access(number, head.id, given)  # who protects a case has it before them


def change_named(desk: Desk, claim_id: str, *, reason: str, named: Iterable[str]) -> None:
    """Name other persons: one protection ends, and another begins in the same act.

    Raises as `protect`, and `DutyProblem`: `case_not_protected`, `protection_not_named`.
    """
    head, protection = _changing(desk, claim_id, "protection_changed")
    users = _active(desk, {*named, head.id})
    given = _given(reason)
    with desk.store.act(verb="protection_changed", user=head.id, about=claim_id, facts={"named": len(users)}):
        desk.store.protections.end(protection.id, by=head.id, reason=given)
        number = desk.store.protections.add(
            claim_id=protection.claim_id, person_id=protection.person_id, reason=protection.reason, by=head.id,
            named=users,
        )  # fmt: skip
        desk.store.protections.record_access(number, head.id, given)


def end_protection(desk: Desk, claim_id: str, *, reason: str) -> None:
    """Let everybody who works here see a case again; who opened it stays on record. Raises as `change_named`."""
    head, protection = _changing(desk, claim_id, "protection_ended")
    given = _given(reason)
    with desk.store.act(verb="protection_ended", user=head.id, about=claim_id, facts={}):
        desk.store.protections.end(protection.id, by=head.id, reason=given)


def open_protected(desk: Desk, claim_id: str, *, reason: str) -> None:
    """Keep that the signed-in user opens a protected case, and why; it can then be read for some hours.

    Raises `CaseProblem("reason_missing")`, `DutyProblem` (`case_protected`, `user_inactive`).
    """
    user = acting_user(desk)
    with desk.store.protections.lifted():
        claim = desk.store.claims.get(claim_id)
    found = desk.store.protections.about(claim_id=claim.id, person_id=claim.person_id)
    if any(user.id not in each.named for each in found):
        raise DutyProblem("case_protected")
    given = _given(reason)
    if not found:
        return
    with desk.store.act(verb="protected_opened", user=user.id, about=claim_id, facts={}):
        for each in found:
            desk.store.protections.record_access(each.id, user.id, given)


def _head(desk: Desk, verb: str) -> User:
    head = acting_user(desk)
    permitted(desk.store, verb, head.id)
    return head


def _changing(desk: Desk, claim_id: str, verb: str) -> tuple[User, Protection]:
    head = _head(desk, verb)
    with desk.store.protections.lifted():
        claim = desk.store.claims.get(claim_id)
    found = desk.store.protections.about(claim_id=claim.id, person_id=claim.person_id)
    if not found:
        raise DutyProblem("case_not_protected")
    if not _may_change(desk, found[-1]):
        raise DutyProblem("protection_not_named")
    return head, found[-1]


def _may_change(desk: Desk, protection: Protection) -> bool:
    """Tell whether it is a head who is named; another head only where no named one works here any more."""
    me = acting_user(desk)
    if me.id in protection.named:
        return Role.HEAD in me.roles or not _heads(desk)
    return Role.HEAD in me.roles and not any(user.id in protection.named for user in _heads(desk))


def _heads(desk: Desk) -> tuple[User, ...]:
    return tuple(line.user for line in desk.store.users.all() if line.active and Role.HEAD in line.user.roles)


def _active(desk: Desk, named: Iterable[str]) -> tuple[str, ...]:
    working = {line.user.id for line in desk.store.users.all() if line.active}
    users = tuple(sorted(named))
    if not working.issuperset(users):
        raise DutyProblem("user_inactive")
    return users


def _given(reason: str) -> str:
    if not reason.strip():
        raise CaseProblem("reason_missing")
    return reason.strip()


def _line(desk: Desk, access: RecordedAccess) -> AccessLine:
    return AccessLine(user=person(desk, access.user), at=access.at, reason=access.reason)
