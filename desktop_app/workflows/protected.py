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


@dataclass(frozen=True, slots=True, kw_only=True)
class Guarded:
    """What is protected, or may be: a claim and its person, or (`claim_id` empty) a person whatever their claims."""

    person_id: str
    claim_id: str = ""

    @property
    def about(self) -> str:
        """What the journal's line is about."""
        return self.claim_id or self.person_id


def protection_of(desk: Desk, claim_id: str) -> ProtectionView | None:
    """Return how a claim is protected, None where it is not. Raises `DutyProblem` as reading the claim does."""
    claim = desk.store.claims.get(claim_id)
    return _view(desk, Guarded(claim_id=claim.id, person_id=claim.person_id))


def protection_of_person(desk: Desk, person_id: str) -> ProtectionView | None:
    """Return how a person is protected, None where they are not. Raises as reading the person does."""
    return _view(desk, Guarded(person_id=desk.store.persons.get(desk.store.persons.current(person_id)).id))


def protect(desk: Desk, claim_id: str, *, reason: str, named: Iterable[str], whole_person: bool = True) -> None:
    """Protect the person of a claim with every claim of theirs, or the one claim. Who protects is always named.

    `named` are ids of users. Raises `CaseProblem("reason_missing")`, `DutyProblem` (`right_needed`,
    `case_protected_already`, `user_inactive`).
    """
    head = _head(desk, "case_protected")
    claim = desk.store.claims.get(claim_id)
    guarded = Guarded(claim_id=claim.id, person_id=claim.person_id)
    _protect(desk, head, guarded, reason=reason, named=named, whole_person=whole_person)


def protect_person(desk: Desk, person_id: str, *, reason: str, named: Iterable[str]) -> None:
    """Protect a person with every claim of theirs, now or later; they need have none. Raises as `protect`.

    Also `CaseProblem("person_unknown")`.
    """
    head = _head(desk, "case_protected")
    person_id = desk.store.persons.current(person_id)
    if desk.store.persons.find(person_id) is None:
        raise CaseProblem("person_unknown")
    _protect(desk, head, Guarded(person_id=person_id), reason=reason, named=named, whole_person=True)


def change_named(desk: Desk, claim_id: str, *, reason: str, named: Iterable[str]) -> None:
    """Name other persons: one protection ends, and another begins in the same act.

    Raises as `protect`, and `DutyProblem`: `case_not_protected`, `protection_not_named`.
    """
    _change_named(desk, _of_claim(desk, claim_id), reason=reason, named=named)


def change_named_of_person(desk: Desk, person_id: str, *, reason: str, named: Iterable[str]) -> None:
    """Name others who may open a protected person. Raises as `change_named`."""
    _change_named(desk, _of_person(desk, person_id), reason=reason, named=named)


def end_protection(desk: Desk, claim_id: str, *, reason: str) -> None:
    """Let everybody who works here see a case again; who opened it stays on record. Raises as `change_named`."""
    _end(desk, _of_claim(desk, claim_id), reason=reason)


def end_protection_of_person(desk: Desk, person_id: str, *, reason: str) -> None:
    """Let everybody who works here see a person again. Raises as `change_named`."""
    _end(desk, _of_person(desk, person_id), reason=reason)


def open_protected(desk: Desk, claim_id: str, *, reason: str) -> None:
    """Keep that the signed-in user opens a protected case, and why; it can then be read for some hours.

    Raises `CaseProblem("reason_missing")`, `DutyProblem` (`case_protected`, `user_inactive`).
    """
    _open(desk, _of_claim(desk, claim_id), reason=reason)


def open_protected_person(desk: Desk, person_id: str, *, reason: str) -> None:
    """Keep that the signed-in user opens a protected person, and why. Raises as `open_protected`."""
    _open(desk, _of_person(desk, person_id), reason=reason)


def _of_claim(desk: Desk, claim_id: str) -> Guarded:
    with desk.store.protections.lifted():
        claim = desk.store.claims.get(claim_id)
    return Guarded(claim_id=claim.id, person_id=claim.person_id)


def _of_person(desk: Desk, person_id: str) -> Guarded:
    return Guarded(person_id=desk.store.persons.current(person_id))


def _by(desk: Desk, guarded: Guarded) -> tuple[Protection, ...]:
    return desk.store.protections.about(claim_id=guarded.claim_id, person_id=guarded.person_id)


def _view(desk: Desk, guarded: Guarded) -> ProtectionView | None:
    found = _by(desk, guarded)
    if not found:
        return None
    newest = found[-1]
    accesses = desk.store.protections.accesses(claim_id=guarded.claim_id, person_id=guarded.person_id)
    return ProtectionView(
        person=bool(newest.person_id),
        reason=newest.reason,
        set_by=person(desk, newest.set_by),
        set_at=newest.set_at,
        named=tuple(person(desk, user) for user in sorted(newest.named)),
        accesses=tuple(_line(desk, each) for each in accesses),
        may_change=_may_change(desk, newest),
    )


def _protect(
    desk: Desk, head: User, guarded: Guarded, *, reason: str, named: Iterable[str], whole_person: bool
) -> None:
    if _by(desk, guarded):
        raise DutyProblem("case_protected_already")
    users = _active(desk, {*named, head.id})
    given = _given(reason)
    with desk.store.act(verb="case_protected", user=head.id, about=guarded.about, facts={"named": len(users)}):
        number = desk.store.protections.add(
            claim_id="" if whole_person else guarded.claim_id,
            person_id=guarded.person_id if whole_person else "",
            reason=given,
            by=head.id,
            named=users,
        )
        desk.store.protections.record_access(number, head.id, given)  # who protects a case has it before them


def _change_named(desk: Desk, guarded: Guarded, *, reason: str, named: Iterable[str]) -> None:
    head, protection = _changing(desk, guarded, "protection_changed")
    users = _active(desk, {*named, head.id})
    given = _given(reason)
    with desk.store.act(verb="protection_changed", user=head.id, about=guarded.about, facts={"named": len(users)}):
        desk.store.protections.end(protection.id, by=head.id, reason=given)
        number = desk.store.protections.add(
            claim_id=protection.claim_id, person_id=protection.person_id, reason=protection.reason, by=head.id,
            named=users,
        )  # fmt: skip
        desk.store.protections.record_access(number, head.id, given)


def _end(desk: Desk, guarded: Guarded, *, reason: str) -> None:
    head, protection = _changing(desk, guarded, "protection_ended")
    given = _given(reason)
    with desk.store.act(verb="protection_ended", user=head.id, about=guarded.about, facts={}):
        desk.store.protections.end(protection.id, by=head.id, reason=given)


def _open(desk: Desk, guarded: Guarded, *, reason: str) -> None:
    user, found = acting_user(desk), _by(desk, guarded)
    if any(user.id not in each.named for each in found):
        raise DutyProblem("case_protected")
    given = _given(reason)
    if not found:
        return
    with desk.store.act(verb="protected_opened", user=user.id, about=guarded.about, facts={}):
        for each in found:
            desk.store.protections.record_access(each.id, user.id, given)


def _head(desk: Desk, verb: str) -> User:
    head = acting_user(desk)
    permitted(desk.store, verb, head.id)
    return head


def _changing(desk: Desk, guarded: Guarded, verb: str) -> tuple[User, Protection]:
    head, found = _head(desk, verb), _by(desk, guarded)
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
