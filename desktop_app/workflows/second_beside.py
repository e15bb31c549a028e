"""A second person beside who is signed in, proven by their own passphrase: for an act that lasts no longer than this.

Where nobody else works here there is no second one to ask (exchange rules, 3.5); the journal then says so.
"""

from dataclasses import dataclass, field

from desktop_app.domain.proposals import Obstacle, obstacle
from desktop_app.domain.users import CASE_ROLES, User
from desktop_app.foundation.problems import DutyProblem, KeyProblem
from desktop_app.store.keyring import Keyring
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.propose import acting_user
from desktop_app.workflows.rights import nobody_else


@dataclass(frozen=True, slots=True)
class Beside:
    """What a second person typed in; nothing of the passphrase is kept or told."""

    login: str = ""
    passphrase: str = field(default="", repr=False)


def second_needed(desk: Desk) -> bool:
    """Tell whether somebody else works here, so that a second person is asked for."""
    return not nobody_else(desk.store, desk.user.id)


def second_proven(desk: Desk, beside: Beside) -> User | None:
    """Return the second person, who has just proven to be there; None where nobody else works here.

    One of the two is the head of the office; the other works on claims here, as who prepares does elsewhere. Beside an
    approver who is signed in, and beside anybody else, it is the head. Raises `DutyProblem` (`second_missing`,
    `second_same`, `proposal_role`, `proposal_needs_head`, `user_inactive`) and `KeyProblem` (`user_unknown`,
    `passphrase_one_time`, `passphrase_wrong`, `passphrase_wait`), which counts as at sign-in.
    """
    me = acting_user(desk)
    if not second_needed(desk):
        return None
    if not beside.login.strip():
        raise DutyProblem("second_missing")
    second = desk.store.users.by_login(beside.login)
    keyring = Keyring.load(desk.places.keyring_file, desk.clock)
    if second is None or keyring.user_of(beside.login) != second.id:
        raise KeyProblem("user_unknown")
    _refuse_obstacle(me, second)
    account = desk.store.users.account(second.id)
    if account is None or not account.active:
        raise DutyProblem("user_inactive")
    if account.passphrase_by:
        raise KeyProblem("passphrase_one_time", name=second.name)
    keyring.unlock(second.id, beside.passphrase)
    return second


def _refuse_obstacle(me: User, second: User) -> None:
    found = obstacle(me, second)
    if found is Obstacle.NO_SIGNING_RIGHT and second.holds(CASE_ROLES) and obstacle(second, me) is None:
        return  # one prepares and the head signs: it makes no difference who of them sits at the keys
    if found is Obstacle.SAME_PERSON:
        raise DutyProblem("second_same")
    if found is Obstacle.NO_SIGNING_RIGHT:
        raise DutyProblem("proposal_role", name=second.name)
    if found is Obstacle.NO_HEAD:
        raise DutyProblem("proposal_needs_head", name=second.name)
