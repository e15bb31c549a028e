"""The people who work at this desk, by id and by the name they sign in with. Their keys are in the keyring."""

from dataclasses import dataclass

from desktop_app.domain.users import Role, User
from desktop_app.store.columns import Row, Value, folded_words
from desktop_app.store.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """A user with the name they sign in with; one who left stays on record, not active.

    `passphrase_by` is the id of the person who gave them a passphrase for one use, empty once they chose their own.
    """

    user: User
    login: str
    active: bool = True
    passphrase_by: str = ""


class Users:
    """Accounts of this desk."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, user: User, login: str) -> None:
        """Keep a new user. Raises `StoreProblem("record_exists")` for an id or a sign-in name that is taken."""
        self._database.insert("user_account", {"id": user.id, **_columns(user, login), "active": 1})

    def update(self, user: User, login: str, *, active: bool = True) -> None:
        """Change a user. Raises `StoreProblem("record_missing")`, `record_exists`."""
        self._database.update("user_account", {"id": user.id}, {**_columns(user, login), "active": int(active)})

    def set_passphrase_by(self, user_id: str, by: str) -> None:
        """Keep who gave a user the passphrase, empty for the user. Raises `StoreProblem("record_missing")`."""
        self._database.update("user_account", {"id": user_id}, {"passphrase_by": by})

    def account(self, user_id: str) -> Account | None:
        """Return a user's account, active or not, None when not known."""
        row = self._database.row("SELECT * FROM user_account WHERE id = ?", (user_id,))
        return _account(row) if row else None

    def find(self, user_id: str) -> User | None:
        """Return a user, active or not, None when not known."""
        row = self._database.row("SELECT * FROM user_account WHERE id = ?", (user_id,))
        return _user(row) if row else None

    def by_login(self, login: str) -> User | None:
        """Return the active user with a sign-in name, None when there is none."""
        sql = "SELECT * FROM user_account WHERE login = ? AND active = 1"
        row = self._database.row(sql, (folded_words(login.strip()),))
        return _user(row) if row else None

    def all(self) -> tuple[Account, ...]:
        """Return every account, by name."""
        return tuple(_account(row) for row in self._database.rows("SELECT * FROM user_account ORDER BY name, id"))


def _columns(user: User, login: str) -> dict[str, Value]:
    return {"name": user.name, "role": user.role, "login": folded_words(login.strip())}


def _account(row: Row) -> Account:
    return Account(user=_user(row), login=row["login"], active=bool(row["active"]), passphrase_by=row["passphrase_by"])


def _user(row: Row) -> User:
    return User(id=row["id"], name=row["name"], role=Role(row["role"]))
