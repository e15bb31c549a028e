"""The people who work at the desk, and what each may do."""

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """Roles of an office (exchange rules, 3.5)."""

    CLERK = "clerk"
    APPROVER = "approver"
    HEAD = "head"
    ADMINISTRATOR = "administrator"


@dataclass(frozen=True, slots=True, kw_only=True)
class User:
    """A person who signs in at this desk."""

    id: str
    name: str
    role: Role

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
