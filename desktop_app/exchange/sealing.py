"""Sealing and opening: the age format (X25519), through pyrage. Nothing of our own."""

from collections.abc import Iterable
from typing import Final, Protocol

import pyrage

from desktop_app.foundation.problems import ExchangeProblem

_NO_KEY_FITS: Final = "No matching keys found"
"""What pyrage says where no recipient of the file is ours; a test opens a foreign file and holds it to that."""


_SMALL: Final = 64 * 1024
_SEALINGS: Final = 8
"""How often a small file is sealed. A stanza of chance, 15 to 170 bytes, is added to every header ("grease") so that
readers stay open for new kinds; it stays there, and the shortest of a few files is kept."""


class Opens(Protocol):
    """What opens a sealed file: an office's secret, or an opening key alone."""

    @property
    def identities(self) -> tuple[str, ...]:
        """Opening keys as age reads them (`AGE-SECRET-KEY-1...`). Secret."""
        ...


def seal_bytes(data: bytes, recipients: Iterable[str], *, shortest: bool = True) -> bytes:
    """Return `data` encrypted to every recipient (`age1...`). Raises `ExchangeProblem("card_unreadable")`.

    `shortest`: a small file is sealed a few times, and the shortest is kept.
    """
    try:
        keys = [pyrage.x25519.Recipient.from_str(recipient) for recipient in recipients]
    except pyrage.RecipientError:
        raise ExchangeProblem("card_unreadable", field="keys.sealing_key") from None
    sealings = _SEALINGS if shortest and len(data) <= _SMALL else 1
    return min((pyrage.encrypt(data, keys) for _ in range(sealings)), key=len)


def open_bytes(sealed: bytes, secret: Opens) -> bytes:
    """Return what was sealed, to the present key or to one used before.

    Raises `ExchangeProblem`: `bundle_not_for_us` where no key of ours fits, `bundle_damaged` where the contents do not
    hold together.
    """
    try:
        identities = [pyrage.x25519.Identity.from_str(identity) for identity in secret.identities]
        return pyrage.decrypt(sealed, identities)
    except pyrage.DecryptError as error:
        code = "bundle_not_for_us" if str(error) == _NO_KEY_FITS else "bundle_damaged"
        raise ExchangeProblem(code) from None
