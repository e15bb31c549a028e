"""The people of the practice office: whoever practises signs in as one of them."""

from dataclasses import dataclass
from typing import Final

from desktop_app.domain.users import Role

LOGIN: Final = "trainee"
HEAD_LOGIN: Final = "head"


@dataclass(frozen=True, slots=True, kw_only=True)
class PracticeUser:
    """Somebody of the practice office. The passphrase is shown to whoever practises: nothing there is secret."""

    login: str
    name: str
    role: Role
    passphrase: str


_SHOWN: Final = ("nutmeg harbour paper morning", "coral window ladder rain")
"""Passphrases that stand on the first page of the training mode: they guard nothing."""

TRAINEE: Final = PracticeUser(login=LOGIN, name="Practice Trainee", role=Role.CLERK, passphrase=_SHOWN[0])
HEAD: Final = PracticeUser(login=HEAD_LOGIN, name="Practice Head", role=Role.HEAD, passphrase=_SHOWN[1])
USERS: Final = (TRAINEE, HEAD)
"""Who prepares and who approves in the practice office."""
