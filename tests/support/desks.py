"""Desks for tests: real store, real keys, real rule packs; only the clock is told."""

from datetime import UTC, datetime

from desktop_app.domain.offices import KeyCheck, Office
from desktop_app.domain.users import Role, User
from desktop_app.exchange.keys import card, make_secret
from desktop_app.foundation.places import Places
from desktop_app.rulebook.shelf import Rulebook
from desktop_app.store.store import Store
from desktop_app.workflows.consult_rules import load_rulebook
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.keep_offices import add_office, confirm_key, own_card_file
from tests.support.clocks import FixedClock

NAMES = {
    "VC": ("National Insurance Services", "Kingstown", "VC-NIS", "Carlotta Browne"),
    "LC": ("National Insurance Corporation", "Castries", "LC-NIC", "Marius Augustin"),
    "GD": ("National Insurance Scheme", "St. George's", "GD-NIS", "Gloria Pascall"),
    "TT": ("National Insurance Board", "Port of Spain", "TT-NIB", "Indira Sampleton"),
}
NOON = datetime(2014, 7, 14, 12, 0, tzinfo=UTC)


def rulebook() -> Rulebook:
    """Return the program's own rules, read once a process, by the program itself."""
    return load_rulebook()


def desk_of(state: str, places: Places, *, now: datetime = NOON) -> Desk:
    """Return an open desk of one State's office, on a store of its own in memory."""
    name, town, code, clerk = NAMES[state]
    clock = FixedClock(now, seed=code)
    secret = make_secret(clock.random_bytes)
    office = Office(
        code=code, state=state, name=name, town=town, phone="000 0000", email=f"desk@{code.lower()}.example"
    )
    store = Store.in_memory(clock)
    user = User(id=f"u-{code}", name=clerk, role=Role.CLERK)
    with store.act(verb="office_set_up", user=user.id, about=code, facts={}):
        store.users.add(user, login=clerk.split()[0].lower())
    return Desk(
        store=store,
        rulebook=rulebook(),
        secret=secret,
        own=card(office, secret, clock.today()),
        user=user,
        clock=clock,
        places=places,
    )


def introduce(*desks: Desk) -> None:
    """Let every office take in every other's card and compare its words on the phone."""
    for desk in desks:
        for other in desks:
            if other is not desk:
                add_office(desk, own_card_file(other))
                confirm_key(desk, other.office.code, KeyCheck.PHONE, other.user.name)
