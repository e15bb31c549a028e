"""Users of this desk and their roles, kept by the head of the office or an administrator.

A user is never removed: who leaves stays on record and can sign in no more. At least one person who may keep the users
always stays. A passphrase is chosen by its person; one that was given out for one use is changed by its person before
they can be a second person.
"""

from dataclasses import dataclass, replace
from typing import Final

from desktop_app.domain.passphrases import passphrase_strength
from desktop_app.domain.users import KEEPING, Role, User, ordered_roles
from desktop_app.foundation.clock import Clock
from desktop_app.foundation.problems import DutyProblem, KeyProblem
from desktop_app.store.keyring import Keyring
from desktop_app.store.users import Account
from desktop_app.store.wraps import PRODUCTION_COST, Cost
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.propose import acting_user
from desktop_app.workflows.rights import nobody_else

_WORDS: Final = 5
_CHANCE: Final = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class UserLine:
    """A user as Settings shows them; `one_time`: the passphrase was given out and not yet changed by its person."""

    user: User
    login: str
    active: bool
    one_time: bool
    own: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class UsersView:
    """The users of this desk, those who can sign in first; `may_keep`: whether the signed-in person may change them."""

    lines: tuple[UserLine, ...]
    may_keep: bool


def users(desk: Desk) -> UsersView:
    """Return the users of this desk."""
    lines = sorted((_line(desk, account) for account in desk.store.users.all()), key=lambda line: not line.active)
    return UsersView(lines=tuple(lines), may_keep=_me(desk).holds(KEEPING))


def new_passphrase(clock: Clock) -> str:
    """Make a passphrase of five words for one use; it is shown once and kept nowhere."""
    from mnemonic import Mnemonic  # not before a passphrase is wanted

    return " ".join(Mnemonic("english").to_mnemonic(clock.random_bytes(_CHANCE)).split()[:_WORDS])


def add_user(
    desk: Desk,
    *,
    name: str,
    role: Role,
    login: str,
    passphrase: str,
    further: tuple[Role, ...] = (),
    one_time: bool = False,
    cost: Cost = PRODUCTION_COST,
) -> UserLine:
    """Let another person sign in at this desk, with one role or several.

    `one_time`: the passphrase was given out and is to be changed by its person. Raises `DutyProblem`
    (`users_role_needed`, `user_incomplete`, `user_inactive`, `role_auditor_apart`), `KeyProblem` (`passphrase_weak`,
    `login_taken`), `StoreProblem("record_exists")` for the sign-in name of somebody who left.
    """
    keeper = _keeper(desk)
    if not name.strip() or not login.strip():
        raise DutyProblem("user_incomplete")
    _refuse_weak(desk, passphrase, name, login)
    keyring = _keyring(desk, cost)
    if keyring.user_of(login) is not None:
        raise KeyProblem("login_taken", login=login.strip())
    user = _held(User(id=desk.clock.new_id(), name=" ".join(name.split()), role=role), role, further)
    with desk.store.act(verb="user_added", user=keeper.id, about=user.id, facts=_facts(user, one_time=one_time)):
        desk.store.users.add(user, login)
        desk.store.users.set_passphrase_by(user.id, keeper.id if one_time else "")
        desk.store.admit(keyring, user=user.id, login=login.strip(), passphrase=passphrase)
    return _line_of(desk, user.id)


def change_user(desk: Desk, user_id: str, *, name: str, role: Role, further: tuple[Role, ...] = ()) -> Desk:
    """Change a user's name and roles. Return the desk with its user as they are now.

    Raises `DutyProblem`: `users_role_needed`, `user_incomplete`, `user_last_keeper` with the name, `role_own` for
    another role of one's own where others work here, `role_auditor_apart`; `KeyProblem("user_unknown")`.
    """
    keeper = _keeper(desk)
    account = _account(desk, user_id)
    if not name.strip():
        raise DutyProblem("user_incomplete")
    changed = _held(replace(account.user, name=" ".join(name.split())), role, further)
    if not changed.holds(KEEPING):
        _refuse_last(desk, account)
    more = set(changed.roles) - set(account.user.roles)
    if user_id == keeper.id and more and not nobody_else(desk.store, keeper.id):
        raise DutyProblem("role_own")
    facts = {"role": _told(changed), "before": _told(account.user)}
    with desk.store.act(verb="user_changed", user=keeper.id, about=user_id, facts=facts):
        desk.store.users.update(changed, account.login, active=account.active)
    return replace(desk, user=changed) if user_id == desk.user.id else desk


def deactivate(desk: Desk, user_id: str) -> None:
    """Take away a user's way to sign in; everything they did stays on record.

    Raises `DutyProblem`: `users_role_needed`, `user_own_account`, `user_last_keeper`, `user_inactive`.
    """
    keeper = _keeper(desk)
    account = _account(desk, user_id)
    if user_id == desk.user.id:
        raise DutyProblem("user_own_account")
    if not account.active:
        raise DutyProblem("user_inactive")
    _refuse_last(desk, account)
    keyring = _keyring(desk)
    with desk.store.act(verb="user_deactivated", user=keeper.id, about=user_id, facts={}):
        desk.store.users.update(account.user, account.login, active=False)
        keyring.remove_user(user_id)


def bring_back(
    desk: Desk, user_id: str, passphrase: str, *, one_time: bool = False, cost: Cost = PRODUCTION_COST
) -> UserLine:
    """Let a person who left sign in again, with a new passphrase.

    Raises `DutyProblem` (`users_role_needed`, `user_is_active`), `KeyProblem("passphrase_weak")`.
    """
    keeper = _keeper(desk)
    account = _account(desk, user_id)
    if account.active:
        raise DutyProblem("user_is_active", name=account.user.name)
    _refuse_weak(desk, passphrase, account.user.name, account.login)
    facts = _facts(account.user, one_time=one_time)
    with desk.store.act(verb="user_brought_back", user=keeper.id, about=user_id, facts=facts):
        desk.store.users.update(account.user, account.login, active=True)
        desk.store.users.set_passphrase_by(user_id, keeper.id if one_time else "")
        desk.store.admit(_keyring(desk, cost), user=user_id, login=account.login, passphrase=passphrase)
    return _line_of(desk, user_id)


def give_passphrase(
    desk: Desk, user_id: str, passphrase: str, *, one_time: bool = False, cost: Cost = PRODUCTION_COST
) -> UserLine:
    """Give another person, who lost theirs, a new passphrase.

    Raises `DutyProblem` (`users_role_needed`, `user_inactive`), `KeyProblem` (`own_passphrase`, `passphrase_weak`).
    """
    keeper = _keeper(desk)
    account = _account(desk, user_id)
    if user_id == desk.user.id:
        raise KeyProblem("own_passphrase")
    if not account.active:
        raise DutyProblem("user_inactive")
    _refuse_weak(desk, passphrase, account.user.name, account.login)
    facts = _facts(account.user, one_time=one_time)
    with desk.store.act(verb="passphrase_given", user=keeper.id, about=user_id, facts=facts):
        desk.store.users.set_passphrase_by(user_id, keeper.id if one_time else "")
        desk.store.set_passphrase(_keyring(desk, cost), user=user_id, passphrase=passphrase)
    return _line_of(desk, user_id)


def _keeper(desk: Desk) -> User:
    keeper = acting_user(desk)
    if not keeper.holds(KEEPING):
        raise DutyProblem("users_role_needed")
    return keeper


def _refuse_last(desk: Desk, leaving: Account) -> None:
    """Refuse that the last person who may keep the users stops being one."""
    left = [
        account
        for account in desk.store.users.all()
        if account.active and account.user.holds(KEEPING) and account.user.id != leaving.user.id
    ]
    if leaving.active and leaving.user.holds(KEEPING) and not left:
        raise DutyProblem("user_last_keeper", name=leaving.user.name)


def _refuse_weak(desk: Desk, passphrase: str, name: str, login: str) -> None:
    if not passphrase_strength(passphrase, (name, login, desk.office.name, desk.office.town)).enough:
        raise KeyProblem("passphrase_weak")


def _account(desk: Desk, user_id: str) -> Account:
    account = desk.store.users.account(user_id)
    if account is None:
        raise KeyProblem("user_unknown")
    return account


def _line_of(desk: Desk, user_id: str) -> UserLine:
    return _line(desk, _account(desk, user_id))


def _line(desk: Desk, account: Account) -> UserLine:
    return UserLine(
        user=account.user,
        login=account.login,
        active=account.active,
        one_time=bool(account.passphrase_by),
        own=account.user.id == desk.user.id,
    )


def _me(desk: Desk) -> User:
    return desk.store.users.find(desk.user.id) or desk.user


def _keyring(desk: Desk, cost: Cost = PRODUCTION_COST) -> Keyring:
    return Keyring.load(desk.places.keyring_file, desk.clock, cost)


def _held(user: User, role: Role, further: tuple[Role, ...]) -> User:
    """Return a user with these roles. Raises `DutyProblem("role_auditor_apart")`: nobody audits their own work."""
    others = ordered_roles(frozenset(further) - {role})
    if others and Role.AUDITOR in (role, *others):
        raise DutyProblem("role_auditor_apart")
    return replace(user, role=role, further=others)


def _told(user: User) -> str:
    return " ".join(role.value for role in user.roles)


def _facts(user: User, *, one_time: bool) -> dict[str, str | int]:
    return {"role": _told(user), "passphrase": "for_one_use" if one_time else "own"}
