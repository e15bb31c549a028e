"""The key with which a bundle is opened for support: a key file, or an office's opening key as written for age."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from desktop_app.domain.offices import Office, OfficeCard
from desktop_app.exchange.key_file import is_locked, read_opening_key
from desktop_app.exchange.keys import card
from desktop_app.exchange.limits import CARD_BYTES
from desktop_app.exchange.sealing import Opens
from desktop_app.exchange.standard_keys import OpeningKeys
from desktop_app.foundation.clock import Clock
from desktop_app.foundation.places import reading_problem


@dataclass(frozen=True, slots=True, kw_only=True)
class OpeningKey:
    """What opens. `own` is the card of the office whose key it is, None where the file does not say whose."""

    opens: Opens = field(repr=False)
    own: OfficeCard | None = None


def opening_key(key_file: Path, clock: Clock, ask_passphrase: Callable[[], str]) -> OpeningKey:
    """Read a file of keys; the passphrase is asked for only where there is one.

    Raises what `read_opening_key` raises, and `PlaceProblem`.
    """
    try:
        with key_file.open("rb") as file:
            data = file.read(CARD_BYTES + 1)
    except OSError as error:
        raise reading_problem(error, key_file) from error
    read = read_opening_key(data, ask_passphrase() if is_locked(data) else "")
    if isinstance(read, OpeningKeys):
        return OpeningKey(opens=read)
    code, state, secret = read
    own = card(Office(code=code, state=state, name=code), secret, clock.today())
    return OpeningKey(opens=secret, own=own)
