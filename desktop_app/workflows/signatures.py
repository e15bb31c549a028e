"""How the persons of this office sign what leaves it: by name, or by role and initials, as the office's policy says.

Exchange rules 2.2: who prepared and who approved a message stand in its head, as the office's policy says.
"""

from enum import StrEnum
from typing import Final

from desktop_app.documents.signing import name_and_role, role_and_initials
from desktop_app.domain.users import User
from desktop_app.workflows.desk import Desk


class SignedAs(StrEnum):
    """How a person is named: `C. Browne`, `Camille Browne`, or `Approver, CB`."""

    SHORT_NAME = "short_name"
    FULL_NAME = "full_name"
    ROLE = "role"


_SETTING: Final = "signed_as"


def signed_as(desk: Desk) -> SignedAs:
    """Return how this office signs: as it settled, else by first letter and last name."""
    kept = desk.store.settings.get(_SETTING, SignedAs.SHORT_NAME.value)
    return SignedAs(kept) if kept in set(SignedAs) else SignedAs.SHORT_NAME


def set_signed_as(desk: Desk, how: SignedAs) -> SignedAs:
    """Settle how this office signs from now on; what left stays as it is."""
    facts = {"signed_as": how.value}
    with desk.store.act(verb="signing_settled", user=desk.user.id, about=desk.office.code, facts=facts):
        desk.store.settings.set(_SETTING, how.value)
    return how


def signature(desk: Desk, user: User) -> str:
    """Return how a person of this office signs. Two persons never sign alike: where they would, the name is longer."""
    others = [account.user for account in desk.store.users.all() if account.user.id != user.id]
    asked = signed_as(desk)
    for how in dict.fromkeys((asked, SignedAs.SHORT_NAME, SignedAs.FULL_NAME)):
        named = named_as(user, how)
        if named not in {named_as(other, how) for other in others}:
            return named
    return name_and_role(user)


def named_as(user: User, how: SignedAs) -> str:
    """Return a person as named in one of the ways, whoever else is named alike. The role is the first one held."""
    match how:
        case SignedAs.FULL_NAME:
            return user.name
        case SignedAs.ROLE:
            return role_and_initials(user)
        case SignedAs.SHORT_NAME:
            return user.short_name
