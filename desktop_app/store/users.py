"""The people who work at this desk, by id and by the name they sign in with. Their keys are in the keyring."""

from dataclasses import dataclass

from desktop_app.domain.users import Role, User, ordered_roles
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
        self._set_further(user)

    def update(self, user: User, login: str, *, active: bool = True) -> None:
        """Change a user. Raises `StoreProblem("record_missing")`, `record_exists`."""
        self._database.update("user_account", {"id": user.id}, {**_columns(user, login), "active": int(active)})
        self._set_further(user)

    def set_passphrase_by(self, user_id: str, by: str) -> None:
        """Keep who gave a user the passphrase, empty for the user. Raises `StoreProblem("record_missing")`."""
        self._database.update("user_account", {"id": user_id}, {"passphrase_by": by})

    def account(self, user_id: str) -> Account | None:
        """Return a user's account, active or not, None when not known."""
        row = self._database.row("SELECT * FROM user_account WHERE id = ?", (user_id,))
        return self._account(row) if row else None

    def find(self, user_id: str) -> User | None:
        """Return a user, active or not, None when not known."""
        row = self._database.row("SELECT * FROM user_account WHERE id = ?", (user_id,))
        return self._user(row) if row else None

    def by_login(self, login: str) -> User | None:
        """Return the active user with a sign-in name, None when there is none."""
        sql = "SELECT * FROM user_account WHERE login = ? AND active = 1"
        row = self._database.row(sql, (folded_words(login.strip()),))
        return self._user(row) if row else None

    def all(self) -> tuple[Account, ...]:
        """Return every account, by name."""
        rows = self._database.rows("SELECT * FROM user_account ORDER BY name, id")
        return tuple(self._account(row) for row in rows)

    def _set_further(self, user: User) -> None:
        self._database.delete("user_role", {"user_id": user.id})
        for role in user.further:
            self._database.insert("user_role", {"user_id": user.id, "role": role.value})

    def _account(self, row: Row) -> Account:
        return Account(
            user=self._user(row), login=row["login"], active=bool(row["active"]), passphrase_by=row["passphrase_by"]
        )

    def _user(self, row: Row) -> User:
        held = self._database.rows("SELECT role FROM user_role WHERE user_id = ?", (row["id"],))
        first = Role(row["role"])
        further = ordered_roles(frozenset(Role(each["role"]) for each in held) - {first})
        return User(id=row["id"], name=row["name"], role=first, further=further)


def _columns(user: User, login: str) -> dict[str, Value]:
    return {"name": user.name, "role": user.role, "login": folded_words(login.strip())}
