"""One wrap of the store's key, and the keyring file as bytes: strict when read, bounded before anything is derived."""

import json
from base64 import b64decode, b64encode
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final, Self

from desktop_app.foundation.clock import Clock
from desktop_app.foundation.problems import KeyProblem
from desktop_app.store.columns import folded_words, json_text

KEY_BYTES: Final = 32
"""Length of the store's key."""

FORMAT: Final = "cass-desk-keyring"
VERSION: Final = 1
RECOVERY: Final = "recovery"
"""The reserved user id of the wrap under the recovery phrase."""

_SALT_BYTES: Final = 16
_NONCE_BYTES: Final = 12
_TAG_BYTES: Final = 16
_CHECK_BYTES: Final = 16
_MOST_BYTES: Final = 1024 * 1024
_MOST_TEXT: Final = 200
_MOST_FIGURE: Final = 10**9
_HEADER: Final = ("user", "login", "salt", "memory_kib", "rounds", "lanes")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What deriving a key from a passphrase costs (Argon2id): memory in KiB, rounds, lanes."""

    memory_kib: int
    rounds: int
    lanes: int


PRODUCTION_COST: Final = Cost(memory_kib=64 * 1024, rounds=3, lanes=4)
"""About a tenth of a second on an office computer, and 64 MiB for each guess."""

MOST_COST: Final = Cost(memory_kib=1024 * 1024, rounds=20, lanes=16)
"""The limit above which a keyring is refused before deriving: nobody wrote it in good faith."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wrap:
    """The store's key under one passphrase. Who it is for and what it costs are authenticated with it.

    `failures` and `failed_at` count wrong attempts since the last right one; they are not authenticated.
    """

    user: str
    login: str
    salt: bytes = field(repr=False)
    cost: Cost
    nonce: bytes = field(repr=False)
    wrapped: bytes = field(repr=False)
    failures: int = 0
    failed_at: datetime | None = None

    @classmethod
    def made(cls, *, user: str, login: str, secret: str, key: bytes, clock: Clock, cost: Cost) -> Self:
        """Wrap a key under a secret text that is normalised already."""
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        salt, nonce = clock.random_bytes(_SALT_BYTES), clock.random_bytes(_NONCE_BYTES)
        bare = cls(user=user, login=login, salt=salt, cost=cost, nonce=nonce, wrapped=b"")
        wrapped = AESGCM(bare._derived(secret)).encrypt(nonce, key, bare._header())
        return cls(user=user, login=login, salt=salt, cost=cost, nonce=nonce, wrapped=wrapped)

    def opened(self, secret: str) -> bytes | None:
        """Return the key, None for a wrong secret (or for a wrap that somebody changed)."""
        from cryptography.exceptions import InvalidTag
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        try:
            return AESGCM(self._derived(secret)).decrypt(self.nonce, self.wrapped, self._header())
        except InvalidTag:
            return None

    def to_json(self) -> dict[str, Any]:
        """Return the wrap as the file holds it."""
        return {
            "user": self.user,
            "login": self.login,
            "salt": b64encode(self.salt).decode("ascii"),
            "memory_kib": self.cost.memory_kib,
            "rounds": self.cost.rounds,
            "lanes": self.cost.lanes,
            "nonce": b64encode(self.nonce).decode("ascii"),
            "wrapped": b64encode(self.wrapped).decode("ascii"),
            "failures": self.failures,
            "failed_at": self.failed_at.isoformat() if self.failed_at else None,
        }

    def _derived(self, secret: str) -> bytes:
        from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

        cost = self.cost
        derive = Argon2id(
            salt=self.salt, length=KEY_BYTES, iterations=cost.rounds, lanes=cost.lanes, memory_cost=cost.memory_kib
        )
        return derive.derive(secret.encode("utf-8", "surrogatepass"))

    def _header(self) -> bytes:
        told = self.to_json()
        return json_text({"format": FORMAT, "version": VERSION, **{name: told[name] for name in _HEADER}}).encode()


@dataclass(frozen=True, slots=True, kw_only=True)
class Keys:
    """What the keyring file holds: the wraps, and a check by which the right key is known."""

    check: bytes = field(repr=False)
    wraps: tuple[Wrap, ...]


def write_keys(keys: Keys) -> bytes:
    """Return the keyring file: JSON, readable by people."""
    told = {
        "format": FORMAT,
        "version": VERSION,
        "check": b64encode(keys.check).decode("ascii"),
        "wraps": [wrap.to_json() for wrap in keys.wraps],
    }
    return (json.dumps(told, indent=2) + "\n").encode("ascii")


def read_keys(data: bytes) -> Keys:
    """Read a keyring file. Raises `KeyProblem`: `keyring_damaged` for anything amiss, `keyring_newer`."""
    try:
        return _read_keys(data)
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise KeyProblem("keyring_damaged") from error


def folded_login(login: str) -> str:
    """Fold a sign-in name to what identifies it: no accents, no capitals."""
    return folded_words(login.strip())


def _read_keys(data: bytes) -> Keys:
    if len(data) > _MOST_BYTES:
        raise ValueError("too long")
    told = json.loads(data)
    if told["format"] != FORMAT:
        raise ValueError("another format")
    version = _figure(told["version"], VERSION, _MOST_FIGURE)
    if version > VERSION:
        raise KeyProblem("keyring_newer", keyring=version, program=VERSION)
    keys = Keys(check=_bytes(told["check"], _CHECK_BYTES), wraps=tuple(_read_wrap(entry) for entry in told["wraps"]))
    if len({wrap.user for wrap in keys.wraps}) != len(keys.wraps):
        raise ValueError("a user twice")
    return keys


def _read_wrap(told: dict[str, Any]) -> Wrap:
    failed_at = told["failed_at"]
    return Wrap(
        user=_text(told["user"]),
        login=_text(told["login"]),
        salt=_bytes(told["salt"], _SALT_BYTES),
        cost=Cost(
            lanes=(lanes := _figure(told["lanes"], 1, MOST_COST.lanes)),
            memory_kib=_figure(told["memory_kib"], 8 * lanes, MOST_COST.memory_kib),
            rounds=_figure(told["rounds"], 1, MOST_COST.rounds),
        ),
        nonce=_bytes(told["nonce"], _NONCE_BYTES),
        wrapped=_bytes(told["wrapped"], KEY_BYTES + _TAG_BYTES),
        failures=_figure(told["failures"], 0, _MOST_FIGURE),
        failed_at=_moment(failed_at) if failed_at is not None else None,
    )


def _moment(value: object) -> datetime:
    moment = datetime.fromisoformat(_text(value))
    if moment.tzinfo is None:
        raise ValueError("a moment without its offset")
    return moment


def _text(value: object) -> str:
    if not isinstance(value, str) or len(value) > _MOST_TEXT:
        raise ValueError("not a short text")
    return value


def _figure(value: object, least: int, most: int) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
        raise ValueError("not a figure within its bounds")
    return value


def _bytes(value: object, length: int) -> bytes:
    data = b64decode(_text(value), validate=True)
    if len(data) != length:
        raise ValueError("not of its length")
    return data
