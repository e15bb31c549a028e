"""A desk with several persons: a real keyring on the disk at little cost, a real store, everyone with a passphrase."""

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from desktop_app.domain.proposals import Proposal
from desktop_app.domain.users import Role, User
from desktop_app.foundation.places import Places
from desktop_app.store.wraps import Cost
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.keep_users import add_user
from desktop_app.workflows.set_up_office import OfficeSetup, new_recovery_words, set_up_office
from desktop_app.workflows.settle_points import propose_option
from tests.support.clocks import FixedClock

CHEAP = Cost(memory_kib=64, rounds=1, lanes=1)
PASSPHRASES = {
    "carlotta": "nutmeg lantern harbour sail",
    "hubert": "breadfruit anchor window rain",
    "dora": "pelican market ladder stone",
    "marlon": "coconut bridge saddle moon",
}
"""Administrator, head of the office, approver, claims officer: by sign-in name, invented."""

NAMES = {"carlotta": "Carlotta Browne", "hubert": "Hubert Sample-Head", "dora": "Dora Fraser", "marlon": "Marlon Test"}
ROLES = {"hubert": Role.HEAD, "dora": Role.APPROVER, "marlon": Role.CLERK}


@dataclass(slots=True)
class Desks:
    """One store, and the desk of whoever signs in; signing in as another is what `as_user` does."""

    desk: Desk
    clock: FixedClock

    def user(self, login: str) -> User:
        user = self.desk.store.users.by_login(login)
        assert user is not None
        return user

    def as_user(self, login: str) -> Desk:
        """The desk with another person signed in, on the same open store."""
        return replace(self.desk, user=self.user(login))

    def close(self) -> None:
        self.desk.close()


def set_up(folder: Path, *logins: str) -> Desks:
    """Set an office up whose administrator is Carlotta, with these further users."""
    clock = FixedClock()
    setup = OfficeSetup(
        state="VC",
        name="National Insurance Services",
        town="Kingstown",
        code="VC-NIS",
        administrator=NAMES["carlotta"],
        login="carlotta",
        passphrase=PASSPHRASES["carlotta"],
        recovery_words=new_recovery_words(clock),
    )
    desk = set_up_office(Places.at(folder), clock, setup, cost=CHEAP)
    for login in logins:
        add_user(desk, name=NAMES[login], role=ROLES[login], login=login, passphrase=PASSPHRASES[login], cost=CHEAP)
    return Desks(desk=desk, clock=clock)


def proposed(
    desk: Desk, option: str = "local", *, point: str = "vested_state", valid_from: date = date(2026, 1, 1)
) -> Proposal:
    """Propose a setting of an open point."""
    return propose_option(
        desk,
        point=point,
        option=option,
        valid_from=valid_from,
        legal_reference="Board circular 7/2025",
        reason="The Board decided so",
    )
