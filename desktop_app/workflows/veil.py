"""What lists show of protected cases, and which verbs read them all the same because they show nothing of them.

The store refuses to read what is protected from the signed-in user (`store.protections.check`), so no verb shows it by
mistake. What has to go through all records (what arrives, what leaves, lists) is marked `covers`, and covers the names.
"""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from desktop_app.domain.protection import PROTECTED_NAME
from desktop_app.workflows.desk import Desk

_Told = ParamSpec("_Told")
_Answer = TypeVar("_Answer")


def covers(verb: Callable[Concatenate[Desk, _Told], _Answer]) -> Callable[Concatenate[Desk, _Told], _Answer]:
    """Mark a verb that reads protected records too, because it shows no name and no number of them."""

    @wraps(verb)
    def reading(desk: Desk, /, *args: _Told.args, **kwargs: _Told.kwargs) -> _Answer:
        with desk.store.protections.lifted():
            return verb(desk, *args, **kwargs)

    return reading


def may_see(desk: Desk, claim_id: str) -> bool:
    """Tell whether the signed-in user may see a claim in lists, by name and number."""
    return not desk.store.protections.in_force() or claim_id not in desk.store.protections.hidden_claims()


def refuse_hidden(desk: Desk, claim_id: str | None) -> None:
    """Refuse to show what belongs to a claim that the signed-in user may not read now, as the store does."""
    if claim_id and desk.store.protections.in_force():
        desk.store.claims.find(claim_id)


def name_for_lists(desk: Desk, name: str, *, claim_id: str = "", person_id: str = "") -> str:
    """Return a name as a list may show it: itself, or that it is a protected case."""
    hidden = not may_see(desk, claim_id) or desk.store.protections.hides(person_id=person_id)
    return PROTECTED_NAME if hidden else name


def number_for_lists(desk: Desk, number: str, claim_id: str) -> str:
    """Return a claim's number as a list may show it: itself, or nothing."""
    return number if may_see(desk, claim_id) else ""
