"""The Desk: what a verb may need, built once by the composition root and passed on."""

from collections.abc import Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from functools import partial

from desktop_app.domain.offices import Office, OfficeCard
from desktop_app.domain.states import Party
from desktop_app.domain.users import User
from desktop_app.exchange.keys import OfficeSecret
from desktop_app.foundation.clock import Clock
from desktop_app.foundation.places import Places
from desktop_app.foundation.problems import StoreProblem
from desktop_app.rulebook.shelf import Rulebook
from desktop_app.store.store import Store
from desktop_app.workflows.rights import permitted


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """An open desk: the store, the rules, the office's keys, the clock, and who works at it."""

    store: Store
    rulebook: Rulebook
    secret: OfficeSecret
    own: OfficeCard
    user: User
    clock: Clock
    places: Places
    training: bool = False

    def __post_init__(self) -> None:
        """Have the store ask before every act whether who does it may, and before every record who reads it."""
        self.store.ask_before(partial(permitted, self.store))
        self.store.protections.read_by(self.user.id)

    @property
    def office(self) -> Office:
        """This office."""
        return self.own.office

    @property
    def party(self) -> Party:
        """The Contracting Party this office belongs to."""
        return self.rulebook.party(self.office.state)

    def beside(self) -> "Desk | None":
        """Open this desk once more for the calling thread, to look only; None where its store lives in memory.

        Raises `StoreProblem` where the store cannot be opened again.
        """
        store = self.store.beside()
        if store is None:
            return None
        desk = replace(self, store=store)
        store.ask_before(_looks_only)
        return desk

    def snapshot(self) -> AbstractContextManager[None]:
        """Look at everything inside as it stands at one moment; for a desk that was opened `beside` another."""
        return self.store.snapshot()

    def close(self) -> None:
        """Close the store; the desk is of no use afterwards."""
        self.store.close()


def _looks_only(_verb: str, _user: str) -> Mapping[str, str | int]:
    raise StoreProblem("store_read_only")
