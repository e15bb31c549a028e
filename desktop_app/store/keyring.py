"""The keyring: the store's random key, wrapped once for each user's passphrase and once for the recovery phrase.

The file lies beside the store and can be read before sign-in. It holds ids and sign-in names of users and nothing else
about anyone; names, roles and everything the office knows are inside the encrypted store.

The count of failed attempts slows down guessing at the desk, and is in the file: it is there again after a restart. How
long to wait is counted by seconds in which the program runs, from the last failure or from when the program first saw
it: to close the program begins the wait anew, and to set the clock shortens nothing. Against somebody who takes the
file away only the passphrase itself helps, and what each guess costs: Argon2id over 64 MiB.
"""

import hashlib
import hmac
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final, Self

from desktop_app.domain.passphrases import normalised
from desktop_app.foundation.clock import Clock
from desktop_app.foundation.places import place_problem, write_atomically
from desktop_app.foundation.problems import KeyProblem
from desktop_app.store.wraps import (
    KEY_BYTES,
    PRODUCTION_COST,
    RECOVERY,
    Cost,
    Keys,
    Wrap,
    folded_login,
    read_keys,
    write_keys,
)

_FREE_ATTEMPTS: Final = 3
_FIRST_DELAY: Final = 5
_LONGEST_DELAY: Final = 300
_MOST_DOUBLINGS: Final = 6
_CHECKED: Final = b"cass-desk data key"

_FIRST_SEEN: Final[dict[tuple[str, str, int], int]] = {}
"""By store, user and count of failures: at which running second this program first saw that many."""

_COUNTED: Final[dict[tuple[str, str], Wrap]] = {}
"""By store and user: the wrap as last tried in a keyring beside a backup, which is never written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Login:
    """A user as the sign-in window knows them: `user` is the id, `login` the name they sign in with."""

    user: str
    login: str


class Keyring:
    """The wraps of one store's key. Every change is on the disk, whole, when the method returns."""

    def __init__(self, path: Path, keys: Keys, clock: Clock, cost: Cost = PRODUCTION_COST) -> None:
        self._path = path
        self._keys = keys
        self._clock = clock
        self._cost = cost
        self._kept_back = False

    @classmethod
    def beside_backup(cls, path: Path, clock: Clock) -> Self:
        """Read the keyring of a backup, which may lie where nothing can be written: tries are counted in memory.

        The count is by store, however many copies of the backup there are. Raises what `load` raises.
        """
        ring = cls.load(path, clock)
        ring.count_in_memory()
        return ring

    @classmethod
    def load(cls, path: Path, clock: Clock, cost: Cost = PRODUCTION_COST) -> Self:
        """Read a keyring; `cost` is what a passphrase set from now on costs to try.

        Raises `KeyProblem`: `keyring_missing`, `keyring_damaged`, `keyring_newer`; `PlaceProblem`.
        """
        try:
            data = path.read_bytes()
        except FileNotFoundError:
            raise KeyProblem("keyring_missing") from None
        except OSError as error:
            raise place_problem(error, path) from error
        return cls(path, read_keys(data), clock, cost)

    def count_in_memory(self) -> None:
        """Write nothing to the file from now on; go on from the tries of this store that the program remembers."""
        self._kept_back = True
        check = self._keys.check.hex()
        wraps = tuple(_counted(wrap, _COUNTED.get((check, wrap.user))) for wrap in self._keys.wraps)
        self._keys = replace(self._keys, wraps=wraps)

    @property
    def logins(self) -> tuple[Login, ...]:
        """Everyone who can sign in, in the order in which they were added."""
        return tuple(Login(user=wrap.user, login=wrap.login) for wrap in self._keys.wraps if wrap.user != RECOVERY)

    def user_of(self, login: str) -> str | None:
        """Return the id of the user with a sign-in name, in any case of letters; None when there is none."""
        wanted = folded_login(login)
        return next((entry.user for entry in self.logins if folded_login(entry.login) == wanted), None)

    def opens(self, key: bytes) -> bool:
        """Return whether this is the keyring of the store with a key."""
        return self._is_ours(key)

    def seconds_to_wait(self, user: str) -> int:
        """Return how long this user's next attempt has to wait, 0 for not at all."""
        return self._wait(self._wrap(user))

    def unlock(self, user: str, passphrase: str) -> bytes:
        """Return the store's key for a user's passphrase.

        Raises `KeyProblem`: `passphrase_wrong`, `passphrase_wait` with `seconds` after three wrong ones (5 seconds,
        doubled with each further one, 5 minutes at most), `user_unknown`; `PlaceProblem`.
        """
        key = self._opened(self._wrap(user), normalised(passphrase))
        if key is None:
            raise KeyProblem("passphrase_wrong")
        return key

    def unlock_with_recovery(self, phrase: str) -> bytes:
        """Return the store's key for the recovery phrase; capitals and blanks do not matter.

        Raises `KeyProblem`: `recovery_wrong`, `passphrase_wait`, `recovery_missing`; `PlaceProblem`.
        """
        wrap = next((entry for entry in self._keys.wraps if entry.user == RECOVERY), None)
        if wrap is None:
            raise KeyProblem("recovery_missing")
        key = self._opened(wrap, _recovery_text(phrase))
        if key is None:
            raise KeyProblem("recovery_wrong")
        return key

    def add_user(self, *, user: str, login: str, passphrase: str, key: bytes) -> None:
        """Let another user open the store, whose key is told.

        Raises `KeyProblem("login_taken")`, `PlaceProblem`; `ValueError` for a key that is not this store's.
        """
        self._refuse_taken(user, login)
        self._put(user=user, login=login, secret=normalised(passphrase), key=key)

    def change_passphrase(self, user: str, old: str, new: str) -> None:
        """Change a user's passphrase; raises what `unlock` raises for the old one."""
        self.set_passphrase(user, new, key=self.unlock(user, old))

    def set_passphrase(self, user: str, new: str, *, key: bytes) -> None:
        """Give a user a passphrase without the old one: after recovery, or by an administrator who has the key."""
        self._put(user=user, login=self._wrap(user).login, secret=normalised(new), key=key)

    def set_recovery(self, phrase: str, *, key: bytes) -> None:
        """Wrap the key under a new recovery phrase; the one before no longer opens."""
        self._put(user=RECOVERY, login="", secret=_recovery_text(phrase), key=key)

    def remove_user(self, user: str) -> None:
        """Take a user's wrap away. Raises `KeyProblem("last_user")` for the only one, `user_unknown`."""
        leaving = self._wrap(user)
        if len(self.logins) == 1:
            raise KeyProblem("last_user")
        self._save(tuple(wrap for wrap in self._keys.wraps if wrap is not leaving))

    def _opened(self, wrap: Wrap, secret: str) -> bytes | None:
        """Return the key, or None for a wrong secret, which is counted."""
        if wait := self._wait(wrap):
            raise KeyProblem("passphrase_wait", seconds=wait)
        key = wrap.opened(secret)
        if key is None or not self._is_ours(key):
            _FIRST_SEEN[self._keys.check.hex(), wrap.user, wrap.failures + 1] = self._clock.running()
            self._replace(replace(wrap, failures=wrap.failures + 1, failed_at=self._clock.now()))
            return None
        if wrap.failures:
            self._replace(replace(wrap, failures=0, failed_at=None))
        return key

    def _wait(self, wrap: Wrap) -> int:
        if wrap.failed_at is None or wrap.failures < _FREE_ATTEMPTS:
            return 0
        doubled = min(wrap.failures - _FREE_ATTEMPTS, _MOST_DOUBLINGS)
        delay = min(_FIRST_DELAY << doubled, _LONGEST_DELAY)
        now = self._clock.running()
        known = (self._keys.check.hex(), wrap.user, wrap.failures)  # a copy of the file is no other keyring
        seen = _FIRST_SEEN[known] = min(_FIRST_SEEN.get(known, now), now)
        return max(0, delay - (now - seen))

    def _put(self, *, user: str, login: str, secret: str, key: bytes) -> None:
        if not self._is_ours(key):
            raise ValueError("this key does not open this keyring's store")
        self._replace(Wrap.made(user=user, login=login, secret=secret, key=key, clock=self._clock, cost=self._cost))

    def _replace(self, wrap: Wrap) -> None:
        known = [entry.user for entry in self._keys.wraps]
        wraps = list(self._keys.wraps)
        if wrap.user in known:
            wraps[known.index(wrap.user)] = wrap
        else:
            wraps.append(wrap)
        self._save(tuple(wraps))

    def _save(self, wraps: tuple[Wrap, ...]) -> None:
        keys = replace(self._keys, wraps=wraps)
        if self._kept_back:
            _COUNTED.update({(keys.check.hex(), wrap.user): wrap for wrap in wraps})
        else:
            write_atomically(self._path, write_keys(keys))
        self._keys = keys

    def _wrap(self, user: str) -> Wrap:
        for wrap in self._keys.wraps:
            if wrap.user == user:
                return wrap
        raise KeyProblem("user_unknown")

    def _refuse_taken(self, user: str, login: str) -> None:
        if self.user_of(login) is not None or any(wrap.user == user for wrap in self._keys.wraps):
            raise KeyProblem("login_taken", login=login)

    def _is_ours(self, key: bytes) -> bool:
        return hmac.compare_digest(_check_of(key), self._keys.check)


def new_keyring(
    path: Path,
    *,
    user: str,
    login: str,
    passphrase: str,
    recovery_phrase: str,
    clock: Clock,
    cost: Cost = PRODUCTION_COST,
) -> tuple[Keyring, bytes]:
    """Make a random 32-byte key and a keyring that wraps it for the first user and for the recovery phrase.

    Return both; the key opens the store. Raises `KeyProblem("keyring_exists")`, `PlaceProblem`.
    """
    if path.exists():
        raise KeyProblem("keyring_exists")
    key = clock.random_bytes(KEY_BYTES)
    wraps = (
        Wrap.made(user=user, login=login, secret=normalised(passphrase), key=key, clock=clock, cost=cost),
        Wrap.made(user=RECOVERY, login="", secret=_recovery_text(recovery_phrase), key=key, clock=clock, cost=cost),
    )
    keys = Keys(check=_check_of(key), wraps=wraps)
    write_atomically(path, write_keys(keys))
    return Keyring(path, keys, clock, cost), key


def _check_of(key: bytes) -> bytes:
    """Return what tells the right key from a wrong one without giving it away: the key itself is random."""
    return hmac.new(key, _CHECKED, hashlib.sha256).digest()[:16]


def _counted(wrap: Wrap, tried: Wrap | None) -> Wrap:
    """Return a wrap with the count of tries that is remembered of it."""
    return replace(wrap, failures=tried.failures, failed_at=tried.failed_at) if tried else wrap


def _recovery_text(phrase: str) -> str:
    return " ".join(normalised(phrase).casefold().split())
