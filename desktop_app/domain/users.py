"""The people who work at the desk, and which roles each holds."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Role(StrEnum):
    """Roles of an office (exchange rules, 3.5)."""

    CLERK = "clerk"
    APPROVER = "approver"
    HEAD = "head"
    ADMINISTRATOR = "administrator"
    AUDITOR = "auditor"


CASE_ROLES: Final = frozenset({Role.CLERK, Role.APPROVER, Role.HEAD})
"""Roles that work on claims."""

SIGNING: Final = frozenset({Role.APPROVER, Role.HEAD})
"""Roles with the signing right: only they accept, refuse and seal the office's word."""

KEEPING: Final = frozenset({Role.HEAD, Role.ADMINISTRATOR})
"""Roles that keep the users and the desk."""

WORKING: Final = frozenset(Role) - {Role.AUDITOR}
"""Everybody but who only reads."""


@dataclass(frozen=True, slots=True, kw_only=True)
class User:
    """A person who signs in at this desk. `role` is the first of their roles, `further` the others, in their order.

    In a small office one person may hold several; who audits holds no other.
    """

    id: str
    name: str
    role: Role
    further: tuple[Role, ...] = ()

    @property
    def roles(self) -> tuple[Role, ...]:
        """Every role the person holds, the first one first."""
        return (self.role, *self.further)

    def holds(self, roles: frozenset[Role]) -> bool:
        """Tell whether the person holds one of some roles."""
        return not roles.isdisjoint(self.roles)

    @property
    def initials(self) -> str:
        """The first letters of the first and the last name, `CB`."""
        parts = self.name.split()
        return (parts[0][0] + (parts[-1][0] if len(parts) > 1 else "")).upper() if parts else ""

    @property
    def short_name(self) -> str:
        """First letter and last name, `C. Browne`."""
        parts = self.name.split()
        return f"{parts[0][0]}. {parts[-1]}" if len(parts) > 1 else self.name


def ordered_roles(roles: frozenset[Role]) -> tuple[Role, ...]:
    """Return roles in the order in which they are named everywhere."""
    return tuple(role for role in Role if role in roles)
