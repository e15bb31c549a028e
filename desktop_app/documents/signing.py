"""How a person is named under what an office signs, where the name alone is not wanted or not enough."""

from desktop_app.domain.users import User
from desktop_app.wording.terms import role_words


def role_and_initials(user: User) -> str:
    """Return the first role a person holds with the initials: `Approver, DF`."""
    return f"{role_words(user.role)}, {user.initials}"


def name_and_role(user: User) -> str:
    """Return the whole name with the first role: `Dora Fraser (Approver)`."""
    return f"{user.name} ({role_words(user.role)})"
